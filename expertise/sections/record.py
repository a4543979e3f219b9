"""Sections 7 to 11: what the expert has done, with files and the declaration; 12, what a call asks beside."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.collaboration.questions import Field, Rows, Section

from .person import country

CAREER = Section(
    7,
    "career",
    "done",
    _("Career"),
    _("The posts that matter for this work, the latest first."),
    rows=(
        Rows(
            "posts",
            _("Posts held"),
            _("Post"),
            _("Add a post"),
            at_least=1,
            at_most=25,
            ask=_("Give at least one post"),
            columns=(
                Field("title", _("Function"), _("give the function"), width="half"),
                Field("employer", _("Employer or client"), _("name the employer or client"), width="half"),
                country("country", _("Country"), "", required=False),
                Field("year_from", _("From, year"), _("give the first year"), type="year", width="quarter"),
                Field(
                    "year_to",
                    _("To, year"),
                    "",
                    type="year",
                    required=False,
                    width="quarter",
                    hint=_("Empty: still there."),
                ),
                Field("what", _("What you did"), "", type="textarea", max_length=800, required=False, lines=3),
            ),
        ),
    ),
)

EDUCATION = Section(
    8,
    "education",
    "done",
    _("Education"),
    _("Degrees and trainings."),
    rows=(
        Rows(
            "studies",
            _("Degrees and trainings"),
            _("Degree or training"),
            _("Add a degree or training"),
            at_most=15,
            columns=(
                Field("title", _("Title"), _("give the title"), width="half"),
                Field("institution", _("Institution"), _("name the institution"), width="half"),
                Field("year", _("Year"), "", type="year", required=False, width="quarter"),
            ),
        ),
    ),
)

PUBLICATIONS = Section(
    9,
    "publications",
    "done",
    _("Publications"),
    _("Books, articles, reports, laws drafted. At most 25: those that show what you know."),
    rows=(
        Rows(
            "publications",
            _("Publications"),
            _("Publication"),
            _("Add a publication"),
            at_most=25,
            columns=(
                Field("title", _("Title"), _("give the title"), max_length=400),
                Field("publisher", _("Publisher or journal"), "", required=False, width="half"),
                Field("year", _("Year"), "", type="year", required=False, width="quarter"),
                Field("link", _("Link"), "", max_length=500, required=False, hint=_("Begins with https://")),
            ),
        ),
    ),
)

FILES = Section(
    10,
    "files",
    "done",
    _("Curriculum vitae and files"),
    _("Your curriculum vitae, and files that show what you wrote. They are never on a public page."),
    files=True,
)

DECLARATION = Section(
    11,
    "declaration",
    "done",
    _("Declaration"),
    _("Three statements; they hold as long as you are in the Expert Facility."),
    fields=(
        Field(
            "ties_declared",
            _("I have declared every tie to a country beyond nationality and residence."),
            _("Say that you have declared your ties"),
            type="checkbox",
        ),
        Field(
            "conduct_accepted",
            _("I keep what I learn in a mission confidential, and say at once when a conflict of interest arises."),
            _("Accept the rules of conduct"),
            type="checkbox",
        ),
        Field(
            "data_accepted",
            _("What I write here is true. The Secretariat may keep it and show each part to the readers I choose."),
            _("Agree to what is done with your data"),
            type="checkbox",
        ),
    ),
)

MOTIVATION = Section(
    12,
    "motivation",
    "call",
    _("Motivation and referees"),
    _("For this call only. Referees are asked by a private link when you send; you do not see their answers."),
    fields=(
        Field(
            "motivation",
            _("Why you apply"),
            _("Say why you apply"),
            type="textarea",
            max_length=3000,
            lines=10,
            hint=_("What you would bring to countries that write their roadmap."),
        ),
    ),
    rows=(
        Rows(
            "named_referees",
            _("Referees"),
            _("Referee"),
            _("Add a referee"),
            at_most=6,
            hint=_("People who have seen your work, not relatives. Ask them first: they receive a link at once."),
            columns=(
                Field("name", _("Name"), _("give the name"), max_length=200, width="half"),
                Field("email", _("E-mail"), _("give the e-mail address"), type="email", max_length=254, width="half"),
                Field(
                    "relation",
                    _("How this person knows your work"),
                    _("say how this person knows your work"),
                    max_length=300,
                ),
                Field(
                    "language",
                    _("Language to write in"),
                    _("choose the language to write in"),
                    type="select",
                    choices=tuple(settings.LANGUAGES),
                    width="third",
                ),
            ),
        ),
    ),
)
