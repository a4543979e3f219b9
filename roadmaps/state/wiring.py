"""What this floor hangs up in the rooms below it, once, at start: the state of play."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.rules import is_secretariat
from portal.activity import verbs
from portal.office import places
from portal.reference.languages import page_language
from portal.reference.queries import country_names
from portal.surveys import ports as surveys
from portal.surveys.models import Link
from portal.ui import nav

from ..models import SurveyReply
from ..sections.survey import SURVEY
from ..services import survey
from ..survey import rules  # noqa: F401 - registers its questions


def _asked(link: Link) -> str:
    """Which Party is asked, for which year, and what of it is public."""
    reply = link.record
    if not isinstance(reply, SurveyReply):
        return str(SURVEY.lead)
    party = country_names(page_language()).get(reply.country_id, reply.country.iso3)
    return f"{party}, {reply.round.year}. {SURVEY.lead}"


def connect() -> None:
    """Name the public pages in the menus; register the survey of Parties, its verbs and its place in the office."""
    verbs.register(
        {
            "survey_of_parties.opened": _("opened a survey of Parties"),
            "survey_of_parties.reminded": _("reminded Parties of the survey"),
            "survey_of_parties.closed": _("closed a survey of Parties"),
            "survey_of_parties.letter_recorded": _("wrote down an answer told by letter"),
        }
    )
    places.register("assistance", _("Survey of Parties"), "admin:roadmaps_surveys", is_secretariat, order=46)
    surveys.register(
        surveys.Questionnaire(
            purpose=survey.PURPOSE,
            name=_("Survey of Parties"),
            section=SURVEY,
            readers=_("The stage is public, with its date; the Secretariat reads the other answers."),
            thanks=_("Thank you. The stage is in the state of play; the Secretariat reads the other answers."),
            lead=_asked,
            may_answer=survey.why_over,
            on_answered=survey.received,
            files=surveys.Files(
                label=_("Documents (optional)"),
                hint=_("The roadmap, a law, a report: up to five files, PDF, DOCX, ODT or XLSX."),
                take=survey.attach,
            ),
        )
    )
    nav.register("main", _("Roadmaps"), "roadmaps:state", order=25)
    nav.register("foot", _("State of play of roadmaps"), "roadmaps:state", order=43, group=_("Data"))
    nav.register("foot", _("Roadmaps by activity"), "roadmaps:matrix", order=44, group=_("Data"))
