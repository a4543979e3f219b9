"""The values of the indicators of a measure over time."""

from typing import Any

import rules
from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.accounts.resume import keeps_typed, start
from portal.accounts.services.refusals import NotAllowed, Refused

from ...forms.values import ValueForm
from ...models import Measure, Roadmap
from ...national.checking import units_in_use
from ...national.queries_reporting import values_of
from ...services.national.values import Value, give_value
from .base import frame, of_roadmap, refused


@keeps_typed
@of_roadmap
def values_page(request: HttpRequest, roadmap: Roadmap, key: str) -> HttpResponseBase:
    """Each indicator with its values, and the form that gives one."""
    measure = (
        Measure.objects.filter(edition__roadmap=roadmap, key=key)
        .select_related("item")
        .order_by("-edition__number")
        .first()
    )
    if measure is None:
        raise Http404
    indicators = list(measure.indicators.order_by("position", "pk"))
    values = values_of(roadmap.pk, [one.key for one in indicators])
    units = units_in_use(roadmap.pk)
    writes = rules.test_rule("roadmaps.write_roadmap", request.user, roadmap)
    if request.method == "POST" and not writes:
        return redirect("roadmaps:values", roadmap.country.iso3.lower(), key)
    form: Any = start(request, ValueForm)
    form.fields["indicator"].choices = [
        (one.key, f"{one.name} ({units.get(one.key, one.unit)})") for one in indicators
    ]
    if request.method == "POST" and form.is_valid():
        try:
            _give(request, roadmap, form)
        except NotAllowed as error:
            return refused(request, error, roadmap)
        except Refused as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("The value is kept."))
            return redirect("roadmaps:values", roadmap.country.iso3.lower(), key)
    return render(
        request,
        "roadmaps/national/values.html",
        frame(
            roadmap,
            measure=measure,
            rows=[(one, units.get(one.key, one.unit), values.get(one.key, [])) for one in indicators],
            form=form,
            writes=writes,
        ),
        status=422 if form.errors else 200,
    )


def _give(request: HttpRequest, roadmap: Roadmap, form: forms.Form) -> None:
    data = dict(form.cleaned_data)
    key = data.pop("indicator")
    give_value(roadmap=roadmap, key=key, given=Value(**data), by=request.user)
