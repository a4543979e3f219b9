"""The messages of an assistance, between its Party, the Secretariat, the experts and the field office."""

import rules
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.accounts.questions import reason_against
from portal.accounts.resume import keeps_typed

from ...assistance.queries_papers import thread_of
from ...forms.papers import MessageForm
from ...models import Assistance
from ...services.assistance import thread
from ..common import of_open_assistance
from ..party.assistance import frame
from .acting import may_or_404, saved, start

PER_PAGE = 50


@keeps_typed
@of_open_assistance
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, assistance: Assistance) -> HttpResponseBase:
    """The latest messages, the form below; earlier ones on earlier pages."""
    form = start(request, MessageForm)
    if request.method == "POST":
        may_or_404(request, "roadmaps.write_message", assistance)
        if saved(form, lambda **values: thread.write(assistance=assistance, by=request.user, **values)):
            messages.success(request, _("The message is written; the others are told."))
            return redirect(reverse("roadmaps:thread", args=[assistance.reference]))
    pages = Paginator(thread_of(assistance), PER_PAGE)
    shown = pages.get_page(request.GET.get("p") or pages.num_pages)
    return render(
        request,
        "roadmaps/assistance/thread.html",
        frame(
            assistance,
            shown=shown,
            count=pages.count,
            form=form,
            writes=rules.test_rule("roadmaps.write_message", request.user, assistance),
            is_expert=bool(reason_against("roadmaps.read", request.user, assistance)),
        ),
        status=422 if form.errors else 200,
    )
