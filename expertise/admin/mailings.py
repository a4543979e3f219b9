"""Messages to several experts: composed, looked at, prepared as drafts, let go or stopped."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.accounts.services.refusals import Refused
from portal.accounts.telling import tell
from portal.messaging import texts as words
from portal.messaging.models import Message
from portal.office import ReadOnlyAdmin, Tab, register

from ..forms.mailing import MailingForm
from ..models import Expert, Mailing
from ..notices_office import expert_home
from ..services import mailing as services
from .common import button_only, in_office, may_manage, office_only, page
from .expert_list import chosen

SHOWN = 200


@register(Mailing)
class MailingAdmin(ReadOnlyAdmin):
    """What was sent to whom; composing begins in the list of experts."""

    may_view = in_office
    list_display = ("subject", "state", "recipients", "prepared_by", "prepared_at", "released_by", "released_at")
    list_display_links = None
    list_select_related = ("prepared_by", "released_by")
    list_filter = ("state",)
    search_fields = ("texts__subject", "reason")
    ordering = ("-prepared_at", "-pk")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("texts")

    def get_tabs(self, request: HttpRequest) -> list[Tab]:
        return [Tab(_("All")), Tab(_("Prepared"), "state__exact=draft")]

    @staticmethod
    @admin.display(description=gettext_lazy("subject"))
    def subject(row: Mailing) -> str:
        title = next((text.subject for text in row.texts.all()), row.code)
        return format_html('<a href="{}">{}</a>', reverse("admin:expertise_mailing_page", args=[row.code]), title)

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("", view(self.changelist_view), name="expertise_mailing_changelist"),
            path("compose/", view(compose_view), name="expertise_mailing_compose"),
            path("<slug:code>/", view(page_view), name="expertise_mailing_page"),
            path("<slug:code>/release/", view(release_view), name="expertise_mailing_release"),
            path("<slug:code>/stop/", view(stop_view), name="expertise_mailing_stop"),
        ]


@office_only
def compose_view(request: HttpRequest) -> HttpResponse:
    """Write in both languages, look at it, prepare. The address carries the people; what is typed stays."""
    if not may_manage(request.user):
        raise Http404
    everybody = list(chosen(request))
    if not everybody:
        raise Http404
    people = services.reachable(everybody)
    form = MailingForm(request.POST if request.method == "POST" else None)
    step = request.POST.get("step", "")
    valid = request.method == "POST" and form.is_valid()
    if valid and step == "prepare":
        try:
            made = services.prepare(
                code=form.cleaned_data["code"],
                experts=people,
                texts=form.texts(),
                reason=form.cleaned_data["reason"],
                by=request.user,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
            valid = False
        else:
            number = made.recipients
            said = ngettext("%(number)s draft is prepared.", "%(number)s drafts are prepared.", number)
            messages.success(request, said % {"number": number} + " " + _("Nothing has left yet."))
            return redirect("admin:expertise_mailing_page", code=made.code)
    context = {
        "form": form,
        "people": people[:SHOWN],
        "count": len(people),
        "unshown": max(len(people) - SHOWN, 0),
        "unreachable": [str(one) for one in everybody if one not in people],
        "preview": _preview(form, people) if valid and step == "preview" else [],
        "query": request.GET.urlencode(),
    }
    return page(request, "mailing_compose.html", _("Write to experts"), context, status=422 if form.errors else 200)


def _preview(form: MailingForm, people: list[Expert]) -> list[dict[str, Any]]:
    """The mail as each language gets it, and how many read it in that language."""
    found = []
    for code, name in settings.LANGUAGES:
        readers = [one for one in people if one.user and one.user.language == code]
        subject, body = form.texts()[code]
        title, text = words.render(
            code=services.CODE,
            language=code,
            context={"subject": subject.strip(), "body": body.strip()},
            links={"link": expert_home(code)},
            name=str(readers[0].user) if readers else "",
        )
        found.append({"code": code, "language": name, "count": len(readers), "subject": title, "body": text})
    return found


def _mailing(code: str) -> Mailing:
    found = Mailing.objects.filter(code=code).select_related("prepared_by", "released_by").first()
    if found is None:
        raise Http404
    return found


@office_only
def page_view(request: HttpRequest, code: str) -> HttpResponse:
    """The texts, the messages by state, and the two buttons while they are drafts."""
    mailing = _mailing(code)
    rows = services.messages_of(mailing)
    labels = dict(Message.State.choices)
    counts = rows.order_by().values_list("state").annotate(number=Count("pk"))
    context = {
        "mailing": mailing,
        "texts": mailing.texts.all(),
        "counts": [(labels[state], number) for state, number in counts],
        "rows": rows.select_related("to").order_by("email")[:SHOWN],
        "may_manage": may_manage(request.user),
    }
    return page(request, "mailing_page.html", _("Message to experts"), context)


@button_only
def release_view(request: HttpRequest, code: str) -> HttpResponse:
    """Let every draft go."""
    mailing = _mailing(code)
    tell(request, _("The messages are on their way."), lambda: services.release(mailing=mailing, by=request.user))
    return redirect("admin:expertise_mailing_page", code=code)


@button_only
def stop_view(request: HttpRequest, code: str) -> HttpResponse:
    """Stop every draft, with the reason."""
    mailing, reason = _mailing(code), request.POST.get("reason", "")
    tell(
        request,
        _("The messages are stopped."),
        lambda: services.call_off(mailing=mailing, by=request.user, reason=reason),
    )
    return redirect("admin:expertise_mailing_page", code=code)
