"""The states of an application and every way from one to another.

This table is the only place that says what may follow what, who may do it, under which condition,
and what staff, the Party and the public are told. ``services.transition.move`` reads it; nothing else
writes ``Application.state``. DOMAIN: draft → submitted → screening → (clarification asked ⇄ answered)
→ eligible | ineligible → assessment → ranked → selected | reserve | not selected; withdrawn by the
Party at any time before a decision.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise

DRAFT = "draft"
SUBMITTED = "submitted"
SCREENING = "screening"
CLARIFICATION_ASKED = "clarification_asked"
ELIGIBLE = "eligible"
INELIGIBLE = "ineligible"
ASSESSMENT = "assessment"
RANKED = "ranked"
SELECTED = "selected"
RESERVE = "reserve"
NOT_SELECTED = "not_selected"
WITHDRAWN = "withdrawn"

PARTY = "party"
SECRETARIAT = "secretariat"
ASSESSORS = "assessors"
NOBODY = "nobody"


@dataclass(frozen=True)
class State:
    """One state: its name for three readers, whose turn it is, and what comes next."""

    code: str
    staff: Text
    applicant: Text
    public: Text
    turn: str
    next_for_staff: Text
    next_for_party: Text
    active: bool
    """Counts as "an application under way": a Party has one at most in a call."""
    public_register: bool
    """Shown in the public register of requests (a draft and a withdrawn draft are nobody's business)."""


@dataclass(frozen=True)
class Step:
    """One allowed change of state.

    ``who`` names a rule (``rules.test_rule(who, actor, application)``); ``condition`` a check in
    ``applications.conditions`` that answers the reason why not; ``message`` the text posted to the
    people of the Party by ``move`` itself ("" where the calling service writes to them).
    """

    source: str
    target: str
    who: str
    verb: str
    label: Text
    condition: str = ""
    reason_required: bool = False
    message: str = ""


_WAIT = _("The Secretariat checks the file.")

_STATES = (
    State(
        DRAFT,
        staff=_("Draft"),
        applicant=_("Draft"),
        public=_("In preparation"),
        turn=PARTY,
        next_for_staff=_("The Party writes and submits."),
        next_for_party=_("Complete the sections, check the answers and submit."),
        active=True,
        public_register=False,
    ),
    State(
        SUBMITTED,
        staff=_("Submitted"),
        applicant=_("Submitted"),
        public=_("Submitted"),
        turn=SECRETARIAT,
        next_for_staff=_("Open the screening."),
        next_for_party=_WAIT,
        active=True,
        public_register=True,
    ),
    State(
        SCREENING,
        staff=_("Screening"),
        applicant=_("Being checked"),
        public=_("Being checked"),
        turn=SECRETARIAT,
        next_for_staff=_("Confirm each gate, or ask for a clarification."),
        next_for_party=_WAIT,
        active=True,
        public_register=True,
    ),
    State(
        CLARIFICATION_ASKED,
        staff=_("Clarification asked"),
        applicant=_("Clarification asked"),
        public=_("Being checked"),
        turn=PARTY,
        next_for_staff=_("The Party answers; then the screening goes on."),
        next_for_party=_("The Secretariat goes on with the check when you have answered."),
        active=True,
        public_register=True,
    ),
    State(
        ELIGIBLE,
        staff=_("Eligible"),
        applicant=_("Eligible"),
        public=_("Eligible"),
        turn=SECRETARIAT,
        next_for_staff=_("Assign the assessors."),
        next_for_party=_("The Secretariat names the assessors."),
        active=True,
        public_register=True,
    ),
    State(
        INELIGIBLE,
        staff=_("Ineligible"),
        applicant=_("Not eligible"),
        public=_("Not eligible"),
        turn=NOBODY,
        next_for_staff=_("Nothing: the file is closed."),
        next_for_party=_("The file is closed. A new application can be made."),
        active=False,
        public_register=True,
    ),
    State(
        ASSESSMENT,
        staff=_("Under assessment"),
        applicant=_("Under assessment"),
        public=_("Under assessment"),
        turn=ASSESSORS,
        next_for_staff=_("The assessors score; then the file is ranked."),
        next_for_party=_("Assessors read and score the file, each on their own."),
        active=True,
        public_register=True,
    ),
    State(
        RANKED,
        staff=_("Ranked"),
        applicant=_("Under assessment"),
        public=_("Under assessment"),
        turn=SECRETARIAT,
        next_for_staff=_("Prepare the decision; the head decides, a second person releases it."),
        next_for_party=_("The Secretariat prepares the decision."),
        active=True,
        public_register=True,
    ),
    State(
        SELECTED,
        staff=_("Selected"),
        applicant=_("Selected"),
        public=_("Selected"),
        turn=SECRETARIAT,
        next_for_staff=_("Open the assistance."),
        next_for_party=_("The Secretariat opens the assistance with you."),
        active=True,
        public_register=True,
    ),
    State(
        RESERVE,
        staff=_("Reserve list"),
        applicant=_("On the reserve list"),
        public=_("On the reserve list"),
        turn=SECRETARIAT,
        next_for_staff=_("Select it if a place becomes free."),
        next_for_party=_("The request is taken up if a place becomes free."),
        active=True,
        public_register=True,
    ),
    State(
        NOT_SELECTED,
        staff=_("Not selected"),
        applicant=_("Not selected"),
        public=_("Not selected"),
        turn=NOBODY,
        next_for_staff=_("Nothing: the file is closed."),
        next_for_party=_("Read the feedback. A new application can be made."),
        active=False,
        public_register=True,
    ),
    State(
        WITHDRAWN,
        staff=_("Withdrawn"),
        applicant=_("Withdrawn"),
        public=_("Withdrawn"),
        turn=NOBODY,
        next_for_staff=_("Nothing: the file is closed."),
        next_for_party=_("The file is closed. A new application can be made."),
        active=False,
        public_register=False,
    ),
)

STATES: dict[str, State] = {state.code: state for state in _STATES}
ACTIVE: tuple[str, ...] = tuple(state.code for state in _STATES if state.active)
IN_REGISTER: tuple[str, ...] = tuple(state.code for state in _STATES if state.public_register)
BEFORE_DECISION: tuple[str, ...] = (
    DRAFT,
    SUBMITTED,
    SCREENING,
    CLARIFICATION_ASKED,
    ELIGIBLE,
    ASSESSMENT,
    RANKED,
)
DECIDED: tuple[str, ...] = (SELECTED, RESERVE, NOT_SELECTED)
CHOICES = [(state.code, state.staff) for state in _STATES]
TURNS: dict[str, Text] = {
    PARTY: _("The Party"),
    SECRETARIAT: _("The Secretariat"),
    ASSESSORS: _("The assessors"),
    NOBODY: _("Nobody"),
}

_STEPS = (
    Step(
        DRAFT,
        SUBMITTED,
        who="applications.submit",
        verb="application.submitted",
        label=_("Submit"),
        condition="complete_and_in_time",
    ),
    Step(
        SUBMITTED,
        SCREENING,
        who="applications.screen",
        verb="application.screening_opened",
        label=_("Open the screening"),
        message="application.screening",
    ),
    Step(
        SCREENING,
        CLARIFICATION_ASKED,
        who="applications.screen",
        verb="application.clarification_asked",
        label=_("Ask for a clarification"),
        condition="open_request",
    ),
    Step(
        CLARIFICATION_ASKED,
        SCREENING,
        who="applications.answer",
        verb="application.clarification_answered",
        label=_("Send the answers"),
        condition="complete",
    ),
    Step(
        SCREENING,
        ELIGIBLE,
        who="applications.screen",
        verb="application.found_eligible",
        label=_("Eligible"),
        condition="every_gate_yes",
        message="application.eligible",
    ),
    Step(
        SCREENING,
        INELIGIBLE,
        who="applications.screen",
        verb="application.found_ineligible",
        label=_("Not eligible"),
        condition="a_gate_no",
        reason_required=True,
        message="application.ineligible",
    ),
    Step(
        ELIGIBLE,
        ASSESSMENT,
        who="applications.assign",
        verb="application.assessment_opened",
        label=_("Open the assessment"),
        condition="assessors_assigned",
        message="application.assessment",
    ),
    Step(
        ASSESSMENT,
        RANKED,
        who="applications.rank",
        verb="application.ranked",
        label=_("Rank"),
        condition="assessments_in",
    ),
    Step(
        RANKED,
        ASSESSMENT,
        who="applications.rank",
        verb="application.assessment_reopened",
        label=_("Ask for one more assessment"),
        condition="assessment_pending",
        reason_required=True,
    ),
    *(
        Step(
            source,
            target,
            who="applications.release",
            verb=f"application.{target}",
            label=STATES[target].staff,
            condition="decision_taken",
        )
        for source, target in (
            (RANKED, SELECTED),
            (RANKED, RESERVE),
            (RANKED, NOT_SELECTED),
            (RESERVE, SELECTED),
            (RESERVE, NOT_SELECTED),
        )
    ),
    *(
        Step(
            source,
            WITHDRAWN,
            who="applications.withdraw",
            verb="application.withdrawn",
            label=_("Withdraw"),
            reason_required=True,
        )
        for source in BEFORE_DECISION
    ),
)

STEPS: dict[tuple[str, str], Step] = {(step.source, step.target): step for step in _STEPS}


def step(source: str, target: str) -> Step | None:
    """The row of the table for this change, or None when it is not allowed."""
    return STEPS.get((source, target))


def targets(source: str) -> list[Step]:
    """Every change allowed from a state, in the order of the table."""
    return [row for row in _STEPS if row.source == source]


def turn(state: str) -> str:
    """Whose turn it is in a state: party, secretariat, assessors or nobody."""
    return STATES[state].turn
