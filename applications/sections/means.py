"""Sections 9 to 15: the means, and what is needed before it is sent."""

from django.utils.translation import gettext_lazy as _

from portal.collaboration.questions import Field, Rows, Section

DEGREES = (("low", _("Low")), ("medium", _("Medium")), ("high", _("High")))

WORKPLAN = Section(
    9,
    "workplan",
    "means",
    _("Work plan"),
    _("Set out the work over 12 to 18 months, by the steps of an assistance."),
    fields=(
        Field("start", _("Wished start"), _("Give the wished start"), type="date", max_length=None, width="half"),
        Field(
            "months",
            _("Length, in months"),
            _("Give the length in months"),
            type="number",
            max_length=None,
            minimum=1,
            maximum=60,
            width="half",
        ),
        Field(
            "method",
            _("How the work is organised"),
            _("Say how the work is organised"),
            type="textarea",
            max_length=4000,
        ),
    ),
    rows=(
        Rows(
            "work",
            _("Lines of the work plan"),
            _("Line"),
            _("Add a line"),
            at_least=3,
            at_most=40,
            ask=_("Give at least three lines of the work plan"),
            columns=(
                Field(
                    "step",
                    _("Step"),
                    _("choose the step"),
                    type="select",
                    vocabulary="assistance_step",
                    codes=("TA2", "TA3", "TA4", "TA5", "TA6", "TA7", "TA8", "TA9"),
                ),
                Field("title", _("Work"), _("name the work"), max_length=300),
                Field(
                    "month_from",
                    _("From month"),
                    _("give the first month"),
                    type="number",
                    max_length=None,
                    minimum=1,
                    maximum=60,
                    width="quarter",
                ),
                Field(
                    "month_to",
                    _("To month"),
                    _("give the last month"),
                    type="number",
                    max_length=None,
                    minimum=1,
                    maximum=60,
                    width="quarter",
                ),
                Field("produces", _("What it produces"), _("say what it produces"), max_length=300, width="half"),
                Field("responsible", _("Who is responsible"), _("say who is responsible"), width="half"),
            ),
        ),
    ),
    criteria=("feasibility",),
)

BUDGET = Section(
    10,
    "budget",
    "means",
    _("Budget"),
    _("The assistance is days of experts, not a grant. Only logistics are budgeted here, by line, in US dollars."),
    fields=(
        Field(
            "budget_note",
            _("Explanation of the budget"),
            _("Explain the budget"),
            type="textarea",
            max_length=2500,
            hint=_("How the amounts were reckoned, and what the country pays."),
        ),
    ),
    rows=(
        Rows(
            "budget",
            _("Lines of the budget"),
            _("Line"),
            _("Add a line"),
            at_least=1,
            at_most=30,
            ask=_("Give at least one line of the budget"),
            compact=True,
            columns=(
                Field("line", _("Line"), _("name the line"), max_length=300, width="half"),
                Field(
                    "asked_usd",
                    _("Asked for, USD"),
                    _("give the amount asked for"),
                    type="money",
                    max_length=None,
                    minimum=0,
                    width="quarter",
                ),
                Field(
                    "own_usd",
                    _("Own share, USD"),
                    _("give the amount the country pays"),
                    type="money",
                    max_length=None,
                    required=False,
                    minimum=0,
                    width="quarter",
                ),
            ),
        ),
    ),
    criteria=("resources", "feasibility"),
)

GENDER = Section(
    11,
    "gender",
    "means",
    _("Gender equality"),
    _("Say where women and girls stand in the digital cultural sectors, and what the work will do about it."),
    fields=(
        Field(
            "gender_situation",
            _("The situation"),
            _("Describe the situation"),
            type="textarea",
            max_length=3000,
            hint=_("Figures by sex where you have them, with year and source."),
        ),
        Field(
            "gender_actions",
            _("What will be done"),
            _("Say what will be done"),
            type="textarea",
            max_length=3000,
        ),
        Field(
            "gender_follow_up",
            _("How it is followed"),
            _("Say how it is followed"),
            type="textarea",
            max_length=2000,
        ),
    ),
    criteria=("gender",),
)

RISKS = Section(
    12,
    "risks",
    "means",
    _("Risks and mitigation"),
    _("Name what could stop the work or spoil its results, and what you would do."),
    rows=(
        Rows(
            "risks",
            _("Risks"),
            _("Risk"),
            _("Add a risk"),
            at_least=2,
            at_most=20,
            ask=_("Name at least two risks"),
            columns=(
                Field("risk", _("Risk"), _("name the risk"), type="textarea", max_length=600, lines=2),
                Field(
                    "likelihood",
                    _("Likelihood"),
                    _("choose the likelihood"),
                    type="select",
                    choices=DEGREES,
                    width="third",
                ),
                Field("impact", _("Impact"), _("choose the impact"), type="select", choices=DEGREES, width="third"),
                Field("owner", _("Who watches it"), _("say who watches it"), width="third"),
                Field(
                    "mitigation",
                    _("What is done about it"),
                    _("say what is done about it"),
                    type="textarea",
                    max_length=800,
                    lines=2,
                ),
            ),
        ),
    ),
    criteria=("feasibility",),
)

SUSTAINABILITY = Section(
    13,
    "sustainability",
    "means",
    _("Sustainability"),
    _("Say what remains when the assistance ends, and what others can take from it."),
    fields=(
        Field(
            "sustainability",
            _("What remains afterwards"),
            _("Say what remains afterwards"),
            type="textarea",
            max_length=4000,
            hint=_("Staff, budget lines, laws, bodies; who carries the action plan on."),
        ),
        Field(
            "complementarity",
            _("Links with other work, and South–South exchange"),
            _("Say how it links with other work"),
            type="textarea",
            max_length=3000,
            hint=_("Other projects and partners; what you could share with other countries."),
        ),
    ),
    criteria=("results", "complementarity"),
)

ATTACHMENTS = Section(
    14,
    "attachments",
    "sending",
    _("Attachments"),
    _("Attach the letter signed by the competent authority. The mandate and annexes may help."),
    files=True,
)

DECLARATION = Section(
    15,
    "declaration",
    "sending",
    _("Declaration and signature"),
    _("Read the declaration, then say who makes it."),
    fields=(
        Field(
            "declared",
            _("I declare this in the name of the lead institution."),
            _("Make the declaration"),
            type="checkbox",
            max_length=None,
        ),
        Field("declared_name", _("Name"), _("Give your name"), max_length=150, width="half", autocomplete="name"),
        Field(
            "declared_title",
            _("Function"),
            _("Give your function"),
            max_length=150,
            width="half",
            autocomplete="organization-title",
        ),
        Field("declared_place", _("Place"), _("Give the place"), max_length=120, width="half"),
    ),
)

DECLARATION_POINTS = (
    _("What the application says is true, as far as we know."),
    _("The competent national authority has read the application and asks for this assistance."),
    _("The institution brings the people and the means named in section 7 for the whole length of the work."),
    _("No other application of the Party is under way in this call."),
    _("The Secretariat may share the file with the assessors, who keep it confidential."),
)
