"""The verdicts of ``eligibility`` in the reader's language."""

from django.utils.translation import gettext_lazy

from portal.ui.dates import day

from .eligibility import Verdict

GATES = {
    "party": gettext_lazy("Party to the Convention"),
    "developing": gettext_lazy("Developing country"),
    "mandate": gettext_lazy("Mandate of the applicant"),
    "signature": gettext_lazy("Endorsed by the competent authority"),
    "under_way": gettext_lazy("One application at a time"),
}
REASONS = {
    "party_unknown": gettext_lazy("The portal has no record of whether %(country)s is a Party."),
    "not_party": gettext_lazy("%(country)s is not a Party to the 2005 Convention."),
    "party": gettext_lazy("%(country)s is a Party to the 2005 Convention."),
    "party_since": gettext_lazy("%(country)s is a Party: it deposited its instrument on %(date)s."),
    "developing_unknown": gettext_lazy("The portal has no record of the group %(country)s is in."),
    "not_developing": gettext_lazy("%(country)s is not in the group of developing economies."),
    "developing": gettext_lazy("%(country)s is in the group of developing economies."),
    "mandate_public": gettext_lazy("A national public institution with a mandate for culture can apply."),
    "mandate_other_public": gettext_lazy(
        "The institution is public, but its mandate is not culture: the Secretariat has to look at it."
    ),
    "mandate_not_public": gettext_lazy("Only a national public institution can apply in the name of a Party."),
    "mandate_person": gettext_lazy("A person cannot apply in the name of a Party."),
    "endorsed": gettext_lazy(
        "The competent authority endorses the request. Its signed letter is attached to the file."
    ),
    "endorsement_asked": gettext_lazy("The letter of the competent authority is needed when you submit, not before."),
    "not_endorsed": gettext_lazy("Without the competent authority the application cannot be examined."),
    "under_way": gettext_lazy("%(country)s already has an application under way in this call."),
    "none_under_way": gettext_lazy("No other application of %(country)s is under way."),
    "not_answered": gettext_lazy("You have not answered this question."),
}
INSTEAD = {
    "ask_secretariat": gettext_lazy("Write to the Secretariat: a person will look at it."),
    "ratify": gettext_lazy(
        "Ratify the Convention; until then, practices, resources and open sessions of this portal are free to use."
    ),
    "contribute": gettext_lazy(
        "You can share practices, offer an exchange between peers, propose experts or contribute to the programme."
    ),
    "join_culture": gettext_lazy("Apply together with the ministry or agency in charge of culture, as its partner."),
    "be_partner": gettext_lazy(
        "Take part as a partner: contact the ministry or agency in charge of culture of your country."
    ),
    "be_expert": gettext_lazy("You can apply to the Expert Facility when a call for experts is open."),
    "start_meanwhile": gettext_lazy("You can start to write now and attach the letter later."),
    "ask_authority": gettext_lazy("Ask the competent authority first; show it the page of the call."),
    "join_it": gettext_lazy("Ask the focal point of your Party to invite you to it."),
    "answer": gettext_lazy("Answer it to have a verdict."),
}
DATUM = {
    "party_since": gettext_lazy("Instrument deposited on %(date)s."),
    "party": gettext_lazy("Recorded as a Party; the day of deposit is not known."),
    "not_party": gettext_lazy("Recorded as not a Party."),
    "developing": gettext_lazy("Group of developing economies."),
    "not_developing": gettext_lazy("Not in the group of developing economies."),
}


def _values(verdict: Verdict) -> dict[str, str]:
    return {**verdict.values, "date": day(verdict.datum_date) if verdict.datum_date else ""}


def gate_words(verdict: Verdict) -> str:
    """The name of the gate."""
    return str(GATES[verdict.gate])


def reason_words(verdict: Verdict) -> str:
    """Why the answer is what it is."""
    return str(REASONS[verdict.reason]) % _values(verdict)


def instead_words(verdict: Verdict) -> str:
    """What to do instead; "" when there is nothing to do."""
    return str(INSTEAD[verdict.instead]) if verdict.instead else ""


def datum_words(verdict: Verdict) -> str:
    """The fact the answer rests on; "" when there is none."""
    return str(DATUM[verdict.datum]) % _values(verdict) if verdict.datum else ""
