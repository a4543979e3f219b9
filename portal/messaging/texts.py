"""The words of a message: template of its code and language, with typed values made harmless."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.template import TemplateDoesNotExist
from django.template.backends.django import DjangoTemplates
from django.utils import timezone, translation
from django.utils.functional import Promise

SUBJECT_MAX = 200
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_SCHEME = re.compile(r"(?i)\b([a-z][a-z0-9+.-]{1,10}):(?=//)")
_DOMAIN = re.compile(r"(?<=[\w-])\.(?=[^\W\d_]{2,})")


def neutral(value: str) -> str:
    """A typed text that no mail program turns into a link: ``http://a.example`` → ``http: //a[.]example``."""
    value = _CONTROL.sub(" ", value.replace("\r\n", "\n").replace("\r", "\n"))
    return _DOMAIN.sub("[.]", _SCHEME.sub(r"\1: ", value))


def harmless(value: Any) -> Any:
    """The same value with every text in it neutral. Raises TypeError for an object: its texts would slip through."""
    if isinstance(value, Promise):
        return str(value)  # words of our own catalogues
    if isinstance(value, str):
        return neutral(value)
    if value is None or isinstance(value, bool | int | float | Decimal | date | datetime):
        return value
    if isinstance(value, Mapping):
        return {key: harmless(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [harmless(inner) for inner in value]
    raise TypeError(f"a message takes texts, numbers, dates and lists of them, not {type(value).__name__}")


@lru_cache(maxsize=1)
def _plain() -> DjangoTemplates:
    """Templates of plain text: nothing is escaped as if it were HTML."""
    return DjangoTemplates(
        {
            "NAME": "messages",
            "DIRS": settings.TEMPLATES[0]["DIRS"],
            "APP_DIRS": False,
            "OPTIONS": {"autoescape": False},
        }
    )


def _fill(name: str, values: Mapping[str, Any]) -> str:
    return _plain().get_template(f"messages/{name}.txt").render(dict(values))


def render(
    *, code: str, language: str, context: Mapping[str, Any], links: Mapping[str, str], name: str = ""
) -> tuple[str, str]:
    """Subject and body of a message in this language.

    ``context`` holds typed values, ``links`` addresses of our own (a path is put behind PUBLIC_URL).
    Template ``messages/<code>.<language>.txt``: a first line ``Subject: …``, an empty line, the text.
    Who has no account is greeted by the name in ``context["receiver"]``, if the message knows it.
    """
    whole = {key: value if "://" in value else settings.PUBLIC_URL + value for key, value in links.items()}
    values = {**harmless(dict(context)), **whole, "portal_url": f"{settings.PUBLIC_URL}/{language}/"}
    values["receiver"] = neutral(name) or values.get("receiver", "")
    with translation.override(language), timezone.override("UTC"):
        try:
            text = _fill(f"{code}.{language}", values)
        except TemplateDoesNotExist:
            text = _fill(f"{code}.en", values)
        head, _sep, body = text.lstrip().partition("\n")
        if not head.startswith("Subject:"):
            raise ValueError(f"messages/{code}.{language}.txt does not begin with 'Subject:'")
        whole_text = _fill(f"_layout.{language}", {**values, "text": body.strip()})
    return one_line(head.removeprefix("Subject:")), whole_text.strip() + "\n"


def one_line(text: str) -> str:
    """A header's value: one line, nothing that could begin another header, of bearable length."""
    return " ".join(_CONTROL.sub(" ", text.replace("\n", " ")).split())[:SUBJECT_MAX]
