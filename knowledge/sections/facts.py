"""What holds in every language: who, when, where, what it is tied to, what it cost."""

from django.utils.translation import gettext_lazy as _

from portal.collaboration.questions import Field, Rows, Section

from ..choices import LANGUAGES, Evaluated, Gender, Licence
from .origin import ORIGIN

BASICS = Section(
    1,
    "basics",
    "facts",
    _("Language, period, licence"),
    _("In which language you write it first, when it happened, and how others may use it."),
    fields=(
        Field("language", _("Language of the original"), _("Choose the language"), type="select", choices=LANGUAGES,
              width="half", preset=True, hint=_("Other languages are added beside it.")),
        Field("organisation", _("Lead institution or organisation"), _("Name the institution in charge"),
              max_length=300),
        Field("period_from", _("From year"), _("Give the first year"), type="year", minimum=1990, maximum=2060,
              width="quarter"),
        Field("period_to", _("To year"), "", type="year", minimum=1990, maximum=2060, width="quarter",
              required=False, hint=_("Leave it empty while it goes on.")),
        Field("licence", _("Licence of the text"), _("Choose the licence"), type="radio",
              choices=tuple(Licence.choices), preset=True),
        Field("takes_contact", _("Readers may write to me through the portal; my address is not shown"), "",
              type="checkbox", required=False, preset=True),
    ),
)  # fmt: skip
TIES = Section(
    2,
    "ties",
    "facts",
    _("What it is tied to"),
    _("This is how a country finds it. Tick what it is really about; two or three activities are enough."),
    fields=(
        Field("activities", _("Activities of the Open Roadmap"), _("Choose at least one activity"),
              type="checkboxes", vocabulary="activity"),
        Field("themes", _("Priority themes"), "", type="checkboxes", vocabulary="theme", required=False),
        Field("domains", _("Assistance domains"), "", type="checkboxes", vocabulary="assistance_domain",
              required=False, hint=_("For guides, training modules and tools.")),
        Field("sectors", _("Cultural domains"), "", type="checkboxes", vocabulary="cultural_domain",
              required=False),
        Field("chain", _("Links of the value chain"), "", type="checkboxes", vocabulary="value_chain",
              required=False),
        Field("sdg_targets", _("SDG targets"), "", type="checkboxes", vocabulary="sdg_target", required=False),
        Field("gender", _("Gender-equality marker"), _("Choose the gender-equality marker"), type="radio",
              choices=tuple(Gender.choices)),
    ),
    rows=(
        Rows("places", _("Countries it is about"), _("Country"), _("Add a country"), at_most=30,
             hint=_("Besides the Party it comes from."),
             columns=(Field("country", _("Country"), _("choose the country"), type="select", vocabulary="country"),)),
    ),
)  # fmt: skip
MEANS = Section(
    3,
    "means",
    "facts",
    _("Cost, partners, links"),
    _("What it cost, who took part, and where one reads more."),
    fields=(
        Field("cost", _("Cost in US dollars"), "", type="money", required=False, width="third",
              hint=_("All sources together, over the whole period.")),
        Field("evaluated", _("Was it evaluated?"), _("Say whether it was evaluated"), type="radio",
              choices=tuple(Evaluated.choices)),
    ),
    rows=(
        Rows("partners", _("Partners"), _("Partner"), _("Add a partner"), at_most=20,
             columns=(
                 Field("name", _("Name"), _("give the name of the partner"), max_length=300, width="half"),
                 Field("kind", _("Type of entity"), _("choose the type of entity"), type="select",
                       vocabulary="stakeholder_kind", width="half"),
             )),
        Rows("links", _("Links"), _("Link"), _("Add a link"), at_most=20,
             columns=(
                 Field("title", _("What it is"), _("say what stands there"), max_length=200, width="half"),
                 Field("url", _("Address, beginning with https://"), _("give the whole address"), max_length=500,
                       width="half"),
                 Field("language", _("Language"), "", type="select", vocabulary="language", required=False,
                       width="third"),
             )),
    ),
)  # fmt: skip

FACTS = (BASICS, TIES, MEANS, ORIGIN)
