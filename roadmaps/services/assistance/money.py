"""The money of an assistance: its envelope, the lines, commitments, payments. Nothing goes over the envelope."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.models import BudgetLine
from portal.accounts.services.refusals import Refused
from portal.activity.services import record
from portal.ui.numbers import grouped

from ...assistance.envelope import ZERO, Charge, in_usd, share_out
from ...assistance.queries_money import account_of
from ...models import Assistance, Commitment, Envelope, EnvelopeLine, Payment
from ...national.currencies import CURRENCIES
from ...selection.notices import tell_party
from .guards import lock

KNOWN = frozenset(code for code, _name in CURRENCIES)
MOST_LINES = 30


def make_first(*, assistance: Assistance) -> Envelope:
    """The envelope an assistance opens with: days and budget lines of the application, up to the ceiling of its call.

    Called when an assistance opens, in its transaction.
    """
    application = assistance.application
    lines: list[tuple[str, Decimal]] = []
    if application is not None:
        rows = BudgetLine.objects.filter(version=application.current_version_id, asked_usd__gt=0)
        asked = [(row.line.strip()[:200] or _("Logistics"), row.asked_usd or ZERO) for row in rows]
        lines = share_out(asked, application.call.ceiling_logistics)
    envelope = Envelope.objects.create(
        assistance=assistance,
        days=sum(assistance.needs.values_list("days", flat=True)),
        amount=sum((amount for _title, amount in lines), ZERO),
    )
    EnvelopeLine.objects.bulk_create(
        EnvelopeLine(envelope=envelope, title=title, amount=amount, position=place)
        for place, (title, amount) in enumerate(lines)
    )
    return envelope


def _locked(assistance: Assistance, rule: str, by: Any, *, closed_too: bool = False) -> tuple[Assistance, Envelope]:
    locked = lock(assistance=assistance, rule=rule, by=by, closed_too=closed_too)
    envelope = Envelope.objects.get_or_create(assistance=locked)[0]
    envelope.assistance = locked
    return locked, envelope


def _usd(amount: Any) -> str:
    return f"USD {grouped(amount)}"


@transaction.atomic
def set_envelope(
    *, assistance: Assistance, days: int, amount: Decimal, reason: str, expected: int | None = None, by: Any
) -> Envelope:
    """Change the agreed days or the envelope, with the reason; the Party is told. The same again changes nothing.

    ``expected`` is the revision the person had before them. Raises `NotAllowed` for anybody but the head of the
    programme; `Refused` for a negative figure, without a reason, below what the lines hold, or when a colleague has
    changed it meanwhile.
    """
    locked, envelope = _locked(assistance, "roadmaps.set_envelope", by)
    if expected is not None and expected != envelope.revision:
        raise Refused(
            _("The envelope was changed meanwhile: it is now %(amount)s. Look at it, then make your change.")
            % {"amount": _usd(envelope.amount)}
        )
    if days < 0 or amount < 0:
        raise Refused(_("Days and money are never below zero."))
    held = sum(envelope.lines.values_list("amount", flat=True), ZERO)
    if amount < held:
        raise Refused(
            _("The lines hold %(held)s: lower one of them first, or give at least that much.") % {"held": _usd(held)}
        )
    if (days, amount) == (envelope.days, envelope.amount):
        return envelope
    if not reason.strip():
        raise Refused(_("Give the reason for the change; the Party reads it."))
    old = {"days": envelope.days, "usd": str(envelope.amount)}
    envelope.days, envelope.amount, envelope.revision = days, amount, envelope.revision + 1
    envelope.save(update_fields=["days", "amount", "revision"])
    record(
        actor=by,
        verb="assistance.envelope_changed",
        target=locked,
        old=old,
        new={"days": days, "usd": str(amount)},
        reason=reason.strip()[:1000],
    )
    tell_party(
        assistance=locked,
        to=("roadmaps:money", [locked.reference]),
        code="assistance.envelope_changed",
        key=f"assistance.envelope_changed:{envelope.pk}:{envelope.revision}",
        target=locked,
        context={
            "reference": locked.reference,
            "days": days,
            "amount": grouped(amount),
            "reason": reason.strip()[:1000],
        },
    )
    return envelope


@transaction.atomic
def save_line(
    *, assistance: Assistance, line: EnvelopeLine | None, title: str, amount: Decimal, by: Any
) -> EnvelopeLine:
    """Add a line of the envelope, or change one.

    Raises `NotAllowed`; `Refused` without a title, for a negative amount, below what is committed and spent on it,
    and when the lines together go over the envelope."""
    locked, envelope = _locked(assistance, "roadmaps.keep_money", by)
    if line is not None and line.envelope_id != envelope.pk:
        raise Refused(_("Choose a line of this envelope."))
    if not title.strip():
        raise Refused(_("Name the line."))
    if amount < 0:
        raise Refused(_("An amount is never below zero."))
    row = line or EnvelopeLine(envelope=envelope, position=envelope.lines.count())
    if line is None and envelope.lines.count() >= MOST_LINES:
        raise Refused(_("An envelope takes at most %(most)s lines.") % {"most": MOST_LINES})
    account = account_of(envelope)
    known = account.lines.get(row.pk)
    if known is not None and amount < known.committed + known.spent:
        raise Refused(
            _("%(taken)s of this line are committed or spent: give at least that much.")
            % {"taken": _usd(known.committed + known.spent)}
        )
    free = account.unallotted + (known.amount if known is not None else ZERO)
    if amount > free:
        raise Refused(
            _("This goes over the envelope: %(free)s are free. The head of the programme can change the envelope.")
            % {"free": _usd(free)}
        )
    old = {"line": row.title, "usd": str(row.amount)} if line is not None else {}
    row.title, row.amount = title.strip()[:200], amount
    row.save()
    new = {"line": row.title, "usd": str(amount)}
    if new != old:
        record(actor=by, verb="assistance.line_kept", target=locked, old=old, new=new)
    return row


def _priced(amount: Decimal, currency: str, rate: Decimal | None) -> dict[str, Any]:
    """The columns of an amount. Raises `Refused` for one not above zero, an unknown currency, or no rate for it."""
    if amount <= 0:
        raise Refused(_("Give an amount above zero."))
    if currency not in KNOWN:
        raise Refused(_("Choose a currency of the list."))
    if currency == "USD":
        return {"amount": amount, "currency": currency, "rate": Decimal(1), "usd": amount}
    if rate is None or rate <= 0:
        raise Refused(
            _("Give the rate of %(currency)s: how many of them make one US dollar.") % {"currency": currency}
        )
    return {"amount": amount, "currency": currency, "rate": rate, "usd": in_usd(amount, rate)}


def _refuse_over(envelope: Envelope, line: EnvelopeLine, more: Decimal) -> None:
    """Raises `Refused` when a line has less left than is taken now."""
    left = account_of(envelope).lines[line.pk].left
    if more > left:
        raise Refused(
            _(
                "This goes over the line “%(line)s”: %(left)s are left of it. Move money between the lines; "
                "for more, the head of the programme changes the envelope."
            )
            % {"line": line.title, "left": _usd(left)}
        )


@transaction.atomic
def commit(
    *,
    assistance: Assistance,
    line: EnvelopeLine,
    title: str,
    amount: Decimal,
    currency: str = "USD",
    rate: Decimal | None = None,
    on: date,
    payee: str = "",
    by: Any,
) -> Commitment:
    """Promise money of a line.

    Raises `NotAllowed`; `Refused` over the line, for another currency without its rate, an amount not above zero, a
    day to come."""
    locked, envelope = _locked(assistance, "roadmaps.keep_money", by)
    if line.envelope_id != envelope.pk:
        raise Refused(_("Choose a line of this envelope."))
    if not title.strip():
        raise Refused(_("Say what the money is for."))
    _refuse_ahead(on)
    priced = _priced(amount, currency, rate)
    _refuse_over(envelope, line, priced["usd"])
    made = Commitment.objects.create(
        line=line, title=title.strip()[:200], payee=payee.strip()[:200], on=on, entered_by=by, **priced
    )
    record(
        actor=by,
        verb="assistance.committed",
        target=locked,
        new={"for": made.title, "usd": str(made.usd), "currency": currency},
    )
    return made


def _refuse_ahead(on: date) -> None:
    if on > timezone.localdate():
        raise Refused(_("This date is still ahead: give the day it happened."))


def _commitment(assistance: Assistance, commitment: Commitment, by: Any) -> tuple[Assistance, Envelope, Commitment]:
    """Bills come in after an assistance is closed, too."""
    locked, envelope = _locked(assistance, "roadmaps.keep_money", by, closed_too=True)
    return locked, envelope, Commitment.objects.select_related("line").get(pk=commitment.pk, line__envelope=envelope)


@transaction.atomic
def pay(
    *,
    assistance: Assistance,
    commitment: Commitment,
    amount: Decimal,
    currency: str = "USD",
    rate: Decimal | None = None,
    on: date,
    paper: str = "",
    by: Any,
) -> Payment:
    """Write down money that was spent on a commitment.

    Raises `NotAllowed`; `Refused` for a closed one, for more than the line has left, another currency without its
    rate, an amount not above zero, a day before the commitment."""
    locked, envelope, row = _commitment(assistance, commitment, by)
    if row.closed_at is not None:
        raise Refused(_("This commitment is closed: make another one."))
    _refuse_ahead(on)
    if on < row.on:
        raise Refused(_("This day is before the commitment: correct one of the dates."))
    priced = _priced(amount, currency, rate)
    charge = _charge(row)
    _refuse_over(envelope, row.line, max(priced["usd"] - charge.open, ZERO))
    made = Payment.objects.create(commitment=row, on=on, paper=paper.strip()[:200], entered_by=by, **priced)
    record(actor=by, verb="assistance.paid", target=locked, new={"for": row.title, "usd": str(made.usd)})
    return made


def _charge(row: Commitment) -> Charge:
    paid = sum(row.payments.filter(struck_at__isnull=True).values_list("usd", flat=True), ZERO)
    return Charge(row.line_id, row.usd, paid, row.closed_at is not None)


@transaction.atomic
def strike(*, assistance: Assistance, payment: Payment, reason: str, by: Any) -> Payment:
    """Strike a payment that was entered by mistake; it stays readable.

    Raises `NotAllowed`; `Refused` without a reason, or when the line has no room for what is promised again."""
    locked, envelope, row = _commitment(assistance, payment.commitment, by)
    found = row.payments.get(pk=payment.pk)
    if found.struck_at is not None:
        return found
    if not reason.strip():
        raise Refused(_("Give the reason."))
    before = _charge(row).taken
    found.struck_at, found.struck_reason = timezone.now(), reason.strip()[:500]
    found.save(update_fields=["struck_at", "struck_reason"])
    if _charge(row).taken > before:
        _refuse_over(envelope, row.line, ZERO)
    record(
        actor=by,
        verb="assistance.payment_struck",
        target=locked,
        old={"for": row.title, "usd": str(found.usd)},
        reason=found.struck_reason,
    )
    return found


@transaction.atomic
def close(*, assistance: Assistance, commitment: Commitment, reason: str = "", by: Any) -> Commitment:
    """Nothing more is paid on a commitment: what is left of it is free again.

    Raises `NotAllowed`; `Refused` without a reason while something of it is not paid."""
    locked, _envelope, row = _commitment(assistance, commitment, by)
    if row.closed_at is not None:
        return row
    charge = _charge(row)
    if charge.open and not reason.strip():
        raise Refused(_("%(open)s of it are not paid: say why nothing more will be.") % {"open": _usd(charge.open)})
    row.closed_at, row.closed_reason = timezone.now(), reason.strip()[:500]
    row.save(update_fields=["closed_at", "closed_reason"])
    record(
        actor=by,
        verb="assistance.commitment_closed",
        target=locked,
        new={"for": row.title, "free": str(charge.open)},
        reason=row.closed_reason,
    )
    return row
