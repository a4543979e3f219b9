"""The words of an entry in one language: told so that another country can replicate, adapt or improve it (DOMAIN)."""

from dataclasses import replace
from functools import cache

from django.utils.translation import gettext_lazy as _

from portal.collaboration.questions import Field, Rows, Section

from ..choices import Kind


def _long(name: str, label: object, ask: object, hint: object = "", *, most: int = 8000, lines: int = 6) -> Field:
    return Field(name, label, ask, type="textarea", hint=hint, max_length=most, lines=lines)


_TITLE = Field("title", _("Title"), _("Give the entry a title"), max_length=200)
_SUMMARY = _long("summary", _("Summary"), _("Sum it up"), _("Two or three sentences: what, who, what came of it."),
                 most=600, lines=3)  # fmt: skip
_QUESTIONS = (
    _TITLE,
    _SUMMARY,
    _long("problem", _("The problem"), _("Describe the problem")),
    _long("done", _("What was done"), _("Describe what was done")),
    _long("actors", _("Who took part"), _("Say who took part"),
          _("Ministries, civil society, women’s and youth organisations, private sector, and what each did.")),
    _long("steps", _("Step by step"), _("Describe the steps"), _("In the order of time, with dates if you can.")),
    _long("funding", _("Cost and funding"), _("Say what it cost and who paid"), lines=4),
    _long("results", _("Results"), _("Describe the results"), _("What changed for artists, professionals, audiences."
                                                                " Figures have their rows below.")),
    _long("difficulties", _("What went wrong"), _("Say what went wrong"),
          _("What you would do differently. It is what readers learn most from.")),
    _long("reusable", _("What another country can reuse"), _("Say what another country can reuse"),
          _("Texts, forms, software, agreements, training: one building block a line.")),
    _long("conditions", _("What must be true there"), _("Say what must be true there"),
          _("Laws, people, money, infrastructure without which it does not work.")),
    _long("evaluation", _("Evaluation"), _("Sum up the evaluation"), lines=4),
    _long("audience", _("For whom it is"), _("Say for whom it is"), lines=3, most=2000),
    _long("source_note", _("Sources"), _("Name the sources"),
          _("Works it builds on, with author, year and licence."), lines=3, most=2000),
)  # fmt: skip
_FIGURES = Rows("figures", _("Results in figures"), _("Figure"), _("Add a figure"), at_most=20,
                columns=(
                    Field("name", _("What was counted"), _("say what was counted"), max_length=300, width="half"),
                    Field("value", _("Figure"), _("give the figure"), type="decimal", width="quarter"),
                    Field("unit", _("Unit"), "", max_length=60, required=False, width="quarter"),
                    Field("year", _("Year"), "", type="year", minimum=1990, maximum=2100, required=False,
                          width="quarter"),
                ))  # fmt: skip
REQUIRED = {
    Kind.PRACTICE: {"title", "summary", "problem", "done", "actors", "results", "difficulties", "reusable",
                    "conditions"},
    Kind.MEASURE: {"title", "summary", "problem", "done", "results"},
    Kind.RESOURCE: {"title", "summary", "done", "audience"},
    Kind.STORY: {"title", "summary", "done", "actors", "steps", "difficulties"},
}  # fmt: skip
_WORDS = {
    "done": {
        Kind.MEASURE: _("Main features of the policy or measure"),
        Kind.RESOURCE: _("What it contains and how to use it"),
        Kind.STORY: _("How the roadmap was made"),
    },
}
NAMES = tuple(question.name for question in _QUESTIONS)
LONG = tuple(name for name in NAMES if name not in {"title", "summary"})
TRANSLATOR = Field("translator", _("Translated by"), _("Say who translated it"), max_length=200,
                   hint=_("A person. Machine translations are not published."))  # fmt: skip


@cache
def story_of(kind: str, *, translated: bool = False) -> Section:
    """The section of the words of an entry of this kind; a translation says by whom it was made as well."""
    required = REQUIRED[Kind(kind)]
    questions = [
        replace(
            question,
            required=question.name in required,
            label=_WORDS.get(question.name, {}).get(Kind(kind), question.label),
        )
        for question in _QUESTIONS
    ]
    if translated:
        questions.append(TRANSLATOR)
    return Section(
        5,
        "story",
        "words",
        _("The entry in words"),
        _("Write for somebody in another country who has never heard of it. Short sentences, no abbreviations."),
        fields=tuple(questions),
        rows=(_FIGURES,),
    )
