"""The survey of Parties in the office: the Secretariat reads it, officers run it."""

from datetime import timedelta

from django.utils import timezone

from roadmaps.services import survey
from tests.roadmaps import factories_national as make

from .table import Row, World, office

READERS = ("officer", "head")


def prepare(world: World) -> None:
    things = world.things
    make.small_vocabulary()
    today = timezone.localdate()
    officer = world.person["officer"]
    things.survey_year = today.year
    things.round = survey.open_round(year=today.year, due=today + timedelta(days=9), by=officer)
    letter = survey.Letter(today, "CLT/1", {"stage": "drafting"}, [make.upload("letter.pdf")])
    reply = survey.record_letter(round=things.round, country=world.party, letter=letter, by=officer)
    things.survey_file = reply.files.get().pk


def year(world: World) -> list[object]:
    return [world.things.survey_year]


def reply(world: World) -> list[object]:
    return [world.things.survey_year, world.party.iso3.lower()]


ROWS = [
    Row("admin:roadmaps_surveys", office(*READERS)),
    Row("admin:roadmaps_surveyround_changelist", office(*READERS)),
    Row("admin:roadmaps_survey_template", office("officer")),
    Row("admin:roadmaps_survey", office(*READERS), args=year),
    Row("admin:roadmaps_survey_letter", office("officer"), args=year),
    Row("admin:roadmaps_survey_import", office("officer"), args=year),
    Row("admin:roadmaps_survey_reply", office(*READERS), args=reply),
    Row("admin:roadmaps_survey_file", office(*READERS), args=lambda world: [*reply(world), world.things.survey_file]),
]
