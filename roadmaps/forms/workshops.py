"""Forms of workshops and of the tools of the steps."""

import zoneinfo
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.collaboration.queries import revision_of
from portal.reference.queries import country_names

from ..assistance import step_words
from ..models import Tool, Workshop
from . import common

MOMENT = {"required": _("Give the day and the time."), "invalid": _("Give the day and the time.")}


def _moment(label: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget, error_messages=MOMENT)


class WorkshopForm(forms.Form):
    """A workshop; its times are those of its own zone. `values()` gives what the service takes."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Workshop.Kind.choices)
    title = forms.CharField(label=_("Title"), max_length=300, error_messages={"required": _("Name the workshop.")})
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=common.zone_choices, initial="UTC")
    starts = _moment(_("Begins"))
    ends = _moment(_("Ends"))
    place = forms.CharField(label=_("Place"), max_length=300, required=False)
    link = forms.URLField(
        label=_("Link to the online room"),
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Give a whole link, such as https://example.org/page.")},
    )
    language = forms.ChoiceField(label=_("Language"), choices=lambda: common.language_choices(), initial="en")
    agenda = common.words_field(_("Agenda"), limit=10000, rows=5, required=False)
    material = common.words_field(
        _("Material"),
        limit=5000,
        rows=3,
        required=False,
        help_text=_("What people get to read: titles and links, one a line."),
    )
    is_cancelled = forms.BooleanField(label=_("Cancelled"), required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def values(self) -> dict[str, Any]:
        """Times in their zone."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "revision"}
        zone = zoneinfo.ZoneInfo(data["time_zone"])
        data["starts_at"] = data.pop("starts").replace(tzinfo=zone)
        data["ends_at"] = data.pop("ends").replace(tzinfo=zone)
        return data


def initial_of(row: Workshop | None, *, language: str = "en", time_zone: str = "UTC") -> dict[str, Any]:
    """What the form of a workshop begins with; a new one with this language and this zone."""
    if row is None:
        return {"language": language, "time_zone": time_zone}
    zone = zoneinfo.ZoneInfo(row.time_zone)
    names = ("kind", "title", "time_zone", "place", "link", "language", "agenda", "material", "is_cancelled")
    return {
        **{name: getattr(row, name) for name in names},
        "starts": timezone.localtime(row.starts_at, zone).replace(tzinfo=None),
        "ends": timezone.localtime(row.ends_at, zone).replace(tzinfo=None),
        "revision": revision_of(row),
    }


class ParticipantForm(forms.Form):
    """Somebody who takes part."""

    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        help_text=_("As it stands on the certificate. Never public."),
        error_messages={"required": _("Give the name as it stands on the certificate.")},
    )
    email = forms.EmailField(label=_("E-mail address"), error_messages={"required": _("Give the address.")})
    language = forms.ChoiceField(label=_("Language"), choices=[("en", "English"), ("fr", "Français")])


class ToolForm(forms.Form):
    """A new tool of a step."""

    step = forms.ChoiceField(label=_("Step"))
    kind = forms.ChoiceField(label=_("Kind"), choices=Tool.Kind.choices)
    language = forms.ChoiceField(label=_("Language"), choices=[("en", "English"), ("fr", "Français")])
    title = forms.CharField(label=_("Title"), max_length=200, error_messages={"required": _("Name the tool.")})
    body = common.words_field(_("Text"), limit=20000, rows=12, required=False)
    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,
        help_text=_("What is attached stays until you choose another one."),
    )

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = step_words.names(language)
        self.fields["step"].choices = [  # type: ignore[attr-defined]
            (code, f"{code} {words}") for code, words in names.items()
        ]


class ToolChangeForm(forms.Form):
    """A change of a tool, with its reason."""

    title = forms.CharField(label=_("Title"), max_length=200, error_messages={"required": _("Name the tool.")})
    body = common.words_field(_("Text"), limit=20000, rows=12, required=False)
    file = forms.FileField(label=_("File"), required=False, allow_empty_file=True)
    reason = common.words_field(_("Reason for the change"), limit=1000, rows=2, required=False)
    expected = forms.IntegerField(widget=forms.HiddenInput, required=False)


class AdaptForm(forms.Form):
    """A tool adapted to a country."""

    country = forms.ChoiceField(label=_("Party"))
    title = forms.CharField(label=_("Title"), max_length=200, error_messages={"required": _("Name the tool.")})
    body = common.words_field(_("Text"), limit=20000, rows=12, required=False)
    file = forms.FileField(label=_("File"), required=False, allow_empty_file=True)

    def __init__(self, *args: Any, language: str, parties: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = country_names(language)
        choices = sorted(((str(key), names.get(key, "")) for key in parties), key=lambda pair: pair[1])
        self.fields["country"].choices = choices  # type: ignore[attr-defined]


class ToolChoice(forms.ModelChoiceField):
    """Tools told apart: the versions of several Parties and languages may have one title."""

    def label_from_instance(self, obj: Tool) -> str:
        """Step, title, language, and the Party of an adapted one."""
        whose = f", {obj.country.iso3}" if obj.country is not None else ""
        return f"{obj.step} {obj.title} ({obj.language}{whose})"


class LessonForm(forms.Form):
    """What a challenge teaches."""

    challenge = common.words_field(
        _("Challenge"),
        limit=2000,
        rows=3,
        help_text=_("In the words of the report."),
        error_messages={"required": _("Quote the challenge, and write what it teaches.")},
    )
    text = common.words_field(
        _("Lesson"),
        limit=4000,
        rows=3,
        error_messages={"required": _("Quote the challenge, and write what it teaches.")},
    )
    tool = ToolChoice(
        label=_("Tool to change for it"),
        queryset=Tool.objects.filter(archived_at__isnull=True).select_related("country"),
        required=False,
        empty_label=_("None"),
    )
