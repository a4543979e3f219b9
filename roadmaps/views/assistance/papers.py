"""The documents of an assistance with their versions."""

import rules
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.questions import reason_against
from portal.accounts.telling import tell
from portal.documents.serving import serve

from ...assistance.queries_papers import papers_of
from ...assistance.rules import SECRETARIAT_SIDE, audiences_of, side_of
from ...forms.papers import PaperForm, VersionForm
from ...models import Assistance, Paper
from ...services.assistance import papers
from ..common import of_open_assistance
from ..party.assistance import frame
from .acting import form_page, may_or_404, start


def _writes(request: HttpRequest, assistance: Assistance) -> bool:
    is_open = assistance.state == Assistance.State.OPEN
    return is_open and rules.test_rule("roadmaps.share_document", request.user, assistance)


@of_open_assistance
@require_safe
def page(request: HttpRequest, assistance: Assistance) -> HttpResponseBase:
    """The documents this person sees, each with its latest version."""
    side = side_of(request.user, assistance)
    rows = papers_of(assistance, audiences_of(side))
    return render(
        request,
        "roadmaps/assistance/papers.html",
        frame(
            assistance,
            rows=[row for row in rows if row.archived_at is None],
            archived=[row for row in rows if row.archived_at is not None],
            writes=_writes(request, assistance),
            is_expert=bool(reason_against("roadmaps.read", request.user, assistance)),
        ),
    )


def _paper(request: HttpRequest, assistance: Assistance, code: str) -> Paper:
    seen = papers_of(assistance, audiences_of(side_of(request.user, assistance)))
    return get_object_or_404(seen, code=code)


@of_open_assistance
def share_page(request: HttpRequest, assistance: Assistance) -> HttpResponseBase:
    """A document is shared."""
    may_or_404(request, "roadmaps.share_document", assistance)
    audiences = audiences_of(side_of(request.user, assistance))
    return form_page(
        request,
        assistance,
        form=start(request, PaperForm, audiences=audiences),
        save=lambda **values: papers.share(assistance=assistance, by=request.user, **values),
        title=_("Share a document"),
        button=_("Share"),
        done=_("The document is shared."),
        back=reverse("roadmaps:papers", args=[assistance.reference]),
        up=_("Documents"),
    )


@of_open_assistance
@require_safe
def paper_page(request: HttpRequest, assistance: Assistance, code: str) -> HttpResponseBase:
    """One document with all its versions."""
    row = _paper(request, assistance, code)
    versions = list(row.versions.select_related("stored_file", "by"))
    writes = _writes(request, assistance) and row.archived_at is None
    mine = bool(versions) and versions[-1].by_id == request.user.pk
    archives = writes and (mine or side_of(request.user, assistance) == SECRETARIAT_SIDE)
    return render(
        request,
        "roadmaps/assistance/paper.html",
        frame(assistance, row=row, versions=versions, writes=writes, archives=archives),
    )


@of_open_assistance
def renew_page(request: HttpRequest, assistance: Assistance, code: str) -> HttpResponseBase:
    """A new version."""
    may_or_404(request, "roadmaps.share_document", assistance)
    row = _paper(request, assistance, code)
    return form_page(
        request,
        assistance,
        form=start(request, VersionForm),
        save=lambda **values: papers.renew(paper=row, by=request.user, **values),
        title=_("New version"),
        button=_("Share"),
        done=_("The new version is shared; the earlier ones stay."),
        back=reverse("roadmaps:paper", args=[assistance.reference, code]),
        up=row.title,
    )


@of_open_assistance
@require_safe
def version(request: HttpRequest, assistance: Assistance, code: str, number: int) -> HttpResponseBase:
    """The file of a version."""
    row = _paper(request, assistance, code)
    return serve(get_object_or_404(row.versions.select_related("stored_file"), number=number).stored_file)


@of_open_assistance
@require_POST
def archive(request: HttpRequest, assistance: Assistance, code: str) -> HttpResponseBase:
    """A document leaves the list."""
    may_or_404(request, "roadmaps.share_document", assistance)
    row = _paper(request, assistance, code)
    tell(request, _("The document is archived."), lambda: papers.archive(paper=row, by=request.user))
    return redirect("roadmaps:papers", assistance.reference)
