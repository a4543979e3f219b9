"""A message enters the outbox."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import get_language

from portal.accounts.models import User

from .. import texts
from ..bell import ring
from ..models import Attachment, Message
from ..sealing import seal

# How long a message that carries a secret may wait for the mail server, unless the caller says.
SECRET_KEPT = timedelta(hours=24)


def post(
    *,
    code: str,
    context: Mapping[str, Any],
    to: User | None = None,
    email: str = "",
    language: str = "",
    links: Mapping[str, str] | None = None,
    target: models.Model | None = None,
    key: str | None = None,
    draft: bool = False,
    secret: bool = False,
    secret_until: datetime | None = None,
    attachments: Iterable[Any] = (),
) -> Message:
    """Put one message into the outbox, in the caller's transaction; it leaves after commit.

    ``to`` or ``email`` says to whom; the language is that of the person, else ``language``, else the
    reader's. ``context`` takes plain values (each text is made harmless), ``links`` paths of our own
    (``{"link": "/en/workspace/"}``), ``attachments`` StoredFile rows. With ``key`` the same message is
    made once: a second call gives the first row. ``draft`` waits for staff. ``secret`` keeps no body.
    """
    address = email or (to.email if to is not None else "")
    if not address:
        raise ValueError("a message needs a person or an address")
    if key is not None and (known := Message.objects.filter(key=key).first()) is not None:
        return known
    language = _language(to, language)
    subject, body = texts.render(
        code=code, language=language, context=context, links=links or {}, name=to.name if to is not None else ""
    )
    message = Message(
        code=code,
        to=to,
        email=address,
        language=language,
        subject=subject,
        body="" if secret else body,
        sealed=seal(body) if secret else b"",
        secret=secret,
        secret_until=(secret_until or timezone.now() + SECRET_KEPT) if secret else None,
        key=key,
        state=Message.State.DRAFT if draft else Message.State.QUEUED,
    )
    if target is not None:
        message.content_type, message.object_id = ContentType.objects.get_for_model(target), target.pk
    try:
        with transaction.atomic():
            message.save()
            for stored in attachments:
                Attachment.objects.create(message=message, stored_file=stored, name=stored.name)
    except IntegrityError:
        if key is None:
            raise
        return Message.objects.get(key=key)  # another worker has posted it in between
    if not draft:
        ring(message.pk)
    return message


def _language(to: User | None, asked: str) -> str:
    language = (to.language if to is not None else "") or asked or get_language() or "en"
    return language[:2] if language[:2] in User.Language.values else "en"
