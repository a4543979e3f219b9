"""The stages of the demonstration: the same stories, stopped at a day of their year."""

import secrets
from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from applications.models import Call, Tie
from applications.services import calls
from expertise.models import Expert
from knowledge.brief import BRIEF
from knowledge.models import Entry
from portal.accounts.models import User
from portal.documents.models import Job
from portal.messaging.models import Message
from portal.quiet import quiet
from portal.reference.models import Country
from programme.models import Demonstration

from . import bulk, bulk_entries, bulk_experts, clock, course_words, courses, earlier, national
from .acting import Part, perform
from .candidatures import Candidature
from .entries_office import EditorsOffice
from .entries_told import tellings
from .facility import Facility
from .missions import CommonMission
from .people import known_password, make_delegations, make_people, note
from .persons import all_candidates, all_experts
from .play import Play
from .selections import Clockwork, Opening, Selection, story
from .stories import all_stories

# Day of the stories at which each stage stops; the day the demonstration is loaded becomes that day.
STAGES: dict[str, date] = {
    "empty": date(2026, 5, 1),
    "open": date(2026, 5, 20),
    "assessment": date(2026, 9, 20),
    "decided": date(2026, 10, 20),
    "full": clock.WRITTEN_ON,
}
CUT_OFFS = ("2026-07-31T23:59:00+00:00", "2026-10-31T23:59:00+00:00", "2027-01-31T23:59:00+00:00")
OPENED = "2026-05-04T09:00:00+00:00"
# Invented ties, so that the bar on one's own country can be seen at work.
TIES = {"assessor1": "PER", "assessor2": "NGA", "assessor3": "MAR", "assessor4": "FIN", "officer": "NOR",
        "officer2": "BEL", "head": "COL"}  # fmt: skip
BULK_UNIT, BULK_EXPERTS, BULK_NEEDS = 1000, 100, 20
# People were at work before the call opened: the Expert Facility is older than it.
PEOPLE_SINCE = "2022-02-01T09:00:00+00:00"
# Stages that show experts; the earlier ones stay quick to load.
WITH_EXPERTS = {"decided", "full"}
WITH_ROADMAPS = {"full"}
WITH_KNOWLEDGE = {"full"}
# Briefs of entries the worker makes after loading; those of older entries would keep it busy for minutes.
BRIEFS = 12
ROADMAPS_SINCE = "2022-11-02T09:00:00+00:00"
# Days on which reminders go out and offers lapse.
CLOCKWORK = [date(2026, 10, 22), date(2026, 10, 30), date(2026, 11, 12), date(2026, 11, 17), date(2026, 11, 20)]


def make(stage: str, *, seed: int = 1, scale: int = 0, say: Callable[[str], None] = lambda _text: None) -> None:
    """Fill an emptied database with this stage. `scale` adds that many thousand applications
    in bulk, with a hundred experts and twenty needs for each thousand.

    Raises KeyError for a stage that is not one of `STAGES`.
    """
    mark = Demonstration.objects.create(stage="", seed=seed)
    call_command("load_reference", verbosity=0)
    accounts = Path(settings.DATA_DIR) / "demo-accounts.txt"
    kept = known_password(accounts.read_text(encoding="utf-8")) if accounts.exists() else ""
    password = settings.PORTAL_DEMO_PASSWORD or kept or secrets.token_urlsafe(9)
    with clock.today_is(STAGES[stage]), quiet():
        stories = all_stories()
        say("people …")
        with clock.at(clock.moment(PEOPLE_SINCE)):
            people = make_people(stories, password)
            for account, iso3 in TIES.items():
                Tie.objects.create(person=people[account], country=Country.objects.get(iso3=iso3))
        call = None
        if stage != "empty":
            with clock.at(clock.moment(OPENED)):
                call = _call(people["officer"])
            experts: dict[str, Expert] = {}
            parts: list[Part] = [Play(one, call, people) for one in stories]
            say("applications …")
            if stage in WITH_EXPERTS:
                say("experts, selections, missions …")
                parts += _expert_facility(people, experts)
            if stage in WITH_ROADMAPS:
                say("national roadmaps …")
                with clock.at(clock.moment(ROADMAPS_SINCE)):
                    delegations = make_delegations(national.delegations(), password, people["officer"])
                with clock.at(clock.moment(earlier.OPENED)):
                    before = earlier.open_call(people["officer"])
                parts += earlier.plays(course_words.told()["courses"], before, {**people, **delegations})
                parts += national.parts({**people, **delegations})
                say("assistances …")
                parts += courses.parts({**people, **delegations}, experts)
            if stage in WITH_KNOWLEDGE:
                say("knowledge base …")
                told: dict[str, Entry] = {}
                parts += [*tellings(people, told), EditorsOffice(people, told)]
            perform(parts, until=timezone.now())
            calls.keep_in_time()
    if call is not None and scale:
        _in_bulk(call, people, scale, seed, say)
    _lay_to_rest()
    accounts.parent.mkdir(parents=True, exist_ok=True)
    accounts.touch(mode=0o600)
    accounts.write_text(note(people, password), encoding="utf-8")
    mark.stage = stage
    mark.save()


def _expert_facility(people: dict[str, User], experts: dict[str, Expert]) -> list[Part]:
    """Everything that concerns experts: the Facility, each person, the selections and the missions."""
    told = story()
    party = told["assistance"]["iso3"]
    return [
        Facility(people, experts),
        *(Candidature(person, people, experts) for person in (*all_experts(), *all_candidates())),
        Opening(told["assistance"], people),
        *(Selection(need, party, people, experts) for need in told["needs"]),
        *(CommonMission(mission, people, experts) for mission in told["missions"]),
        Clockwork(CLOCKWORK),
    ]


def _in_bulk(call: Call, people: dict[str, User], scale: int, seed: int, say: Callable[[str], None]) -> None:
    """Applications, experts, needs and entries in numbers, in the proportion of a programme that has grown."""
    say(f"{scale * BULK_UNIT} applications, {scale * BULK_EXPERTS} experts, {scale * BULK_NEEDS} needs in bulk …")
    bulk.make_applications(call=call, count=scale * BULK_UNIT, people=people, seed=seed)
    bulk_experts.make_experts(scale * BULK_EXPERTS, seed=seed)
    bulk_experts.make_needs(scale * BULK_NEEDS, seed=seed)
    bulk_entries.make_entries(scale * BULK_UNIT, owner=people["editor"], seed=seed)


def _call(officer: User) -> Call:
    """The running call of the demonstration, with three rounds; opened at the present moment of the clock."""
    call = calls.create_default(
        slug="open-call", opens_at=timezone.now(), cut_offs=[clock.moment(text) for text in CUT_OFFS], by=officer
    )
    return calls.publish(call=call, by=officer)


@transaction.atomic
def _lay_to_rest() -> None:
    """Mails of the stories were "sent" in their past: they are shown in the outbox and go to nobody."""
    Message.objects.filter(state=Message.State.QUEUED).update(state=Message.State.SENT, attempts=1)
    briefs = Job.objects.filter(kind=BRIEF, state=Job.State.QUEUED).order_by("-pk").values_list("pk", flat=True)
    Job.objects.filter(kind=BRIEF, pk__in=list(briefs[BRIEFS:])).delete()
