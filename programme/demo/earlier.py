"""The call of the year before: five Parties were selected in it, and their assistances opened from what they asked.

So one thread can be followed: activity → application → expert → step of the assistance → measure of the roadmap. What
each asked for comes from its course (``courses.yaml``), its activities from its roadmap (``roadmaps/``); the words
they share stand in ``earlier_words.yaml``.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils import timezone

from applications.models import Call, CallText
from applications.services import calls
from expertise.models import Expert
from portal.accounts.models import User
from portal.reference.models import Country
from portal.reference.queries import country_names
from roadmaps.selection import matches, ranking
from roadmaps.services.selection import shortlists

from . import clock, course_words, national
from .files import read_yaml
from .play import Play
from .selections import Selection
from .stories import Story

FOLDER = Path(__file__).resolve().parent
OPENED, CUT_OFF, CLOSES = date(2025, 5, 12), date(2025, 8, 31), date(2025, 9, 15)
SLUG = "call-before"
LINES = (Decimal("0.40"), Decimal("0.35"), Decimal("0.25"))
"""How an envelope is shared among its three lines."""
MONTHS = {"TA2": (1, 2), "TA3": (2, 5), "TA4": (2, 4), "TA5": (5, 8), "TA6": (8, 12), "TA7": (12, 13),
          "TA8": (13, 17), "TA9": (17, 18)}  # fmt: skip
# Who read each file, with the level they gave on every criterion.
READ_BY = {"GHA": ((1, 4), (4, 4)), "CMR": ((3, 4), (2, 4)), "MLI": ((1, 4), (3, 3)), "TGO": ((3, 4), (4, 3)),
           "EGY": ((2, 4), (3, 4))}  # fmt: skip
CRITERIA = ("relevance", "feasibility", "participation", "resources", "results", "gender", "complementarity")
GATES = ("party", "developing", "mandate", "signed", "activity", "obligations")


def words() -> dict[str, Any]:
    """What is written in the applications, by language."""
    return read_yaml(FOLDER / "earlier_words.yaml")


def open_call(officer: User) -> Call:
    """The call, published at the present moment of the clock; its year stands in its title."""
    call = calls.create_default(
        slug=SLUG,
        opens_at=timezone.now(),
        cut_offs=[clock.moment(CUT_OFF, hour=23)],
        closes_at=clock.moment(CLOSES),
        by=officer,
    )
    for text in CallText.objects.filter(call=call):
        text.title = f"{text.title} ({call.opens_at.year})"
        text.save(update_fields=["title"])
    return calls.publish(call=call, by=officer)


def plays(courses: list[Mapping[str, Any]], call: Call, people: dict[str, User]) -> list[Play]:
    """The application behind each course that opened from one."""
    languages = {one.iso3: one for one in national.delegations()}
    return [Play(story_of(told, languages[told["iso3"]]), call, people) for told in courses if told.get("applied")]


def story_of(course: Mapping[str, Any], delegation: Any) -> Story:
    """The application of a Party, made of what its course and its roadmap say."""
    language, iso3 = delegation.language, delegation.iso3
    said = words()[language]
    levels = READ_BY[iso3]
    return Story(
        {
            "iso3": iso3,
            "language": language,
            "state": "selected",
            "history": {
                "started": date(2025, 6, 2),
                "submitted": date(2025, 8, 20),
                "screening": date(2025, 9, 3),
                "eligible": date(2025, 9, 12),
                "assessment": date(2025, 9, 18),
                "selected": date(2025, 11, 10),
            },
            "sections": sections_of(course, delegation),
            "attachments": [{"kind": "signed_letter", "title": said["letter"], "text": said["letter_text"]}],
            "screening": {"gates": {name: {"outcome": "yes", "note": said["gate"]} for name in GATES}},
            "assessments": [
                {
                    "assessor": number,
                    "submitted": date(2025, 10, 9 + number),
                    "scores": {code: {"level": level, "why": said["why"]} for code in CRITERIA},
                    "comment": said["comment"],
                }
                for number, level in levels
            ],
            "decision": {"outcome": "selected", "reason": said["reason"], "feedback": said["feedback"]},
        }
    )


def _said_on(code: str, language: str) -> Mapping[str, str]:
    """Situation and aim of an activity."""
    said: Mapping[str, str] = national.activities()[code][language]
    return said


def sections_of(course: Mapping[str, Any], delegation: Any) -> dict[str, Any]:
    """The answers of every section, by their names."""
    language = delegation.language
    said = words()[language]
    told = next(one for one in national.told()["parties"] if one["iso3"] == delegation.iso3)
    codes = list(told["activities"])[:4]
    country = Country.objects.get(iso3=delegation.iso3)
    party = country_names(language).get(country.pk, delegation.iso3)
    amount, days = course["money"][0], course["money"][1]
    shared = course_words.words()[language]
    measures = [national.measures_on(code, delegation.iso3)[0] for code in codes[:3]]
    return {
        "party": {
            "lead_institution": said["institution"],
            "unit": said["unit"],
            "mandate": said["mandate"].format(party=party),
            "address": said["address"],
            "contact_name": delegation.focal,
            "contact_title": said["focal_title"],
            "contact_email": f"culture.{delegation.iso3.lower()}@example.org",
            "authority": said["institution"],
            "authority_title": said["authority_title"],
            "national_commission_informed": "yes",
        },
        "context": {
            "context": said["context"].format(party=party),
            "digital_environment": said["digital"],
            "needs": said["needs"],
        },
        "stand": {
            "stand_summary": said["stand"],
            "stages": [
                {"step": f"R{number}", "state": "under_way" if number < 3 else "not_started", "note": note}
                for number, note in enumerate(said["stages"], start=1)
            ],
        },
        "objectives": {
            "objective": said["objective"],
            "expected_change": said["change"],
            "results": [
                {
                    "result": measure[language]["title"],
                    "indicator": measure[language].get("unit") or measure[language]["title"],
                    "baseline": str(measure["base"]),
                    "target": str(measure["target"]),
                    "verification": said["verification"],
                }
                for measure in measures
            ],
        },
        "activities": {
            "rows": [
                {"activity": code, "order": place, "reason": " ".join(_said_on(code, language).values())}
                for place, code in enumerate(codes, start=1)
            ]
        },
        "partners": {
            "participation": said["participation"],
            "coordination": said["coordination"],
            "partners": [{**row, "contacted": "yes"} for row in said["partners"]],
        },
        "resources": {"resources_summary": said["resources_summary"], "resources": said["resources"]},
        "expertise": {
            "expertise_summary": said["expertise_summary"],
            "needs": [
                {
                    "description": said["need"].format(
                        mission=shared["mission"], code=codes[0], aim=_said_on(codes[0], language)["aim"]
                    ),
                    "activity": codes[0],
                    "theme": "",
                    "languages": "English" if language == "en" else "français",
                    "mode": "both",
                    "days": days,
                }
            ],
        },
        "workplan": {
            "start": course["starts"],
            "months": 18,
            "method": said["method"],
            "work": [
                {
                    "step": step,
                    "title": said["work"][step],
                    "month_from": first,
                    "month_to": last,
                    "produces": said["produces"][step],
                    "responsible": said["unit"],
                }
                for step, (first, last) in MONTHS.items()
            ],
        },
        "budget": {
            "budget_note": said["budget_note"],
            "budget": [
                {"line": line, "asked_usd": int(amount * share), "own_usd": 1000}
                for line, share in zip(shared["lines"], LINES, strict=True)
            ],
        },
        "gender": {name: said[name] for name in ("gender_situation", "gender_actions", "gender_follow_up")},
        "risks": {"risks": said["risks"]},
        "sustainability": {"sustainability": said["sustainability"], "complementarity": said["complementarity"]},
        "declaration": {
            "declared": True,
            "declared_name": delegation.signatory,
            "declared_title": said["authority_title"],
            "declared_place": said["place"],
        },
    }


def choosing(course: Mapping[str, Any], language: str) -> dict[str, Any]:
    """How the expert of a course was chosen with the Party, as a `Selection` tells it."""
    said, shared, expert = words()[language], course_words.words()[language], course["expert"]
    opened: date = course["starts"]

    def at(days: int, hour: int) -> datetime:
        return datetime.combine(opened + timedelta(days=days), datetime.min.time()).replace(hour=hour)

    return {
        "key": course["iso3"].lower(),
        "application": 0,
        "narrowed": at(1, 9),
        "title": shared["mission"],
        "starts": expert["from"],
        "ends": expert["to"],
        "days": expert["days"],
        "shortlists": [
            {
                "proposed": at(1, 11),
                "shared": at(1, 12),
                "due": opened + timedelta(days=10),
                "note": said["note"],
                "first": expert["key"],
                "reason": said["preference"],
                "ranked": at(4, 10),
                "comment": said["preference"],
            }
        ],
        "offers": [
            {
                "to": expert["key"],
                "made": at(5, 10),
                "starts": expert["from"],
                "ends": expert["to"],
                "days": expert["days"],
                "due": opened + timedelta(days=12),
                "outside": said["agreed_dates"],
                "accepted": at(7, 10),
                "party": at(8, 10),
                "secretariat": at(8, 14),
            }
        ],
        "mission": {
            "tasks": said["tasks"],
            "deliverables": [{"title": said["deliverable"], "due": expert["to"]}],
            "terms": at(9, 10),
            "begun": datetime.combine(expert["from"], datetime.min.time()).replace(hour=8),
        },
    }


class Choosing(Selection):
    """The expert of a course is chosen beside the two the matching places best, and ranked first by the Party."""

    def __init__(
        self, course: Mapping[str, Any], language: str, people: Mapping[str, User], experts: Mapping[str, Expert]
    ) -> None:
        super().__init__(choosing(course, language), course["iso3"], people, experts)
        self.language = language

    def propose(self, told: Mapping[str, Any]) -> None:
        first = self.experts[told["first"]].pk
        ranked = [(match.expert.pk, match.score) for match in matches.for_need(self.need) if not match.bars]
        best = [key for key, _score in ranked if key != first][:2]
        chosen = {first, *best}
        shortlists.propose(
            need=self.need,
            experts=list(Expert.objects.filter(pk__in=chosen)),
            overrides=dict.fromkeys(ranking.passed(ranked, chosen), told["reason"]),
            note=told["note"],
            by=self.officer,
        )

    def rank(self, place: int, told: Mapping[str, Any]) -> None:
        shortlist = self._shortlist(place)
        first = self.experts[told["first"]].pk
        rows = sorted(shortlist.considered.all(), key=lambda row: (row.expert_id != first, row.position))
        shortlists.rank(
            shortlist=shortlist,
            ranks={row.pk: rank for rank, row in enumerate(rows, start=1)},
            comment=told["comment"],
            by=self.focal,
        )
