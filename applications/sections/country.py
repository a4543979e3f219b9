"""Sections 1 to 3: the country."""

from django.utils.translation import gettext_lazy as _

from portal.collaboration.questions import Field, Rows, Section

YES_NO = (("yes", _("Yes")), ("no", _("No")))
LANGUAGES = (("en", _("English")), ("fr", _("French")))

PARTY = Section(
    1,
    "party",
    "country",
    _("Party and lead institution"),
    _("Say which public institution asks for the assistance, on what mandate, and whom we can write to."),
    fields=(
        Field(
            "lead_institution",
            _("Lead institution"),
            _("Name the lead institution"),
            hint=_("The national public institution that will run the work."),
            autocomplete="organization",
        ),
        Field("unit", _("Department or unit"), _("Name the department or unit"), required=False),
        Field(
            "mandate",
            _("Mandate for culture"),
            _("Describe the mandate of the institution"),
            type="textarea",
            max_length=1500,
            hint=_("Name the law or decree that gives it, with its date."),
        ),
        Field(
            "address",
            _("Postal address"),
            _("Give the postal address"),
            type="textarea",
            max_length=500,
            lines=3,
            autocomplete="street-address",
        ),
        Field(
            "contact_name",
            _("Contact person"),
            _("Name the contact person"),
            max_length=150,
            width="half",
            autocomplete="name",
        ),
        Field(
            "contact_title",
            _("Function of the contact person"),
            _("Give the function of the contact person"),
            max_length=150,
            width="half",
            autocomplete="organization-title",
        ),
        Field(
            "contact_email",
            _("E-mail"),
            _("Give an e-mail address"),
            type="email",
            width="half",
            autocomplete="email",
        ),
        Field(
            "contact_phone",
            _("Telephone"),
            _("Give a telephone number"),
            type="tel",
            max_length=60,
            required=False,
            hint=_("With the country code."),
            width="half",
            autocomplete="tel",
        ),
        Field(
            "authority",
            _("Competent national authority"),
            _("Name the competent national authority"),
            hint=_("The authority that signs the letter and will validate the roadmap."),
        ),
        Field(
            "authority_title",
            _("Name and function of the person who signs"),
            _("Say who signs for the authority"),
        ),
        Field(
            "national_commission_informed",
            _("Has the National Commission for UNESCO been informed?"),
            _("Say whether the National Commission has been informed"),
            type="radio",
            choices=YES_NO,
        ),
        Field(
            "language",
            _("Language of this application"),
            _("Choose the language of this application"),
            type="select",
            choices=LANGUAGES,
            hint=_("Letters and feedback come in this language."),
            preset=True,
        ),
    ),
)

CONTEXT = Section(
    2,
    "context",
    "country",
    _("Context and needs"),
    _("Describe the situation of culture in the digital environment of your country, and what is lacking."),
    fields=(
        Field(
            "context",
            _("Cultural policy context"),
            _("Describe the cultural policy context"),
            type="textarea",
            max_length=5000,
            hint=_("Laws, policies and institutions in force; reforms under way."),
            lines=10,
        ),
        Field(
            "digital_environment",
            _("The digital environment"),
            _("Describe the digital environment"),
            type="textarea",
            max_length=5000,
            hint=_("Access, platforms, markets, who creates and who earns; figures with their year and source."),
            lines=10,
        ),
        Field(
            "needs",
            _("Needs"),
            _("Describe the needs"),
            type="textarea",
            max_length=5000,
            hint=_("What the country cannot do alone, and why now."),
            lines=10,
        ),
        Field(
            "earlier_assistance",
            _("Assistance already received"),
            _("Say what assistance was received"),
            type="textarea",
            max_length=2500,
            required=False,
            hint=_("From UNESCO or others, in this field: what it left, what it did not settle."),
        ),
    ),
    criteria=("relevance",),
)

STAND = Section(
    3,
    "stand",
    "country",
    _("Where the country stands"),
    _("The roadmap process has four steps. Say for each what has been done; none is needed to apply."),
    fields=(
        Field(
            "stand_summary",
            _("Where the process stands as a whole"),
            _("Say where the process stands"),
            type="textarea",
            max_length=3000,
        ),
    ),
    rows=(
        Rows(
            "stages",
            _("The four steps"),
            _("Step"),
            "",
            fixed="process_step",
            key="step",
            columns=(
                Field(
                    "state",
                    _("State"),
                    _("say how far it is"),
                    type="select",
                    choices=(
                        ("not_started", _("Not started")),
                        ("under_way", _("Under way")),
                        ("done", _("Done")),
                    ),
                    width="third",
                ),
                Field(
                    "note",
                    _("What was done, when, by whom"),
                    _("say what was done"),
                    type="textarea",
                    max_length=1500,
                    required=False,
                    lines=3,
                ),
            ),
        ),
    ),
    criteria=("feasibility",),
)
