"""The assistance of the selected Party: needs, shortlists, offers, and what both sides made of them."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from applications import states as application_states
from applications.models import Application
from expertise.models import Expert
from portal.accounts.models import User
from roadmaps.models import Assistance, Need, Offer, Shortlist
from roadmaps.selection import matches, ranking
from roadmaps.services import assistances
from roadmaps.services.selection import in_time, needs, offers, shortlists

from . import clock
from .acting import Act
from .missions import MissionPart

STORY = Path(__file__).resolve().parent / "missions.yaml"
COLUMNS = ("title", "description", "activities", "themes", "fields", "languages", "mode", "days")


def story() -> dict[str, Any]:
    """The assistance, its needs, and the missions that serve no single country."""
    told: dict[str, Any] = yaml.safe_load(STORY.read_text(encoding="utf-8"))
    return told


class Opening:
    """The assistance opens, with the needs its application asked for."""

    name = "assistance"
    language = "en"

    def __init__(self, told: Mapping[str, Any], people: Mapping[str, User]) -> None:
        self.told, self.officer = told, people["officer"]

    def acts(self) -> Iterator[tuple[datetime, Act]]:
        yield clock.moment(self.told["opened"]), self.open

    def open(self) -> None:
        application = Application.objects.get(country__iso3=self.told["iso3"], state=application_states.SELECTED)
        assistances.open(
            application=application,
            starts_on=clock.day(self.told["starts"]),
            ends_on=clock.day(self.told["ends"]),
            officer=self.officer,
            by=self.officer,
        )


class Selection:
    """One need: who was considered, whom the Party preferred, who was asked."""

    language = "en"

    def __init__(
        self, told: Mapping[str, Any], party: str, people: Mapping[str, User], experts: Mapping[str, Expert]
    ) -> None:
        self.told, self.party, self.people, self.experts = told, party, people, experts
        self.officer, self.focal = people["officer"], people[f"focal.{party.lower()}"]
        self.key: int | None = None

    @property
    def name(self) -> str:
        return f"need.{self.told['key']}"

    @property
    def need(self) -> Need:
        """The need as it stands now."""
        return Need.objects.select_related("assistance__country").get(pk=self.key)

    def acts(self) -> Iterator[tuple[datetime, Act]]:
        """(when, what) in the order of the story."""
        told = self.told
        yield clock.moment(told.get("added") or told["narrowed"]), self.state_need
        for place, shortlist in enumerate(told.get("shortlists") or []):
            yield from self._choosing(place, shortlist)
        for place, offer in enumerate(told.get("offers") or []):
            yield from self._asking(place, offer)
        if "mission" in told:
            yield from MissionPart(told["mission"], self.mission, self.people, focal=self.focal).acts()
        if "cancelled" in told:
            yield clock.moment(told["cancelled"]["day"]), self.cancel

    def mission(self) -> Any:
        """The mission that the first agreed offer has made."""
        return self._offer(0).mission

    def state_need(self) -> None:
        """A need of the application is narrowed, or a further one is added."""
        told = self.told
        assistance = Assistance.objects.get(country__iso3=self.party)
        values = {name: told[name] for name in COLUMNS if name in told}
        values |= {"starts_on": clock.day(told["starts"]), "ends_on": clock.day(told["ends"])}
        if "application" in told:
            need = assistance.needs.get(position=told["application"])
            needs.change(need=need, by=self.officer, **values)
        else:
            need = needs.add(assistance=assistance, by=self.officer, **values)
        self.key = need.pk

    def cancel(self) -> None:
        needs.cancel(need=self.need, by=self.officer, reason=self.told["cancelled"]["reason"])

    # --- Shortlists ---------------------------------------------------------------------------
    def _choosing(self, place: int, told: Mapping[str, Any]) -> Iterator[tuple[datetime, Act]]:
        yield clock.moment(told["proposed"]), partial(self.propose, told)
        if "shared" in told:
            yield clock.moment(told["shared"]), partial(self.share, place, told)
        if "ranked" in told:
            yield clock.moment(told["ranked"]), partial(self.rank, place, told)
        if "asked" in told:
            yield clock.moment(told["asked"]), partial(self.ask_for_others, place, told)

    def _shortlist(self, place: int) -> Shortlist:
        return Shortlist.objects.get(need=self.key, number=place + 1)

    def propose(self, told: Mapping[str, Any]) -> None:
        """The officer's choice; a reason is written where the matching would have placed others before."""
        chosen = {self.experts[key].pk: reason for key, reason in told["experts"].items()}
        ranked = [(match.expert.pk, match.score) for match in matches.for_need(self.need) if not match.bars]
        reasons = {key: chosen[key] for key in ranking.passed(ranked, set(chosen))}
        shortlists.propose(
            need=self.need,
            experts=list(Expert.objects.filter(pk__in=chosen)),
            overrides=reasons,
            note=told.get("note", ""),
            by=self.officer,
        )

    def share(self, place: int, told: Mapping[str, Any]) -> None:
        shortlists.share(shortlist=self._shortlist(place), by=self.officer, due=clock.day(told["due"]))

    def rank(self, place: int, told: Mapping[str, Any]) -> None:
        shortlist = self._shortlist(place)
        rows = {row.expert_id: row.pk for row in shortlist.considered.all()}
        shortlists.rank(
            shortlist=shortlist,
            ranks={rows[self.experts[key].pk]: rank for rank, key in enumerate(told["order"], start=1)},
            comments={rows[self.experts[key].pk]: words for key, words in told.get("comments", {}).items()},
            comment=told.get("comment", ""),
            by=self.focal,
        )

    def ask_for_others(self, place: int, told: Mapping[str, Any]) -> None:
        shortlists.ask_for_others(shortlist=self._shortlist(place), reason=told["reason"].strip(), by=self.focal)

    # --- Offers -------------------------------------------------------------------------------
    def _asking(self, place: int, told: Mapping[str, Any]) -> Iterator[tuple[datetime, Act]]:
        yield clock.moment(told["made"]), partial(self.offer, told)
        for step, act in (
            ("accepted", self.accept),
            ("declined", self.decline),
            ("taken_back", self.take_back),
            ("party", partial(self.confirm, "party")),
            ("secretariat", partial(self.confirm, "secretariat")),
        ):
            if step in told:
                yield clock.moment(told[step]), partial(act, place, told)

    def _offer(self, place: int) -> Offer:
        return list(Offer.objects.filter(need=self.key).order_by("offered_at", "pk"))[place]

    def _asked(self, told: Mapping[str, Any]) -> User:
        user = Expert.objects.select_related("user").get(pk=self.experts[told["to"]].pk).user
        assert user is not None
        return user

    def offer(self, told: Mapping[str, Any]) -> None:
        offers.make(
            need=self.need,
            expert=self.experts[told["to"]],
            starts_on=clock.day(told["starts"]),
            ends_on=clock.day(told["ends"]),
            days=told["days"],
            due=clock.day(told["due"]),
            message=told.get("message", "").strip(),
            outside_reason=told.get("outside", ""),
            by=self.officer,
        )

    def accept(self, place: int, told: Mapping[str, Any]) -> None:
        user = self._asked(told)
        offers.declare(offer=self._offer(place), conflict=False, by=user)
        offers.accept(offer=self._offer(place), by=user, answer=told.get("answer", ""))

    def decline(self, place: int, told: Mapping[str, Any]) -> None:
        offers.decline(offer=self._offer(place), reason=told["reason"], by=self._asked(told))

    def take_back(self, place: int, told: Mapping[str, Any]) -> None:
        offers.take_back(offer=self._offer(place), reason=told["reason"], by=self.officer)

    def confirm(self, side: str, place: int, _told: Mapping[str, Any]) -> None:
        actor = self.focal if side == "party" else self.officer
        offers.confirm(offer=self._offer(place), side=side, by=actor)


class Clockwork:
    """Reminders go out and offers lapse."""

    name = "zz.clockwork"
    language = "en"

    def __init__(self, days: list[Any]) -> None:
        self.days = days

    def acts(self) -> Iterator[tuple[datetime, Act]]:
        for day in self.days:
            yield clock.moment(day, hour=6), self.tick

    def tick(self) -> None:
        in_time.remind()
        offers.lapse_due()
