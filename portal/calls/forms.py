"""The few things every default call cannot know."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .model import AbstractCall

MOMENT = {"type": "datetime-local"}


class DefaultCallForm(forms.Form):
    """The address and the dates of a call; a kind names its model and adds its own."""

    model: type[AbstractCall]

    slug = forms.SlugField(label=_("Address"), max_length=80)
    opens_at = forms.DateTimeField(label=_("Opens (UTC)"), widget=forms.DateTimeInput(attrs=MOMENT))
    closes_at = forms.DateTimeField(
        label=_("Closes (UTC)"),
        required=False,
        help_text=_("Leave empty for a rolling call."),
        widget=forms.DateTimeInput(attrs=MOMENT),
    )

    def clean_slug(self) -> str:
        """Each call has its own address."""
        slug: str = self.cleaned_data["slug"]
        if self.model._default_manager.filter(slug=slug).exists():
            raise forms.ValidationError(_("Another call has this address."))
        return slug

    def clean(self) -> dict[str, Any]:
        """The closing comes after the opening."""
        data: dict[str, Any] = super().clean() or {}
        opens, closes = data.get("opens_at"), data.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("The closing comes after the opening."))
        return data
