"""Adding and removing the files of an entry."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.accounts.services.refusals import Refused
from portal.documents.services import UploadRefused

from ...forms import FileForm
from ...models import Entry
from ...services import files
from .base import of_entry, refused


@of_entry
@require_POST
def attach(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Add a file; what is wrong with it is said on the page of the entry."""
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        for problems in form.errors.values():
            messages.error(request, problems[0])
        return redirect("knowledge:entry", entry.code)
    given = form.cleaned_data
    try:
        files.attach(
            entry=entry, upload=given["file"], title=given["title"], language=given["language"], by=request.user
        )
    except UploadRefused as error:
        messages.error(request, error.message)
    except Refused as error:
        return refused(request, error, entry)
    else:
        messages.success(request, _("The file is added."))
    return redirect("knowledge:entry", entry.code)


@of_entry
@require_POST
def remove(request: HttpRequest, entry: Entry, file: str) -> HttpResponse:
    """Take a file out."""
    try:
        files.remove(entry=entry, code=file, by=request.user)
    except Refused as error:
        return refused(request, error, entry)
    messages.success(request, _("The file is removed."))
    return redirect("knowledge:entry", entry.code)
