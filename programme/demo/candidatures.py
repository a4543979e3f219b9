"""One person and the Expert Facility: the application, its review, the years as a member."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from expertise.models import Candidacy, Expert, ExpertCall, Referee
from expertise.periods import Span
from expertise.sections import MOTIVATION, SECTIONS
from expertise.services import (
    ageing,
    availability,
    candidacies,
    files,
    membership,
    profile,
    vetting,
    visibility,
)
from portal.accounts.models import User
from portal.accounts.services import people as accounts
from portal.surveys import services as surveys
from portal.surveys.models import Link

from . import clock, paper
from .acting import Act, Posted, row_texts
from .people import with_password
from .persons import Person

REVIEWED_AFTER = timedelta(days=20)
PROPOSED_BEFORE = timedelta(days=6)


class Candidature:
    """One person on the stage. ``people`` are the demo accounts; ``experts`` is filled with the rows made."""

    def __init__(self, person: Person, people: Mapping[str, User], experts: dict[str, Expert]) -> None:
        self.person, self.people, self.experts = person, people, experts
        # Every other file is followed by the second officer.
        self.officer = people[self._review.get("by") or ("officer", "officer2")[len(person.key) % 2]]

    @property
    def name(self) -> str:
        return self.person.key

    @property
    def language(self) -> str:
        return self.person.language

    @property
    def _review(self) -> dict[str, Any]:
        return self.person.get("review") or {}

    @property
    def _expert(self) -> Expert:
        return Expert.objects.select_related("user").get(pk=self.experts[self.person.key].pk)

    @property
    def _user(self) -> User:
        user = self._expert.user
        assert user is not None
        return user

    @property
    def _candidacy(self) -> Candidacy:
        return Candidacy.objects.select_related("call", "expert__user").get(
            expert=self.experts[self.person.key], call__slug=self.person.history["call"]
        )

    def acts(self) -> Iterator[tuple[datetime, Act]]:
        """(when, what) in the order of the story."""
        told = self.person.history
        sent = clock.moment(told["sent"], hour=16) if "sent" in told else None
        yield clock.moment(told["begun"]) if "begun" in told else _moment(sent) - timedelta(days=9), self.begin
        if sent is None:
            return
        yield sent, self.send
        for place, referee in enumerate(self.person.get("referees") or []):
            if "answered" in referee:
                yield clock.moment(referee["answered"]), lambda place=place: self.be_recommended(place)
        if "withdrawn" in told:
            yield clock.moment(told["withdrawn"]), self.withdraw
        yield from self._reviewing(sent)
        yield from self._being_a_member()

    def _reviewing(self, sent: datetime) -> Iterator[tuple[datetime, Act]]:
        told, review = self.person.history, self._review
        decided = told.get("admitted") or review.get("decided")
        if "opened" in review:
            yield clock.moment(review["opened"]), self.open_review
        elif decided:
            yield sent + REVIEWED_AFTER, self.open_review
        if "proposed" in review:
            yield clock.moment(review["proposed"]), self.propose
        elif decided:
            yield clock.moment(decided, hour=11) - PROPOSED_BEFORE, self.propose
        if decided:
            yield clock.moment(decided, hour=15), self.decide

    def _being_a_member(self) -> Iterator[tuple[datetime, Act]]:
        told = self.person.history
        if "admitted" not in told:
            return
        yield clock.moment(told["admitted"]) + timedelta(days=3), self.settle
        for step, act in (
            ("confirmed", self.confirm),
            ("on_leave", self.go_on_leave),
            ("retired", self.retire),
            ("renewed", self.renew),
        ):
            if step in told:
                yield clock.moment(told[step]), act

    # --- The person ---------------------------------------------------------------------------
    def begin(self) -> None:
        """Sign up, begin an application and write the profile."""
        user = self._account()
        call = ExpertCall.objects.get(slug=self.person.history["call"])
        candidacy, _made = candidacies.begin(call=call, by=user)
        self.experts[self.person.key] = candidacy.expert
        for section in SECTIONS:
            told = self.person.answers(section.code)
            if section.files:
                self._attach_cv(candidacy.expert, user)
            elif told is not None:
                profile.save(
                    expert=candidacy.expert,
                    section=section,
                    posted=Posted(section, told),
                    read_rows=lambda rows, told=told: row_texts(rows, told),
                    expected_revision=0,
                    by=user,
                )
        self._motivate(candidacy, user)

    def _account(self) -> User:
        if self.person.account:
            user = self.people[self.person.account]
            return accounts.update_person(
                user=user, name=user.name, language=user.language, time_zone=self.person.told["time_zone"]
            )
        user = accounts.create_person(
            email=self.person.email,
            name=self.person.name,
            language=self.person.language,
            time_zone=self.person.told["time_zone"],
            log=False,
        )
        return with_password(user, self.people["newcomer"].password)

    def _attach_cv(self, expert: Expert, user: User) -> None:
        if "sent" not in self.person.history:
            return
        posts = [
            f"{row['from']} – {row.get('to', '')}  {row['title']}, {row['employer']}"
            for row in self.person.told["posts"]
        ]
        text = "\n".join([str(self.person.told["headline"]), "", *posts])
        data = paper.one_page(f"Curriculum vitae (illustration): {self.person.name}", text)
        files.attach(
            expert=expert,
            upload=SimpleUploadedFile(f"cv-{self.person.key}.pdf", data, "application/pdf"),
            kind="cv",
            title="Curriculum vitae",
            by=user,
        )

    def _motivate(self, candidacy: Candidacy, user: User) -> None:
        if not self.person.get("motivation"):
            return
        names = ("name", "email", "relation", "language")
        referees = [{name: row[name] for name in names} for row in self.person.get("referees") or []]
        told = {"motivation": self.person.get("motivation"), "named_referees": referees}
        candidacies.save(
            candidacy=candidacy,
            posted=Posted(MOTIVATION, told),
            read_rows=lambda rows: row_texts(rows, told),
            expected_revision=0,
            by=user,
        )

    def send(self) -> None:
        candidacies.submit(candidacy=self._candidacy, by=self._user)

    def withdraw(self) -> None:
        candidacies.withdraw(candidacy=self._candidacy, by=self._user, reason=self.person.history["reason"])

    def settle(self) -> None:
        """A new member chooses readers and says when there is time."""
        expert, user = self._expert, self._user
        visibility.set_readers(expert=expert, readers=self.person.get("readers") or {}, by=user)
        visibility.consent_to_public(expert=expert, consents=bool(self.person.get("public")), by=user)
        periods = [
            Span(clock.day(row["from"]), clock.day(row["to"]), row["days"], row.get("note", ""))
            for row in self.person.get("availability") or []
        ]
        if periods:
            availability.set_periods(expert=expert, periods=periods, by=user)

    def confirm(self) -> None:
        ageing.confirm(expert=self._expert, by=self._user)

    def go_on_leave(self) -> None:
        membership.go_on_leave(expert=self._expert, by=self._user, reason="")

    # --- Others -------------------------------------------------------------------------------
    def be_recommended(self, place: int) -> None:
        """A referee answers the private form."""
        told = self.person.get("referees")[place]
        referee = Referee.objects.get(candidacy=self._candidacy, email=told["email"])
        surveys.answer(
            link=Link.objects.get(pk=referee.link), posted={k: str(v) for k, v in told["reference"].items()}
        )

    def open_review(self) -> None:
        vetting.open_review(candidacy=self._candidacy, by=self.officer)

    def propose(self) -> None:
        candidacy, checks = self._candidacy, self._review.get("checks") or {}
        for rule in candidacy.call.rules.all():
            found = checks.get(rule.kind) or self._evidence(rule.kind)
            found = found if isinstance(found, dict) else {"answer": "yes", "evidence": found}
            vetting.answer_rule(candidacy=candidacy, rule=rule, by=self.officer, **found)
        vetting.propose(
            candidacy=candidacy,
            outcome=self._review.get("outcome", Candidacy.Outcome.ADMITTED),
            reason=self._review.get("reason", "Every rule is met, with evidence."),
            feedback=self._review.get("feedback", ""),
            by=self.officer,
        )

    def _evidence(self, kind: str) -> str:
        """What an officer reads in the file, where the story does not say it."""
        told = self.person.told
        shown = ", ".join(row["activity"] for row in told["activities"])
        first = told["posts"][-1]["from"]
        working = ", ".join(code for code, levels in told["languages"].items() if levels % 10 > 1)
        return {
            "years": f"{told['years']} years; the first post of the curriculum vitae dates from {first}.",
            "languages": f"Works in: {working}.",
            "training": str(told["training"]),
            "activities": f"Evidence read for {shown}.",
        }.get(kind, "Read in the file.")

    def decide(self) -> None:
        vetting.decide(candidacy=self._candidacy, by=self.people["head"])

    def retire(self) -> None:
        reason = self.person.history["retired_reason"]
        membership.retire(expert=self._expert, by=self._user, reason=reason)

    def renew(self) -> None:
        reason = self.person.history["renewed_reason"]
        membership.renew(expert=self._expert, by=self.officer, reason=reason)
        # The end of the term had taken the page away.
        visibility.consent_to_public(expert=self._expert, consents=bool(self.person.get("public")), by=self._user)


def _moment(value: datetime | None) -> datetime:
    assert value is not None, "an application that was not sent says when it was begun"
    return value
