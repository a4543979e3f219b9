"""What the records say of each gate of a file: the proposal a person then confirms or corrects."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from portal.reference.models import Country
from portal.reference.queries import country_row

from . import eligibility
from .eligibility import NO, UNKNOWN, YES
from .eligibility_words import datum_words
from .models import ActivityChoice, Application, Attachment, CallGate, GateCheck
from .models.attachment import SIGNED_LETTER
from .ports import obligations

OF_THE_VERSION = frozenset({"mandate", "signature", "activities"})
"""Gates answered by the file itself: a new version asks them again."""


@dataclass(frozen=True)
class Proposal:
    """An answer the records give by themselves, with what it rests on."""

    outcome: str
    datum: str = ""
    datum_date: date | None = None
    source: str = ""


def facts_of(country: Country, language: str) -> eligibility.CountryFacts:
    """What the reference data say of a country, for the pure rules."""
    row = country_row(country.iso3, language)
    return eligibility.CountryFacts(
        name=row.name if row else country.iso3,
        party=country.party,
        developing=country.developing,
        deposit_date=country.deposit_date,
        deposit_type=country.deposit_type,
        source=country.source,
    )


def _from_country(ask: Callable[[eligibility.CountryFacts], eligibility.Verdict]) -> Callable:
    def propose(application: Application, language: str) -> Proposal:
        verdict = ask(facts_of(application.country, language))
        return Proposal(verdict.outcome, datum_words(verdict), verdict.datum_date, verdict.source)

    return propose


def _mandate(application: Application, language: str) -> Proposal:
    """A person reads whether the institution is mandated; the file only says what the Party writes."""
    version = application.current_version
    written = (version.mandate or "").strip() if version else ""
    institution = (version.lead_institution or "").strip() if version else ""
    if not written:
        return Proposal(UNKNOWN, _("The application does not say which mandate the institution has."))
    return Proposal(UNKNOWN, f"{institution}: {written}"[:2000], _sent(application), _("Application, section 1"))


def _signature(application: Application, language: str) -> Proposal:
    """A letter attached is not yet a letter read: a person opens it and confirms."""
    letter = (
        Attachment.objects.filter(version=application.current_version_id, kind=SIGNED_LETTER)
        .select_related("stored_file")
        .first()
    )
    if letter is None:
        return Proposal(NO, _("No signed letter is attached."), _sent(application), _("Application, section 14"))
    words = _("Letter attached: %(name)s. Open it and confirm who signed.") % {"name": letter.stored_file.name}
    return Proposal(UNKNOWN, words, letter.added_at.date(), _("Application, section 14"))


def _activities(application: Application, language: str) -> Proposal:
    codes = sorted(
        ActivityChoice.objects.filter(version=application.current_version_id)
        .exclude(activity="")
        .values_list("activity", flat=True)
    )
    words = _("Chosen: %(codes)s.") % {"codes": ", ".join(codes)} if codes else _("No activity is chosen.")
    return Proposal(YES if codes else NO, words, _sent(application), _("Application, section 5"))


def _obligations(application: Application, language: str) -> Proposal:
    known = obligations(application.country_id)
    if known is None:
        return Proposal(UNKNOWN, _("The portal holds no record of an earlier assistance to this Party."))
    return Proposal(YES if known.met else NO, known.datum, known.known_on, known.source)


_PROPOSE: dict[str, Callable[[Application, str], Proposal]] = {
    CallGate.Code.PARTY: _from_country(eligibility.party),
    CallGate.Code.DEVELOPING: _from_country(eligibility.developing),
    CallGate.Code.MANDATE: _mandate,
    CallGate.Code.SIGNATURE: _signature,
    CallGate.Code.ACTIVITIES: _activities,
    CallGate.Code.OBLIGATIONS: _obligations,
}


def propose(application: Application, gate: CallGate, language: str) -> Proposal:
    """What the records say of this gate for this file. Never raises; says "not known" when they are silent."""
    return _PROPOSE[gate.code](application, language)


def _sent(application: Application) -> date | None:
    version = application.current_version
    return version.frozen_at.date() if version and version.frozen_at else None


def is_stale(check: GateCheck, application: Application) -> bool:
    """Whether the answer is about an earlier version: the Party has sent a new one since."""
    version = application.current_version
    return bool(
        check.gate.code in OF_THE_VERSION
        and check.confirmed_at
        and version
        and version.frozen_at
        and version.frozen_at > check.confirmed_at
    )
