"""The work of an expert: terms of reference, days, deliverables, the report, and what each side thought of it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from expertise.models import Expert
from portal.accounts.models import User
from portal.documents.services import running
from roadmaps.models import Mission
from roadmaps.selection import appraisals
from roadmaps.services.mission import appraising, missions, reports, work

from . import clock, paper
from .acting import Act

PARTS = ("done", "results", "difficulties", "recommendations", "follow_up")


class MissionPart:
    """The acts of one mission; ``find`` gives it, as it is made only when the story comes to it."""

    def __init__(
        self,
        told: Mapping[str, Any],
        find: Callable[[], Mission],
        people: Mapping[str, User],
        focal: User | None = None,
    ) -> None:
        self.told, self.find, self.people, self.focal = told, find, people, focal
        self.officer = people["officer"]

    @property
    def mission(self) -> Mission:
        """The mission as it stands now."""
        return Mission.objects.select_related("expert__user", "assistance__country").get(pk=self.find().pk)

    @property
    def expert(self) -> User:
        user = self.mission.expert.user
        assert user is not None
        return user

    def acts(self) -> Iterator[tuple[datetime, Act]]:
        """(when, what) in the order of the story."""
        told = self.told
        if "terms" in told:
            yield clock.moment(told["terms"]), self.issue_terms
        if "begun" in told:
            yield clock.moment(told["begun"]), self.begin
        for row in told.get("days_worked") or []:
            yield clock.moment(row["day"], hour=17), partial(self.write_days, row)
        for place, row in enumerate(told.get("deliverables") or []):
            if "handed" in row:
                yield clock.moment(row["handed"]), partial(self.hand_over, place, row)
        if report := told.get("report"):
            yield clock.moment(report["saved"]), partial(self.save_report, report)
            if "sent" in report:
                yield clock.moment(report["sent"]), self.send_report
        for row in told.get("appraisals") or []:
            yield clock.moment(row["day"], hour=10), partial(self.appraise, row)
        if "cancelled" in told:
            yield clock.moment(told["cancelled"]["day"]), self.cancel

    def issue_terms(self) -> None:
        """The terms are written and the deliverables named; the paper is ordered."""
        told, mission = self.told, self.mission
        missions.write_terms(
            mission=mission,
            by=self.officer,
            **{name: told[name].strip() for name in ("place", "tasks", "travel_advice") if name in told},
        )
        for row in told["deliverables"]:
            work.add_deliverable(mission=mission, title=row["title"], due=clock.day(row["due"]), by=self.officer)
        missions.issue_terms(mission=mission, by=self.officer)

    def begin(self) -> None:
        """What a worker would have done by now is done first: work begins with the terms at hand."""
        job = self.mission.terms_job_id
        assert job is not None
        with paper.where_pdf_is_missing():
            running.run(job)
        missions.begin(mission=self.mission, by=self.officer)

    def write_days(self, row: Mapping[str, Any]) -> None:
        work.write_days(
            mission=self.mission,
            on=clock.day(row["day"]),
            days=Decimal(str(row["days"])),
            what=row["what"],
            by=self.expert,
        )

    def hand_over(self, place: int, row: Mapping[str, Any]) -> None:
        mission = self.mission
        data = paper.one_page(f"{row['title']} (illustration)", row["text"])
        work.hand_over(
            deliverable=mission.deliverables.order_by("position")[place],
            upload=SimpleUploadedFile("deliverable.pdf", data, "application/pdf"),
            by=self.expert,
        )

    def save_report(self, told: Mapping[str, Any]) -> None:
        values = {name: told[name].strip() for name in PARTS if name in told}
        reports.save(mission=self.mission, values=values, expected_revision=0, by=self.expert)

    def send_report(self) -> None:
        reports.send(mission=self.mission, by=self.expert)

    def appraise(self, told: Mapping[str, Any]) -> None:
        side = told["by"]
        actor = self.expert if side == "expert" else self.focal if side == "focal" else self.people[side]
        code = {"expert": appraisals.EXPERT, "focal": appraisals.PARTY}.get(side, appraisals.SECRETARIAT)
        asked = [question.code for question in appraisals.QUESTIONS[code]]
        appraising.give(
            mission=self.mission,
            marks=dict(zip(asked, told["marks"], strict=True)),
            comment=told["comment"],
            again=told.get("again"),
            by=actor,
        )

    def cancel(self) -> None:
        told = self.told["cancelled"]
        actor = self.expert if told["by"] == "expert" else self.people[told["by"]]
        missions.cancel(mission=self.mission, reason=told["reason"], by=actor)


class CommonMission:
    """A mission that serves no single country: training, panel, material, study."""

    def __init__(self, told: Mapping[str, Any], people: Mapping[str, User], experts: Mapping[str, Expert]) -> None:
        self.told, self.people, self.experts = told, people, experts
        self.key: int | None = None

    @property
    def name(self) -> str:
        return f"mission.{self.told['key']}"

    @property
    def language(self) -> str:
        return str(self.told["language"])

    def acts(self) -> Iterator[tuple[datetime, Act]]:
        yield clock.moment(self.told["made"]), self.make
        yield from MissionPart(self.told, self.mission, self.people).acts()

    def mission(self) -> Mission:
        return Mission.objects.get(pk=self.key)

    def make(self) -> None:
        told = self.told
        self.key = missions.create(
            kind=told["kind"],
            expert=self.experts[told["expert"]],
            title=told["title"],
            starts_on=clock.day(told["starts"]),
            ends_on=clock.day(told["ends"]),
            days=told["days"],
            language=told["language"],
            objective=told["objective"].strip(),
            tasks=told["tasks"].strip(),
            by=self.people["officer"],
        ).pk
