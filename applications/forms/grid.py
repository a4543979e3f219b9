"""Forms of the office about a call: a criterion in every language, a new call from the default grid."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.calls.forms import MOMENT, DefaultCallForm

from ..models import Call, Criterion
from ..services.calls import save_criterion_text


class GridForm(forms.Form):
    """The words of one criterion: in each language its name, its guidance and the meaning of each level."""

    def __init__(self, *args: Any, criterion: Criterion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criterion = criterion
        self.values = range(criterion.call.top_level + 1)
        texts = {row.language: row for row in criterion.texts.all()}
        meanings = {
            (level.value, row.language): row.meaning for level in criterion.levels.all() for row in level.texts.all()
        }
        for code, name in settings.LANGUAGES:
            row = texts.get(code)
            self.fields[f"label_{code}"] = forms.CharField(
                label=_("Name, %(language)s") % {"language": name},
                max_length=200,
                initial=row.label if row else "",
            )
            self.fields[f"guidance_{code}"] = forms.CharField(
                label=_("Guidance, %(language)s") % {"language": name},
                max_length=2000,
                required=False,
                initial=row.guidance if row else "",
                widget=forms.Textarea(attrs={"rows": 3}),
            )
            for value in self.values:
                self.fields[f"level_{code}_{value}"] = forms.CharField(
                    label=_("Level %(value)s, %(language)s") % {"value": value, "language": name},
                    max_length=500,
                    required=False,
                    initial=meanings.get((value, code), ""),
                    widget=forms.Textarea(attrs={"rows": 2}),
                )

    def save(self, *, by: Any) -> None:
        """Hand every language to the service, which refuses once the call is published."""
        for code, _name in settings.LANGUAGES:
            save_criterion_text(
                criterion=self.criterion,
                language=code,
                label=self.cleaned_data[f"label_{code}"],
                guidance=self.cleaned_data[f"guidance_{code}"],
                levels=[self.cleaned_data[f"level_{code}_{value}"] for value in self.values],
                by=by,
            )


class DefaultGridForm(DefaultCallForm):
    """The few things the default grid cannot know."""

    model = Call
    field_order = ("slug", "opens_at", "cut_off", "closes_at")

    slug = forms.SlugField(
        label=_("Address"), max_length=80, help_text=_("Small letters, figures and hyphens, as in open-call-2026.")
    )
    cut_off = forms.DateTimeField(label=_("First cut-off (UTC)"), widget=forms.DateTimeInput(attrs=MOMENT))

    def clean(self) -> dict[str, Any]:
        """Opening, cut-off and closing come in this order."""
        data = super().clean()
        opens, cut_off = data.get("opens_at"), data.get("cut_off")
        if opens and cut_off and cut_off <= opens:
            self.add_error("cut_off", _("The cut-off comes after the opening."))
        return data
