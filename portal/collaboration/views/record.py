"""Two people wrote a record with one form: both texts side by side, and a way to settle, as for a section.

A view gives its form `posted` instead of ``request.POST``, saves by a service that goes through `save_record`, and
answers a `Conflict` with `answer`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from portal.ui.dates import day, moment

from ..forms.telling import Lines
from ..parsing import clean_text
from ..services import Conflict
from .conflict import told_of


@dataclass(frozen=True)
class Boxes:
    """What a page asks beside its form (who came, by sector): settled as one; ``names`` are its names in the POST."""

    name: str
    label: Any
    names: frozenset[str]
    stored: Callable[[], Mapping[str, str]]
    told: Callable[[Mapping[str, str]], Lines]

    def typed(self, data: Mapping[str, str]) -> dict[str, str]:
        """What stands in them; what is empty is left out."""
        return {name: text for name in sorted(self.names) if (text := str(data.get(name) or "").strip())}


def posted(request: HttpRequest, stored: Callable[[], forms.BaseForm], boxes: Boxes | None = None) -> QueryDict:
    """The POST of a record; once settled, each answer left to the colleague is replaced by what is stored."""
    if "settle" not in request.POST:
        return request.POST
    data = request.POST.copy()
    left = {name.removeprefix("choose-") for name, side in data.items() if side == "theirs"}
    shown = stored() if left else None
    for field in shown.visible_fields() if shown is not None else ():
        if field.name in left:
            data[field.html_name] = _text(field)
    if boxes is not None and boxes.name in left:
        for name in boxes.names:
            data.pop(name, None)
        data.update(boxes.stored())
    return data


def answer(
    request: HttpRequest,
    clash: Conflict,
    *,
    form: forms.BaseForm,
    stored: forms.BaseForm,
    title: str,
    template: str,
    frame: Mapping[str, Any],
    boxes: Boxes | None = None,
) -> HttpResponse:
    """409: nothing was stored. ``form`` holds what was typed, ``stored`` is that of the record as it stands now.

    ``title`` names the page; ``template`` extends ``collaboration/conflict.html`` with its place. A file that was
    chosen is asked for again: no page can keep it.
    """
    parts, hidden = [], [(field.html_name, str(clash.revision)) for field in form.hidden_fields()]
    for field in form.visible_fields():
        if isinstance(field.field, forms.FileField):
            continue
        mine, theirs = _text(field), _text(stored[field.name])
        if mine != theirs:
            parts.append(_part(field, mine, theirs))
        else:
            hidden.append((field.html_name, mine))
    if boxes is not None:
        typed, kept = boxes.typed(form.data), dict(boxes.stored())
        rows = list(typed.items())
        if typed == kept:
            hidden += rows
        else:
            told = {"mine_rows": boxes.told(typed), "theirs_rows": boxes.told(kept)}
            parts.append({"name": boxes.name, "label": boxes.label, "hidden": rows, **told})
    values = {
        **told_of(request.user, clash),
        "section": {"title": title},
        "section_url": request.get_full_path(),
        "parts": parts,
        "hidden": [(name, text) for name, text in hidden if text],
        "again": [form[name] for name in form.files if name in form.fields],
        "page_errors": True,
    }
    return render(request, template, {**values, **frame}, status=409)


def _part(field: forms.BoundField, mine: str, theirs: str) -> dict[str, Any]:
    """One question that differs: words stay to be changed, the rest is told as the pages tell it."""
    editable = isinstance(field.field, forms.CharField)
    rows = field.field.widget.attrs.get("rows")
    return {
        "name": field.html_name,
        "label": field.label,
        "editable": editable,
        "lines": rows or 2,
        "mine": mine if editable else _said(field.field, mine),
        "theirs": theirs if editable else _said(field.field, theirs),
        "hidden": [] if editable or not mine else [(field.html_name, mine)],
    }


def _text(field: forms.BoundField) -> str:
    """What stands in a control, as it is posted."""
    value = field.value()
    if isinstance(field.field, forms.BooleanField):
        return "on" if value else ""
    if isinstance(field.field, forms.ChoiceField):
        return "" if value is None else str(value)
    return clean_text(str(field.field.widget.format_value(value) or ""))


def _said(field: forms.Field, text: str) -> str:
    """The text of a control in words; what cannot be read stays as it was typed."""
    if isinstance(field, forms.BooleanField):
        return _("Yes") if text else _("No")
    if isinstance(field, forms.ChoiceField):
        return next((str(words) for code, words in field.choices if text and str(code) == text), text)
    try:
        if isinstance(field, forms.DateTimeField):
            return moment(datetime.fromisoformat(text)) if text else ""
        return day(field.to_python(text)) if isinstance(field, forms.DateField) else text
    except (forms.ValidationError, ValueError):
        return text
