"""Plays a story: each act is done by its person, at its date, through the services everybody uses."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from applications.models import Application, Assessment, Call, Criterion
from applications.sections import SECTIONS
from applications.services import (
    announcement,
    assessment,
    assignment,
    attachments,
    clarification,
    decision,
    drafts,
    screening,
    sections,
    submission,
    withdrawal,
)
from portal.accounts.models import User
from portal.collaboration.services import Point
from portal.reference.models import Country

from . import clock, paper
from .acting import Act, Posted, row_texts
from .stories import Story

# How the stories name the gates, and how the portal does.
GATES = {"signed": "signature", "activity": "activities"}


class Play:
    """One story on the stage of one call."""

    def __init__(self, story: Story, call: Call, people: dict[str, User]) -> None:
        self.story, self.call, self.people = story, call, people
        self.country = Country.objects.get(iso3=story.iso3)
        self.focal = people[f"focal.{story.iso3.lower()}"]
        # A file is followed by one officer, announced by the other.
        self.officer, self.second = people["officer"], people["officer2"]
        self.file: Application | None = None

    @property
    def name(self) -> str:
        return self.story.iso3

    @property
    def language(self) -> str:
        return self.story.language

    @property
    def application(self) -> Application:
        """The file as it stands now."""
        assert self.file is not None
        return Application.objects.select_related("call", "country").get(pk=self.file.pk)

    def acts(self) -> Iterator[tuple[datetime, Act]]:
        """(when, what) in the order of the story."""
        history = self.story.history
        started = clock.moment(history["started"])
        yield started, self.start
        if "submitted" in history:
            yield clock.moment(history["submitted"]) - timedelta(hours=2), self.write
            yield clock.moment(history["submitted"]), self.submit
        else:
            yield started + timedelta(days=9), self.write
        for state, act in (
            ("screening", self.screen),
            ("clarification_asked", self.ask),
            ("eligible", self.find_eligible),
            ("ineligible", self.find_ineligible),
            ("assessment", self.assign),
        ):
            if state in history:
                yield clock.moment(history[state]), act
        for told in self.story.get("assessments") or []:
            yield from self._assessing(told)
        if told := self.story.get("decision"):
            announced = clock.moment(history[told["outcome"]], hour=15)
            yield announced - timedelta(days=4), self.prepare
            yield announced - timedelta(days=1), self.decide
            yield announced, self.release
        if "withdrawn" in history:
            yield clock.moment(history["withdrawn"]), self.withdraw

    # --- The Party ----------------------------------------------------------------------------
    def start(self) -> None:
        self.file, _made = drafts.start_or_resume(call=self.call, country=self.country, by=self.focal)

    def write(self) -> None:
        for section in SECTIONS:
            if section.files:
                self._attach()
                continue
            told = self.story.sections.get(section.code)
            if told is None:
                continue
            told = self._in_codes(section.code, dict(told))
            sections.save(
                application=self.application,
                section=section,
                posted=Posted(section, told),
                read_rows=lambda rows, told=told: row_texts(rows, told),
                expected_revision=0,
                by=self.focal,
            )

    def _in_codes(self, section: str, told: dict[str, Any]) -> dict[str, Any]:
        """Names as the sections have them; dates move with the demonstration."""
        if section == "activities":
            told["activities"] = told.get("rows")
        if section == "party":
            told["language"] = self.story.language
        if section == "workplan" and isinstance(told.get("start"), date):
            told["start"] = clock.day(told["start"])
        return told

    def _attach(self) -> None:
        for told in self.story.get("attachments") or []:
            name = f"{told['kind']}-{self.story.iso3.lower()}.pdf"
            data = paper.one_page(told["title"], told["text"])
            attachments.attach(
                application=self.application,
                upload=SimpleUploadedFile(name, data, "application/pdf"),
                kind=told["kind"],
                title=told["title"],
                by=self.focal,
            )

    def submit(self) -> None:
        submission.submit(application=self.application, by=self.focal)

    def withdraw(self) -> None:
        withdrawal.withdraw(
            application=self.application, by=self.focal, reason=self.story.get("withdrawal")["reason"].strip()
        )

    # --- The Secretariat ----------------------------------------------------------------------
    def screen(self) -> None:
        screening.open_screening(application=self.application, by=self.officer)
        gates = {gate.code: gate for gate in self.call.gates.all()}
        for name, told in (self.story.get("screening") or {"gates": {}})["gates"].items():
            screening.confirm_gate(
                application=self.application,
                gate=gates[GATES.get(name, name)],
                outcome=told["outcome"],
                note=told["note"],
                by=self.officer,
            )

    def ask(self) -> None:
        told = self.story.get("clarification")
        points = [Point(p["section"], p["field"], p["kind"], p["text"].strip()) for p in told["points"]]
        # A date to answer by that is near, whenever the demonstration is loaded.
        clarification.ask(
            application=self.application,
            points=points,
            message=told["message"].strip(),
            due=clock.day(told["due"]),
            by=self.officer,
        )

    def find_eligible(self) -> None:
        screening.mark_eligible(application=self.application, by=self.officer)

    def find_ineligible(self) -> None:
        told = self.story.get("ineligibility")
        screening.mark_ineligible(
            application=self.application, by=self.officer, reason=told["reason"], instead=told["instead"]
        )

    def assign(self) -> None:
        named = [self.people[f"assessor{told['assessor']}"] for told in self.story.get("assessments")]
        assignment.assign(application=self.application, assessors=named, by=self.officer)

    def prepare(self) -> None:
        told, file = self.story.get("decision"), self.application
        choice = decision.Choice(told["outcome"], told["reason"].strip(), told["feedback"].strip())
        decision.prepare(round=file.round, choices={file.pk: choice}, by=self.officer)

    def decide(self) -> None:
        decision.decide(decisions=[self.application.decision], by=self.people["head"])

    def release(self) -> None:
        announcement.release(decisions=[self.application.decision], by=self.second)

    # --- The assessors ------------------------------------------------------------------------
    def _assessing(self, told: dict[str, Any]) -> Iterator[tuple[datetime, Act]]:
        person = self.people[f"assessor{told['assessor']}"]
        assigned = clock.moment(self.story.history["assessment"])
        yield assigned + timedelta(days=2), lambda: self.declare(person)
        if told.get("submitted"):
            handed_in = clock.moment(told["submitted"], hour=14)
            yield handed_in - timedelta(hours=3), lambda: self.score(person, told)
            yield handed_in, lambda: assessment.hand_in(assessment=self._assessment(person), by=person)
        elif told.get("scores"):
            yield assigned + timedelta(days=5), lambda: self.score(person, told)

    def _assessment(self, person: User) -> Assessment:
        found: Assessment = self.application.assessments.get(assessor=person)
        return found

    def declare(self, person: User) -> None:
        assessment.declare_interests(assessment=self._assessment(person), by=person, conflict=False)

    def score(self, person: User, told: dict[str, Any]) -> None:
        mine = self._assessment(person)
        for criterion in Criterion.objects.filter(call=self.call):
            if given := told["scores"].get(criterion.code):
                assessment.save_score(
                    assessment=mine,
                    criterion=criterion,
                    level=given["level"],
                    justification=given["why"].strip(),
                    by=person,
                )
        if told.get("comment"):
            assessment.save_comment(assessment=mine, comment=told["comment"].strip(), by=person)
