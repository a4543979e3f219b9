"""Fourteen assistances of earlier years, each at its own step: money, risks, documents, messages, workshops, package.

Five opened from an application to the call of the year before (``earlier.py``); the others were decided before the
portal held a call, so officers took them over. What is particular to each stands in
``courses.yaml``; the words they share, in both languages, stand in ``courses_words.yaml``.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from django.utils import timezone

from applications import states as application_states
from applications.models import Application
from expertise.models import Expert
from portal.accounts.models import User
from portal.reference.models import Country
from portal.surveys.queries import links_of
from portal.surveys.services import answer
from roadmaps.assistance.queries import current_plan, planned_steps
from roadmaps.assistance.queries_workshops import PURPOSE
from roadmaps.assistance.steps import Step
from roadmaps.models import Assistance, Commitment, EnvelopeLine, FinalPackage, Mission, Tool, Workshop
from roadmaps.sections.package import PROCESS
from roadmaps.selection import appraisals
from roadmaps.services import assistances
from roadmaps.services.assistance import money, packages, papers, plans, progress, risks, takeover, thread, tools
from roadmaps.services.assistance import workshops as training
from roadmaps.services.mission import appraising, reports, work

from . import clock, earlier
from .acting import Act, Posted
from .course_words import Tools, paper_file, told, words
from .earlier import LINES
from .national import delegations

ENOUGH, SHORT = (Decimal("0.5"), Decimal("0.6"), Decimal(0)), (Decimal("0.97"), Decimal("0.98"), Decimal("0.96"))
CAME = {
    "civil_society": {"women": 9, "men": 6, "undeclared": 0, "young": 5},
    "public_authority": {"women": 5, "men": 6, "undeclared": 1, "young": 2},
    "youth_org": {"women": 3, "men": 2, "undeclared": 0, "young": 5},
}


def parts(people: Mapping[str, User], experts: Mapping[str, Expert]) -> list[Any]:
    """The tools of the Secretariat, and each assistance."""
    languages = {one.iso3: one.language for one in delegations()}
    courses = told()["courses"]
    return [
        Tools(people),
        *(Course(one, languages[one["iso3"]], people, experts) for one in courses),
        *(earlier.Choosing(one, languages[one["iso3"]], people, experts) for one in courses if one.get("applied")),
    ]


class Course:
    """One assistance, from its decision to where it stands."""

    def __init__(
        self, told: Mapping[str, Any], language: str, people: Mapping[str, User], experts: Mapping[str, Expert]
    ) -> None:
        self.told, self.language, self.experts = told, language, experts
        iso3 = told["iso3"].lower()
        self.name = f"course {iso3}"
        self.focal, self.signatory = people[f"focal.{iso3}"], people[f"signatory.{iso3}"]
        self.officer, self.head, self.office = people[told["officer"]], people["head"], people["fieldoffice"]
        self.words: Mapping[str, Any] = words()[language]

    @property
    def assistance(self) -> Assistance:
        """As it stands now."""
        return Assistance.objects.select_related("country", "officer").get(country__iso3=self.told["iso3"])

    @property
    def mission(self) -> Mission:
        """Its mission."""
        return Mission.objects.select_related("expert__user", "assistance__country").get(assistance=self.assistance)

    @property
    def expert(self) -> User:
        user = self.mission.expert.user
        assert user is not None
        return user

    def acts(self) -> Iterator[tuple[datetime, Act]]:
        """(when, what) in the order of the story."""
        opened = clock.moment(self.told["starts"])
        if self.told.get("applied"):  # money, expert and plan come from the application
            yield opened, self.open_applied
        else:
            yield opened, self.open
            yield opened + timedelta(days=3), self.give_money
        yield opened + timedelta(days=5), self.note_risks
        yield opened + timedelta(days=8), self.share_papers
        if told := self.told.get("expert"):
            yield from self._mission(told)
        for code, day in self.told.get("now", {}).items():
            yield clock.moment(day, hour=10), partial(self.begin, code)
        for code, day in self.told["done"].items():
            yield clock.moment(day, hour=15), partial(self.finish, code)
        yield opened + timedelta(days=24), partial(self.spend, 0)
        if not self.told.get("silent"):
            yield opened + timedelta(days=40), partial(self.spend, 1)
            yield opened + timedelta(days=55), partial(self.spend, 2)
        for number in range(self.told["messages"]):
            yield opened + timedelta(days=12 + 9 * number), partial(self.write, number)
        if told := self.told.get("plan"):
            yield clock.moment(told["changed"], hour=11), partial(self.change_plan, told)
        for number, day in enumerate(self.told["workshops"]):
            yield from self._workshop(number, day)
        yield from self._reviews(opened)
        if day := self.told.get("package"):
            yield clock.moment(day, hour=9), self.report
            yield clock.moment(day, hour=14), self.submit
            yield clock.moment(day, hour=9) + timedelta(days=9), self.accept
            yield clock.moment(day, hour=9) + timedelta(days=15), self.learn

    # --- The beginning ------------------------------------------------------------------------
    def open(self) -> None:
        takeover.take_over(
            country=Country.objects.get(iso3=self.told["iso3"]),
            starts_on=clock.day(self.told["starts"]),
            ends_on=clock.day(self.told["ends"]),
            decided_on=clock.day(self.told["starts"]) - timedelta(days=20),
            decision=self.words["decision"],
            file=paper_file(self.words["decision"], self.words["decided"]),
            officer=self.officer,
            language=self.language,
            reason=self.told.get("reason", ""),
            by=self.officer,
        )

    def open_applied(self) -> None:
        assistances.open(
            application=Application.objects.get(
                country__iso3=self.told["iso3"], call__slug=earlier.SLUG, state=application_states.SELECTED
            ),
            starts_on=clock.day(self.told["starts"]),
            ends_on=clock.day(self.told["ends"]),
            officer=self.officer,
            by=self.officer,
        )

    def give_money(self) -> None:
        amount, days, _currency, _rate = self.told["money"]
        money.set_envelope(
            assistance=self.assistance, days=days, amount=Decimal(amount), reason=self.words["envelope"], by=self.head
        )  # fmt: skip
        for title, share in zip(self.words["lines"], LINES, strict=True):
            money.save_line(
                assistance=self.assistance,
                line=None,
                title=title,
                amount=(Decimal(amount) * share).quantize(Decimal(1)),
                by=self.officer,
            )

    def spend(self, place: int) -> None:
        """One commitment on a line, in dollars or in the money of the country; the first two are paid."""
        line = EnvelopeLine.objects.get(envelope__assistance=self.assistance, position=place)
        share = (SHORT if self.told.get("short") else ENOUGH)[place]
        usd = line.amount * share
        if not usd:
            return
        _amount, _days, currency, rate = self.told["money"]
        local = place == 0
        amount = (usd * Decimal(rate)).quantize(Decimal(1)) if local else usd.quantize(Decimal("0.01"))
        price = {"currency": currency, "rate": Decimal(rate)} if local else {}
        if local:
            amount -= amount % 10
        today = timezone.localdate()
        made: Commitment = money.commit(
            assistance=self.assistance,
            line=line,
            title=self.words["orders"][place],
            payee=self.words["payees"][place],
            amount=amount,
            on=today,
            by=self.officer,
            **price,
        )
        if place < 2:
            money.pay(
                assistance=self.assistance,
                commitment=made,
                amount=(amount * Decimal("0.6")).quantize(Decimal("0.01")),
                on=today,
                paper=f"{100 + place} / {today.year}",
                by=self.officer,
                **price,
            )

    def note_risks(self) -> None:
        today = timezone.localdate()
        for row in self.words["risks"]:
            by = self.focal if row["scope"] == "country" else self.officer
            values = {name: value for name, value in row.items() if name != "days"}
            values["review_on"] = today + timedelta(days=row["days"])
            risks.save(assistance=self.assistance, risk=None, values=values, by=by)

    def _reviews(self, opened: datetime) -> Iterator[tuple[datetime, Act]]:
        """Risks are looked at every quarter, but where nobody gives a sign of life."""
        if self.told.get("silent"):
            return
        end = clock.moment(self.told.get("package") or clock.WRITTEN_ON)
        when = opened + timedelta(days=80)
        while when < end:
            yield when, self.review
            when += timedelta(days=85)

    def review(self) -> None:
        for risk in self.assistance.risks.filter(closed_at__isnull=True):
            risks.review(
                risk=risk,
                likelihood=max(risk.likelihood - 1, 1),
                impact=risk.impact,
                note=self.words["reviewed"],
                next_on=timezone.localdate() + timedelta(days=90),
                by=self.officer,
            )

    def share_papers(self) -> None:
        for row in self.words["papers"]:
            by = self.focal if row["by"] == "focal" else self.officer
            shared = papers.share(
                assistance=self.assistance,
                title=row["title"],
                audience=row["audience"],
                file=paper_file(row["title"], row["text"]),
                by=by,
            )
            if "again" in row:
                papers.renew(paper=shared, file=paper_file(row["title"], row["again"]), note=row["again"], by=by)

    def write(self, number: int) -> None:
        row = self.words["messages"][number]
        by = {"focal": self.focal, "officer": self.officer}[row["by"]]
        thread.write(assistance=self.assistance, text=row["text"].strip(), by=by)

    # --- The steps ----------------------------------------------------------------------------
    def begin(self, code: str) -> None:
        progress.begin(assistance=self.assistance, step=code, on=timezone.localdate(), by=self.focal)

    def finish(self, code: str) -> None:
        progress.finish(assistance=self.assistance, step=code, on=timezone.localdate(), by=self.focal)

    def change_plan(self, told: Mapping[str, Any]) -> None:
        """What is not done moves with the end."""
        assistance = self.assistance
        plan = current_plan(assistance)
        assert plan is not None
        done = set(assistance.progress.filter(done_on__isnull=False).values_list("step", flat=True))
        later = clock.day(told["ends"]) - assistance.ends_on
        moved = [
            step if code in done else Step(
                code, step.starts_on + later, step.ends_on + later, step.side, step.responsible, step.after
            )
            for code, step in planned_steps(plan).items()
        ]  # fmt: skip
        plans.change_plan(assistance=assistance, planned=moved, reason=told["reason"], by=self.officer)

    def _mission(self, told: Mapping[str, Any]) -> Iterator[tuple[datetime, Act]]:
        if not self.told.get("applied"):
            yield clock.moment(told["from"], hour=8), partial(self.agree, told)
        for number, day in enumerate(told["worked"]):
            yield clock.moment(day, hour=17), partial(self.write_days, number)
        if "reported" in told:
            yield clock.moment(told["reported"], hour=16), self.send_report
        if "appraised" in told:
            yield clock.moment(told["appraised"], hour=16), self.appraise

    def agree(self, told: Mapping[str, Any]) -> None:
        takeover.take_over_mission(
            assistance=self.assistance,
            expert=Expert.objects.get(pk=self.experts[told["key"]].pk),
            title=self.words["mission"],
            starts_on=clock.day(told["from"]),
            ends_on=clock.day(told["to"]),
            days=told["days"],
            language=self.language,
            agreed=self.words["agreed"],
            by=self.officer,
        )

    def write_days(self, number: int) -> None:
        texts = self.words["days"]
        work.write_days(
            mission=self.mission,
            on=timezone.localdate(),
            days=Decimal(3 + number % 3),
            what=texts[number % len(texts)],
            by=self.expert,
        )

    def send_report(self) -> None:
        values = {name: self.words["report"][name].strip() for name in ("done", "results", "recommendations")}
        reports.save(mission=self.mission, values=values, expected_revision=0, by=self.expert)
        reports.send(mission=self.mission, by=self.expert)

    def appraise(self) -> None:
        sides = (
            (appraisals.PARTY, self.focal), (appraisals.SECRETARIAT, self.officer), (appraisals.EXPERT, self.expert)
        )  # fmt: skip
        for side, person in sides:
            appraising.give(
                mission=self.mission,
                marks={question.code: 4 for question in appraisals.QUESTIONS[side]},
                comment=self.words["appraisal"],
                again=True if side != appraisals.EXPERT else None,
                by=person,
            )

    # --- Capacity building --------------------------------------------------------------------
    def _workshop(self, number: int, day: date) -> Iterator[tuple[datetime, Act]]:
        held = clock.moment(day, hour=9)
        yield held - timedelta(days=45), partial(self.plan_workshop, number, day)
        yield held + timedelta(days=1), partial(self.hold_workshop, number)
        yield held + timedelta(days=6), partial(self.evaluate, number)

    def _values(self, number: int, day: date) -> dict[str, Any]:
        begins = datetime.combine(clock.day(day), time(8), UTC)
        words = self.words["workshops"][number]
        return {
            "kind": words["kind"],
            "title": words["title"],
            "starts_at": begins,
            "ends_at": begins + timedelta(hours=7),
            "time_zone": "UTC",
            "place": words["place"],
            "link": "",
            "agenda": words["agenda"].strip(),
            "material": words["material"].strip(),
            "language": self.language,
        }

    def plan_workshop(self, number: int, day: date) -> None:
        training.save(
            assistance=self.assistance, workshop=None, values=self._values(number, day), counts={}, by=self.focal
        )  # fmt: skip
        for place, name in enumerate(self.words["people"], start=1):
            email = f"participant{place}.{self.told['iso3'].lower()}@example.org"
            training.add_participant(
                workshop=self._at(number), name=name, email=email, language=self.language, by=self.focal
            )  # fmt: skip

    def _at(self, number: int) -> Workshop:
        return list(Workshop.objects.filter(assistance=self.assistance).select_related("assistance"))[number]

    def hold_workshop(self, number: int) -> None:
        row = self._at(number)
        values = self._values(number, self.told["workshops"][number])
        training.save(assistance=self.assistance, workshop=row, values=values, counts=CAME, by=self.focal)
        came = set(row.participants.values_list("pk", flat=True))
        training.mark(workshop=self._at(number), came=came, by=self.focal)

    def evaluate(self, number: int) -> None:
        row = self._at(number)
        training.ask_evaluations(workshop=row, by=self.focal)
        for place, link in enumerate(links_of(row, PURPOSE).order_by("pk")[:2]):
            marks = dict.fromkeys(("useful", "clear", "applied", "balanced"), str(5 - place))
            answer(link=link, posted={**marks, "best": self.words["best"], "better": self.words["better"]})

    # --- The end ------------------------------------------------------------------------------
    def report(self) -> None:
        """The process report is written."""
        given = {name: text.strip() for name, text in self.words["package"].items()}
        packages.save_report(
            assistance=self.assistance,
            posted=Posted(PROCESS, given),
            read_rows=lambda _rows: [],
            expected_revision=0,
            by=self.focal,
        )

    def submit(self) -> None:
        packages.sign(assistance=self.assistance, by=self.signatory)
        packages.submit(assistance=self.assistance, by=self.focal)

    def accept(self) -> None:
        packages.accept(assistance=self.assistance, words=self.words["accepted"], by=self.officer)

    def learn(self) -> None:
        """A challenge of the report changes a tool of the diagnosis."""
        tool = Tool.objects.get(step="TA3", kind="guide", language=self.language, country__isnull=True)
        package = FinalPackage.objects.get(assistance=self.assistance)
        challenge = package.challenges.partition(". ")[0] + "."
        lesson = tools.learn(
            assistance=self.assistance, challenge=challenge, text=self.words["lesson"], tool=tool, by=self.officer
        )  # fmt: skip
        tools.change(
            tool=tool,
            title=tool.title,
            body=f"{tool.body}\n\n{self.words['added']}",
            reason=lesson.text,
            lesson=lesson,
            by=self.officer,
        )
