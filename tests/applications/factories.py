"""Files in any state, filled validly and quickly; for tests, benchmarks and whoever needs many."""

from collections import deque
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import factory
from django.utils import timezone

from applications import states
from applications.models import Application, Attachment, Call, ReferenceCounter, Transition, Version
from applications.models.attachment import SIGNED_LETTER
from applications.sections import SECTIONS
from applications.store import STORE
from portal.documents.models import StoredFile
from portal.documents.services import store_bytes
from portal.reference.models import Country
from tests.accounts.factories import country as make_country

PDF_BYTES = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def open_call(slug: str = "call", **fields: Any) -> Call:
    """A published call without grid or texts, open since yesterday."""
    values = {"state": Call.State.PUBLISHED, "opens_at": timezone.now() - timedelta(days=1), **fields}
    return Call.objects.create(slug=slug, **values)


class ApplicationFactory(factory.django.DjangoModelFactory):
    """An empty draft with its version 1."""

    class Meta:
        model = Application
        skip_postgeneration_save = True

    country = factory.LazyFunction(make_country)
    call = factory.LazyFunction(open_call)

    @factory.post_generation
    def with_version(obj: Application, create: bool, extracted: Any, **kwargs: Any) -> None:  # noqa: N805
        version = Version.objects.create(application=obj, number=1, language=obj.language)
        Application.objects.filter(pk=obj.pk).update(current_version=version)
        obj.current_version = version


def valid_values(words: int = 12) -> dict[str, Any]:
    """An answer to each single question; texts of about so many words."""
    text = " ".join(["Culture", "in", "the", "digital", "environment", "needs", "care"] * (words // 7 + 1))
    values: dict[str, Any] = {}
    for section in SECTIONS:
        for question in section.fields:
            if question.is_text:
                values[question.name] = text[: question.max_length or 100]
    return values | {
        "contact_email": "contact@example.org",
        "contact_phone": "+256 000",
        "national_commission_informed": "yes",
        "language": "en",
        "start": date(2027, 3, 1),
        "months": 14,
        "declared": True,
        "declared_name": "A. Person",
        "declared_title": "Director",
        "declared_place": "Kampala",
    }


def valid_rows(count: int = 3) -> dict[str, list[dict[str, Any]]]:
    """So many rows of each kind, all in order (at least the number required)."""
    several = range(max(count, 3))
    return {
        "stages": [{"step": f"R{n}", "state": "under_way", "note": f"Step {n} began in 2024."} for n in range(1, 5)],
        "results": [
            {
                "result": f"Result number {n}",
                "indicator": "Laws revised",
                "baseline": "0",
                "target": "2",
                "verification": "Official gazette",
            }
            for n in several
        ],
        "activities": [
            {"activity": f"{n % 5 + 1}.{n // 5 + 1}", "order": n + 1, "reason": f"A reason, number {n}"}
            for n in range(min(max(count, 3), 20))
        ],
        "partners": [
            {"name": f"Partner {n}", "kind": "civil_society", "part": "Member of the team", "contacted": "yes"}
            for n in several
        ],
        "resources": [
            {
                "kind": "human",
                "description": f"Officer {n}",
                "quantity": "60 days",
                "amount_usd": Decimal("1200.00"),
                "source": "Ministry",
            }
            for n in several
        ],
        "needs": [
            {
                "description": f"Expert {n} in law",
                "activity": "1.1",
                "theme": "T1",
                "languages": "English",
                "mode": "both",
                "days": 20,
            }
            for n in several
        ],
        "work": [
            {
                "step": "TA3",
                "title": f"Consultation {n}",
                "month_from": 1,
                "month_to": 4,
                "produces": "A report",
                "responsible": "The ministry",
            }
            for n in several
        ],
        "budget": [
            {"line": f"Workshop {n}", "asked_usd": Decimal("900.00"), "own_usd": Decimal("100.00")} for n in several
        ],
        "risks": [
            {
                "risk": f"Risk {n}",
                "likelihood": "low",
                "impact": "high",
                "mitigation": "A plan",
                "owner": "The director",
            }
            for n in several
        ],
    }


def fill(version: Version, *, rows: int = 3, words: int = 12, real_file: bool = False, by: Any = None) -> Version:
    """Fill every section of a version validly."""
    for name, value in valid_values(words).items():
        setattr(version, name, value)
    version.save()
    for kind, given in valid_rows(rows).items():
        model = STORE.row_models[kind]
        model._default_manager.filter(version=version).delete()
        model._default_manager.bulk_create(
            model(version=version, position=position, **row) for position, row in enumerate(given)
        )
    if real_file:
        stored = store_bytes(
            name="letter.pdf",
            content_type="application/pdf",
            data=PDF_BYTES,
            owner=version.application,
            purpose="application-attachment",
            by=by,
        )
    else:
        stored = StoredFile.objects.create(
            file=f"00/{version.application.code}",
            name="letter.pdf",
            size=len(PDF_BYTES),
            sha256="0" * 64,
            content_type="application/pdf",
            purpose="application-attachment",
        )
    Attachment.objects.create(
        version=version, stored_file=stored, kind=SIGNED_LETTER, title="Signed letter", code=f"LETTER{version.number}"
    )
    return version


def complete_application(
    country: Country | None = None,
    call: Call | None = None,
    state: str = states.DRAFT,
    *,
    by: Any = None,
    at: datetime | None = None,
    rows: int = 3,
    words: int = 12,
    real_file: bool = False,
    **fields: Any,
) -> Application:
    """A file with every section complete, in the state asked for.

    A state after the draft gets the reference, the frozen version and the changes of state that lead
    there, without the services' messages and checks.
    """
    country = country or make_country()
    call = call or Call.objects.first() or open_call()
    application = ApplicationFactory(country=country, call=call, created_by=by, **fields)
    version = application.current_version
    version.application = application
    fill(version, rows=rows, words=words, real_file=real_file, by=by)
    if state != states.DRAFT:
        _bring(application, state, by, at or timezone.now())
    return application


def _bring(application: Application, state: str, by: Any, at: datetime) -> None:
    path = _path(state)
    if states.SUBMITTED in path:
        counter, _made = ReferenceCounter.objects.get_or_create(year=at.year, country=application.country)
        counter.last += 1
        counter.save()
        application.reference = f"DCE-{at.year}-{application.country.iso3}-{counter.last:03d}"
        application.submitted_at = at
        application.round = application.call.rounds.filter(cut_off__gte=at).order_by("cut_off").first()
        Version.objects.filter(pk=application.current_version_id).update(frozen_at=at, frozen_by=by)
        application.current_version.frozen_at = at
    application.state, application.state_changed_at = state, at
    application.save()
    previous = states.DRAFT
    changes = []
    for target in path[1:]:
        changes.append(Transition(application=application, from_state=previous, to_state=target, actor=by, at=at))
        previous = target
    Transition.objects.bulk_create(changes)


def _path(state: str) -> list[str]:
    """The shortest way through the table of states from the draft."""
    queue = deque([[states.DRAFT]])
    seen = {states.DRAFT}
    while queue:
        path = queue.popleft()
        if path[-1] == state:
            return path
        for step in states.targets(path[-1]):
            if step.target not in seen:
                seen.add(step.target)
                queue.append([*path, step.target])
    raise ValueError(f"no way leads to {state}")
