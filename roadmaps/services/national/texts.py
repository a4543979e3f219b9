"""The title and the vision of an edition in further languages, and the original document."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.services.refusals import Refused
from portal.activity.services import record
from portal.documents.services import store_upload
from portal.ui.pages import bump_content

from ...models import Edition, EditionText
from ...national import pdf as national_pdf
from ...national.found import shown_anew
from ...sections.edition import LANGUAGES
from .guards import lock

DOCUMENTS = ("pdf", "docx", "odt")


@transaction.atomic
def save_text(
    *, edition: Edition, language: str, title: str, vision: str, state: str, document: Any, by: User
) -> EditionText:
    """Write the title and vision of an edition in a language, before or after its validation: what was validated
    stays as it is. ``document`` is an upload or None (what is attached stays). After the validation the PDF in this
    language, if the portal issues one, is issued anew with the words and their day.

    Raises `NotAllowed`; `Refused` for an unknown language or that of the original, or without a title;
    ``UploadRefused``.
    """
    locked = lock(roadmap=edition.roadmap, rule="roadmaps.write_roadmap", by=by)
    if language not in dict(LANGUAGES):
        raise Refused(_("Choose a language of the list."))
    if language == edition.language:
        raise Refused(_("This is the language of the original: change it in the section “Title and period”."))
    if not title.strip():
        raise Refused(_("Give the title in this language."))
    if state not in EditionText.State.values or state == EditionText.State.OUTDATED:
        raise Refused(_("Say whether it is a translation or official in this language too."))
    values: dict[str, Any] = {
        "title": title.strip()[:300], "vision": vision.strip(), "state": state, "changed_at": timezone.now(),
        "changed_by": by,
    }  # fmt: skip
    if document is not None:
        values["document"] = store_upload(
            upload=document, owner=locked, purpose="roadmap-text", by=by, allowed=DOCUMENTS
        )
    before = EditionText.objects.filter(edition=edition, language=language).first()
    told = ("title", "vision", "state")
    is_new = before is None or any(getattr(before, name) != values[name] for name in told)
    if not is_new:
        del values["changed_at"]  # only another document: the words are of the day they were written
    row, _made = EditionText.objects.update_or_create(edition=edition, language=language, defaults=values)
    record(actor=by, verb="roadmap.text_saved", target=locked, new={"language": language, "state": state})
    shown_anew(locked)
    bump_content()
    if is_new and not edition.is_open and language in national_pdf.LANGUAGES:
        national_pdf.request(edition=edition, by=by, language=language)
    return row


@transaction.atomic
def attach_original(*, edition: Edition, upload: Any, by: User) -> Edition:
    """Keep the document in which it was written outside the portal. Raises `NotAllowed`, ``UploadRefused``."""
    locked = lock(roadmap=edition.roadmap, rule="roadmaps.write_roadmap", by=by)
    edition.original = store_upload(upload=upload, owner=locked, purpose="roadmap-original", by=by, allowed=DOCUMENTS)
    edition.save(update_fields=["original"])
    record(actor=by, verb="roadmap.original_attached", target=locked, new={"file": edition.original.name})
    bump_content()
    return edition
