"""The form a referee answers by a private link."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.rules import is_secretariat
from portal.collaboration.questions import Field, Section
from portal.surveys.models import Link
from portal.surveys.ports import Questionnaire

from .models import Referee
from .services import referees

_JUDGEMENT = (
    ("4", gettext_lazy("Outstanding")),
    ("3", gettext_lazy("Good")),
    ("2", gettext_lazy("Sufficient")),
    ("1", gettext_lazy("Not sufficient")),
    ("0", gettext_lazy("I cannot say")),
)

REFERENCE = Section(
    1,
    "reference",
    "reference",
    gettext_lazy("Reference"),
    gettext_lazy("Eight questions; ten minutes."),
    fields=(
        Field(
            "known_since",
            gettext_lazy("You have known this person’s work since"),
            gettext_lazy("Give the year"),
            type="year",
        ),
        Field(
            "how",
            gettext_lazy("How you know it"),
            gettext_lazy("Say how you know this person’s work"),
            type="textarea",
            max_length=1000,
            lines=3,
        ),
        Field(
            "expertise",
            gettext_lazy("Knowledge of the subject"),
            gettext_lazy("Judge the knowledge of the subject"),
            type="radio",
            choices=_JUDGEMENT,
        ),
        Field(
            "working_with",
            gettext_lazy("Working with authorities and civil society"),
            gettext_lazy("Judge the work with authorities and civil society"),
            type="radio",
            choices=_JUDGEMENT,
        ),
        Field(
            "reliability",
            gettext_lazy("Reliability: dates, quality of what is handed in"),
            gettext_lazy("Judge the reliability"),
            type="radio",
            choices=_JUDGEMENT,
        ),
        Field(
            "example",
            gettext_lazy("A piece of work you have seen, and its result"),
            gettext_lazy("Describe a piece of work you have seen"),
            type="textarea",
            max_length=2000,
        ),
        Field(
            "reservations",
            gettext_lazy("Reservations, if any"),
            "",
            type="textarea",
            max_length=2000,
            lines=3,
            required=False,
        ),
        Field(
            "recommends",
            gettext_lazy("Would you recommend this person for missions to countries?"),
            gettext_lazy("Say whether you would recommend this person"),
            type="radio",
            choices=(("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))),
        ),
    ),
)


def _heading(link: Link) -> str:
    name = link.record.candidacy.expert.name if isinstance(link.record, Referee) else ""
    return _("Reference for %(name)s") % {"name": name}


REFERENCE_FORM = Questionnaire(
    purpose=referees.PURPOSE,
    name=gettext_lazy("Reference for an expert"),
    section=REFERENCE,
    readers=gettext_lazy("Only the Secretariat reads your answers. The person you write about never does."),
    thanks=gettext_lazy("Your reference is with the Secretariat. There is nothing else to do."),
    on_answered=referees.answered,
    may_answer=referees.why_not_now,
    heading=_heading,
    may_read=is_secretariat,
)
