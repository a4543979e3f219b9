"""The form that adds a file."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models.attachment import KINDS


class AttachmentForm(forms.Form):
    """What kind of file, under which title, and the file."""

    kind = forms.ChoiceField(
        label=_("What it is"), choices=KINDS, error_messages={"required": _("Choose what kind of file it is.")}
    )
    title = forms.CharField(
        label=_("Title"), required=False, max_length=200, help_text=_("Leave empty to use the name of the file.")
    )
    file = forms.FileField(
        label=_("File to attach"),
        help_text=_("PDF, DOCX, XLSX, ODT, JPEG or PNG; 10 MB at most."),
        allow_empty_file=True,
        error_messages={"required": _("Choose a file.")},
    )
