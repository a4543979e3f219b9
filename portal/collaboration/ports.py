"""How the records of an app are commented: who reads and writes comments, on what, and whom they are told to.

An app registers a `Discussed` for each kind of its records in ``AppConfig.ready()``.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from portal.accounts.models import User


@dataclass(frozen=True)
class Place:
    """One page of a record that can be commented: its name, and its address for who writes it."""

    title: str
    url: str


@dataclass(frozen=True)
class Discussed:
    """One kind of record that people comment."""

    model: type[models.Model]
    places: Callable[[Any, str], Mapping[str, Place]]
    """(record, language) -> its pages by code, in order."""
    name: Callable[[Any, str], str]
    """(record, language) -> what it is called in a message: "National roadmap of Zimbabwe"."""
    why_not: Callable[[User, Any], str]
    """(person, record) -> why this person may not comment it now; "" when they may."""
    reads: Callable[[User, Any], bool]
    """(person, record) -> whether this person reads its comments."""
    writes: Callable[[User, Any], bool]
    """(person, record) -> whether this person writes the record: they settle comments of others too."""
    team: Callable[[Any], Iterable[User]]
    """record -> who is told of a new comment."""
    written_by: Callable[[User], Any]
    """person -> the records this person writes now (a queryset): comments on them wait for that person."""
    address: tuple[str, Callable[[Any], list[Any]]]
    """The page of its comments: the name of the address and what stands in it."""
    in_office: Callable[[Any], models.QuerySet[Any]] | None = None
    """person -> the records whose comments they read in the office; None where the office never reads them."""
    may_look: Callable[[Any], bool] = lambda user: False
    """person -> whether the list of the office is for them; asked on every page of it, so no query."""


_kinds: dict[type[models.Model], Discussed] = {}


def register(kind: Discussed) -> None:
    """Let the records of a model be commented. Raises RuntimeError when it is registered twice."""
    if _kinds.setdefault(kind.model, kind) is not kind:
        raise RuntimeError(f"comments on {kind.model.__name__} are registered twice")


def kind_of(record: models.Model) -> Discussed:
    """How this record is commented. Raises KeyError for a record nobody comments."""
    return _kinds[type(record)]


def kinds() -> list[Discussed]:
    """All kinds, in the order of registration."""
    return list(_kinds.values())
