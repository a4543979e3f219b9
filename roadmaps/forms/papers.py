"""Forms of risks, documents and messages of an assistance."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Paper, Risk
from ..models.risk import Degree
from . import common

FILE = {"required": _("Choose a file."), "empty": _("This file is empty. Choose another one.")}


def _degree(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, choices=Degree.choices, coerce=int, initial=Degree.MEDIUM.value)


class RiskForm(forms.Form):
    """A risk."""

    scope = forms.ChoiceField(label=_("Whose"))
    kind = forms.ChoiceField(label=_("Kind"), choices=Risk.Kind.choices)
    title = forms.CharField(label=_("Risk"), max_length=600, error_messages={"required": _("Name the risk.")})
    likelihood = _degree(_("Likelihood"))
    impact = _degree(_("Impact"))
    mitigation = common.words_field(_("What is done about it"), limit=4000, rows=3, required=False)
    owner = forms.CharField(label=_("Who watches it"), max_length=200, required=False)
    review_on = common.day_field(_("Next review"))
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, scopes: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scope"].choices = scopes  # type: ignore[attr-defined]


class ReviewForm(forms.Form):
    """What a risk is now, and when it is looked at next."""

    likelihood = _degree(_("Likelihood"))
    impact = _degree(_("Impact"))
    note = common.words_field(_("Note"), limit=2000, rows=3, required=False)
    next_on = common.day_field(_("Next review"))


class PaperForm(forms.Form):
    """A document to share."""

    title = forms.CharField(label=_("Title"), max_length=200, error_messages={"required": _("Name the document.")})
    audience = forms.ChoiceField(label=_("Who sees it"))
    file = forms.FileField(label=_("File"), allow_empty_file=True, error_messages=FILE, help_text=_("10 MB at most."))
    note = forms.CharField(label=_("Note"), max_length=500, required=False)

    def __init__(self, *args: Any, audiences: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(code, words) for code, words in Paper.Audience.choices if code in audiences]
        self.fields["audience"].choices = offered  # type: ignore[attr-defined]


class VersionForm(forms.Form):
    """A new version of a document."""

    file = forms.FileField(label=_("File"), allow_empty_file=True, error_messages=FILE)
    note = forms.CharField(label=_("What is new"), max_length=500, required=False)


class MessageForm(forms.Form):
    """A message."""

    text = common.words_field(
        _("Your message"), limit=8000, rows=4, error_messages={"required": _("Write the message.")}
    )
