"""Section 14: files added one at a time, listed, removed, read back."""

import rules
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.collaboration.discussion import discussion
from portal.documents.services import UploadRefused
from portal.documents.serving import serve

from ... import checking
from ...forms.attachment import AttachmentForm
from ...models import Application, Attachment, Version
from ...queries import limits_of
from ...sections import SECTIONS
from ...services.attachments import MOST, SECTION, attach, detach
from ...services.points import points_open
from ...services.sections import refuse_unasked
from ...services.transition import Refused
from ...store import STORE
from .base import frame, of_party, refused


def page(request: HttpRequest, application: Application, version: Version) -> HttpResponseBase:
    """The list with the form that adds one; called by the section page."""
    try:
        refuse_unasked(application, SECTION)
    except Refused as error:
        return refused(request, error, application)
    restored = getattr(request, "restored", None)
    form = AttachmentForm(initial=restored.dict() if restored is not None else None)
    if request.method == "POST":
        if request.POST.get("next") and not request.FILES:
            return redirect(reverse("applications:file", args=[application.ref]))
        form = AttachmentForm(request.POST, request.FILES)
        if form.is_valid() and _attach(request, application, form):
            return redirect("applications:section", application.ref, SECTION.code)
    given = STORE.read_section(version, SECTION)
    missing = checking.of_section(SECTION, given, {}, limits_of(application.call)) if "check" in request.GET else []
    return render(
        request,
        "applications/writing/attachments.html",
        frame(
            application,
            section=SECTION,
            count=len(SECTIONS),
            form=form,
            files=given["attachments"],
            most=MOST,
            points=points_open(application).get(SECTION.code, []),
            discussion=discussion(application, request.user, SECTION.code),
            missing=[("id_file", problem.message) for problem in missing],
            page_errors=bool(missing),
            lost_files=getattr(request, "restored_files", None),
        ),
        status=422 if form.errors else 200,
    )


def _attach(request: HttpRequest, application: Application, form: AttachmentForm) -> bool:
    data = form.cleaned_data
    try:
        attachment = attach(
            application=application, upload=data["file"], kind=data["kind"], title=data["title"], by=request.user
        )
    except UploadRefused as error:
        form.add_error("file", error.message)
        return False
    except Refused as error:
        form.add_error(None, error.message)
        return False
    messages.success(request, _("The file “%(name)s” is attached.") % {"name": attachment.stored_file.name})
    return True


@of_party
@require_POST
def remove_file(request: HttpRequest, application: Application, code: str) -> HttpResponseBase:
    """Take a file out of what is being written."""
    try:
        detach(application=application, code=code, by=request.user)
    except Refused as error:
        return refused(request, error, application)
    messages.success(request, _("The file is removed."))
    return redirect("applications:section", application.ref, SECTION.code)


@of_party
@require_safe
def read_file(request: HttpRequest, application: Application, code: str) -> HttpResponseBase:
    """A file of any version, as a download."""
    attachment = (
        Attachment.objects.filter(version__application=application, code=code)
        .select_related("stored_file")
        .order_by("-version__number")
        .first()
    )
    if attachment is None or not rules.test_rule("applications.read", request.user, application):
        raise Http404
    return serve(attachment.stored_file)
