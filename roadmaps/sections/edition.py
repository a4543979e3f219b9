"""The sections of a roadmap as a whole. The four steps of the process: DCE/21/14.IGC/14, para. 7."""

from django.utils.translation import gettext_lazy as _

from portal.collaboration.questions import Field, Rows, Section

LANGUAGES = (
    ("ar", "العربية"),
    ("en", "English"),
    ("es", "Español"),
    ("fr", "Français"),
    ("pt", "Português"),
    ("ru", "Русский"),
    ("zh", "中文"),
)
LEVELS = (
    ("nothing", _("Nothing exists yet")),
    ("begun", _("Begun")),
    ("partly", _("In place in part")),
    ("working", _("In place and working")),
)
IMPORTANCE = (("low", _("Low")), ("medium", _("Medium")), ("high", _("High")))

IDENTITY = Section(
    1,
    "identity",
    "roadmap",
    _("Title and period"),
    _("What the roadmap is called, the years it covers and the language it is written in."),
    fields=(
        Field("title", _("Title"), _("Give the title of the roadmap"), max_length=300),
        Field("period_from", _("From year"), _("Give the first year"), type="year", minimum=2015, maximum=2060,
              width="quarter"),
        Field("period_to", _("To year"), _("Give the last year"), type="year", minimum=2015, maximum=2060,
              width="quarter"),
        Field("language", _("Language it is written in"), _("Choose the language"), type="select",
              choices=LANGUAGES, width="half", preset=True,
              hint=_("Titles in further languages have a page of their own.")),
    ),
)  # fmt: skip
VISION = Section(
    2,
    "vision",
    "roadmap",
    _("Vision"),
    _("What will have changed for artists, cultural professionals and audiences when it is carried out."),
    fields=(
        Field("vision", _("Vision"), _("Describe the vision"), type="textarea", max_length=6000, lines=10),
    ),
)  # fmt: skip
CONTEXT = Section(
    3,
    "context",
    "roadmap",
    _("Context"),
    _("Where the country stands: laws, policies, institutions, infrastructure, markets, and what was learned."),
    fields=(
        Field("context", _("Context"), _("Describe the context"), type="textarea", max_length=12000, lines=14),
    ),
)  # fmt: skip
GOVERNANCE = Section(
    4,
    "governance",
    "roadmap",
    _("Governance"),
    _("Who steers the roadmap, who carries it out, how ministries and civil society take part, how it is followed."),
    fields=(
        Field("governance", _("Governance"), _("Describe who steers it and how it is followed"), type="textarea",
              max_length=8000, lines=12),
    ),
)  # fmt: skip
DIAGNOSIS = Section(
    5,
    "diagnosis",
    "roadmap",
    _("Self-diagnosis"),
    _("For each of the twenty activities, where the country stands and how much it matters. The answers suggest an "
      "order; you choose. Leave it empty if you choose from your application."),
    rows=(
        Rows("diagnosis", _("The twenty activities"), _("Activity"), "", fixed="activity", key="activity",
             columns=(
                 Field("level", _("Situation today"), "", type="select", choices=LEVELS, required=False,
                       width="third"),
                 Field("importance", _("Importance"), "", type="select", choices=IMPORTANCE, required=False,
                       width="third"),
                 Field("note", _("What it rests on"), "", required=False, max_length=600, width="third"),
             )),
    ),
)  # fmt: skip

SECTIONS = (IDENTITY, VISION, CONTEXT, GOVERNANCE, DIAGNOSIS)
BY_CODE = {section.code: section for section in SECTIONS}
WRITTEN = (IDENTITY, VISION, CONTEXT, GOVERNANCE)
"""The sections that are part of what is validated; the self-diagnosis prepares the choice."""
