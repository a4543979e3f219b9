"""What public pages read of calls for experts: few queries, light rows, in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from portal.ui.pages import shelf

from .models import ExpertCall, ExpertCallAim
from .roster import words_of


@dataclass(frozen=True, slots=True)
class Sought:
    """What a call seeks in particular, in words, of one kind."""

    kind: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule of the vetting in one language."""

    label: str
    guidance: str
    required: bool


@dataclass(frozen=True, slots=True)
class Notice:
    """A call for experts as its readers see it, in one language."""

    pk: int
    slug: str
    state: str
    title: str
    summary: str
    body: str
    opens_at: datetime
    closes_at: datetime | None
    places: int | None
    term_years: int
    referees: int
    sought: tuple[Sought, ...]

    @property
    def is_open(self) -> bool:
        now = timezone.now()
        begun = self.state == ExpertCall.State.PUBLISHED and self.opens_at <= now
        return begun and (self.closes_at is None or now < self.closes_at)

    @property
    def is_closed(self) -> bool:
        ended = self.closes_at is not None and self.closes_at <= timezone.now()
        return self.state == ExpertCall.State.CLOSED or ended


def public_calls(language: str) -> list[Notice]:
    """Every call that was published, the latest first. Three queries when public content has changed, then none."""
    return shelf.get(("expertise.calls", language), lambda: _read(language))


def _read(language: str) -> list[Notice]:
    rows = ExpertCall.objects.exclude(state=ExpertCall.State.DRAFT).prefetch_related("texts", "aims")
    found = []
    for call in rows.order_by("-opens_at", "-pk"):
        texts = {text.language: text for text in call.texts.all()}
        text = texts.get(language) or next(iter(texts.values()), None)
        found.append(
            Notice(
                pk=call.pk,
                slug=call.slug,
                state=call.state,
                title=text.title if text else call.slug,
                summary=text.summary if text else "",
                body=text.body if text else "",
                opens_at=call.opens_at,
                closes_at=call.closes_at,
                places=call.places,
                term_years=call.term_years,
                referees=call.referees,
                sought=_sought(call.aims.all(), language),
            )
        )
    return found


def _sought(aims: Iterable[ExpertCallAim], language: str) -> tuple[Sought, ...]:
    kinds: dict[str, list[str]] = {}
    for aim in aims:
        kinds.setdefault(str(aim.get_kind_display()), []).append(aim_words(aim.kind, aim.code, language))
    return tuple(Sought(kind, tuple(words)) for kind, words in kinds.items())


def aim_words(kind: str, code: str, language: str) -> str:
    """What an aim of a call seeks, in words."""
    if kind == ExpertCallAim.Kind.GENDER:
        return str(dict(ExpertCallAim.GENDERS).get(code, code))
    return words_of(kind, code, language)


def public_call(slug: str, language: str) -> Notice | None:
    """One published or closed call, or None."""
    return next((call for call in public_calls(language) if call.slug == slug), None)


def open_calls(language: str) -> list[Notice]:
    """The calls one can apply to now."""
    return [call for call in public_calls(language) if call.is_open]


def rules_of(call_id: int, language: str) -> list[RuleRow]:
    """The rules of a call in one language: two queries when public content has changed, then none."""
    return shelf.get(("expertise.call_rules", call_id, language), lambda: _rules(call_id, language))


def _rules(call_id: int, language: str) -> list[RuleRow]:
    found = []
    for rule in ExpertCall.objects.get(pk=call_id).rules.prefetch_related("texts"):
        texts = {text.language: text for text in rule.texts.all()}
        text = texts.get(language) or next(iter(texts.values()), None)
        if text is not None:
            found.append(RuleRow(text.label, text.guidance, rule.required))
    return found
