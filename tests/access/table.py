"""The words in which the table of access is written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from portal.accounts.models import User
from portal.reference.models import Country

ANONYMOUS = "anonymous"
ROLES = (
    ANONYMOUS,
    "newcomer",
    "focal",  # focal point of the Party at hand
    "signatory",  # of the same Party
    "other_focal",  # focal point of another Party
    "assessor",  # assigned to the Party's file
    "other_assessor",  # not assigned
    "officer",
    "head",
    "editor",
    "field_office",  # covers the Party
    "expert",
    "superuser",
)
PEOPLE = tuple(role for role in ROLES if role != ANONYMOUS)
ENTRANTS = ("officer", "head", "editor", "field_office", "superuser")
STAFF = ("officer", "head", "superuser")
LOGIN = "to sign in"  # a redirect to the sign-in page

Expected = dict[str, int | str]


@dataclass(slots=True)
class World:
    """One person of each role, two Parties, the folder of their files, and what the module has prepared."""

    party: Country
    other_party: Country
    person: dict[str, User]
    media: Path
    things: SimpleNamespace = field(default_factory=SimpleNamespace)


@dataclass(frozen=True, slots=True)
class Row:
    """One address and what each role gets there."""

    name: str
    expected: Expected
    args: Callable[[World], Sequence[Any]] | None = None
    query: str = ""
    method: str = "get"
    data: dict[str, Any] | None = None

    @property
    def label(self) -> str:
        return f"{self.method} {self.name}{self.query}"


def everyone(status: int = 200) -> Expected:
    """The same for all, signed in or not."""
    return dict.fromkeys(ROLES, status)


def signed_in(status: int = 200, **others: int | str) -> Expected:
    """The same for who is signed in; the anonymous are asked to. ``others`` differ, by role."""
    return {ANONYMOUS: LOGIN, **dict.fromkeys(PEOPLE, status), **others}


def only(*roles: str, status: int = 200, others: int = 404, **exceptions: int | str) -> Expected:
    """``status`` for these roles, ``others`` for the rest; the anonymous are asked to sign in."""
    unknown = {*roles, *exceptions} - set(ROLES)
    assert not unknown, f"no such role: {unknown}"
    return {ANONYMOUS: LOGIN, **dict.fromkeys(PEOPLE, others), **dict.fromkeys(roles, status), **exceptions}


def office(*roles: str, status: int = 200, **exceptions: int | str) -> Expected:
    """An address of the office: for these roles only, to all others it is not there."""
    return only(*roles, status=status, **exceptions)


def office_model(
    name: str,
    *,
    view: Sequence[str] = STAFF,
    add: Sequence[str] = (),
    change: Sequence[str] = (),
    delete: Sequence[str] = (),
    obj: Callable[[World], Any],
    history: int = 302,
) -> list[Row]:
    """The five addresses Django gives a model in the office. ``name`` is "app_model"; ``obj`` gives the key.

    The history of a record leads to the activity log (302), for who may read the log.
    """

    def one(world: World) -> list[Any]:
        return [obj(world)]

    return [
        Row(f"admin:{name}_changelist", office(*view)),
        Row(f"admin:{name}_add", office(*add)),
        Row(f"admin:{name}_change", office(*{*view, *change}), args=one),
        Row(f"admin:{name}_history", office(*(role for role in view if role in STAFF), status=history), args=one),
        Row(f"admin:{name}_delete", office(*delete), args=one),
    ]
