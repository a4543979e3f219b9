"""Forms of a national roadmap that are no sections: validation, presentation, languages, documents."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import EditionText
from ..sections.edition import LANGUAGES

_DATE = {"required": _("Give a day, month and year."), "invalid": _("Give a day, month and year, such as 2027-03-01.")}
_FILE = {"required": _("Choose a file."), "empty": _("This file is empty. Choose another one.")}


def day_field(label: Any, **more: Any) -> forms.DateField:
    """A day, with the browser's own control."""
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), error_messages=_DATE, **more
    )


class ValidationForm(forms.Form):
    """What a validation names. What is missing is said by the service, in the same words everywhere."""

    authority = forms.CharField(
        label=_("Competent authority"), max_length=300, required=False,
        help_text=_("As it is called officially, such as the Council of Ministers."),
    )  # fmt: skip
    act = forms.CharField(
        label=_("Act"), max_length=300, required=False, help_text=_("Kind, number and title: decree, decision, minutes.")
    )
    on = day_field(_("Date of the validation"), required=False)
    document = forms.FileField(
        label=_("Document of the validation"), required=False, allow_empty_file=True,
        help_text=_("PDF, DOCX or ODT; 10 MB at most."),
    )  # fmt: skip


class PresentationForm(forms.Form):
    """The public presentation of a validated roadmap."""

    on = day_field(_("Date of the presentation"))
    event = forms.CharField(
        label=_("Event"), max_length=300, error_messages={"required": _("Name the event.")},
        help_text=_("Its name and place."),
    )  # fmt: skip
    link = forms.CharField(
        label=_("Link"), max_length=500, required=False, help_text=_("A page or recording, beginning with https://")
    )


class TextForm(forms.Form):
    """The title and the vision in a further language."""

    language = forms.ChoiceField(
        label=_("Language"), choices=LANGUAGES, error_messages={"required": _("Choose the language.")}
    )
    state = forms.ChoiceField(
        label=_("State"),
        choices=[choice for choice in EditionText.State.choices if choice[0] != EditionText.State.OUTDATED],
        error_messages={"required": _("Say whether it is a translation or official in this language too.")},
    )
    title = forms.CharField(
        label=_("Title"), max_length=300, error_messages={"required": _("Give the title in this language.")}
    )
    vision = forms.CharField(label=_("Vision"), max_length=10000, required=False, widget=forms.Textarea)
    document = forms.FileField(
        label=_("Document in this language"), required=False, allow_empty_file=True,
        help_text=_("PDF, DOCX or ODT; 10 MB at most. What is attached stays until you choose another one."),
    )  # fmt: skip


class FileForm(forms.Form):
    """One file."""

    file = forms.FileField(label=_("File"), allow_empty_file=True, error_messages=_FILE)
