"""The states of a candidacy and of a member of the Expert Facility, and every way from one to another.

DOMAIN: applied → under review → admitted | declined; then active ⇄ on leave → expired (term over or never
confirmed) | retired. A draft is the person's own; a candidacy can be withdrawn until it is decided.
Changed by ``portal.activity.process.move`` only; the services of ``expertise.services`` call it.
"""

from django.utils.translation import gettext_lazy as _

from portal.activity.process import Process, State, Step, several

DRAFT = "draft"
APPLIED = "applied"
UNDER_REVIEW = "under_review"
ADMITTED = "admitted"
DECLINED = "declined"
WITHDRAWN = "withdrawn"

PERSON = "person"
SECRETARIAT = "secretariat"
NOBODY = "nobody"

CANDIDACY = Process(
    states=(
        State(
            DRAFT,
            _("Draft"),
            _("Draft"),
            PERSON,
            _("Complete the sections, check the answers and send."),
            stitch="half",
        ),
        State(APPLIED, _("Applied"), _("Sent"), SECRETARIAT, _("The Secretariat opens the review.")),
        State(
            UNDER_REVIEW, _("Under review"), _("Under review"), SECRETARIAT, _("The Secretariat checks each rule.")
        ),
        State(
            ADMITTED,
            _("Admitted"),
            _("Admitted to the Expert Facility"),
            NOBODY,
            _("You are a member of the Expert Facility."),
            active=False,
            stitch="full",
        ),
        State(
            DECLINED,
            _("Declined"),
            _("Not admitted"),
            NOBODY,
            _("You can apply again in a later call."),
            active=False,
            stitch="thread",
        ),
        State(
            WITHDRAWN,
            _("Withdrawn"),
            _("Withdrawn"),
            NOBODY,
            _("You can apply again as long as a call is open."),
            active=False,
            stitch="thread",
        ),
    ),
    steps=(
        Step(DRAFT, APPLIED, "expertise.write_candidacy", "candidacy.submitted", _("Send")),
        Step(APPLIED, UNDER_REVIEW, "expertise.vet", "candidacy.review_opened", _("Open the review")),
        Step(UNDER_REVIEW, ADMITTED, "expertise.decide_candidacy", "candidacy.admitted", _("Admit")),
        Step(
            UNDER_REVIEW,
            DECLINED,
            "expertise.decide_candidacy",
            "candidacy.declined",
            _("Decline"),
            reason_required=True,
        ),
        *several(
            (DRAFT, APPLIED, UNDER_REVIEW),
            WITHDRAWN,
            who="expertise.withdraw_candidacy",
            verb="candidacy.withdrawn",
            label=_("Withdraw"),
        ),
    ),
)

CANDIDATE = "candidate"
ACTIVE = "active"
ON_LEAVE = "on_leave"
EXPIRED = "expired"
RETIRED = "retired"

EXPERT = Process(
    states=(
        State(CANDIDATE, _("Not admitted"), _("Not a member yet"), PERSON, active=False, stitch="hollow"),
        State(ACTIVE, _("Active"), _("Active"), PERSON, _("Confirm the profile once a year."), stitch="full"),
        State(ON_LEAVE, _("On leave"), _("On leave"), PERSON, _("Say when you are back."), stitch="half"),
        State(
            EXPIRED,
            _("Expired"),
            _("Term over"),
            PERSON,
            _("Apply again in the next call, or ask for a renewal."),
            active=False,
            stitch="thread",
        ),
        State(RETIRED, _("Retired"), _("Retired"), NOBODY, active=False, stitch="thread"),
    ),
    steps=(
        Step(CANDIDATE, ACTIVE, "expertise.decide_candidacy", "expert.admitted", _("Admit")),
        Step(EXPIRED, ACTIVE, "expertise.renew", "expert.renewed", _("Renew"), reason_required=True),
        Step(RETIRED, ACTIVE, "expertise.renew", "expert.renewed", _("Renew"), reason_required=True),
        Step(ACTIVE, ON_LEAVE, "expertise.care_for", "expert.on_leave", _("Go on leave")),
        Step(ON_LEAVE, ACTIVE, "expertise.care_for", "expert.back", _("Come back")),
        *several((ACTIVE, ON_LEAVE), EXPIRED, who="", verb="expert.expired", label=_("Expire")),
        *several(
            (ACTIVE, ON_LEAVE, EXPIRED),
            RETIRED,
            who="expertise.care_for",
            verb="expert.retired",
            label=_("Retire"),
            reason_required=True,
        ),
    ),
)

ON_ROSTER = (ACTIVE, ON_LEAVE)
"""Members of the Expert Facility now."""
