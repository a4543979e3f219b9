"""`{% load office %}`: what the templates of the admin need beyond Django's own tags."""

from typing import Any

from django import template

from portal.office import filters

register = template.Library()


@register.simple_tag
def filter_choice(changelist: Any, spec: Any) -> dict[str, Any] | None:
    """A filter as one choice with its name and options; None when it stays a list of links."""
    return filters.as_choice(spec, changelist) if spec.template == "admin/filter.html" else None


@register.simple_tag
def kept(changelist: Any) -> list[tuple[str, str]]:
    """What the filter form carries along, as hidden fields."""
    return filters.kept_parameters(changelist)


@register.filter
def text_value(spec: Any, changelist: Any) -> dict[str, Any]:
    """Name, value and suggestions of a filter that is typed."""
    return spec.choices(changelist)[0]
