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
from portal.accounts.ports import Waiting
from portal.accounts.rules import is_officer

from ..models import Assistance, FinalPackage, PlannedStep, Risk, StepProgress
from . import step_words, steps

State = FinalPackage.State


def of_party(user: User, language: str) -> Iterator[Waiting]:
    """The step that is at hand of each assistance under way, or its final package: four queries."""
    parties = standing.of(user).parties
    if not parties:
        return
    live = Assistance.objects.filter(country__in=parties, state=Assistance.State.OPEN)
    found = list(live.select_related("package").order_by("pk"))
    if not found:
        return
    names = step_words.names(language)
    done: dict[int, set[str]] = {row.pk: set() for row in found}
    begun: dict[int, set[str]] = {row.pk: set() for row in found}
    for key, code, ended in StepProgress.objects.filter(assistance__in=found).values_list(
        "assistance_id", "step", "done_on"
    ):
        (begun if ended is None else done)[key].add(code)
    planned = {
        (key, row.step): row
        for row in PlannedStep.objects.filter(version__assistance__in=found, version__is_current=True)
        .select_related("version")
        for key in [row.version.assistance_id]
    }  # fmt: skip
    for assistance in found:
        code = next((code for code in steps.CODES if code not in done[assistance.pk]), "")
        if code == "TA9":
            yield _package(user, assistance, planned.get((assistance.pk, code)))
        elif code:
            yield _step(user, assistance, code, names[code], planned.get((assistance.pk, code)))


WITH = {
    PlannedStep.Side.SECRETARIAT: gettext_lazy("the Secretariat"),
    PlannedStep.Side.PARTY: gettext_lazy("the focal points"),
    PlannedStep.Side.EXPERT: gettext_lazy("the expert"),
    PlannedStep.Side.TEAM: gettext_lazy("the national team"),
    PlannedStep.Side.TOGETHER: gettext_lazy("the Party and the Secretariat"),
}
"""With whom a step is, inside a sentence."""


def _step(user: User, assistance: Assistance, code: str, name: str, row: PlannedStep | None) -> Waiting:
    writes = assistance.country_id in standing.of(user).writer_of
    mine = writes and (row is None or row.side != PlannedStep.Side.SECRETARIAT)
    return Waiting(
        title=_("Step %(step)s: %(name)s") % {"step": code, "name": name},
        url=reverse("roadmaps:assistance_step", args=[assistance.reference, code]),
        context=assistance.reference,
        since=row.starts_on if row is not None else assistance.opened_at,
        due=row.ends_on if row is not None and mine else None,
        mine=mine,
        whose="" if mine or row is None else str(WITH[PlannedStep.Side(row.side)]),
        next=_("the steps that follow can be done"),
        action=_("Look"),
    )


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
