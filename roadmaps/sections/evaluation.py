"""The form of the evaluation of a workshop, answered by private link."""

from django.utils.translation import gettext_lazy as _

from portal.collaboration.questions import Field, Section

MARKS = (("5", _("5 – very")), ("4", "4"), ("3", "3"), ("2", "2"), ("1", _("1 – not at all")))
MARKED = ("useful", "clear", "applied", "balanced")
EVALUATION = Section(
    1,
    "evaluation",
    "evaluation",
    _("Your evaluation"),
    _("Five minutes that make the next workshop better."),
    fields=(
        Field("useful", _("How useful was it for you?"), _("Say how useful it was"), type="radio", choices=MARKS),
        Field("clear", _("How clear was it?"), _("Say how clear it was"), type="radio", choices=MARKS),
        Field(
            "applied",
            _("How likely is it that you apply what you learned?"),
            _("Say how likely it is"),
            type="radio",
            choices=MARKS,
        ),
        Field(
            "balanced",
            _("Could women and men, young and old, all speak?"),
            _("Say whether all could speak"),
            type="radio",
            choices=MARKS,
        ),
        Field("best", _("What helped you most?"), "", type="textarea", max_length=2000, lines=3, required=False),
        Field("better", _("What should be better?"), "", type="textarea", max_length=2000, lines=3, required=False),
    ),
)
