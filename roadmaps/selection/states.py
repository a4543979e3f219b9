"""The states of a shortlist, an offer and a mission, and every way from one to another.

DOMAIN: proposed shortlist → the beneficiary Party's preference → offered → accepted | declined → under way
→ reported → evaluated by both sides. Changed by ``portal.activity.process.move`` only.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.activity.process import Process, State, Step, several

PARTY = "party"
SECRETARIAT = "secretariat"
EXPERT = "expert"
BOTH = "both"
NOBODY = "nobody"

DRAFT = "draft"
WITH_PARTY = "with_party"
ANSWERED = "answered"
MORE_ASKED = "more_asked"
CLOSED = "closed"

SHORTLIST = Process(
    states=(
        State(DRAFT, _("Draft"), _("In preparation"), SECRETARIAT, _("The Secretariat shares the shortlist.")),
        State(WITH_PARTY, _("With the Party"), _("To be ranked"), PARTY, _("Rank the experts, or ask for others.")),
        State(ANSWERED, _("Ranked by the Party"), _("Ranked"), SECRETARIAT, _("The Secretariat makes an offer.")),
        State(
            MORE_ASKED,
            _("Others asked for"),
            _("Others asked for"),
            SECRETARIAT,
            _("The Secretariat proposes others."),
        ),
        State(CLOSED, _("Closed"), _("Closed"), NOBODY, active=False, stitch="full"),
    ),
    steps=(
        Step(DRAFT, WITH_PARTY, "roadmaps.prepare_selection", "shortlist.shared", _("Share with the Party")),
        Step(WITH_PARTY, ANSWERED, "roadmaps.prefer", "shortlist.ranked", _("Send the ranking")),
        Step(
            WITH_PARTY,
            MORE_ASKED,
            "roadmaps.prefer",
            "shortlist.others_asked",
            _("Ask for others"),
            reason_required=True,
        ),
        # A shortlist is closed by what follows from it (a new one, a choice, a need cancelled), never by itself;
        # it opens again when the expert who was chosen steps back.
        *several(
            (DRAFT, WITH_PARTY, ANSWERED, MORE_ASKED), CLOSED, who="", verb="shortlist.closed", label=_("Close")
        ),
        Step(CLOSED, ANSWERED, "", "shortlist.reopened", _("Open again")),
    ),
)

OFFERED = "offered"
ACCEPTED = "accepted"
DECLINED = "declined"
AGREED = "agreed"
TAKEN_BACK = "taken_back"
LAPSED = "lapsed"

_ACCEPTED = pgettext_lazy("of an offer or a nomination", "Accepted")

OFFER = Process(
    states=(
        State(OFFERED, _("Offered"), _("Offered"), EXPERT, _("Declare your interests; accept or decline.")),
        State(ACCEPTED, _ACCEPTED, _ACCEPTED, BOTH, _("The Party and the Secretariat confirm.")),
        State(AGREED, _("Agreed"), _("Agreed"), NOBODY, _("The mission is prepared."), active=False, stitch="full"),
        State(DECLINED, _("Declined"), _("Declined"), NOBODY, active=False, stitch="thread"),
        State(TAKEN_BACK, _("Taken back"), _("Taken back"), NOBODY, active=False, stitch="thread"),
        State(LAPSED, _("Not answered in time"), _("Not answered in time"), NOBODY, active=False, stitch="thread"),
    ),
    steps=(
        Step(OFFERED, ACCEPTED, "roadmaps.answer_offer", "offer.accepted", _("Accept")),
        *several(
            (OFFERED, ACCEPTED),
            DECLINED,
            who="roadmaps.answer_offer",
            verb="offer.declined",
            label=_("Decline"),
            reason_required=True,
        ),
        Step(ACCEPTED, AGREED, "roadmaps.agree", "offer.agreed", _("Confirm the choice")),
        *several(
            (OFFERED, ACCEPTED),
            TAKEN_BACK,
            who="roadmaps.take_back",
            verb="offer.taken_back",
            label=_("Take back"),
            reason_required=True,
        ),
        Step(OFFERED, LAPSED, "", "offer.lapsed", _("Lapse")),
    ),
)

PREPARED = "prepared"
UNDER_WAY = "under_way"
REPORTED = "reported"
EVALUATED = "evaluated"
CANCELLED = "cancelled"

MISSION = Process(
    states=(
        State(PREPARED, _("Prepared"), _("Agreed"), SECRETARIAT, _("The Secretariat issues the terms of reference.")),
        State(UNDER_WAY, _("Under way"), _("Under way"), EXPERT, _("The expert reports.")),
        State(REPORTED, _("Reported"), _("Reported"), BOTH, _("Each side gives its appraisal.")),
        State(EVALUATED, _("Evaluated"), _("Evaluated"), NOBODY, active=False, stitch="full"),
        State(CANCELLED, _("Cancelled"), _("Cancelled"), NOBODY, active=False, stitch="thread"),
    ),
    steps=(
        Step(PREPARED, UNDER_WAY, "roadmaps.manage_mission", "mission.begun", _("Begin")),
        Step(UNDER_WAY, REPORTED, "roadmaps.report_mission", "mission.reported", _("Send the report")),
        Step(REPORTED, EVALUATED, "", "mission.evaluated", _("Close")),
        *several(
            (PREPARED, UNDER_WAY),
            CANCELLED,
            who="roadmaps.cancel_mission",
            verb="mission.cancelled",
            label=_("Cancel"),
            reason_required=True,
        ),
    ),
)

LIVE_MISSIONS = (PREPARED, UNDER_WAY)
"""Missions that take the expert's days."""
