"""The parameters of an address for programs: declared once, for the reading and for the OpenAPI document."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

MOST_VALUES = 60
DEEPEST = 100_000
SIZE, LARGEST = 25, 100


class WrongParams(Exception):
    """An address that asks for what there is not; ``problems`` names each parameter and what is the matter."""

    def __init__(self, problems: Sequence[tuple[str, str]]) -> None:
        super().__init__("; ".join(message for _name, message in problems))
        self.problems = list(problems)


@dataclass(frozen=True)
class Param:
    """One parameter. ``choices`` gives the codes it takes (asked when needed: they are reference data); ``whole``
    the smallest and the largest number; without either it takes words, of at most ``longest`` signs where that is
    said. ``pattern`` is what the document says of it.
    """

    name: str
    description: str
    many: bool = False
    choices: Callable[[], Iterable[str]] | None = None
    whole: tuple[int, int] | None = None
    default: Any = ""
    pattern: str = ""
    longest: int = 0
    upper: bool = False
    example: Any = None

    def document(self) -> dict[str, Any]:
        """Its entry in the OpenAPI document."""
        one: dict[str, Any] = {"type": "string"}
        if self.whole:
            one = {"type": "integer", "minimum": self.whole[0], "maximum": self.whole[1]}
        elif self.choices:
            one["enum"] = list(self.choices())
        elif self.pattern:
            one["pattern"] = self.pattern
        if self.longest:
            one["maxLength"] = self.longest
        schema: dict[str, Any] = {"type": "array", "items": one, "maxItems": MOST_VALUES} if self.many else one
        if self.default != "" and not self.many:
            schema["default"] = self.default
        found = {"in": "query", "name": self.name, "required": False, "description": self.description,
                 "schema": schema}  # fmt: skip
        if self.many:
            found |= {"style": "form", "explode": True}
        if self.example is not None:
            found["example"] = [self.example] if self.many else self.example
        return found


def _languages() -> list[str]:
    return [code for code, _name in settings.LANGUAGES]


LANG = Param("lang", _("The language of names and messages."), choices=_languages, default="en")
PAGE = Param("page", _("The page, from 1."), whole=(1, DEEPEST), default=1)
PAGE_SIZE = Param("size", _("How many results a page has."), whole=(1, LARGEST), default=SIZE)
PAGING = (PAGE, PAGE_SIZE, LANG)


def language_of(request: HttpRequest) -> str:
    """The language a request asks for; English for none and for an unknown one."""
    wanted = request.GET.get("lang", "")
    return wanted if wanted in _languages() else "en"


def read(query: QueryDict, params: Sequence[Param]) -> dict[str, Any]:
    """What an address asks, by name: a list of codes, a number or words, or the default where nothing is said.

    Raises `WrongParams` with every problem: an unknown name, an empty value, a code or a number there is not.
    """
    known = {param.name: param for param in params}
    problems = unknown(query, known)
    found: dict[str, Any] = {}
    for param in params:
        given = [value.strip() for value in query.getlist(param.name)]
        if param.upper:
            given = [value.upper() for value in given]
        problem = _problem(param, given)
        if problem:
            problems.append((param.name, problem))
        elif param.many:
            found[param.name] = tuple(dict.fromkeys(given))
        elif not given:
            found[param.name] = param.default
        else:
            found[param.name] = int(given[0]) if param.whole else given[0]
    if problems:
        raise WrongParams(problems)
    return found


def unknown(query: QueryDict, known: Mapping[str, Param]) -> list[tuple[str, str]]:
    """A problem for each name that is none of these."""
    words = gettext("“%(name)s” is not a parameter. Parameters are: %(known)s.")
    return [
        (name[:40], words % {"name": name[:40], "known": ", ".join(known)}) for name in query if name not in known
    ]


def _problem(param: Param, given: Sequence[str]) -> str:
    if len(given) > (MOST_VALUES if param.many else 1):
        most = MOST_VALUES if param.many else 1
        return gettext("“%(name)s” is given %(given)s times; at most %(most)s is read.") % {
            "name": param.name, "given": len(given), "most": most,
        }  # fmt: skip
    if param.whole:
        least, most = param.whole
        for value in given:
            if not (value.isascii() and value.isdigit() and len(value) < 12 and least <= int(value) <= most):
                return gettext("“%(name)s” is a whole number from %(least)s to %(most)s.") % {
                    "name": param.name, "least": least, "most": most,
                }  # fmt: skip
    if param.longest and any(len(value) > param.longest for value in given):
        return gettext("“%(name)s” has at most %(most)s signs.") % {"name": param.name, "most": param.longest}
    if param.choices and given:
        codes = set(param.choices())
        for value in given:
            if value not in codes:
                return gettext("“%(value)s” is not among the choices of “%(name)s”.") % {
                    "name": param.name, "value": value[:40],
                }  # fmt: skip
    return ""
