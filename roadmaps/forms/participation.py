"""Forms of the national team, the stakeholder map, consultations and contributions."""

import zoneinfo
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.collaboration.queries import revision_of
from portal.reference.languages import page_language
from portal.reference.queries import term_map

from ..models import Consultation, Contribution, Stakeholder, TeamMember
from ..sections.edition import LANGUAGES
from . import common
from .national import day_field


def _terms(name: str) -> list[tuple[str, str]]:
    return [(code, str(term.text)) for code, term in term_map(name, page_language()).items()]


class Unbound(forms.ModelForm):
    """A form of a record that the service alone checks as a whole and writes; it carries the revision seen."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["revision"] = revision_of(self.instance)

    @property
    def seen(self) -> int:
        """The revision the writer had before them."""
        return self.cleaned_data["revision"] or 0

    def values(self) -> dict[str, Any]:
        """What the service takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "revision"}

    def _post_clean(self) -> None:
        """Nothing is set on the record here."""


class MemberForm(Unbound):
    """A member of the national team. Names are never public."""

    since = day_field(_("Since"))
    until = day_field(_("Until"), required=False)

    class Meta:
        model = TeamMember
        fields = ["name", "organisation", "kind", "ministry", "part", "gender", "is_young", "since", "until"]
        help_texts = {
            "gender": _("As the person says; may be left open."),
            "ministry": _("For members of a ministry."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = forms.ChoiceField(
            label=_("Sector"), choices=lambda: [("", "—"), *_terms("stakeholder_kind")]
        )
        self.fields["ministry"] = forms.ChoiceField(
            label=_("Ministry"), required=False, choices=lambda: [("", "—"), *_terms("ministry")],
            help_text=_("For members of a ministry."),
        )  # fmt: skip


class StakeholderForm(Unbound):
    """A line of the stakeholder map."""

    class Meta:
        model = Stakeholder
        fields = ["name", "kind", "stake", "interest", "influence", "note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = forms.ChoiceField(
            label=_("Kind"), choices=lambda: [("", "—"), *_terms("stakeholder_kind")]
        )
        self.fields["note"].widget = forms.Textarea(attrs={"rows": 3})


class ConsultationForm(Unbound):
    """A consultation; its times are those of its own zone."""

    starts = forms.DateTimeField(
        label=_("Begins"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"required": _("Give the day and the time."), "invalid": _("Give the day and the time.")},
    )  # fmt: skip
    ends = forms.DateTimeField(
        label=_("Ends"), required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )  # fmt: skip
    file = forms.FileField(
        label=_("Minutes"), required=False, allow_empty_file=True,
        help_text=_("PDF, DOCX or ODT; 10 MB at most. What is attached stays until you choose another one."),
    )  # fmt: skip

    class Meta:
        model = Consultation
        fields = [
            "title",
            "level",
            "time_zone",
            "place",
            "questions",
            "summary",
            "language",
            "is_public",
            "is_cancelled",
        ]

    field_order = ["title", "level", "place", "time_zone", "starts", "ends", "questions", "summary", "language",
                   "file", "is_public", "is_cancelled"]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["time_zone"] = forms.ChoiceField(label=_("Time zone"), choices=common.zone_choices)
        self.fields["language"] = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
        self.order_fields(self.field_order)
        one = self.instance
        if one.pk:
            zone = zoneinfo.ZoneInfo(one.time_zone)
            self.initial["starts"] = one.starts_at.astimezone(zone).replace(tzinfo=None)
            self.initial["ends"] = one.ends_at.astimezone(zone).replace(tzinfo=None) if one.ends_at else None

    def values(self) -> dict[str, Any]:
        """What the service takes: times in their zone."""
        data = super().values()
        del data["file"]
        zone = zoneinfo.ZoneInfo(data["time_zone"])
        data["starts_at"], data["ends_at"] = _in(data.pop("starts"), zone), _in(data.pop("ends"), zone)
        return data


def _in(moment: datetime | None, zone: zoneinfo.ZoneInfo) -> datetime | None:
    """What was typed, as a moment in the zone of the meeting."""
    return moment.replace(tzinfo=zone) if moment is not None else None


class PhotoForm(forms.Form):
    """A photo of a consultation."""

    photo = forms.FileField(
        label=_("Photo"), allow_empty_file=True, help_text=_("JPEG or PNG; 10 MB at most."),
        error_messages={"required": _("Choose a file.")},
    )  # fmt: skip
    words = forms.CharField(
        label=_("What it shows"), max_length=300,
        error_messages={"required": _("Say what the photo shows, for those who cannot see it.")},
    )  # fmt: skip


class AskForm(forms.Form):
    """Whom to ask for a contribution."""

    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    email = forms.EmailField(label=_("E-mail address"), error_messages={"required": _("Give the address.")})
    language = forms.ChoiceField(label=_("Language"), choices=[("en", "English"), ("fr", "Français")])


class ModerationForm(forms.Form):
    """Shown or not, and why not."""

    state = forms.ChoiceField(choices=[(Contribution.State.ACCEPTED, ""), (Contribution.State.REFUSED, "")])
    reason = forms.CharField(required=False, max_length=300)
