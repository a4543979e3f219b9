"""The form by which anybody reaches an expert through the Secretariat."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ContactForm(forms.Form):
    """Who writes, and what; the expert's address is not part of it."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        error_messages={"required": _("Give your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    organisation = forms.CharField(
        label=_("Your organisation"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("The expert answers to this address."),
        error_messages={
            "required": _("Give the e-mail address the expert can answer to."),
            "invalid": _("Give an e-mail address such as name@example.org."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    message = forms.CharField(
        label=_("Your message"),
        help_text=_("Say for which country or project, on what subject and when."),
        max_length=3000,
        min_length=20,
        error_messages={
            "required": _("Write your message."),
            "min_length": _("Write a little more: the Secretariat has to understand what it is about."),
        },
        widget=forms.Textarea(attrs={"rows": 8}),
    )
