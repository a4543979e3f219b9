"""Named reads of files, for pages, admin, documents and exports alike."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone

from portal.collaboration.completeness import Problem
from portal.collaboration.queries import sections_of, unparsed_of
from portal.collaboration.questions import Section
from portal.collaboration.store import Answers
from portal.ui.pages import shelf

from . import checking, rules
from .completeness import Limits
from .models import ActivityChoice, Application, Call, CallText, CriterionText, Round, Version
from .models.application import ApplicationQuerySet
from .reading import Reading, read
from .store import read_answers


def with_context(queryset: ApplicationQuerySet) -> ApplicationQuerySet:
    """Everything a page of one file needs, in the same query."""
    return queryset.select_related("call", "country", "current_version", "round")


_OF_A_PAGE = (
    *(field.name for field in Application._meta.concrete_fields),
    *(
        f"call__{name}"
        for name in ("slug", "state", "opens_at", "closes_at", "min_months", "max_months", "ceiling_logistics")
    ),
    "country__iso3",
    "current_version__application",
    "current_version__number",
    "current_version__frozen_at",
)


def file_of(user: Any, ref: str, section: Section | None = None) -> Application | None:
    """The file at this address if this person is of its Party; None otherwise (the page answers 404).

    For the page of one section only its answers are read: a version has fifty columns.
    """
    files = rules.visible_to(user).at_address(ref).order_by()
    if section is None:
        return next(iter(with_context(files)[:1]), None)
    answers = (f"current_version__{question.name}" for question in section.fields)
    files = files.select_related("call", "country", "current_version").only(*_OF_A_PAGE, *answers)
    return next(iter(files[:1]), None)


def files_of(user: Any) -> ApplicationQuerySet:
    """Every file of the person's Parties, the latest first."""
    return with_context(rules.visible_to(user)).order_by("-state_changed_at")


def active_file(call: Call, country_id: int) -> Application | None:
    """The one application of a Party under way in a call, or None."""
    return with_context(Application.objects.active()).filter(call=call, country=country_id).first()


def open_version(application: Application) -> Version | None:
    """The version being written: the draft, or the copy opened by a clarification."""
    current = application.current_version
    if current is not None and current.is_open:
        return current
    return application.versions.filter(frozen_at__isnull=True).first()


def sent_versions(application: Application) -> models.QuerySet[Version]:
    """The versions that were sent, oldest first."""
    return application.versions.filter(frozen_at__isnull=False).select_related("frozen_by").order_by("number")


def limits_of(call: Call) -> Limits:
    """What a call sets for the answers."""
    return Limits(min_months=call.min_months, max_months=call.max_months, ceiling=call.ceiling_logistics)


def problems_of(version: Version, limits: Limits) -> tuple[list[Problem], Answers, dict[str, dict[str, str]]]:
    """Every problem of a version, with its answers and what fits no column: three queries."""
    answers = read_answers(version)
    unparsed = unparsed_of(sections_of(version))
    return checking.problems(answers, unparsed, limits), answers, unparsed


def answers_of(version: Version) -> Reading:
    """A version as it is read: sections, questions, answers in words. Two queries, however many rows."""
    return read(version, read_answers(version))


def chosen_codes(version_id: int | None) -> list[str]:
    """The activities a version gives priority, in its order: one query."""
    rows = ActivityChoice.objects.filter(version=version_id).order_by("order", "activity")
    return list(rows.values_list("activity", flat=True))


def titles_of(calls: Iterable[int], language: str) -> dict[int, str]:
    """Titles of calls by key, in a language, else in English: one query."""
    rows = CallText.objects.filter(call__in=set(calls), language__in={language, "en"}).values_list(
        "call_id", "language", "title"
    )
    return {call: title for call, _code, title in sorted(rows, key=lambda row: row[1] == language)}


def next_cut_off(call: Call) -> datetime | None:
    """The next cut-off of a call, or None when none is to come: one query."""
    return (
        Round.objects.filter(call=call, cut_off__gte=timezone.now())
        .order_by("cut_off")
        .values_list("cut_off", flat=True)
        .first()
    )


def criteria_of(call_id: int, language: str) -> list[CriterionText]:
    """The criteria of a call in a language, in their order: one query until public content changes."""
    rows = CriterionText.objects.filter(criterion__call=call_id, language=language)
    ordered = rows.select_related("criterion").order_by("criterion__position", "criterion")
    return shelf.get(("applications.criteria", call_id, language), lambda: list(ordered))


def looked_at(call_id: int, codes: Iterable[str], language: str) -> list[CriterionText]:
    """The criteria that judge a section, with their weight, in a language."""
    wanted = set(codes)
    return [row for row in criteria_of(call_id, language) if row.criterion.code in wanted] if wanted else []
