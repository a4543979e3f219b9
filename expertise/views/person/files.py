"""Section 10: files added one at a time, listed, removed, read back."""

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.services.refusals import Refused
from portal.documents.services import UploadRefused
from portal.documents.serving import serve

from ... import checking
from ...forms.person import FileForm
from ...models import Curriculum, Expert
from ...sections import FILES, SECTIONS
from ...services.files import MOST, attach, detach
from ...store import STORE
from .base import frame, of_expert, refused


def page(request: HttpRequest, expert: Expert) -> HttpResponseBase:
    """The list with the form that adds one; called by the section page."""
    restored = getattr(request, "restored", None)
    form = FileForm(initial=restored.dict() if restored is not None else None)
    if request.method == "POST":
        if request.POST.get("next") and not request.FILES:
            return redirect("expertise:home")
        form = FileForm(request.POST, request.FILES)
        if form.is_valid() and _attach(request, expert, form):
            return redirect("expertise:section", FILES.code)
    assert expert.profile is not None
    given = STORE.read_section(expert.profile, FILES)
    missing = checking.of_section(FILES, given, {}) if "check" in request.GET else []
    return render(
        request,
        "expertise/person/files.html",
        frame(
            expert,
            section=FILES,
            count=len(SECTIONS),
            form=form,
            files=given["attachments"],
            most=MOST,
            next_url=reverse("expertise:section", args=[SECTIONS[FILES.number].code]),
            missing=[("id_file", problem.message) for problem in missing],
            page_errors=bool(missing),
            lost_files=getattr(request, "restored_files", None),
        ),
        status=422 if form.errors else 200,
    )


def _attach(request: HttpRequest, expert: Expert, form: FileForm) -> bool:
    data = form.cleaned_data
    try:
        made = attach(expert=expert, upload=data["file"], kind=data["kind"], title=data["title"], by=request.user)
    except UploadRefused as error:
        form.add_error("file", error.message)
        return False
    except Refused as error:
        form.add_error(None, error.message)
        return False
    messages.success(request, _("The file “%(name)s” is attached.") % {"name": made.stored_file.name})
    return True


@of_expert
@require_POST
def remove_file(request: HttpRequest, expert: Expert, code: str) -> HttpResponseBase:
    """Take a file out of the open profile."""
    try:
        detach(expert=expert, code=code, by=request.user)
    except Refused as error:
        return refused(request, error)
    messages.success(request, _("The file is removed."))
    return redirect("expertise:section", FILES.code)


@of_expert
@require_safe
def read_file(request: HttpRequest, expert: Expert, code: str) -> HttpResponseBase:
    """A file of any version of the reader's own profile, as a download."""
    row = (
        Curriculum.objects.filter(profile__expert=expert, code=code)
        .select_related("stored_file")
        .order_by("-profile__number")
        .first()
    )
    if row is None:
        raise Http404
    return serve(row.stored_file)
