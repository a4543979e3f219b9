"""Sections 1 to 6: who the expert is and what the expert knows."""

from django.utils.translation import gettext_lazy as _

from portal.collaboration.questions import Field, Rows, Section

from ..choices import Evidence, Gender, Level, Skill

MODES = (("on_site", _("On site")), ("remote", _("Remotely")))
LEVELS = tuple((str(value), label) for value, label in Level.choices)
SKILLS = tuple((str(value), label) for value, label in Skill.choices)


def country(name: str, label: object, ask: object, **more: object) -> Field:
    """A question answered by a country."""
    return Field(name, label, ask, type="select", vocabulary="country", **{"width": "half", **more})  # type: ignore[arg-type]


IDENTITY = Section(
    1,
    "identity",
    "you",
    _("Who you are"),
    _("As the Secretariat writes to you. Telephone and town are never shown to anybody else."),
    fields=(
        Field("given_name", _("Given name"), _("Give your given name"), width="half", autocomplete="given-name"),
        Field("family_name", _("Family name"), _("Give your family name"), width="half", autocomplete="family-name"),
        Field(
            "gender",
            _("Gender"),
            "",
            type="radio",
            choices=tuple(Gender.choices),
            required=False,
            hint=_(
                "You need not answer. It serves balance; only the Secretariat sees it unless you open it to Parties."
            ),
        ),
        country(
            "residence",
            _("Country of residence"),
            _("Choose your country of residence"),
            hint=_("You are not proposed for missions to it."),
        ),
        Field("city", _("Town"), _("Give your town"), required=False, width="half"),
        Field(
            "time_zone",
            _("Time zone"),
            _("Choose your time zone"),
            type="select",
            vocabulary="time_zone",
            width="half",
            preset=True,
        ),
        Field(
            "phone",
            _("Telephone"),
            "",
            type="tel",
            max_length=60,
            required=False,
            hint=_("With the country code."),
            width="half",
            autocomplete="tel",
        ),
        Field(
            "organisation",
            _("Organisation"),
            "",
            required=False,
            hint=_("Leave it empty if you work on your own."),
            autocomplete="organization",
        ),
        Field("function", _("Function"), "", required=False, autocomplete="organization-title"),
    ),
    rows=(
        Rows(
            "nationalities",
            _("Nationalities"),
            _("Nationality"),
            _("Add a nationality"),
            hint=_("All those you hold: nobody assists their own country."),
            at_least=1,
            at_most=6,
            ask=_("Give every nationality you hold"),
            columns=(country("country", _("Country"), _("choose a country")),),
        ),
    ),
)

PRESENTATION = Section(
    2,
    "presentation",
    "you",
    _("Presentation"),
    _("What a ministry reads first when it chooses an expert."),
    fields=(
        Field(
            "headline",
            _("In one line"),
            _("Say in one line what you do"),
            max_length=140,
            hint=_("For example: adviser on music rights in the digital environment."),
        ),
        Field(
            "biography",
            _("Short biography"),
            _("Write a short biography"),
            type="textarea",
            max_length=2500,
            lines=10,
            hint=_("What you have done for culture in the digital environment, where, with what result."),
        ),
        Field(
            "years_of_experience",
            _("Years of experience"),
            _("Give your years of experience"),
            type="number",
            minimum=0,
            maximum=70,
            width="quarter",
        ),
        Field(
            "convention_training",
            _("Training in the tools of the Convention"),
            "",
            type="textarea",
            max_length=1500,
            required=False,
            lines=4,
            hint=_("Trainings of the Secretariat or of others: title, place, year."),
        ),
        Field("modes", _("How you work"), _("Say how you work"), type="checkboxes", choices=MODES),
    ),
)

ACTIVITIES = Section(
    3,
    "activities",
    "know",
    _("Activities of the Open Roadmap"),
    _("Choose those you have worked on. Few with evidence weigh more than many without."),
    rows=(
        Rows(
            "activities",
            _("Activities"),
            _("Activity"),
            "",
            picked="activity",
            key="activity",
            at_least=1,
            at_most=20,
            ask=_("Choose at least one activity"),
            columns=(
                Field("level", _("How well"), _("say how well you know it"), type="select", choices=LEVELS),
                Field(
                    "evidence_kind",
                    _("What shows it"),
                    _("say what shows it"),
                    type="select",
                    choices=tuple(Evidence.choices),
                ),
                Field(
                    "evidence",
                    _("The evidence: title, place, year"),
                    _("name the evidence"),
                    type="textarea",
                    max_length=600,
                    lines=2,
                ),
            ),
        ),
    ),
)

FIELDS = Section(
    4,
    "fields",
    "know",
    _("Fields, themes and cultural domains"),
    _("Tick what you are truly at home in."),
    fields=(
        Field(
            "fields",
            _("Fields of expertise"),
            _("Choose at least one field"),
            type="checkboxes",
            vocabulary="expertise_field",
        ),
        Field("themes", _("Priority themes"), "", type="checkboxes", vocabulary="theme", required=False),
        Field("domains", _("Cultural domains"), "", type="checkboxes", vocabulary="cultural_domain", required=False),
    ),
)

LANGUAGES = Section(
    5,
    "languages",
    "know",
    _("Languages"),
    _("Missions are matched by the languages you work in: you write reports and lead meetings in them."),
    rows=(
        Rows(
            "languages",
            _("Languages"),
            _("Language"),
            _("Add a language"),
            at_least=1,
            at_most=20,
            ask=_("Give at least one language"),
            columns=(
                Field(
                    "language",
                    _("Language"),
                    _("choose the language"),
                    type="select",
                    vocabulary="language",
                    width="half",
                ),
                Field(
                    "reading",
                    _("Reading"),
                    _("say how well you read it"),
                    type="select",
                    choices=SKILLS,
                    width="third",
                ),
                Field(
                    "speaking",
                    _("Speaking"),
                    _("say how well you speak it"),
                    type="select",
                    choices=SKILLS,
                    width="third",
                ),
                Field(
                    "working",
                    _("Working in it"),
                    _("say how well you work in it"),
                    type="select",
                    choices=SKILLS,
                    width="third",
                ),
            ),
        ),
    ),
)

COUNTRIES = Section(
    6,
    "countries",
    "know",
    _("Countries known"),
    _("Countries you have worked in or for, besides your own. They count when a mission takes place there."),
    rows=(
        Rows(
            "countries",
            _("Countries known"),
            _("Country"),
            _("Add a country"),
            at_most=40,
            columns=(
                country("country", _("Country"), _("choose the country")),
                Field("year", _("Last year there"), "", type="year", required=False, width="quarter"),
                Field("what", _("What you did there"), "", type="textarea", max_length=400, required=False, lines=2),
            ),
        ),
    ),
)
