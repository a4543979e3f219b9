"""Named reads of the survey of Parties."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.collaboration.reading import ReadSection, read_sections
from portal.reference import queries as reference
from portal.reference.rows import CountryRow

from ..models import SurveyReply, SurveyRound
from ..sections.survey import QUESTIONS, SURVEY
from ..state import queries as state_queries
from ..state.standing import Standing, standing


@dataclass(frozen=True, slots=True)
class PartyLine:
    """One Party in a round: its reply (None while it was not asked) and where it stands by all sources."""

    country: CountryRow
    reply: SurveyReply | None
    standing: Standing

    @property
    def state(self) -> str:
        """answered, asked, lapsed (its link is past or taken back), or unasked."""
        if self.reply is None:
            return "unasked"
        if self.reply.on is not None:
            return "answered"
        return "asked" if self.reply.link is not None and self.reply.link.is_open else "lapsed"

    @property
    def words(self) -> str:
        return {
            "answered": _("answered"), "asked": _("asked, not answered"), "lapsed": _("asked, the link is over"),
            "unasked": _("not asked"),
        }[self.state]  # fmt: skip

    @property
    def stitch(self) -> str:
        return {"answered": "full", "asked": "half", "lapsed": "hollow", "unasked": "thread"}[self.state]


def lines_of(round: SurveyRound, language: str, today: date) -> list[PartyLine]:
    """Every Party in the order of the language: one query, and the records of the state of play."""
    replies = {reply.country_id: reply for reply in round.replies.select_related("link", "country")}
    records = state_queries.records()
    return [
        PartyLine(row, replies.get(row.id), standing(records.get(row.id, ()), today))
        for row in reference.country_rows(language)
        if row.party or row.id in replies
    ]


def to_remind(round: SurveyRound) -> list[SurveyReply]:
    """Those asked that have not answered and were not written to today: one query."""
    return [row for row in round.replies.filter(on=None).select_related("link") if is_to_remind(row)]


def is_to_remind(reply: SurveyReply) -> bool:
    """Whether a Party was asked, has not answered, and was not written to today."""
    link = reply.link
    if reply.on is not None or link is None or link.revoked_at is not None:
        return False
    return timezone.localdate(link.reminded_at or link.created_at) != timezone.localdate()


def conflicts(language: str, today: date) -> list[tuple[CountryRow, Standing]]:
    """The Parties of which two sources say two stages today."""
    found = []
    for row in reference.country_rows(language):
        now = standing(state_queries.records().get(row.id, ()), today)
        if now.differs:
            found.append((row, now))
    return found


def reply_of(year: int, iso3: str) -> SurveyReply | None:
    """The answered reply of a Party in a round, or None."""
    rows = SurveyReply.objects.filter(round__year=year, country__iso3=iso3.upper(), on__isnull=False)
    return rows.select_related("round", "country", "recorded_by").prefetch_related("files").first()


def in_words(reply: SurveyReply) -> ReadSection:
    """The answers in words."""
    given: dict[str, Any] = {name: getattr(reply, name) for name in QUESTIONS}
    return read_sections([SURVEY], {SURVEY.code: given})[0]
