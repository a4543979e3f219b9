"""The money of an assistance, for its Party, its field office and the Secretariat; officers keep it."""

from functools import partial

import rules
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.resume import keeps_typed
from portal.accounts.telling import tell
from portal.ui.numbers import grouped

from ...assistance.envelope import is_short
from ...assistance.queries_money import account_of, commitments_of, days_of
from ...forms.money import CommitForm, EnvelopeForm, LineForm, PayForm, ReasonForm
from ...models import Assistance, Commitment, Envelope
from ...services.assistance import money
from ..common import of_assistance
from ..party.assistance import frame
from .acting import form_page, may_or_404, start


def _envelope(assistance: Assistance) -> Envelope:
    """The envelope, or an empty one that is not saved."""
    return Envelope.objects.filter(assistance=assistance).first() or Envelope(assistance=assistance)


@of_assistance
@require_safe
def page(request: HttpRequest, assistance: Assistance) -> HttpResponseBase:
    """Days and dollars: agreed, committed, spent, left; every commitment behind the figures."""
    envelope = _envelope(assistance)
    account = account_of(envelope) if envelope.pk else None
    lines = list(envelope.lines.all()) if envelope.pk else []
    is_open = assistance.state == Assistance.State.OPEN
    return render(
        request,
        "roadmaps/assistance/money.html",
        frame(
            assistance,
            envelope=envelope,
            account=account,
            short=account is not None and is_short(account.whole),
            lines=[(line, account.lines[line.pk]) for line in lines] if account else [],
            commitments=commitments_of(envelope) if envelope.pk else [],
            days=days_of(assistance, envelope.days),
            keeps=is_open and rules.test_rule("roadmaps.keep_money", request.user, assistance),
            sets=is_open and rules.test_rule("roadmaps.set_envelope", request.user, assistance),
        ),
    )


def _home(assistance: Assistance) -> str:
    return reverse("roadmaps:money", args=[assistance.reference])


@keeps_typed
@of_assistance
def envelope_page(request: HttpRequest, assistance: Assistance) -> HttpResponseBase:
    """The head changes the agreed days or the envelope."""
    may_or_404(request, "roadmaps.set_envelope", assistance)
    now = _envelope(assistance)
    known = {"days": now.days, "amount": grouped(now.amount), "expected": now.revision}
    return form_page(
        request,
        assistance,
        form=start(request, EnvelopeForm, initial=known),
        save=partial(money.set_envelope, assistance=assistance, by=request.user),
        title=_("Change the envelope"),
        button=_("Keep the envelope"),
        done=_("The envelope is changed, and the Party is told."),
        back=_home(assistance),
        up=_("Money"),
    )


@keeps_typed
@of_assistance
def line_page(request: HttpRequest, assistance: Assistance, pk: int | None = None) -> HttpResponseBase:
    """A line is added or changed."""
    may_or_404(request, "roadmaps.keep_money", assistance)
    line = get_object_or_404(_envelope(assistance).lines.all(), pk=pk) if pk is not None else None
    known = {"title": line.title, "amount": grouped(line.amount)} if line else None
    return form_page(
        request,
        assistance,
        form=start(request, LineForm, initial=known),
        save=partial(money.save_line, assistance=assistance, line=line, by=request.user),
        title=_("Change the line") if line else _("Add a line"),
        button=_("Keep the line"),
        done=_("The line is kept."),
        back=_home(assistance),
        up=_("Money"),
    )


@keeps_typed
@of_assistance
def commit_page(request: HttpRequest, assistance: Assistance) -> HttpResponseBase:
    """Money is committed."""
    may_or_404(request, "roadmaps.keep_money", assistance)
    envelope = _envelope(assistance)
    lines = envelope.lines.all() if envelope.pk else envelope.lines.model.objects.none()
    return form_page(
        request,
        assistance,
        form=start(request, CommitForm, lines=lines),
        save=partial(money.commit, assistance=assistance, by=request.user),
        title=_("Commit money"),
        button=_("Commit"),
        done=_("The commitment is kept."),
        back=_home(assistance),
        up=_("Money"),
    )


def _commitment(assistance: Assistance, code: str) -> Commitment:
    rows = Commitment.objects.select_related("line", "entered_by")
    return get_object_or_404(rows, code=code, line__envelope__assistance=assistance)


@of_assistance
@require_safe
def commitment_page(request: HttpRequest, assistance: Assistance, code: str) -> HttpResponseBase:
    """One commitment with its payments."""
    row = _commitment(assistance, code)
    payments = list(row.payments.select_related("entered_by"))
    paid = sum(one.usd for one in payments if one.struck_at is None)
    keeps = rules.test_rule("roadmaps.keep_money", request.user, assistance)
    return render(
        request,
        "roadmaps/assistance/commitment.html",
        frame(assistance, row=row, payments=payments, paid=paid, keeps=keeps, reason_form=ReasonForm()),
    )


def _at(assistance: Assistance, code: str) -> str:
    return reverse("roadmaps:commitment", args=[assistance.reference, code])


@keeps_typed
@of_assistance
def pay_page(request: HttpRequest, assistance: Assistance, code: str) -> HttpResponseBase:
    """A payment is written down."""
    may_or_404(request, "roadmaps.keep_money", assistance)
    row = _commitment(assistance, code)
    known = {"currency": row.currency, "rate": row.rate.normalize() if row.is_converted else ""}
    return form_page(
        request,
        assistance,
        form=start(request, PayForm, initial=known),
        save=partial(money.pay, assistance=assistance, commitment=row, by=request.user),
        title=_("Write a payment down"),
        button=_("Keep the payment"),
        done=_("The payment is kept."),
        back=_at(assistance, code),
        up=row.title,
    )


@of_assistance
@require_POST
def close(request: HttpRequest, assistance: Assistance, code: str) -> HttpResponseBase:
    """Nothing more is paid on a commitment."""
    may_or_404(request, "roadmaps.keep_money", assistance)
    row, reason = _commitment(assistance, code), request.POST.get("reason", "")
    tell(
        request,
        _("The commitment is closed."),
        lambda: money.close(assistance=assistance, commitment=row, reason=reason, by=request.user),
    )
    return redirect(_at(assistance, code))


@of_assistance
@require_POST
def strike(request: HttpRequest, assistance: Assistance, code: str, pk: int) -> HttpResponseBase:
    """A payment entered by mistake is struck."""
    may_or_404(request, "roadmaps.keep_money", assistance)
    payment = get_object_or_404(_commitment(assistance, code).payments.all(), pk=pk)
    tell(
        request,
        _("The payment is struck."),
        lambda: money.strike(
            assistance=assistance, payment=payment, reason=request.POST.get("reason", ""), by=request.user
        ),
    )
    return redirect(_at(assistance, code))
