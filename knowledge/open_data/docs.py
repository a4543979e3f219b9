"""The OpenAPI document told to people: operations by subject, their parameters and what they answer, with examples.

The words of the document are English; here they are in the language of the page.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from portal.machines.answers import Page

from .shapes import fields

_SHOWN_CODES = 12
_PAGING = ("count", "page", "pages", "next", "previous")


@dataclass(frozen=True)
class ParamRow:
    """A parameter: what it is, which codes it takes, whether it may be given again."""

    name: str
    words: str
    kind: str
    codes: tuple[str, ...]
    more: int


@dataclass(frozen=True)
class FieldRow:
    """A field of an answer."""

    name: str
    kind: str
    words: str


@dataclass(frozen=True)
class Operation:
    """One address."""

    code: str
    path: str
    summary: str
    description: str
    params: list[ParamRow]
    fields: list[FieldRow]
    is_list: bool
    example: str
    sample: str
    """A sample answer, as JSON."""


@dataclass(frozen=True)
class Subject:
    """A group of addresses."""

    code: str
    words: str
    operations: list[Operation] = field(default_factory=list)


def paging() -> list[FieldRow]:
    """What every list says beside its results."""
    words = fields(Page)
    return [FieldRow(name, "", _(words[name])) for name in _PAGING]


def subjects(document: Mapping[str, Any], examples: Mapping[str, str]) -> list[Subject]:
    """Everything the document says. ``examples``: parameter of a path, or operation and parameter
    ("call.slug"), → a value there is; an operation whose value is not known has no example."""
    found = {tag["name"]: Subject(tag["name"], _(tag["description"])) for tag in document["tags"]}
    for path, methods in document["paths"].items():
        operation = methods["get"]
        found[operation["tags"][0]].operations.append(_operation(document, path, operation, examples))
    return [subject for subject in found.values() if subject.operations]


def _operation(
    document: Mapping[str, Any], path: str, said: Mapping[str, Any], known: Mapping[str, str]
) -> Operation:
    answer = said["responses"]["200"]["content"]["application/json"]
    shape = _resolved(document, answer["schema"])
    named = dict(shape["properties"])
    is_list = "results" in named
    if is_list:
        shape = _resolved(document, named["results"]["items"])
        named = shape["properties"]
    return Operation(
        code=said["operationId"],
        path=path,
        summary=_(said["summary"]),
        description=_(said["description"]) if said.get("description") else "",
        params=[_param(param) for param in said["parameters"] if param["in"] == "query"],
        fields=[FieldRow(name, _kind(document, one), _words(one)) for name, one in named.items()],
        is_list=is_list,
        example=_example(path, said, known),
        sample=json.dumps(answer["example"], ensure_ascii=False, indent=2),
    )


def _words(said: Mapping[str, Any]) -> str:
    return _(said["description"]) if said.get("description") else ""


def _param(said: Mapping[str, Any]) -> ParamRow:
    schema = said["schema"]
    one = schema.get("items", schema)
    codes = tuple(str(code) for code in one.get("enum", ()))
    kind = {"integer": _("whole number"), "string": _("code") if codes else _("words")}[one["type"]]
    if schema["type"] == "array":
        kind = _("%(kind)s, may be repeated") % {"kind": kind}
    return ParamRow(said["name"], _words(said), kind, codes[:_SHOWN_CODES], max(0, len(codes) - _SHOWN_CODES))


def _kind(document: Mapping[str, Any], said: Mapping[str, Any]) -> str:
    """The type of a field in words: the names JSON has, lists said as such."""
    if "$ref" in said:
        return _("object")
    if "anyOf" in said:
        some = [one for one in said["anyOf"] if one.get("type") != "null"]
        inner = _kind(document, some[0]) if some else ""
        return _("%(kind)s or null") % {"kind": inner}
    kind = said.get("type", "")
    if kind == "array":
        return _("list: %(kind)s") % {"kind": _kind(document, said.get("items", {}))}
    return {"string": _("text"), "integer": _("whole number"), "boolean": _("true or false"),
            "object": _("object"), "number": _("number")}.get(kind, kind)  # fmt: skip


def _resolved(document: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    if "$ref" in schema:
        found: Mapping[str, Any] = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        return found
    return schema


def _example(path: str, said: Mapping[str, Any], known: Mapping[str, str]) -> str:
    """An address that works: its path filled, the first parameters that have an example, two results."""
    for name in ("iso3", "code", "slug"):
        value = known.get(f"{said['operationId']}.{name}") or known.get(name)
        path = path.replace(f"{{{name}}}", value) if value else path
    if "{" in path:
        return ""
    given: dict[str, Any] = {}
    for param in said["parameters"]:
        if param["in"] == "query" and "example" in param and len(given) < 1:
            given[param["name"]] = param["example"]
    if any(param["name"] == "size" for param in said["parameters"]):
        given["size"] = 2
    return path + (f"?{urlencode(given, doseq=True)}" if given else "")
