"""The national roadmaps of the demonstration: from the first page to the reports on their measures.

What is said on each activity stands in ``roadmaps/activities.yaml``, what is said beside it in
``roadmaps/words.yaml``, who did what when in ``roadmaps/parties.yaml``.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from portal.accounts.models import User
from portal.reference.models import Country
from portal.reference.queries import country_names
from portal.surveys.services import answer
from roadmaps.models import Edition, Measure, ReportingRound, Roadmap, SurveyRound
from roadmaps.national.checking_reports import of_report
from roadmaps.national.queries import current_of, latest_edition
from roadmaps.sections import ITEM, MEASURE
from roadmaps.sections.edition import CONTEXT, GOVERNANCE, IDENTITY, VISION
from roadmaps.sections.survey import SURVEY
from roadmaps.services import survey
from roadmaps.services.national import participation, reporting, signing, starting, validation, verification
from roadmaps.services.national.measures import add_measure
from roadmaps.services.national.sections import save_edition, save_item, save_measure

from . import clock, paper
from .acting import Act, Posted, row_texts
from .files import read_yaml
from .people import Delegation

FOLDER = Path(__file__).resolve().parent / "roadmaps"
TEAM = (
    ("public_authority", "M1", "chair", "women"), ("public_authority", "M2", "member", "men"),
    ("civil_society", "", "member", "women"), ("women_org", "", "member", "women"),
    ("youth_org", "", "secretary", "men"), ("private_sector", "", "member", "men"),
)  # fmt: skip
# How the measures go, round after round: of every three measures the first, the second, the third.
PACE = {
    "quick": (("under_way", "under_way", "prepared"), ("done", "under_way", "under_way")),
    "slow": (("prepared", "planned", "planned"), ("under_way", "prepared", "planned")),
    "all": (("under_way", "under_way", "done"), ("done", "done", "done")),
}
SHARE = {"planned": 0, "prepared": Decimal("0.1"), "under_way": Decimal("0.5"), "done": Decimal(1)}


def told() -> dict[str, Any]:
    """Who wrote a roadmap, when."""
    return read_yaml(FOLDER / "parties.yaml")


def activities() -> dict[str, Any]:
    """What roadmaps say on each activity."""
    return read_yaml(FOLDER / "activities.yaml")


def texts() -> dict[str, Any]:
    """What roadmaps say beside their measures: by language, a text or several to choose from."""
    return read_yaml(FOLDER / "words.yaml")


def place_of(iso3: str) -> int:
    """Where a Party stands in the list: neighbours say different things."""
    return next(place for place, one in enumerate(told()["parties"]) if one["iso3"] == iso3)


def measures_on(code: str, iso3: str) -> list[dict[str, Any]]:
    """The measures a Party takes on an activity: one or two of those there are, another start for each Party."""
    there_are, start = activities()[code]["measures"], place_of(iso3)
    return [there_are[(start + step) % len(there_are)] for step in range(min(2, len(there_are) - 1))]


def delegations() -> list[Delegation]:
    """The people of the Parties that have a roadmap."""
    return [Delegation(one["iso3"], one["language"], one["focal"], one["signatory"]) for one in told()["parties"]]


def parts(people: Mapping[str, User]) -> list[Any]:
    """Everything that concerns national roadmaps: the rounds of reports, each Party, the surveys of Parties."""
    return [
        Rounds(told()["rounds"], people),
        *(National(one, people) for one in told()["parties"]),
        *(Survey(one, people) for one in told()["surveys"]),
    ]


def year_of(round: Mapping[str, Any]) -> int:
    """The year a round asks about, as the demonstration moves."""
    return int(clock.day(clock.WRITTEN_ON).year + round["year"])


class Rounds:
    """The Secretariat asks for reports once a year."""

    name = "rounds"
    language = "en"

    def __init__(self, rounds: list[dict[str, Any]], people: Mapping[str, User]) -> None:
        self.rounds, self.officer = rounds, people["officer"]

    def acts(self) -> Iterator[tuple[datetime, Act]]:
        for round in self.rounds:
            yield clock.moment(round["opened"], hour=8), partial(self.open, round)
            if "closed" in round:
                yield clock.moment(round["closed"], hour=18), partial(self.close, round)

    def open(self, round: Mapping[str, Any]) -> None:
        due = clock.day(round["opened"]) + timedelta(days=80)
        reporting.open_round(year=year_of(round), due=due, by=self.officer)

    def close(self, round: Mapping[str, Any]) -> None:
        found = ReportingRound.objects.get(year=year_of(round))
        reporting.close_round(round=found, by=self.officer)


ANSWERS = {
    "en": {
        "done": "The ministry met the regulator, the collecting societies and the organisations of women and young "
        "artists; the findings were published.",
        "progress": "Data on what is made and sold online are now gathered every year.",
        "challenges": "Budgets for translation and for meetings outside the capital.",
        "needs": "An expert on metadata; we can share our work on fair remuneration.",
    },
    "fr": {
        "done": "Le ministère a réuni le régulateur, les organismes de gestion collective et les organisations de "
        "femmes et de jeunes artistes ; les conclusions sont publiées.",
        "progress": "Les données sur ce qui est produit et vendu en ligne sont désormais recueillies chaque année.",
        "challenges": "Les budgets de traduction et de réunions hors de la capitale.",
        "needs": "Un expert des métadonnées ; nous pouvons partager notre travail sur la rémunération équitable.",
    },
}


class Survey:
    """A survey of Parties: opened, answered by link, told by letter."""

    language = "en"

    def __init__(self, told: Mapping[str, Any], people: Mapping[str, User]) -> None:
        self.told, self.officer = told, people["officer"]
        self.name = f"survey {told['year']}"

    def acts(self) -> Iterator[tuple[datetime, Act]]:
        yield clock.moment(self.told["opened"], hour=8), self.open
        for one in self.told["links"]:
            yield clock.moment(one["day"], hour=11), partial(self.answer, one)
        for one in self.told["letters"]:
            yield clock.moment(one["day"]) + timedelta(days=3), partial(self.write_down, one)
        if "closed" in self.told:
            yield clock.moment(self.told["closed"], hour=18), self.close

    @property
    def round(self) -> SurveyRound:
        return SurveyRound.objects.get(year=year_of(self.told))

    def open(self) -> None:
        survey.open_round(year=year_of(self.told), due=clock.day(self.told["due"]), by=self.officer)

    def answer(self, told: Mapping[str, Any]) -> None:
        """By the private link its focal point received."""
        link = self.round.replies.get(country__iso3=told["iso3"]).link
        assert link is not None  # every Party with a focal point was asked
        given = {**ANSWERS[link.language], "stage": told["stage"], "activities": told["activities"]}
        answer(link=link, posted=Posted(SURVEY, given))

    def write_down(self, told: Mapping[str, Any]) -> None:
        """A letter came; an officer writes down what it says."""
        given = {**ANSWERS["en"], "stage": told["stage"], "activities": told["activities"]}
        letter = survey.Letter(
            clock.day(told["day"]), f"{told['iso3']}/UNESCO/{clock.day(told['day']):%Y/%m/%d}", given
        )
        country = Country.objects.get(iso3=told["iso3"])
        survey.record_letter(round=self.round, country=country, letter=letter, by=self.officer)

    def close(self) -> None:
        survey.close_round(round=self.round, by=self.officer)


class National:
    """The roadmap of one Party."""

    def __init__(self, told: Mapping[str, Any], people: Mapping[str, User]) -> None:
        self.told, self.name, self.language = told, f"roadmap {told['iso3']}", str(told["language"])
        self.country = Country.objects.get(iso3=told["iso3"])
        self.focal = people[f"focal.{told['iso3'].lower()}"]
        self.signatory = people[f"signatory.{told['iso3'].lower()}"]
        self.officer = people["officer"]
        self.texts: Mapping[str, Any] = texts()[self.language]
        party = country_names(self.language).get(self.country.pk, told["iso3"])
        place = place_of(told["iso3"])
        chosen = {name: said[place % len(said)] if isinstance(said, list) else said
                  for name, said in self.texts.items()}  # fmt: skip
        self.words = {name: text.format(party=party, number="{number}") for name, text in chosen.items()
                      if isinstance(text, str)}  # fmt: skip

    def acts(self) -> Iterator[tuple[datetime, Act]]:
        """(when, what) in the order of the story."""
        steps: tuple[tuple[str, Act], ...] = (
            ("begun", self.begin), ("mapping", self.map), ("team", self.gather), ("drafting", self.write),
            ("validated", partial(self.validate, "validated")), ("presented", self.present),
            ("second", self.revise),
        )  # fmt: skip
        for step, act in steps:
            if step in self.told:
                yield clock.moment(self.told[step]), act
        if "team" in self.told:
            yield clock.moment(self.told["team"]) + timedelta(days=11), self.consult
        if pace := PACE.get(self.told.get("reports", "")):
            rounds = [round for round in told()["rounds"] if "closed" in round]
            for round, statuses in zip(rounds, pace, strict=True):
                yield clock.moment(round["opened"]) + timedelta(days=40), partial(self.report, round, statuses)

    @property
    def roadmap(self) -> Roadmap:
        """As it stands now."""
        found = current_of(self.country.pk)
        assert found is not None
        return found

    def begin(self) -> None:
        starting.start_or_resume(country=self.country, by=self.focal)

    def map(self) -> None:
        """The title, the years, what is taken up."""
        first = clock.day(self.told.get("validated") or self.told.get("drafting") or self.told["begun"]).year
        self._save(IDENTITY, {
            "title": self.words["title"], "period_from": first, "period_to": first + 4, "language": self.language,
        })  # fmt: skip
        starting.choose_activities(roadmap=self.roadmap, codes=self.told["activities"], by=self.focal)

    def gather(self) -> None:
        """The national team."""
        since = clock.day(self.told["team"])
        for place, (kind, ministry, part, gender) in enumerate(TEAM):
            participation.save_member(
                roadmap=self.roadmap, member=None, by=self.focal,
                values={"name": f"{self.focal.name.split()[0]} {place + 1}", "kind": kind, "ministry": ministry,
                        "organisation": self.words["authority"], "part": part,
                        "gender": {"women": "woman", "men": "man"}[gender], "since": since},
            )  # fmt: skip

    def consult(self) -> None:
        """The first consultation, told the day after it was held."""
        since = clock.day(self.told["team"])
        starts = datetime.combine(since + timedelta(days=10), datetime.min.time(), UTC) + timedelta(hours=9)
        participation.save_consultation(
            roadmap=self.roadmap, consultation=None, by=self.focal,
            values={"title": self.words["meeting"], "level": "national", "starts_at": starts,
                    "ends_at": starts + timedelta(hours=7), "place": self.words["place"],
                    "summary": self.words["summary"], "language": self.language, "is_public": True},
            counts={"civil_society": {"women": 24, "men": 17, "undeclared": 2, "young": 14},
                    "private_sector": {"women": 9, "men": 13, "undeclared": 0, "young": 6}},
        )  # fmt: skip

    def write(self) -> None:
        """The texts and the measures."""
        for section in (VISION, CONTEXT, GOVERNANCE):
            self._save(section, {section.code: self.words[section.code]})
        for place, item in enumerate(latest_edition(self.roadmap).items.all()):
            said = activities()[item.activity]
            save_item(
                item=item, posted=Posted(ITEM, said[self.language]), read_rows=lambda rows: [],
                expected_revision=0, by=self.focal,
            )  # fmt: skip
            for number, measure in enumerate(measures_on(item.activity, self.told["iso3"])):
                self._measure(item, measure, place + number)

    def _save(self, section: Any, given: Mapping[str, Any]) -> None:
        save_edition(
            roadmap=self.roadmap, section=section, posted=Posted(section, given),
            read_rows=lambda rows: row_texts(rows, given), expected_revision=0, by=self.focal,
        )  # fmt: skip

    def _measure(self, item: Any, said: Mapping[str, Any], place: int) -> None:
        words = said[self.language]
        first = item.edition.period_from
        given = {
            "kind": said["kind"], "title": words["title"], "description": words["text"], "lead": words["lead"],
            "partners": words["partners"], "starts_on": date(first, 1 + 3 * (place % 4), 1),
            "ends_on": date(first + 1 + place % 4, 12, 31), "cost": said["cost"], "currency": "USD",
            "gender_marker": said["gender"], "sdg_targets": [said["sdg"]], "declared": "planned",
            "indicators": [{"name": words["what"], "unit": words["unit"], "baseline": said["base"],
                            "baseline_year": first - 1, "target": said["target"], "target_year": first + 4}],
        }  # fmt: skip
        save_measure(
            measure=add_measure(item=item, by=self.focal), posted=Posted(MEASURE, given),
            read_rows=lambda rows: row_texts(rows, given), expected_revision=0, by=self.focal,
        )  # fmt: skip

    def validate(self, step: str) -> None:
        """Handed over, signed, validated on the same day."""
        signing.ask_signature(roadmap=self.roadmap, by=self.focal)
        signing.sign(roadmap=self.roadmap, by=self.signatory)
        day = clock.day(self.told[step])
        act = self.words["act"].format(number=f"{day.timetuple().tm_yday}/{day.year}")
        document = paper.one_page(self.words["document"], act)
        validation.validate(
            roadmap=self.roadmap, by=self.signatory,
            act=validation.Act(
                self.words["authority"], act, day,
                SimpleUploadedFile(f"decision-{self.told['iso3'].lower()}.pdf", document, "application/pdf"),
            ),
        )  # fmt: skip

    def present(self) -> None:
        validation.present(
            roadmap=self.roadmap, on=clock.day(self.told["presented"]), event=self.words["event"], link="",
            by=self.focal,
        )  # fmt: skip

    def revise(self) -> None:
        """The second edition takes up one activity more."""
        edition: Edition = validation.open_next_edition(roadmap=self.roadmap, by=self.focal)
        taken = list(edition.items.values_list("activity", flat=True))
        code = next(code for code in reversed(list(activities())) if code not in taken)
        starting.choose_activities(roadmap=self.roadmap, codes=[*taken, code], by=self.focal)
        item = edition.items.get(activity=code)
        save_item(
            item=item, posted=Posted(ITEM, activities()[code][self.language]), read_rows=lambda rows: [],
            expected_revision=0, by=self.focal,
        )  # fmt: skip
        for number, measure in enumerate(measures_on(code, self.told["iso3"])):
            self._measure(item, measure, number)
        self.validate("second")

    def report(self, round: Mapping[str, Any], statuses: tuple[str, ...]) -> None:
        """How each measure goes, with a value of its indicator; the Secretariat verifies what is done."""
        asked = ReportingRound.objects.get(year=year_of(round))
        report = reporting.begin_report(roadmap=self.roadmap, round=asked, by=self.focal)
        on = clock.day(round["opened"]) - timedelta(days=20)
        for place, page in enumerate(of_report(report)):
            status = statuses[place % len(statuses)]
            given: dict[str, Any] = {
                "status": status,
                "happened": self.texts["happened"].get(status, self.words["difficulties"]),
                "difficulties": self.words["difficulties"] if status == "prepared" else "",
                "values": self._values(page.progress.measure, status, on),
            }
            reporting.save_progress(
                progress=page.progress, section=page.section, posted=Posted(page.section, given),
                read_rows=lambda rows, given=given: row_texts(rows, given), expected_revision=0, by=self.focal,
            )  # fmt: skip
        reporting.send_report(report=report, by=self.focal)
        done = Measure.objects.filter(edition=self.roadmap.edition_id, declared="done", verified="")
        for measure in done.order_by("pk")[:2]:
            verification.verify(measure=measure, status="done", evidence=self.texts["evidence"], by=self.officer)

    def _values(self, measure: Measure, status: str, on: date) -> list[dict[str, Any]]:
        indicator = measure.indicators.first()
        if indicator is None or status == "planned":
            return []
        base, target = indicator.baseline or Decimal(0), indicator.target or Decimal(0)
        value = base + ((target - base) * SHARE[status]).quantize(Decimal(1))
        return [{"indicator": indicator.key, "on": on, "value": value, "unit": indicator.unit,
                 "source": self.words["source"]}]  # fmt: skip
