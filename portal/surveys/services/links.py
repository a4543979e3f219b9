"""Making links, reminding, taking back. The message that carries a link is posted by the app that asks.

Links in mails only open a page; the act is a button there. The address is given once and never kept.
"""

import hashlib
import secrets
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.places import path_in
from portal.accounts.services import Refused
from portal.activity.services import record as log

from .. import ports
from ..models import Key, Link
from ..models.link import VALID_FOR


def hash_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def create_link(
    *,
    record: models.Model,
    purpose: str,
    name: str,
    email: str,
    by: User | None,
    language: str = "en",
    valid_for: timedelta = VALID_FOR,
) -> tuple[Link, str]:
    """Ask somebody to fill in a form about a record. Returns the link and the path of its page.

    The caller posts the message in the same transaction, with the path among its ``links``,
    ``secret=True`` and ``secret_until=link.expires_at``; the path cannot be had again (see `renew`).
    Raises LookupError for a purpose nobody registered.
    """
    if ports.questionnaire(purpose) is None:
        raise LookupError(f"no form is called {purpose!r}")
    language = language if language in User.Language.values else "en"
    link = Link.objects.create(
        content_type=ContentType.objects.get_for_model(record),
        object_id=record.pk,
        purpose=purpose,
        name=name.strip(),
        email=email.strip().lower(),
        language=language,
        created_by=by,
        expires_at=timezone.now() + valid_for,
    )
    log(actor=by, verb="survey.asked", target=link, new={"form": purpose})
    return link, _new_path(link)


@transaction.atomic
def renew(*, link: Link, by: User | None, valid_for: timedelta = VALID_FOR) -> tuple[Link, str]:
    """A fresh path for a reminder, and time to answer: also after the day has passed.

    Paths sent before open the form too. Raises Refused once it is answered or taken back.
    """
    row = Link.objects.select_for_update().get(pk=link.pk)
    if row.answered_at is not None:
        raise Refused(_("This form has been answered."))
    if row.revoked_at is not None:
        raise Refused(_("This form has been taken back. Ask anew."))
    now = timezone.now()
    row.expires_at = max(row.expires_at, now + valid_for)
    row.reminded_at = now
    row.save(update_fields=["expires_at", "reminded_at"])
    log(actor=by, verb="survey.reminded", target=row, new={"form": row.purpose})
    return row, _new_path(row)


@transaction.atomic
def revoke(*, link: Link, by: User | None) -> Link:
    """The link opens no form any more. Raises Refused when it is answered or taken back already."""
    row = Link.objects.select_for_update().get(pk=link.pk)
    if row.answered_at is not None or row.revoked_at is not None:
        raise Refused(_("This form is no longer open."))
    row.revoked_at, row.revoked_by = timezone.now(), by
    row.save(update_fields=["revoked_at", "revoked_by"])
    log(actor=by, verb="survey.revoked", target=row, new={"form": row.purpose})
    return row


def _new_path(link: Link) -> str:
    token = secrets.token_urlsafe(32)
    Key.objects.create(link=link, token_hash=hash_of(token))
    return path_in(link.language, "surveys:form", token)
