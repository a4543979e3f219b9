"""What experts and those who nominate them type outside the sections of a profile."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.reference.queries import country_choices

from ..choices import NEVER_PUBLIC, Audience, Part
from ..models import Curriculum, Nomination


class FileForm(forms.Form):
    """A file to join to the profile."""

    kind = forms.ChoiceField(label=_("What it is"), choices=Curriculum.Kind.choices)
    title = forms.CharField(label=_("Title"), max_length=200, required=False)
    file = forms.FileField(label=_("File"), help_text=_("PDF, Word, OpenDocument text or a picture; at most 10 MB."))


class ReadersForm(forms.Form):
    """Who reads each part; a public list for members only."""

    is_public = forms.BooleanField(
        label=_("List me on the public pages, with the parts I open to everybody"),
        help_text=_("Your e-mail address and telephone are never shown: visitors write to the Secretariat."),
        required=False,
    )

    def __init__(self, *args: Any, member: bool, readers: Mapping[Part, Audience], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not member:
            del self.fields["is_public"]
        for part in Part:
            choices = [
                (code, label)
                for code, label in Audience.choices
                if not (part in NEVER_PUBLIC and code == Audience.PUBLIC)
            ]
            self.fields[part.value] = forms.ChoiceField(
                label=part.label, choices=choices, initial=readers[part].value, required=True
            )

    def readers(self) -> dict[str, str]:
        """The choice for each part."""
        return {part.value: self.cleaned_data[part.value] for part in Part}


class TieForm(forms.Form):
    """A tie to declare."""

    country = forms.ChoiceField(label=_("Country"))
    reason = forms.CharField(
        label=_("Which tie"),
        max_length=300,
        help_text=_("For example: spouse, business, an office held, a contract under way."),
    )

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["country"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "—"), *country_choices(language)]


class ReasonForm(forms.Form):
    """Why one leaves; kept in the log and read by the Secretariat."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A sentence is enough. The Secretariat reads it."),
    )


class WithdrawForm(forms.Form):
    """Why one withdraws, if one wishes to say."""

    reason = forms.CharField(
        label=_("Reason, if you wish to give one"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The Secretariat reads it."),
    )


class NominationForm(forms.Form):
    """A person to nominate. ``voices`` are (code, words): "party:UGA", "field_office:UGA", "institution"."""

    voice = forms.ChoiceField(label=_("You nominate for"))
    institution = forms.CharField(label=_("Institution"), max_length=200, required=False)
    call = forms.ChoiceField(label=_("Call for experts"))
    name = forms.CharField(label=_("Name of the expert"), max_length=200)
    email = forms.EmailField(
        label=_("E-mail address of the expert"),
        widget=forms.TextInput(attrs={"inputmode": "email", "autocomplete": "off"}),
        help_text=_("A private link is sent to it, open for 60 days."),
    )
    language = forms.ChoiceField(label=_("Language to write in"), choices=settings.LANGUAGES)
    reason = forms.CharField(
        label=_("Why this person"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("The person and the Secretariat read it."),
    )

    def __init__(
        self, *args: Any, voices: Iterable[tuple[str, str]], calls: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        voices, calls = list(voices), list(calls)
        for name, choices in (("voice", voices), ("call", calls)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices if len(choices) == 1 else [("", "—"), *choices]
        if not any(code == Nomination.Voice.INSTITUTION for code, _words in voices):
            del self.fields["institution"]
