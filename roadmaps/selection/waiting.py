"""What of selections and missions waits for the people of a Party and for experts, and their files."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from expertise.models import Expert
from portal.accounts import standing
from portal.accounts.models import User
from portal.accounts.ports import FileRow, Waiting
from portal.reference.queries import country_names

from ..models import Appraisal, Assistance, Deliverable, Mission, Need, Offer, Shortlist
from . import appraisals, queries, situation, states


def expert_of(user: Any) -> Expert | None:
    """The person's own record in the Expert Facility; kept on the person for the request."""
    if not getattr(user, "is_authenticated", False):
        return None
    if not hasattr(user, "_own_expert"):
        user._own_expert = Expert.objects.filter(user=user, erased_at__isnull=True).first()
    kept: Expert | None = user._own_expert
    return kept


def assistances_of(user: User) -> list[Assistance]:
    """Those of the person's own Parties, with package, needs, shortlists and offers: four queries, once a request."""
    parties = standing.of(user).parties
    if not parties:
        return []
    if not hasattr(user, "_assistances"):
        needs = Need.objects.prefetch_related(
            Prefetch("shortlists", Shortlist.objects.order_by("number")),
            Prefetch("offers", Offer.objects.select_related("expert").order_by("pk")),
        )
        user._assistances = list(  # type: ignore[attr-defined]
            Assistance.objects.filter(country__in=parties)
            .select_related("package")
            .prefetch_related(Prefetch("needs", needs))
        )
    kept: list[Assistance] = user._assistances  # type: ignore[attr-defined]
    return kept


def of_party(user: User, language: str) -> Iterator[Waiting]:
    """Experts to rank, choices to confirm, missions to appraise; and what stands with others."""
    assistances = assistances_of(user)
    if not assistances:
        return
    names = country_names(language)
    writer_of = standing.of(user).writer_of
    for assistance in assistances:
        if assistance.state != Assistance.State.OPEN:
            continue
        writes = assistance.country_id in writer_of
        for need in assistance.needs.all():
            if need.state == Need.State.OPEN:
                yield _need(assistance, need, names.get(assistance.country_id, ""), writes)
    yield from _to_appraise(
        Mission.objects.filter(assistance__country__in=writer_of), appraisals.PARTY, "roadmaps:appraisal"
    )


def _need(assistance: Assistance, need: Need, party: str, writes: bool) -> Waiting:
    now = situation.of_need(need)
    mine = writes and situation.is_partys(now.turn)
    title = _("Expert for “%(need)s”: %(state)s") % {"need": need.title, "state": now.words}
    action = _("Look")
    if mine and now.shortlist is not None and now.shortlist.state == states.WITH_PARTY:
        title, action = _("Rank the experts for “%(need)s”") % {"need": need.title}, _("Rank")
    elif mine:
        title, action = _("Confirm the expert for “%(need)s”") % {"need": need.title}, _("Confirm")
    return Waiting(
        title=title,
        url=reverse("roadmaps:selection", args=[assistance.reference, need.code]),
        context=f"{assistance.reference} · {party}",
        since=now.since,
        due=now.due if mine else None,
        mine=mine,
        whose="" if mine else situation.in_sentence(now.turn),
        next=now.next,
        action=action,
    )


def _to_appraise(missions: Any, side: str, page: str) -> Iterator[Waiting]:
    """Reported missions that this side has not appraised: one query."""
    given = Appraisal.objects.filter(side=side).values("mission")
    for mission in missions.filter(state=states.REPORTED).exclude(pk__in=given).order_by("state_changed_at", "pk"):
        yield Waiting(
            title=_("Give your appraisal of “%(title)s”") % {"title": mission.title},
            url=reverse(page, args=[mission.code]),
            context=_("Mission %(code)s") % {"code": mission.code},
            since=mission.state_changed_at,
            next=_("You read the appraisals of the others after giving yours."),
            action=_("Appraise"),
        )


def of_expert(user: User, language: str) -> Iterator[Waiting]:
    """Offers to answer, deliverables and reports with their dates, missions to appraise."""
    expert = expert_of(user)
    if expert is None:
        return
    names = country_names(language)
    for offer in queries.offers_of_expert(expert).filter(state__in=states.OFFER.active):
        yield _offer(offer, names.get(offer.country_id, ""))
    live = Mission.objects.filter(expert=expert, state__in=states.LIVE_MISSIONS)
    due = Deliverable.objects.filter(delivered_at__isnull=True).order_by("due", "position")
    for mission in live.prefetch_related(Prefetch("deliverables", due)).order_by("ends_on", "pk"):
        yield _mission(mission)
    yield from _to_appraise(Mission.objects.filter(expert=expert), appraisals.EXPERT, "roadmaps:appraisal")


def _offer(offer: Offer, party: str) -> Waiting:
    mine = offer.state == states.OFFERED
    title = _("Answer the offer “%(title)s”") if mine else _("Offer accepted: “%(title)s”")
    return Waiting(
        title=title % {"title": offer.need.title},
        url=reverse("roadmaps:offer", args=[offer.code]),
        context=party,
        since=offer.state_changed_at,
        due=offer.due if mine else None,
        mine=mine,
        whose="" if mine else situation.in_sentence(states.BOTH),
        next=str(offer.labels.next),
        action=_("Answer") if mine else _("Look"),
    )


def _mission(mission: Mission) -> Waiting:
    url = reverse("roadmaps:mission", args=[mission.code])
    context = _("Mission %(code)s") % {"code": mission.code}
    if mission.state == states.PREPARED:
        return Waiting(
            title=_("Mission agreed: “%(title)s”") % {"title": mission.title},
            url=url,
            context=context,
            since=mission.state_changed_at,
            mine=False,
            whose=situation.in_sentence(states.SECRETARIAT),
            next=str(mission.labels.next),
            action=_("Look"),
        )
    waiting = next(iter(mission.deliverables.all()), None)
    if waiting is not None:
        words = {"deliverable": waiting.title}
        title, due, action = (
            _("Hand over “%(deliverable)s”") % words,
            waiting.due,
            pgettext("deliverable", "Hand over"),
        )
    else:
        words = {"title": mission.title}
        title, due, action = _("Report on “%(title)s”") % words, mission.ends_on, _("Report")
    return Waiting(
        title=title,
        url=url,
        context=context,
        since=mission.state_changed_at,
        due=due,
        next=str(mission.labels.next),
        action=action,
    )


def files(user: User, language: str) -> Iterator[FileRow]:
    """An expert's own missions."""
    expert = expert_of(user)
    if expert is None:
        return
    names = country_names(language)
    for mission in queries.missions_of_expert(expert):
        mine = mission.labels.turn == states.EXPERT
        yield FileRow(
            title=mission.title,
            url=reverse("roadmaps:mission", args=[mission.code]),
            context=names.get(mission.country_id or 0, "") or mission.get_kind_display(),
            stitch=mission.labels.stitch,
            words=str(mission.labels.person),
            turn=_("You") if mine else situation.TURNS[mission.labels.turn](),
            mine=mine,
            since=mission.state_changed_at,
            updated=mission.state_changed_at,
        )
