"""What the editors bring forward on other pages; what Parties tell of their reuse."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.questions import require
from portal.accounts.services.refusals import Refused
from portal.activity.services import record
from portal.reference.models import Country
from portal.reference.queries import country_row, term_map
from portal.ui.pages import bump_content

from ..models import EditorsChoice, Entry, Reuse
from .guards import shown_anew


@transaction.atomic
def choose(
    *, entry: Entry, page: str, where: str, starts_on: date, ends_on: date | None, position: int = 0, by: User
) -> EditorsChoice:
    """Bring an entry forward on the home page, the page of an activity or of a country, from a day to a day (UTC).

    Raises `NotAllowed`; `Refused` for an entry that is not public, an unknown place, or days in the wrong order.
    """
    require("knowledge.edit_office", by)
    if not Entry.objects.public().filter(pk=entry.pk).exists():
        raise Refused(_("Only a published entry can be chosen."))
    where = where.strip()
    if page == EditorsChoice.Page.ACTIVITY and where not in term_map("activity", "en"):
        raise Refused(_("Give the activity by its code, 1.1 to 5.4."))
    if page == EditorsChoice.Page.COUNTRY:
        where = where.upper()
        if country_row(where, "en") is None:
            raise Refused(_("Give the country by its code of three letters."))
    if page == EditorsChoice.Page.HOME:
        where = ""
    if page not in EditorsChoice.Page.values:
        raise Refused(_("Choose the page."))
    if ends_on is not None and ends_on < starts_on:
        raise Refused(_("The last day is before the first."))
    chosen = EditorsChoice.objects.create(
        entry=entry, page=page, where=where, starts_on=starts_on, ends_on=ends_on, position=position, chosen_by=by
    )
    record(actor=by, verb="entry.chosen", target=entry, new={"page": page, "where": where, "from": str(starts_on)})
    bump_content()
    return chosen


@transaction.atomic
def end_choice(*, choice: EditorsChoice, by: User) -> None:
    """Take it back from that page. Raises `NotAllowed`."""
    require("knowledge.edit_office", by)
    record(actor=by, verb="entry.choice_ended", target=choice.entry, old={"page": choice.page, "where": choice.where})
    choice.delete()
    bump_content()


@transaction.atomic
def tell_reuse(*, entry: Entry, country: Country, text: str, by: User, language: str, measure: str = "") -> Reuse:
    """A Party tells that it used, adapted or improved an entry; everybody reads it.

    Raises `NotAllowed` for who is not a focal point of that Party; `Refused` without words, for an entry that is not
    public, and for the Party's own.
    """
    require("knowledge.tell_reuse", by, country)
    locked = Entry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if not locked.is_public:
        raise Refused(_("This entry is no longer public."))
    if locked.country_id == country.pk:
        raise Refused(_("This is your own entry: others tell that they used it."))
    if not text.strip():
        raise Refused(_("Say how it was used."))
    told = Reuse.objects.create(
        entry=locked, country=country, text=text.strip()[:600], language=language[:5], told_by=by, measure=measure,
        told_on=timezone.now().date(),
    )  # fmt: skip
    record(actor=by, verb="entry.reuse_told", target=locked, new={"country": country.iso3})
    shown_anew(locked)
    return told
