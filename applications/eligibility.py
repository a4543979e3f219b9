"""Who can apply: the gates as plain questions with verdicts, without Django.

The public page asks them of a visitor, the screening asks them of a file. A verdict is yes, no or not
known; it carries codes, and ``applications.eligibility_words`` says them in the reader's language.
Not known is never a yes: it is a question to a person.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

YES, NO, UNKNOWN = "yes", "no", "unknown"
ASKED = ("party", "developing", "mandate", "signature")
"""The gates a visitor can be asked about before writing."""


@dataclass(frozen=True)
class CountryFacts:
    """What the reference data say of a country; None where they say nothing."""

    name: str
    party: bool | None
    developing: bool | None
    deposit_date: date | None = None
    deposit_type: str = ""
    source: str = ""


@dataclass(frozen=True)
class Answers:
    """What a visitor says of the applicant; "" where nothing was said."""

    institution: str = ""
    """public_mandate, public_other, civil_society, private, person."""
    endorsed: str = ""
    """yes, being_asked, no."""
    under_way: bool | None = None
    """Whether the Party has another application under way in this call."""


@dataclass(frozen=True)
class Verdict:
    """The answer to one gate, as codes to be put in words, with what it rests on."""

    gate: str
    outcome: str
    reason: str
    instead: str = ""
    datum: str = ""
    datum_date: date | None = None
    source: str = ""
    values: dict[str, str] = field(default_factory=dict)


def party(country: CountryFacts) -> Verdict:
    """Is the State (or the European Union) a Party to the Convention?"""
    values = {"country": country.name}
    if country.party is None:
        return Verdict("party", UNKNOWN, "party_unknown", "ask_secretariat", source=country.source, values=values)
    if not country.party:
        return Verdict("party", NO, "not_party", "ratify", "not_party", source=country.source, values=values)
    reason = "party_since" if country.deposit_date else "party"
    return Verdict("party", YES, reason, "", reason, country.deposit_date, country.source, values)


def developing(country: CountryFacts) -> Verdict:
    """Is it a developing country? By the two groups of UNCTAD, as loaded in the reference data."""
    values = {"country": country.name}
    if country.developing is None:
        return Verdict("developing", UNKNOWN, "developing_unknown", "ask_secretariat", values=values)
    if not country.developing:
        return Verdict(
            "developing", NO, "not_developing", "contribute", "not_developing", source="UNCTAD", values=values
        )
    return Verdict("developing", YES, "developing", "", "developing", source="UNCTAD", values=values)


def mandate(institution: str) -> Verdict:
    """Has the applicant a public mandate for culture?"""
    if institution == "public_mandate":
        return Verdict("mandate", YES, "mandate_public")
    if institution == "public_other":
        return Verdict("mandate", UNKNOWN, "mandate_other_public", "join_culture")
    if institution in {"civil_society", "private"}:
        return Verdict("mandate", NO, "mandate_not_public", "be_partner")
    if institution == "person":
        return Verdict("mandate", NO, "mandate_person", "be_expert")
    return Verdict("mandate", UNKNOWN, "not_answered", "answer")


def signature(endorsed: str) -> Verdict:
    """Does the competent authority endorse the request?"""
    if endorsed == "yes":
        return Verdict("signature", YES, "endorsed")
    if endorsed == "being_asked":
        return Verdict("signature", UNKNOWN, "endorsement_asked", "start_meanwhile")
    if endorsed == "no":
        return Verdict("signature", NO, "not_endorsed", "ask_authority")
    return Verdict("signature", UNKNOWN, "not_answered", "answer")


def one_at_a_time(under_way: bool | None, country: str) -> Verdict:
    """Has the Party another application under way in the call?"""
    values = {"country": country}
    if under_way is None:
        return Verdict("under_way", UNKNOWN, "not_answered", "answer", values=values)
    if under_way:
        return Verdict("under_way", NO, "under_way", "join_it", values=values)
    return Verdict("under_way", YES, "none_under_way", values=values)


def check(country: CountryFacts, answers: Answers, gates: Iterable[str]) -> list[Verdict]:
    """The verdicts a visitor can have before writing: the gates of the call that a question can settle,

    then the rule of one application at a time. Activities and earlier obligations are looked at later.
    """
    asked = {
        "party": lambda: party(country),
        "developing": lambda: developing(country),
        "mandate": lambda: mandate(answers.institution),
        "signature": lambda: signature(answers.endorsed),
    }
    verdicts = [asked[code]() for code in gates if code in asked]
    return [*verdicts, one_at_a_time(answers.under_way, country.name)]


def overall(verdicts: Iterable[Verdict]) -> str:
    """No as soon as one gate is no; yes when all are; otherwise not known."""
    outcomes = {verdict.outcome for verdict in verdicts}
    if NO in outcomes:
        return NO
    return YES if outcomes == {YES} else UNKNOWN
