"""What of the steps and the final packages of assistances waits for the people of a Party and for officers."""

from collections.abc import Iterator

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from applications.interests import countries_of
from portal.accounts import standing
from portal.accounts.models import User
from portal.accounts.ports import FileRow, Waiting
from portal.accounts.rules import is_officer
from portal.reference.queries import country_names

from ..models import Assistance, FinalPackage, PlannedStep, Risk
from ..selection import situation, states
from ..selection.waiting import assistances_of
from . import step_words
from .turns import AtHand, at_hand

State = FinalPackage.State


def of_party(user: User, language: str) -> Iterator[Waiting]:
    """The step that is at hand of each assistance under way, or its final package; while experts are sought, each
    need stands in the list by itself."""
    found = _at_hand(user)
    if not found:
        return
    names = step_words.names(language)
    for assistance, now in found:
        if now.code == "TA9":
            yield _package(user, assistance, now.planned)
        elif now.code and not (now.code == "TA2" and now.sought):
            yield _step(user, assistance, now, names[now.code])


def files(user: User, language: str) -> Iterator[FileRow]:
    """The assistances of the person's Parties."""
    names = country_names(language) if standing.of(user).parties else {}
    live = {assistance.pk: now for assistance, now in _at_hand(user)}
    for assistance in assistances_of(user):
        now = live.get(assistance.pk)
        turn = now.whole if now is not None else states.NOBODY
        mine = assistance.country_id in standing.of(user).writer_of and situation.is_partys(turn)
        yield FileRow(
            title=_("Assistance %(reference)s") % {"reference": assistance.reference},
            url=reverse("roadmaps:assistance", args=[assistance.reference]),
            context=names.get(assistance.country_id, ""),
            stitch="half" if now is not None else "full",
            words=assistance.get_state_display(),
            turn=_("You") if mine else situation.TURNS[turn](),
            mine=mine,
            since=assistance.state_changed_at,
            updated=assistance.state_changed_at,
        )


def _at_hand(user: User) -> list[tuple[Assistance, AtHand]]:
    """Those under way of the person's Parties with where they stand; kept on the person for the request."""
    if not hasattr(user, "_at_hand"):
        live = [one for one in assistances_of(user) if one.state == Assistance.State.OPEN]
        now = at_hand(live) if live else {}
        user._at_hand = [(one, now[one.pk]) for one in live]  # type: ignore[attr-defined]
    kept: list[tuple[Assistance, AtHand]] = user._at_hand  # type: ignore[attr-defined]
    return kept


def _step(user: User, assistance: Assistance, now: AtHand, name: str) -> Waiting:
    row = now.planned
    mine = assistance.country_id in standing.of(user).writer_of and situation.is_partys(now.turn)
    return Waiting(
        title=_("Step %(step)s: %(name)s") % {"step": now.code, "name": name},
        url=reverse("roadmaps:assistance_step", args=[assistance.reference, now.code]),
        context=assistance.reference,
        since=row.starts_on if row is not None else assistance.opened_at,
        due=row.ends_on if row is not None and mine else None,
        mine=mine,
        whose="" if mine else _with(now),
        next=_("the steps that follow can be done"),
        action=_("Look"),
    )


def _with(now: AtHand) -> str:
    """With whom a step is, inside a sentence: on the side of the Party, those who lead it by the plan."""
    if situation.is_partys(now.turn) and now.planned is not None and now.planned.side in WITH:
        return str(WITH[PlannedStep.Side(now.planned.side)])
    return situation.in_sentence(now.turn)


WITH = {
    PlannedStep.Side.PARTY: gettext_lazy("the focal points"),
    PlannedStep.Side.TEAM: gettext_lazy("the national team"),
    PlannedStep.Side.TOGETHER: gettext_lazy("the Party and the Secretariat"),
}
"""Who leads on the side of the Party, inside a sentence."""


def _package(user: User, assistance: Assistance, row: PlannedStep | None) -> Waiting:
    """Written by a focal point, signed, submitted, answered."""
    place = standing.of(user)
    package = getattr(assistance, "package", None)
    state = package.state if package is not None else State.DRAFT
    writes, signs = assistance.country_id in place.writer_of, assistance.country_id in place.signatory_of
    title, mine, action, following, whose = {
        State.DRAFT: (_("Write the final package"), writes, _("Write"), _("the package is signed and submitted"), ""),
        State.RETURNED: (
            _("Write the final package"), writes, _("Read the answer"), _("the package is signed and submitted"), ""
        ),
        State.SIGNED: (_("Submit the final package"), writes, _("Submit"), _("the Secretariat answers"), ""),
        State.SUBMITTED: ("", False, _("Look"), _("the Secretariat answers"), _("the Secretariat")),
    }.get(state, ("", False, _("Look"), "", ""))  # fmt: skip
    if state == State.DRAFT and signs and not writes:
        title, mine, action, following = _("Sign the final package"), True, _("Sign"), _("it is submitted to UNESCO")
    return Waiting(
        title=title if mine else _("Final package of %(reference)s") % {"reference": assistance.reference},
        url=reverse("roadmaps:package", args=[assistance.reference]),
        context=assistance.reference,
        since=(package.submitted_at or package.signed_at or package.created_at) if package is not None else None,
        due=row.ends_on if row is not None and mine else None,
        mine=mine,
        whose="" if mine else whose or _("the focal points"),
        next=following,
        action=action,
    )


def for_officers(user: User, language: str) -> Iterator[Waiting]:
    """Packages to answer and overdue risks: two queries; own countries are left out."""
    if not is_officer(user):
        return
    closed = countries_of(user)
    packages = FinalPackage.objects.filter(state=State.SUBMITTED).exclude(assistance__country__in=closed)
    found = packages.aggregate(number=Count("pk"), since=Min("submitted_at"))
    if found["number"]:
        first = packages.order_by("submitted_at", "pk").values_list("assistance__reference", flat=True)[:2]
        one = list(first)
        url = (
            reverse("roadmaps:package", args=[one[0]])
            if len(one) == 1
            else reverse("admin:roadmaps_board") + "?step=TA9"
        )
        title = ngettext("Answer %(number)s final package", "Answer %(number)s final packages", found["number"])
        yield Waiting(
            title=title % {"number": found["number"]},
            url=url,
            context=_("Assistance"),
            since=found["since"],
            next=_("The Party reads the answer."),
            action=_("Answer"),
        )
    overdue = Risk.objects.filter(
        assistance__state=Assistance.State.OPEN,
        assistance__officer=user,
        closed_at__isnull=True,
        review_on__lt=timezone.localdate(),
    ).exclude(assistance__country__in=closed)
    risks = overdue.aggregate(number=Count("pk"), since=Min("review_on"))
    if risks["number"]:
        title = ngettext("Review %(number)s overdue risk", "Review %(number)s overdue risks", risks["number"])
        yield Waiting(
            title=title % {"number": risks["number"]},
            url=reverse("admin:roadmaps_board") + "?warning=risk_review&mine=1",
            context=_("Assistance"),
            since=risks["since"],
            next=_("Each is looked at again in its time."),
            action=_("Review"),
        )
