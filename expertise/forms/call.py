"""Forms of the office about a call for experts."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.calls.forms import DefaultCallForm

from ..models import ExpertCall, VettingRule
from ..services.calls import save_rule_texts


class DefaultExpertCallForm(DefaultCallForm):
    """The few things the default call cannot know."""

    model = ExpertCall

    slug = forms.SlugField(
        label=_("Address"), max_length=80, help_text=_("Small letters, figures and hyphens, as in experts-2027.")
    )
    places = forms.IntegerField(
        label=_("Places"), required=False, min_value=1, max_value=500, help_text=_("Leave empty for no limit.")
    )


class RuleTextsForm(forms.Form):
    """The words of every rule of a call in each language."""

    def __init__(self, *args: Any, rules: list[VettingRule], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rules = rules
        for rule in rules:
            texts = {text.language: text for text in rule.texts.all()}
            for code, name in settings.LANGUAGES:
                text = texts.get(code)
                words = {"rule": rule, "language": name}
                self.fields[f"label_{rule.pk}_{code}"] = forms.CharField(
                    label=_("%(rule)s: the rule, in %(language)s") % words,
                    max_length=200,
                    required=False,
                    initial=text.label if text else "",
                )
                self.fields[f"guidance_{rule.pk}_{code}"] = forms.CharField(
                    label=_("%(rule)s: what counts as evidence, in %(language)s") % words,
                    max_length=1000,
                    required=False,
                    initial=text.guidance if text else "",
                    widget=forms.Textarea(attrs={"rows": 2}),
                )

    def save(self, *, by: Any) -> None:
        """Hand every rule to the service, which refuses once the call is published."""
        for rule in self.rules:
            texts = {
                code: (self.cleaned_data[f"label_{rule.pk}_{code}"], self.cleaned_data[f"guidance_{rule.pk}_{code}"])
                for code, _name in settings.LANGUAGES
            }
            save_rule_texts(rule=rule, texts=texts, by=by)
