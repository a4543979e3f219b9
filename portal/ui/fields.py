"""A form field on a page: label, hint, error, control and counter, with ids that stay the same.

Common widgets are written here directly: Django renders a template for each (0.25 ms), a section has twelve.
No `maxlength` is written: a browser would cut off what is pasted; the counter warns and the form answers.
No `placeholder` either: it vanishes when it is needed; the hint stays.
"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.utils import flatatt
from django.forms.widgets import Input
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .icons import icon
from .numbers import grouped

SIZES = ("", "short", "medium", "full")


def text_length(value: Any) -> int:
    """How many characters a person has typed: a line break counts once."""
    return len(str(value or "").replace("\r\n", "\n"))


def counter(element_id: str, value: Any, limit: int) -> SafeString:
    """`121 of 1 200 characters`; the script keeps it current from the same words."""
    used = text_length(value)
    words = _("{used} of {limit} characters")
    return format_html(
        '<p class="count{}" id="{}-count" data-count="{}" data-limit="{}" data-words="{}">{}</p>',
        " over" if used > limit else "",
        element_id,
        element_id,
        limit,
        words,
        words.format(used=grouped(used), limit=grouped(limit)),
    )


def error_line(element_id: str, messages: Iterable[Any]) -> SafeString:
    """The error in words with its sign, above the control."""
    return format_html(
        '<p class="error" id="{}-error">{}<span>{}</span></p>',
        element_id,
        icon("alert", label=_("Error")),
        format_html_join(" ", "{}", ((message,) for message in messages)),
    )


def field(
    bound: BoundField, *, label: Any = None, hint: Any = None, counts: bool = True, size: str = ""
) -> SafeString:
    """The whole field. Raises ValueError for an unknown `size`."""
    if size not in SIZES:
        raise ValueError(f"no size of a field is called {size!r}")
    widget = bound.field.widget
    if widget.is_hidden:
        return SafeString(str(bound))
    element_id = bound.auto_id or f"id_{bound.html_name}"
    name = bound.label if label is None else label
    help_text = bound.help_text if hint is None else hint
    errors = list(bound.errors)
    limit = getattr(bound.field, "max_length", None) if counts else None
    if not isinstance(widget, forms.Textarea):
        limit = None
    value = bound.value()
    described = [
        f"{element_id}-{part}" for part, there in (("hint", help_text), ("error", errors), ("count", limit)) if there
    ]
    attrs: dict[str, Any] = {k: v for k, v in widget.attrs.items() if k not in {"maxlength", "placeholder"}}
    attrs["id"] = element_id
    if described:
        attrs["aria-describedby"] = " ".join(described)
    if errors:
        attrs["aria-invalid"] = "true"
    if bound.field.disabled:
        attrs["disabled"] = True
    hint_line = format_html('<div class="hint" id="{}-hint">{}</div>', element_id, help_text) if help_text else ""
    error = error_line(element_id, errors) if errors else ""
    classes = " ".join(c for c in ("field", "wrong" if errors else "", size) if c)
    grouped_choices = isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple))
    if grouped_choices:
        return format_html(
            '<fieldset class="{}" id="{}"{}><legend>{}</legend>{}{}{}</fieldset>',
            classes,
            element_id,
            format_html(' aria-describedby="{}"', " ".join(described)) if described else "",
            name,
            hint_line,
            error,
            _choices(bound, widget, element_id, value, bool(errors)),
        )
    if isinstance(widget, forms.CheckboxInput):
        box = _checkbox(bound, widget, attrs, value)
        row = format_html('<div class="choice">{}<label for="{}">{}</label></div>', box, element_id, name)
        return format_html('<div class="{}">{}{}{}</div>', classes, error, row, hint_line)
    return format_html(
        '<div class="{}"><label for="{}">{}</label>{}{}{}{}</div>',
        classes,
        element_id,
        name,
        hint_line,
        error,
        control(bound, attrs, value),
        counter(element_id, value, limit) if limit else "",
    )


def control(bound: BoundField, attrs: dict[str, Any], value: Any) -> SafeString:
    """The bare control of a field with these attributes; widgets not known here are left to Django."""
    widget = bound.field.widget
    html_name = bound.html_name
    if isinstance(widget, forms.Textarea):
        attrs = {"rows": 4, **attrs, "cols": None}
        return format_html("<textarea{}>\n{}</textarea>", flatatt({"name": html_name, **attrs}), _text(value))
    if type(widget) in {forms.Select, forms.SelectMultiple, forms.NullBooleanSelect}:
        chosen = {str(v) for v in widget.format_value(value)}
        multiple = mark_safe(" multiple") if isinstance(widget, forms.SelectMultiple) else ""
        return format_html(
            "<select{}{}>{}</select>",
            flatatt({"name": html_name, **attrs}),
            multiple,
            options(widget.choices, chosen),
        )
    if isinstance(widget, forms.FileInput):
        attrs = {"type": "file", "name": html_name, **attrs}
        return format_html("<input{}>", flatatt(attrs))
    if isinstance(widget, Input) and widget.template_name in _PLAIN_INPUTS:
        shown = widget.format_value(value)
        attrs = {"type": widget.input_type, "name": html_name, **attrs}
        if isinstance(widget, forms.PasswordInput) and not widget.render_value:
            shown = None
        if shown is not None and shown != "":
            attrs["value"] = shown
        return format_html("<input{}>", flatatt(attrs))
    return SafeString(bound.as_widget(attrs=attrs))


_PLAIN_INPUTS = frozenset(
    f"django/forms/widgets/{name}.html"
    for name in (
        "input",
        "text",
        "number",
        "email",
        "url",
        "password",
        "date",
        "datetime",
        "time",
        "tel",
        "search",
        "color",
    )
)


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def options(choices: Iterable[Any], chosen: set[str]) -> SafeString:
    """`<option>`s, and `<optgroup>`s where a choice holds choices."""
    parts: list[str] = []
    for value, text in choices:
        if isinstance(text, (list, tuple)):
            parts.append(format_html('<optgroup label="{}">{}</optgroup>', value, options(text, chosen)))
            continue
        key = "" if value is None else str(value)
        parts.append(
            f'<option value="{conditional_escape(key)}"{" selected" if key in chosen else ""}>'
            f"{conditional_escape(text)}</option>"
        )
    return mark_safe("".join(parts))  # noqa: S308 - each part is escaped above


def _choices(bound: BoundField, widget: Any, element_id: str, value: Any, wrong: bool) -> SafeString:
    """The radio buttons or checkboxes of a group, each with its label."""
    kind = "checkbox" if isinstance(widget, forms.CheckboxSelectMultiple) else "radio"
    chosen = {str(v) for v in (value if isinstance(value, (list, tuple, set)) else [value]) if v is not None}
    rows = []
    for number, (key, text) in enumerate(widget.choices):
        attrs = {
            "type": kind,
            "name": bound.html_name,
            "value": "" if key is None else str(key),
            "id": f"{element_id}_{number}",
            "checked": ("" if key is None else str(key)) in chosen,
            "disabled": bound.field.disabled,
        }
        if wrong and kind == "checkbox":
            attrs["aria-invalid"] = "true"
        rows.append(
            format_html(
                '<div class="choice"><input{}><label for="{}_{}">{}</label></div>',
                flatatt(attrs),
                element_id,
                number,
                text,
            )
        )
    return format_html('<div class="choices">{}</div>', mark_safe("".join(rows)))  # noqa: S308 - escaped rows


def _checkbox(bound: BoundField, widget: Any, attrs: dict[str, Any], value: Any) -> SafeString:
    attrs = {"type": "checkbox", "name": bound.html_name, **attrs, "checked": bool(widget.check_test(value))}
    return format_html("<input{}>", flatatt(attrs))


def first_id(bound: BoundField) -> str:
    """The id that a link to this field must have: of its control, or of the first of its group."""
    element_id = bound.auto_id or f"id_{bound.html_name}"
    if isinstance(bound.field.widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        return f"{element_id}_0"
    return element_id


def with_label(label: Any, message: Any) -> str:
    """`Budget: enter a sum …`; the message alone when it names its field already."""
    label, message = str(label or "").strip(), str(message)
    if not label or message.casefold().startswith(label.casefold()):
        return message
    if label.endswith(("?", ":", ".")):
        return f"{label} {message}"
    return _("%(label)s: %(message)s") % {"label": label, "message": message}


def problems(form: forms.BaseForm) -> list[tuple[str, str]]:
    """(id of the control or "", words) for every error of a form, in the order of its fields."""
    if not form.is_bound or not form.errors:
        return []
    found = [("", str(message)) for message in form.non_field_errors()]
    for bound in form:
        found += [(first_id(bound), with_label(bound.label, message)) for message in bound.errors]
    return found


def summary(items: Iterable[tuple[str, Any]], title: Any = "") -> SafeString:
    """The list of errors at the top, linked to the fields; empty without errors."""
    items = list(items)
    if not items:
        return SafeString("")
    heading = title or ngettext("One answer needs a change", "%(count)s answers need a change", len(items)) % {
        "count": len(items)
    }
    lines = format_html_join(
        "",
        "<li>{}</li>",
        (
            (format_html('<a href="#{}">{}</a>', at, words) if at else format_html("<b>{}</b>", words),)
            for at, words in items
        ),
    )
    return format_html(
        '<div class="summary" role="alert" tabindex="-1" id="errors"><h2>{}</h2><ul class="plain">{}</ul></div>',
        heading,
        lines,
    )


def collect(*sources: Any) -> list[tuple[str, str]]:
    """The errors of forms, form sets, and lists of (id, words), one after another."""
    found: list[tuple[str, str]] = []
    for source in sources:
        if isinstance(source, forms.BaseFormSet):
            if source.is_bound:
                found += [("", str(message)) for message in source.non_form_errors()]
                for form in source.forms:
                    found += problems(form)
        elif isinstance(source, forms.BaseForm):
            found += problems(source)
        elif source:
            found += [(str(at), str(words)) for at, words in source]
    return found


def has_errors(source: Any) -> bool:
    """Whether a bound form or form set holds an error."""
    if isinstance(source, forms.BaseFormSet):
        return bool(source.is_bound and source.total_error_count())
    return bool(isinstance(source, forms.BaseForm) and source.is_bound and source.errors)
