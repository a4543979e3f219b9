"""The form of a message to several experts: both languages, and why."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.reference.codes import new_code


class MailingForm(forms.Form):
    """``code`` is made once with the form: pressing twice makes one mailing."""

    code = forms.RegexField(r"^[A-Z]{8}$", widget=forms.HiddenInput, initial=new_code)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language, name in settings.LANGUAGES:
            self.fields[f"subject_{language}"] = forms.CharField(
                label=_("Subject, %(language)s") % {"language": name}, max_length=150
            )
            self.fields[f"body_{language}"] = forms.CharField(
                label=_("Text, %(language)s") % {"language": name},
                max_length=10000,
                widget=forms.Textarea(attrs={"rows": 10}),
                help_text=_(
                    "Without a greeting: the name stands above. The link to the expert’s pages is added below; "
                    "addresses of other sites are written so that no mail program makes links of them."
                ),
            )
        self.fields["reason"] = forms.CharField(
            label=_("Why these people are written to"), max_length=300, help_text=_("Goes into the log.")
        )

    def texts(self) -> dict[str, tuple[str, str]]:
        """Language → (subject, text)."""
        data = self.cleaned_data
        return {code: (data[f"subject_{code}"], data[f"body_{code}"]) for code, _name in settings.LANGUAGES}
