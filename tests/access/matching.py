"""The matching, the assignment, the weights, the health of the roster, and the public page of the method."""

from roadmaps.models import Assistance
from tests.applications.vocabulary import small_vocabulary
from tests.expertise import factories as experts
from tests.roadmaps import factories as make

from .table import STAFF, Row, World, everyone, office

SECRETARIAT = ("officer", "head")


def prepare(world: World) -> None:
    small_vocabulary()
    found = Assistance.objects.filter(country=world.party).first() or make.assistance(world.party)
    world.things.matched_need = make.need(found)
    experts.expert()


def need(world: World) -> list[str]:
    return [world.things.matched_need.code]


ROWS = [
    Row("roadmaps:matching_method", everyone()),
    Row("admin:roadmaps_matching", office(*STAFF)),
    Row("admin:roadmaps_need_changelist", office(*STAFF)),
    Row("admin:roadmaps_match", office(*STAFF), args=need),
    Row("admin:roadmaps_match", office(), args=lambda world: ["NOTHING1"]),
    Row("admin:roadmaps_assignment", office(*STAFF)),
    Row("admin:roadmaps_assignment", office(*STAFF), method="post"),
    Row("admin:roadmaps_weights", office(*STAFF)),
    Row("admin:roadmaps_weights", office(*STAFF, status=422), method="post", data={"activity": "0"}),
    Row("admin:expertise_matchingweight_changelist", office(*STAFF)),
    Row("admin:roadmaps_health", office(*STAFF)),
    Row("admin:roadmaps_health_members", office(*STAFF), query="?region=africa"),
    Row("admin:roadmaps_health_gap", office(*STAFF), args=lambda world: ["activity:2.4"]),
    Row("admin:roadmaps_health_gap", office(), args=lambda world: ["activity:9.9"]),
    Row("admin:roadmaps_health_call", office()),
    Row("admin:roadmaps_health_call", office(*STAFF, status=302), method="post"),
    Row("admin:roadmaps_health_export", office(*STAFF), query="?what=figures"),
    Row("admin:roadmaps_health_export", office(), query="?what=nothing"),
]
