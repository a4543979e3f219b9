"""Forms of the knowledge base: of readers, and of those who write."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.reference.models import Country
from portal.reference.queries import country_choices

from .choices import LANGUAGES, Kind
from .models import ReaderNote


class NoteForm(forms.Form):
    """What a reader tells of an entry; nothing of it is public."""

    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=ReaderNote.Kind.choices,
        widget=forms.RadioSelect,
        initial=ReaderNote.Kind.CORRECTION,
        error_messages={"required": _("Say what it is.")},
    )
    text = forms.CharField(
        label=_("Your message"),
        help_text=_("For a correction: which sentence, what is right, and where one can check it."),
        max_length=4000,
        min_length=20,
        error_messages={
            "required": _("Write your message."),
            "min_length": _("Write a little more: the editors have to understand what it is about."),
        },
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("To be told what became of it. Needed for a question: the owner answers to it."),
        required=False,
        error_messages={"invalid": _("Give an e-mail address such as name@example.org.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean(self) -> dict[str, object]:
        """A question needs an address to answer to."""
        given = super().clean() or {}
        if given.get("kind") == ReaderNote.Kind.QUESTION and not given.get("email") and "email" not in self.errors:
            self.add_error("email", _("Give the e-mail address the owner can answer to."))
        return given


class StartForm(forms.Form):
    """What a new entry is, where it comes from, and in which language it is written first."""

    kind = forms.ChoiceField(
        label=_("Kind of entry"),
        choices=Kind.choices,
        widget=forms.RadioSelect,
        initial=Kind.PRACTICE,
        error_messages={"required": _("Choose what kind of entry it is.")},
    )
    title = forms.CharField(label=_("Title"), max_length=200, required=False, help_text=_("You can change it later."))
    country = forms.ChoiceField(
        label=_("Country it comes from"),
        required=False,
        help_text=_("Leave it empty for what comes from no country."),
    )
    language = forms.ChoiceField(label=_("Language it is written in first"), choices=LANGUAGES)

    def __init__(self, *args: Any, reader: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [("", _("No country")), *country_choices(reader)]  # type: ignore[attr-defined]
        self.fields["language"].initial = reader

    @property
    def begun(self) -> Any:
        """What is said once it is begun."""
        return _("The entry is begun. Write the sections in any order; what you save stays.")

    def clean_country(self) -> Country | None:
        """The country, or None."""
        code = self.cleaned_data.get("country")
        return Country.objects.get(iso3=code) if code else None


class SearchForm(forms.Form):
    """The name of a saved search, and whether its new entries are told by mail."""

    name = forms.CharField(label=_("Name"), max_length=100, error_messages={"required": _("Give the search a name.")})
    notify = forms.BooleanField(
        label=_("Tell me once a week by e-mail when there are new entries"),
        help_text=_("Only in weeks with something new. Untick it here at any time to stop."),
        required=False,
    )


class FileForm(forms.Form):
    """A file of an entry."""

    title = forms.CharField(label=_("Title"), max_length=200, error_messages={"required": _("Name the file.")})
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    file = forms.FileField(label=_("File"), error_messages={"required": _("Choose a file.")})


class ReuseForm(forms.Form):
    """Which entry a Party used, and how; it is public."""

    entry = forms.CharField(
        label=_("Code or address of the entry"),
        max_length=300,
        error_messages={"required": _("Give the code or the address of the entry.")},
    )
    party = forms.ChoiceField(label=_("Party"))
    text = forms.CharField(
        label=_("How you used it"),
        help_text=_("One or two sentences; everybody can read them."),
        max_length=600,
        error_messages={"required": _("Say how it was used.")},
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, parties: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = parties  # type: ignore[attr-defined]
