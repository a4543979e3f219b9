"""The two questions of the page that verifies documents."""

import hashlib
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.ui.numbers import file_size


class CodeForm(forms.Form):
    """A check code, as it was typed: spaces, hyphens and small letters do not matter."""

    code = forms.CharField(
        label=gettext_lazy("Check code"),
        help_text=gettext_lazy("Ten letters and figures at the end of the document, such as 7KQ4-M2XR-9D."),
        max_length=40,
        error_messages={
            "required": gettext_lazy("Give the code printed on the document."),
            "max_length": gettext_lazy("This is longer than a check code: it has ten letters and figures."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class FileForm(forms.Form):
    """A file to compare; only its hash is worked out."""

    file = forms.FileField(
        label=gettext_lazy("The PDF you received"),
        help_text=gettext_lazy("It is compared with the register and not kept."),
        error_messages={
            "required": gettext_lazy("Choose the PDF to compare."),
            "empty": gettext_lazy("This file is empty. Choose another one."),
        },
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf"}),
    )

    def clean_file(self) -> UploadedFile:
        upload: UploadedFile = self.cleaned_data["file"]
        if getattr(upload, "over_limit", False):
            raise forms.ValidationError(
                _("This file is larger than any document of the portal (the limit is %(limit)s).")
                % {"limit": file_size(settings.MAX_UPLOAD_BYTES)}
            )
        return upload

    def digest(self) -> str:
        """The SHA-256 of the file, read a piece at a time."""
        found: Any = hashlib.sha256()
        for piece in self.cleaned_data["file"].chunks():
            found.update(piece)
        return str(found.hexdigest())
