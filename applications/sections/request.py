"""Sections 4 to 8: the request."""

from django.utils.translation import gettext_lazy as _

from portal.collaboration.questions import Field, Rows, Section

from .country import YES_NO

OBJECTIVES = Section(
    4,
    "objectives",
    "request",
    _("Objectives and expected results"),
    _("Say what the assistance should change, and how one will see that it did."),
    fields=(
        Field(
            "objective",
            _("Objective"),
            _("State the objective"),
            type="textarea",
            max_length=2500,
            hint=_("One objective, in two or three sentences."),
        ),
        Field(
            "expected_change",
            _("What will be different afterwards"),
            _("Say what will be different"),
            type="textarea",
            max_length=3000,
            hint=_("For artists, institutions, the public; one year and three years later."),
        ),
    ),
    rows=(
        Rows(
            "results",
            _("Expected results"),
            _("Result"),
            _("Add a result"),
            at_least=1,
            at_most=12,
            ask=_("Give at least one expected result"),
            columns=(
                Field("result", _("Result"), _("state the result"), type="textarea", max_length=600, lines=2),
                Field("indicator", _("Indicator"), _("give the indicator"), max_length=300),
                Field("baseline", _("Today"), _("give the value today"), max_length=120, width="half"),
                Field("target", _("Target"), _("give the target"), max_length=120, width="half"),
                Field(
                    "verification",
                    _("How it is verified"),
                    _("say how it is verified"),
                    max_length=300,
                ),
            ),
        ),
    ),
    criteria=("results",),
)

ACTIVITIES = Section(
    5,
    "activities",
    "request",
    _("Outputs and activities"),
    _("Choose at least one activity of the Open Roadmap, and say why it comes first in your country."),
    rows=(
        Rows(
            "activities",
            _("Activities chosen"),
            _("Activity"),
            "",
            picked="activity",
            key="activity",
            at_least=1,
            at_most=20,
            ask=_("Choose at least one activity"),
            columns=(
                Field(
                    "order",
                    _("Order among your priorities"),
                    _("give its order among your priorities"),
                    type="number",
                    minimum=1,
                    maximum=20,
                    max_length=None,
                    width="quarter",
                ),
                Field(
                    "reason",
                    _("Why this activity, in your country"),
                    _("say why it is a priority"),
                    type="textarea",
                    max_length=1200,
                    lines=3,
                ),
            ),
        ),
    ),
    criteria=("relevance",),
)

PARTNERS = Section(
    6,
    "partners",
    "request",
    _("Partners and participation"),
    _("Name those who will take part: the sector, women’s and youth organisations, ministries beyond culture."),
    fields=(
        Field(
            "participation",
            _("How they are involved"),
            _("Say how the partners are involved"),
            type="textarea",
            max_length=4000,
            hint=_("In the diagnosis, the national team, the consultations, the validation."),
        ),
        Field(
            "coordination",
            _("Who coordinates"),
            _("Say who coordinates"),
            type="textarea",
            max_length=2000,
            hint=_("The team, its chair, its secretariat, how it decides."),
        ),
    ),
    rows=(
        Rows(
            "partners",
            _("Partners"),
            _("Partner"),
            _("Add a partner"),
            at_least=2,
            at_most=40,
            ask=_("Name at least two partners"),
            columns=(
                Field("name", _("Name"), _("give the name")),
                Field(
                    "kind",
                    _("Kind"),
                    _("choose the kind"),
                    type="select",
                    vocabulary="stakeholder_kind",
                ),
                Field(
                    "part",
                    _("Part in the process"),
                    _("say what its part is"),
                    type="textarea",
                    max_length=800,
                    lines=2,
                ),
                Field(
                    "contacted",
                    _("Already contacted?"),
                    _("say whether it was contacted"),
                    type="select",
                    choices=YES_NO,
                    width="quarter",
                ),
            ),
        ),
    ),
    criteria=("participation",),
)

RESOURCES = Section(
    7,
    "resources",
    "request",
    _("Resources the country brings"),
    _("Say which people, money and means the country itself puts in. Small and sure is better than large and vague."),
    fields=(
        Field(
            "resources_summary",
            _("What the country brings, as a whole"),
            _("Say what the country brings"),
            type="textarea",
            max_length=3000,
        ),
    ),
    rows=(
        Rows(
            "resources",
            _("Resources"),
            _("Resource"),
            _("Add a resource"),
            at_least=1,
            at_most=30,
            ask=_("Name at least one resource the country brings"),
            columns=(
                Field(
                    "kind",
                    _("Kind"),
                    _("choose the kind"),
                    type="select",
                    choices=(
                        ("human", _("People")),
                        ("financial", _("Money")),
                        ("in_kind", _("In kind")),
                    ),
                    width="third",
                ),
                Field("description", _("What it is"), _("say what it is"), max_length=400),
                Field(
                    "quantity",
                    _("How much"),
                    _("say how much"),
                    hint=_("Days, persons, rooms …"),
                    max_length=120,
                    width="half",
                ),
                Field(
                    "amount_usd",
                    _("Value, USD"),
                    _("give the value"),
                    type="money",
                    max_length=None,
                    required=False,
                    minimum=0,
                    width="half",
                ),
                Field("source", _("Who provides it"), _("say who provides it")),
            ),
        ),
    ),
    criteria=("resources",),
)

EXPERTISE = Section(
    8,
    "expertise",
    "request",
    _("Expertise sought"),
    _("Say which knowledge you look for. Experts are chosen later, together with you."),
    fields=(
        Field(
            "expertise_summary",
            _("The expertise as a whole"),
            _("Describe the expertise you look for"),
            type="textarea",
            max_length=3000,
        ),
    ),
    rows=(
        Rows(
            "needs",
            _("Experts needed"),
            _("Expertise"),
            _("Add an expertise"),
            at_least=1,
            at_most=15,
            ask=_("Describe at least one expertise"),
            columns=(
                Field(
                    "description",
                    _("What the expert should know and have done"),
                    _("describe it"),
                    type="textarea",
                    max_length=800,
                    lines=2,
                ),
                Field(
                    "activity",
                    _("For activity"),
                    _("choose the activity"),
                    type="select",
                    vocabulary="activity",
                ),
                Field(
                    "theme",
                    _("Priority theme"),
                    _("choose the theme"),
                    type="select",
                    vocabulary="theme",
                    required=False,
                ),
                Field("languages", _("Working languages"), _("give the working languages"), width="half"),
                Field(
                    "mode",
                    _("Where"),
                    _("choose on site or at a distance"),
                    type="select",
                    choices=(
                        ("on_site", _("On site")),
                        ("remote", _("At a distance")),
                        ("both", _("Both")),
                    ),
                    width="quarter",
                ),
                Field(
                    "days",
                    _("Days"),
                    _("give the number of days"),
                    type="number",
                    max_length=None,
                    minimum=1,
                    maximum=400,
                    width="quarter",
                ),
            ),
        ),
    ),
    criteria=("relevance", "complementarity"),
)
