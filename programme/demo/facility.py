"""The Expert Facility as a whole: its calls, nominations, meetings and shared documents, and the passing of time."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import yaml
from django.core.files.uploadedfile import SimpleUploadedFile

from expertise.models import Attendance, Expert, ExpertCall, Gathering, GatheringText, Nomination, VettingRule
from expertise.services import ageing, calls, gatherings, nominations, referees, shared_documents
from portal.accounts.models import User
from portal.reference.models import Country

from . import clock, paper
from .acting import Act

STORY = Path(__file__).resolve().parent / "facility.yaml"
LANGUAGES = ("en", "fr")
# Days on which the clockwork of the Facility is looked at: a few of the many it runs on.
TICKS = (date(2025, 5, 6), date(2026, 6, 10), date(2026, 7, 12), date(2026, 8, 14), date(2026, 9, 13),
         date(2026, 10, 15), date(2026, 11, 19))  # fmt: skip


class Facility:
    """The Facility on the stage. ``people`` are the demo accounts, ``experts`` the rows by their key."""

    name = "facility"
    language = "en"

    def __init__(self, people: Mapping[str, User], experts: dict[str, Expert]) -> None:
        self.people, self.experts = people, experts
        self.told: dict[str, Any] = yaml.safe_load(STORY.read_text(encoding="utf-8"))
        self.officer = people["officer"]
        self.gatherings: dict[str, Gathering] = {}
        self.nominations: dict[str, Nomination] = {}

    def acts(self) -> Iterator[tuple[datetime, Act]]:
        """(when, what); the clockwork last, as it looks at what the day has brought."""
        for call in self.told["calls"]:
            yield clock.moment(call["published"]), partial(self.open_call, call)
        for told in self.told["nominations"]:
            yield clock.moment(told["sent"]), partial(self.nominate, told)
            for step in ("accepted", "declined"):
                if step in told:
                    yield clock.moment(told[step]), partial(self.answer_nomination, told, step)
        for told in self.told["gatherings"]:
            yield from self._gathering(told)
        for told in self.told["documents"]:
            yield clock.moment(told["shared"]), partial(self.share, told)
        for day in TICKS:
            yield clock.moment(day, hour=23), self.tick

    # --- Calls --------------------------------------------------------------------------------
    def open_call(self, told: Mapping[str, Any]) -> None:
        """The default rules with the words of the story. A call without referees asks no rule about them."""
        call = calls.create_default(
            slug=told["slug"],
            opens_at=clock.moment(told["opens"]),
            closes_at=clock.moment(told["closes"], hour=23) if "closes" in told else None,
            places=told.get("places"),
            aims=[(kind, code) for kind, code in told.get("aims", [])],
            by=self.officer,
        )
        for language in LANGUAGES:
            call.texts.filter(language=language).update(**told[language])
        if not told["referees"]:
            ExpertCall.objects.filter(pk=call.pk).update(referees=0)
            call.rules.filter(kind=VettingRule.Kind.REFEREES).delete()
        calls.publish(call=call, by=self.officer)

    # --- Nominations --------------------------------------------------------------------------
    def nominate(self, told: Mapping[str, Any]) -> None:
        self.nominations[told["email"]] = nominations.nominate(
            call=ExpertCall.objects.get(slug=told["call"]),
            voice=told["voice"],
            name=told["name"],
            email=told["email"],
            reason=told["reason"].strip(),
            by=self.people[told["by"]],
            country=Country.objects.get(iso3=told["country"]) if "country" in told else None,
            institution=told.get("institution", ""),
            language=told["language"],
        )

    def answer_nomination(self, told: Mapping[str, Any], step: str) -> None:
        nomination = self.nominations[told["email"]]
        if step == "declined":
            nominations.decline(nomination=nomination)
        else:
            user = self.experts[told["person"]].user
            assert user is not None
            nominations.accept(nomination=nomination, by=user)

    # --- Meetings and trainings ---------------------------------------------------------------
    def _gathering(self, told: Mapping[str, Any]) -> Iterator[tuple[datetime, Act]]:
        announced = clock.moment(told["announced"])
        yield announced - timedelta(days=4), partial(self.plan, told)
        yield announced, partial(self.announce, told)
        for comes, given in ((True, told["accepted"]), (False, told["declined"])):
            for key, day in given.items():
                yield clock.moment(day, hour=12), partial(self.reply, told, key, comes)
        if "held" in told:
            yield clock.moment(told["held"]), partial(self.hold, told)

    def plan(self, told: Mapping[str, Any]) -> None:
        gathering = Gathering.objects.create(
            kind=told["kind"],
            starts_at=clock.moment(told["starts"]),
            ends_at=clock.moment(told["ends"]),
            place=told.get("place", ""),
            online_link=told.get("link", ""),
            created_by=self.officer,
        )
        for language in LANGUAGES:
            GatheringText.objects.create(gathering=gathering, language=language, **told[language])
        self.gatherings[told["key"]] = gathering

    def announce(self, told: Mapping[str, Any]) -> None:
        invited = told["invited"]
        people = (
            Expert.objects.on_roster()
            if invited == "all"
            else [self.experts[key] for key in invited if key in self.experts]
        )
        members = Expert.objects.filter(pk__in=[one.pk for one in people]).select_related("user")
        gatherings.invite(gathering=self.gatherings[told["key"]], experts=members, by=self.officer)
        gatherings.announce(gathering=self.gatherings[told["key"]], by=self.officer)

    def _attendance(self, told: Mapping[str, Any], key: str) -> Attendance:
        return Attendance.objects.select_related("expert__user").get(
            gathering=self.gatherings[told["key"]], expert=self.experts[key]
        )

    def reply(self, told: Mapping[str, Any], key: str, comes: bool) -> None:
        attendance = self._attendance(told, key)
        gatherings.answer(attendance=attendance, comes=comes, by=attendance.expert.user)

    def hold(self, told: Mapping[str, Any]) -> None:
        present = [self._attendance(told, key).pk for key in told["attended"]]
        gatherings.mark(gathering=self.gatherings[told["key"]], present=present, by=self.officer)

    def share(self, told: Mapping[str, Any]) -> None:
        data = paper.one_page(told["title"], told["text"])
        shared_documents.share(
            upload=SimpleUploadedFile("document.pdf", data, "application/pdf"),
            title=told["title"],
            language=told["language"],
            gathering=self.gatherings.get(told.get("gathering", "")),
            by=self.officer,
        )

    # --- Time ---------------------------------------------------------------------------------
    def tick(self) -> None:
        """What the scheduler does by itself: calls close, terms end, people are reminded."""
        calls.keep_in_time()
        nominations.keep_in_time()
        referees.remind_due()
        ageing.keep_in_time()
