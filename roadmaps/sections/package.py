"""The report on the participatory process, its challenges and opportunities (DCE/21/14.IGC/14, annex, step TA9)."""

from django.utils.translation import gettext_lazy as _

from portal.collaboration.questions import Field, Section

PROCESS = Section(
    1,
    "process",
    "report",
    _("Report on the participatory process"),
    _("How the roadmap was made, with whom, what was hard and what it opens. The figures are added by the portal."),
    fields=(
        Field("process", _("The process"), _("Tell how the roadmap was made"), type="textarea", max_length=8000),
        Field(
            "participation",
            _("Who took part"),
            _("Say who took part, and who was hard to reach"),
            type="textarea",
            max_length=6000,
        ),
        Field("challenges", _("Challenges"), _("Tell the challenges"), type="textarea", max_length=6000),
        Field("opportunities", _("Opportunities"), _("Tell the opportunities"), type="textarea", max_length=6000),
        Field(
            "lessons",
            _("What others can learn"),
            "",
            type="textarea",
            max_length=6000,
            required=False,
        ),
    ),
)
