"""Assistances, the choice of experts, offers and missions: the Party, the expert, a field office, the office."""

from django.utils import timezone

from applications import states as application_states
from expertise.models import Curriculum
from roadmaps.models import Deliverable, MissionReport, Shortlist
from roadmaps.selection import states
from tests.applications.factories import complete_application
from tests.applications.factories_calls import published_call
from tests.applications.vocabulary import small_vocabulary
from tests.documents.factories import stored_file
from tests.expertise import factories as experts
from tests.roadmaps import factories as make
from tests.roadmaps import scene

from .table import STAFF, Row, World, office, only

PARTY = ("focal", "signatory")
READS = (*PARTY, "field_office", *STAFF)
IN_OFFICE = (*STAFF, "field_office")


def prepare(world: World) -> None:
    """An application that waits for its assistance; a shortlist to rank; an offer and missions of the expert."""
    small_vocabulary()
    things = world.things
    things.selected = complete_application(world.party, published_call("other"), application_states.SELECTED)
    things.assistance = make.assistance(world.party)
    things.expert = experts.expert(user=world.person["expert"])
    things.need = make.need(things.assistance)
    make.shortlist(things.need, things.expert, state=states.WITH_PARTY, due=make.day(9))
    Curriculum.objects.create(profile=things.expert.profile, stored_file=stored_file(), code="CV1")
    things.asked = make.need(things.assistance)
    things.offer = make.offer(things.asked, things.expert, starts_on=make.day(200), ends_on=make.day(210))
    things.draft = make.need(things.assistance)
    make.shortlist(things.draft)
    things.mission = make.mission(things.assistance, things.expert)
    things.mission.terms = scene.issued(things.mission)
    things.mission.save()
    things.deliverable = Deliverable.objects.create(
        mission=things.mission,
        title="Plan",
        due=make.day(9),
        position=1,
        stored_file=stored_file(),
        delivered_at=timezone.now(),
    )
    things.reported = make.mission(things.assistance, things.expert, state=states.REPORTED)
    MissionReport.objects.create(mission=things.reported, done="Done", sent_at=timezone.now())
    things.prepared = make.mission(things.assistance, things.expert, state=states.PREPARED)
    assert Shortlist.objects.count() == 2


def assistance(world: World) -> list[str]:
    return [world.things.assistance.reference]


def need(world: World) -> list[str]:
    return [world.things.assistance.reference, world.things.need.code]


def mission(world: World) -> list[str]:
    return [world.things.mission.code]


def reported(world: World) -> list[str]:
    return [world.things.reported.code]


def first(world: World) -> list[str | int]:
    return [world.things.mission.code, 1]


def code_of(name: str):
    return lambda world: [getattr(world.things, name).code]


def act(name: str, of: str, *, get: int = 404, post: int = 302, roles=STAFF, **data: str) -> list[Row]:
    """A button of the office: never a link; done or refused, it leads back."""
    return [
        Row(f"admin:roadmaps_{name}", office(*([] if get == 404 else roles)), args=code_of(of)),
        Row(f"admin:roadmaps_{name}", office(*roles, status=post), args=code_of(of), method="post", data=data),
    ]


ROWS = [
    Row("roadmaps:assistances", only(*PARTY, "other_focal", "field_office", "expert", *STAFF)),
    Row("roadmaps:assistance", only(*READS, "expert"), args=assistance),
    Row("roadmaps:selection", only(*READS), args=need),
    Row("roadmaps:selection", only(*PARTY, status=403, focal=422, anonymous=403), args=need, method="post"),
    Row("roadmaps:confirm", only(*READS, status=405), args=need),
    Row("roadmaps:confirm", only(), args=need, method="post"),
    Row("roadmaps:cv", only(*READS), args=lambda world: [*need(world), world.things.expert.code]),
    Row("roadmaps:offer", only("expert"), args=code_of("offer")),
    Row("roadmaps:offer", only("expert", status=422, anonymous=403), args=code_of("offer"), method="post"),
    Row("roadmaps:missions", only("expert")),
    Row("roadmaps:mission", only(*READS, "expert"), args=mission),
    Row("roadmaps:days", only(*READS, "expert", status=405), args=mission),
    Row("roadmaps:days", only("expert", status=422), args=mission, method="post"),
    Row("roadmaps:hand_over", only(*READS, "expert", status=405), args=first),
    Row("roadmaps:hand_over", only("expert", status=422), args=first, method="post"),
    Row("roadmaps:delivered", only(*READS, "expert"), args=first),
    Row("roadmaps:terms", only(*READS, "expert"), args=lambda world: [*mission(world), "en"]),
    Row("roadmaps:report", only("expert"), args=mission),
    Row("roadmaps:report", only(*READS, "expert"), args=reported),
    Row("roadmaps:report_paper", only(), args=reported),
    Row("roadmaps:appraisal", only(), args=mission),
    Row("roadmaps:appraisal", only(*PARTY, "officer", "head", "expert"), args=reported),
    Row("roadmaps:step_back", only(*READS, status=302, expert=200), args=mission),
    Row("admin:roadmaps_assistances", office(*IN_OFFICE)),
    Row("admin:roadmaps_assistance_changelist", office(*IN_OFFICE)),
    Row("admin:roadmaps_open", office(*STAFF), args=lambda world: [world.things.selected.ref]),
    Row("admin:roadmaps_assistance", office(*IN_OFFICE), args=assistance),
    Row("admin:roadmaps_assistance_period", office(*STAFF), args=assistance),
    Row("admin:roadmaps_need_add", office(*STAFF), args=assistance),
    Row("admin:roadmaps_selection", office(*IN_OFFICE), args=code_of("need")),
    Row(
        "admin:roadmaps_selection", office(*STAFF, status=422, field_office=200), args=code_of("draft"), method="post"
    ),
    Row("admin:roadmaps_need_write", office(*STAFF), args=code_of("need")),
    *act("need_cancel", "need"),
    *act("share", "draft"),
    Row("admin:roadmaps_offer", office(*STAFF, status=302), args=code_of("need")),
    *act("confirm", "asked", post=404),
    *act("offer_take_back", "asked"),
    Row("admin:roadmaps_missions", office(*IN_OFFICE)),
    Row("admin:roadmaps_mission_changelist", office(*IN_OFFICE)),
    Row("admin:roadmaps_missions_export", office()),
    Row("admin:roadmaps_missions_export", office(*IN_OFFICE, status=302), method="post"),
    Row("admin:roadmaps_mission_new", office(*STAFF)),
    Row("admin:roadmaps_mission", office(*IN_OFFICE), args=mission),
    Row("admin:roadmaps_terms", office(*STAFF), args=code_of("prepared")),
    *act("terms_issue", "prepared"),
    *act("begin", "prepared"),
    *act("mission_cancel", "mission"),
    *act("extend", "mission"),
    *act("deliverable", "mission"),
    Row("admin:roadmaps_deliverable_drop", office(), args=first),
    Row("admin:roadmaps_deliverable_drop", office(*STAFF, status=302), args=first, method="post"),
    Row("admin:roadmaps_delivered", office(*IN_OFFICE), args=first),
    Row("admin:roadmaps_paper", office(*IN_OFFICE), args=lambda world: [*mission(world), "terms", "en"]),
    Row("admin:roadmaps_appraise", office(), args=reported),
    Row(
        "admin:roadmaps_appraise",
        office("officer", "head", status=422, superuser=302),
        args=reported,
        method="post",
    ),
]
