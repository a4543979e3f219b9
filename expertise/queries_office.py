"""Named reads of the Secretariat's side: lists, the vetting of one candidacy, one expert on one page."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet

from portal.collaboration.reading import ReadSection, read_sections
from portal.surveys.models import Link
from portal.surveys.queries import read_link

from . import findings, ports, states
from .choices import Part, Skill
from .finding_words import in_words
from .models import (
    Candidacy,
    Expert,
    ExpertCallText,
    KnownActivity,
    KnownField,
    KnownTheme,
    Nationality,
    Profile,
    Referee,
    SpokenLanguage,
    VettingCheck,
    VettingRule,
)
from .periods import Span, months
from .sections import SECTIONS
from .shown import ShownPart, parts
from .store import read_answers

WORKS = tuple(str(level) for level in (Skill.GOOD, Skill.FLUENT))


@dataclass(frozen=True, slots=True)
class Known:
    """What the current profiles of several experts say, by profile: lists read it for a whole page at once."""

    activities: dict[int, list[str]]
    languages: dict[int, list[str]]
    fields: dict[int, list[str]]
    themes: dict[int, list[str]]
    nationalities: dict[int, list[str]]


def known_of(profiles: Iterable[int | None], *, whole: bool = False) -> Known:
    """Activities and working languages of several profiles: two queries, five with ``whole``."""
    keys = [key for key in profiles if key is not None]

    def rows(model: Any, column: str, **more: Any) -> dict[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        given = model.objects.filter(profile__in=keys, **more).exclude(**{column: ""}).order_by("position", "pk")
        for profile, code in given.values_list("profile_id", column):
            found[profile].append(code)
        return found

    return Known(
        activities=rows(KnownActivity, "activity"),
        languages=rows(SpokenLanguage, "language", working__in=WORKS),
        fields=rows(KnownField, "field") if whole else {},
        themes=rows(KnownTheme, "theme") if whole else {},
        nationalities=rows(Nationality, "country") if whole else {},
    )


def call_titles(calls: Iterable[int], language: str) -> dict[int, str]:
    """The titles of several calls in one language: one query."""
    rows = ExpertCallText.objects.filter(call__in=set(calls), language=language)
    return dict(rows.values_list("call_id", "title"))


# --- candidacies --------------------------------------------------------------------------------
def sent_candidacies() -> QuerySet[Candidacy]:
    """Applications that were sent. Drafts are the person's own."""
    return Candidacy.objects.filter(submitted_at__isnull=False).select_related("expert__residence", "call")


def with_progress(rows: QuerySet[Candidacy]) -> QuerySet[Candidacy]:
    """Annotated with `rules_open`, `referees_asked` and `referees_answered`, without a join per row."""
    unknown = Q(checks__answer=VettingCheck.Answer.UNKNOWN, checks__rule__required=True)
    return rows.annotate(
        rules_open=Count("checks", filter=unknown, distinct=True),
        referees_asked=Count("referees", distinct=True),
        referees_answered=Count("referees", filter=Q(referees__answered_at__isnull=False), distinct=True),
    )


def facts_of(candidacy: Candidacy) -> findings.Facts:
    """What the frozen profile and the referees say, for the rules: four queries."""
    profile = candidacy.profile
    asked, answered = 0, 0
    for (at,) in candidacy.referees.values_list("answered_at"):
        asked, answered = asked + 1, answered + (at is not None)
    if profile is None:
        return findings.Facts(referees=asked, answered=answered)
    shown, bare = set(), set()
    for code, kind, evidence in profile.knownactivity_set.values_list("activity", "evidence_kind", "evidence"):
        (shown if kind and evidence.strip() else bare).add(code)
    languages = {
        code: int(level)
        for code, level in profile.spokenlanguage_set.values_list("language", "working")
        if level.isdecimal()
    }
    return findings.Facts(
        years=profile.years_of_experience,
        languages=languages,
        training=profile.convention_training,
        shown_activities=frozenset(shown - {""}),
        bare_activities=frozenset(bare - {""}),
        referees=asked,
        answered=answered,
    )


@dataclass(frozen=True, slots=True)
class RuleCheck:
    """A rule with its words, what the records say to it, and the answer a person gave."""

    rule: VettingRule
    label: str
    guidance: str
    finding: findings.Finding
    datum: str
    check: VettingCheck | None

    @property
    def answer(self) -> str:
        return self.check.answer if self.check is not None else str(VettingCheck.Answer.UNKNOWN)


def rules_with_checks(candidacy: Candidacy, language: str) -> list[RuleCheck]:
    """Every rule of the call, in order, each with its finding and its answer: seven queries."""
    checks = {check.rule_id: check for check in candidacy.checks.select_related("checked_by")}
    facts = facts_of(candidacy)
    found = []
    for rule in VettingRule.objects.filter(call=candidacy.call_id).prefetch_related("texts"):
        texts = {text.language: text for text in rule.texts.all()}
        text = texts.get(language) or next(iter(texts.values()), None)
        asked = findings.Asked(rule.kind, rule.minimum, tuple(rule.codes.split()))
        finding = findings.find(asked, facts)
        found.append(
            RuleCheck(
                rule=rule,
                label=text.label if text else str(rule),
                guidance=text.guidance if text else "",
                finding=finding,
                datum=in_words(rule.kind, finding, facts, language),
                check=checks.get(rule.pk),
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class Reference:
    """A referee and what they answered, in words; ``section`` is None before."""

    referee: Referee
    link: Link | None
    section: Any


def references_of(candidacy: Candidacy) -> list[Reference]:
    """The referees of a candidacy with their answers: two queries and one for each answer."""
    referees = list(candidacy.referees.all())
    links = Link.objects.in_bulk([row.link for row in referees if row.link is not None])
    found = []
    for referee in referees:
        link = links.get(referee.link) if referee.link is not None else None
        found.append(Reference(referee, link, read_link(link) if link is not None and link.answered_at else None))
    return found


# --- one expert ---------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Month:
    """One month of an expert: days offered, days taken by missions."""

    first: date
    offered: int
    taken: Decimal

    @property
    def free(self) -> Decimal:
        return max(self.offered - self.taken, Decimal(0))


def timeline(expert: Expert, today: date, count: int = 12) -> list[Month]:
    """The months to come, from this one: one query and the load the floor above knows of."""
    spans = [Span(*row) for row in expert.availabilities.values_list("starts_on", "ends_on", "days_per_month")]
    load = ports.load([expert.pk]).get(expert.pk, ports.Load())
    return [
        Month(first, offered, load.days_by_month.get(first, Decimal(0)))
        for first, offered in months(spans, today, count)
    ]


def expert_at(code: str) -> Expert | None:
    """The expert with this code, erased or not, with what a page shows around it."""
    return Expert.objects.filter(code=code.upper()).select_related("profile", "residence", "user").first()


def whole_profile(profile: Profile | None) -> list[ShownPart]:
    """Every part of a profile that holds anything, but for availability and files, which stand by themselves."""
    if profile is None:
        return []
    return parts(read_sections(SECTIONS, read_answers(profile)), set(Part) - {Part.AVAILABILITY, Part.CV})


def all_candidacies(expert: Expert) -> list[Candidacy]:
    """Their applications, the latest first; a draft is only named."""
    return list(expert.candidacies.select_related("call", "letter", "letter_job").order_by("-created_at", "-pk"))


def is_open_to_office(candidacy: Candidacy) -> bool:
    """Whether its answers are shown: not before it is sent."""
    return candidacy.state != states.DRAFT and candidacy.submitted_at is not None


def sections_sent(profile: Profile | None) -> list[ReadSection]:
    """The profile of an application section by section, as it was sent; empty sections left out."""
    if profile is None:
        return []
    found = read_sections(SECTIONS, read_answers(profile))
    return [one for one in found if any(answer.given for answer in one.answers) or any(t.rows for t in one.tables)]


def frozen_profile(candidacy: Candidacy) -> Profile | None:
    """What was sent; None for a draft."""
    return candidacy.profile if is_open_to_office(candidacy) else None
