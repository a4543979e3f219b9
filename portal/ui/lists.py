"""What long lists of the office share: a view read from the address and written back, its tabs, heads and pages."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, ClassVar, Self
from urllib.parse import urlencode

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponseRedirect, QueryDict

PER_PAGE = 50
_LONGEST, _MOST = 100, 20


@dataclass(frozen=True)
class Wanted:
    """One view of a list, its fields by name: typed words, or a tuple of codes. `order` stands as `o` in the address.

    An unknown value is left out, never an error.
    """

    view: str = ""
    q: str = ""
    order: str = ""

    ORDERS: ClassVar[frozenset[str]] = frozenset()
    """What the list can be sorted by; with "-" before it, downwards."""
    CHECKED: ClassVar[Mapping[str, Callable[[str], bool]]] = {}
    """Which values a field takes; what is not named here takes any words, cut to a length."""
    BESIDE: ClassVar[tuple[str, ...]] = ("view", "order")
    """What does not count as narrowing the list."""

    @classmethod
    def from_query(cls, query: QueryDict) -> Self:
        """Read an address."""
        given: dict[str, Any] = {}
        for column in fields(cls):
            allowed = cls._may_order if column.name == "order" else cls.CHECKED.get(column.name, _anything)
            told = query.getlist("o" if column.name == "order" else column.name)
            values = tuple(value for text in told if allowed(value := text.strip()[:_LONGEST]))
            given[column.name] = values[:_MOST] if isinstance(column.default, tuple) else "".join(values[-1:])
        return cls(**given)

    @classmethod
    def _may_order(cls, value: str) -> bool:
        return value.removeprefix("-") in cls.ORDERS

    @classmethod
    def from_params(cls, params: Mapping[str, Any]) -> Self:
        """From a job's parameters, as `as_params` gave them."""
        known = {column.name for column in fields(cls)}
        given: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in params.items()
            if name in known
        }
        return cls(**given)

    def as_params(self) -> dict[str, Any]:
        """As plain values, for a job."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}

    def query(self, **changes: Any) -> str:
        """The address of this view with some changes, empty values left out."""
        values = asdict(replace(self, **changes))
        values["o"] = values.pop("order")
        return urlencode([(name, value) for name, value in values.items() if value], doseq=True)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything beside the tab and the order is asked."""
        return self != type(self)(**{name: getattr(self, name) for name in self.BESIDE})


def _anything(_value: str) -> bool:
    return True


def without_empty(request: HttpRequest) -> HttpResponseRedirect | None:
    """A filter form sends its empty fields too: they leave the address first. None when there are none."""
    if all(value != "" for value in request.GET.values()):
        return None
    query = request.GET.copy()
    for name in [name for name, value in request.GET.items() if value == ""]:
        del query[name]
    return HttpResponseRedirect(f"{request.path}?{query.urlencode()}" if query else request.path)


def tabs(views: Iterable[tuple[str, str]], counts: Mapping[str, int], wanted: Wanted) -> list[dict[str, Any]]:
    """The saved views, (code, words), with how many each has; the count of all is that of "all"."""
    return [
        {
            "label": label,
            "count": counts[view or "all"],
            "query": f"view={view}" if view else "",
            "current": wanted.view == view,
        }
        for view, label in views
    ]


def heads(columns: Iterable[tuple[str, Any, str]], wanted: Wanted) -> list[dict[str, Any]]:
    """The heads of a table, (code of the order, words, class), each with the address that sorts by it."""
    now = wanted.order.removeprefix("-")
    return [
        {
            "label": label,
            "class": kind,
            "query": wanted.query(order=f"-{code}" if wanted.order == code else code) if code else "",
            "sorted": ("descending" if wanted.order.startswith("-") else "ascending") if code and code == now else "",
        }
        for code, label, kind in columns
    ]


def near(found: Page[Any], wanted: Wanted) -> list[tuple[int, str]]:
    """The numbers of the pages near this one, with their addresses."""
    last = found.paginator.num_pages
    numbers = sorted({1, last, *range(max(found.number - 2, 1), min(found.number + 2, last) + 1)})
    return [(number, f"{wanted.query()}&p={number}") for number in numbers]
