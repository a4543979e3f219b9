"""Forms of the knowledge base for everybody."""

from django import forms
from django.utils.translation import gettext_lazy as _

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
        help_text=_("Needed for a question: the owner answers to it."),
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
