"""Validation by the competent authority, the edition after it, the public presentation."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.services.refusals import Refused
from portal.activity.services import record
from portal.documents.services import store_upload
from portal.ui.pages import bump_content

from ...models import Edition, Roadmap
from ...national import pdf as national_pdf
from ...national.found import shown_anew
from ...national.notices import tell_officers, tell_party
from ...national.queries import open_edition
from .copying import copy_edition
from .guards import lock
from .signing import refuse_incomplete
from .stage import refresh_stage

DOCUMENTS = ("pdf", "docx", "odt")
PURPOSE = "roadmap-validation"


@dataclass(frozen=True)
class Act:
    """What a validation names: the authority, its act, the day, and the document (an upload)."""

    authority: str
    act: str
    on: date | None
    document: Any


def wrong_act(act: Act) -> dict[str, str]:
    """What is missing or wrong in a validation, by field; each with what to do."""
    found = {}
    if not act.authority.strip():
        found["authority"] = _("Name the competent authority that validated the roadmap.")
    if not act.act.strip():
        found["act"] = _("Name the act: its kind, number and title.")
    if act.on is None:
        found["on"] = _("Give the day of the validation.")
    elif act.on > timezone.localdate():
        found["on"] = _("The date is in the future. Record the validation once it has taken place.")
    if act.document is None:
        found["document"] = _("Attach the document of the validation: the decision, the decree or the minutes.")
    return found


@transaction.atomic
def validate(*, roadmap: Roadmap, act: Act, by: User) -> Edition:
    """Freeze the edition as validated by the competent authority (DOMAIN: authority, date and document named).

    Raises `NotAllowed`; `Refused` when something is missing in the act or in the edition, or no edition is
    open; ``UploadRefused`` when the document is not taken in. Nothing is stored then.
    """
    locked = lock(roadmap=roadmap, rule="roadmaps.validate_roadmap", by=by)
    edition = open_edition(locked)
    if edition is None:
        raise Refused(_("No edition is being written: the last one is validated already."))
    wrong = wrong_act(act)
    if wrong:
        raise Refused(next(iter(wrong.values())))
    earlier = locked.edition
    if earlier is not None and earlier.validated_on and act.on is not None and act.on < earlier.validated_on:
        raise Refused(_("The date is before the validation of the edition before. Check both dates."))
    refuse_incomplete(edition)
    stored = store_upload(upload=act.document, owner=locked, purpose=PURPOSE, by=by, allowed=DOCUMENTS)
    edition.authority, edition.act, edition.validated_on = act.authority.strip(), act.act.strip(), act.on
    edition.document, edition.frozen_at, edition.frozen_by = stored, timezone.now(), by
    edition.save()
    Roadmap.objects.filter(pk=locked.pk).update(
        edition=edition, period_from=edition.period_from, period_to=edition.period_to
    )
    locked.refresh_from_db()
    record(
        actor=by, verb="roadmap.validated", target=locked,
        new={"edition": edition.number, "authority": edition.authority, "act": edition.act, "on": str(act.on)},
    )  # fmt: skip
    refresh_stage(roadmap=locked, by=by, on=act.on)
    shown_anew(locked)
    bump_content()
    for language in national_pdf.LANGUAGES:
        national_pdf.request(edition=edition, by=by, language=language)
    key = f"roadmap.validated:{edition.pk}"
    tell_party(roadmap=locked, code="roadmap.validated", key=key, authority=edition.authority)
    tell_officers(roadmap=locked, code="roadmap.validated_officers", key=key, authority=edition.authority)
    return edition


@transaction.atomic
def open_next_edition(*, roadmap: Roadmap, by: User) -> Edition:
    """A copy of the last validated edition, to be written further; the validated one stays as it is.

    The edition that is open already, if there is one. Raises `NotAllowed`.
    """
    locked = lock(roadmap=roadmap, rule="roadmaps.write_roadmap", by=by)
    found = open_edition(locked)
    if found is not None:
        return found
    assert locked.edition is not None  # without an open edition the last one is validated
    edition = copy_edition(locked.edition)
    record(actor=by, verb="roadmap.edition_opened", target=locked, new={"edition": edition.number})
    return edition


@transaction.atomic
def present(*, roadmap: Roadmap, on: date, event: str, link: str, by: User) -> Roadmap:
    """Note the public presentation of the validated roadmap.

    Raises `NotAllowed`; `Refused` before a validation, for a day to come or before it, without the event, for a
    link that is not an address.
    """
    locked = lock(roadmap=roadmap, rule="roadmaps.write_roadmap", by=by)
    if locked.edition is None:
        raise Refused(_("The roadmap is presented once it is validated: record the validation first."))
    if on > timezone.localdate():
        raise Refused(_("The date is in the future. Record the presentation once it has taken place."))
    if locked.edition.validated_on and on < locked.edition.validated_on:
        raise Refused(_("The presentation is before the validation. Check the date."))
    if not event.strip():
        raise Refused(_("Name the event at which the roadmap was presented."))
    link = link.strip()
    if link:
        try:
            URLValidator(schemes=["http", "https"])(link)
        except ValidationError as error:
            raise Refused(_("The link is not a whole address: it begins with https://")) from error
    old = {"on": str(locked.presented_on or ""), "event": locked.presented_at}
    locked.presented_on, locked.presented_at, locked.presented_link = on, event.strip()[:300], link[:500]
    locked.save(update_fields=["presented_on", "presented_at", "presented_link"])
    record(actor=by, verb="roadmap.presented", target=locked, old=old, new={"on": str(on), "event": event.strip()})
    refresh_stage(roadmap=locked, by=by, on=on)
    bump_content()
    return locked
