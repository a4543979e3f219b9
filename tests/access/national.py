"""National roadmaps: their Party writes, the Secretariat reads and verifies, everybody reads what is validated."""

from datetime import timedelta

from django.utils import timezone

from roadmaps.models import Consultation, Contribution, Measure
from roadmaps.services.national.reporting import open_round
from roadmaps.services.national.validation import open_next_edition
from tests.roadmaps import factories_national as make

from .table import STAFF, Row, World, everyone, office, only

TEAM = ("focal", "signatory")
OFFICE = (*STAFF, "field_office")


def prepare(world: World) -> None:
    things = world.things
    focal = world.person["focal"]
    things.roadmap = make.validated(world.party, by=focal)
    things.edition = open_next_edition(roadmap=things.roadmap, by=focal)
    things.year = timezone.localdate().year
    open_round(year=things.year, due=timezone.localdate() + timedelta(days=9), by=world.person["officer"])
    things.measure = Measure.objects.filter(edition=things.edition).first()
    things.consultation = Consultation.objects.create(
        roadmap=things.roadmap, title="Meeting", starts_at=timezone.now(), place="Gulu"
    )
    things.contribution = Contribution.objects.create(consultation=things.consultation, text="x", kind="media")


def at(*more):
    return lambda world: [world.party.iso3.lower(), *more]


def measure(world: World) -> list[str]:
    return [world.party.iso3.lower(), world.things.measure.key]


def consultation(world: World) -> list[str]:
    return [world.party.iso3.lower(), world.things.consultation.code]


def year(world: World) -> list[object]:
    return [world.party.iso3.lower(), world.things.year]


def get(name, expected, args=None, **more):
    return Row(f"roadmaps:{name}", expected, args=args or at(), **more)


def post(name, expected, args=None, **more):
    return Row(f"roadmaps:{name}", expected, args=args or at(), method="post", **more)


WRITERS = only("focal", signatory=302)
MEMBERS = only(*TEAM)
ACT = only(*TEAM, status=302)

ROWS = [
    get("public", everyone()),
    get("public_json", everyone()),
    get("public_xlsx", everyone()),
    get("public_measures_csv", everyone()),
    get("public_progress_csv", everyone()),
    get("public_values_csv", everyone()),
    get("public_pdf", everyone(404)),
    get("public_document", everyone(404), at("original")),
    Row("roadmaps:roadmaps", only(*TEAM, "other_focal")),
    get("roadmap", MEMBERS),
    post("roadmap_begin", ACT),
    get("activities", WRITERS),
    get("item", WRITERS, at("1.1")),
    post("measure_add", ACT, at("1.1")),
    get("measure", WRITERS, measure),
    post("measure_move", ACT, measure),
    post("measure_remove", ACT, measure),
    get("values", MEMBERS, measure),
    get("report", MEMBERS, year),
    post("report_begin", ACT, year),
    post("report_send", only(), year),
    get("progress", only(), lambda world: [*year(world), world.things.measure.key]),
    get("check", MEMBERS),
    get("comments", only(*TEAM, "officer", "head", "field_office")),
    post(
        "comments",
        only(*TEAM, "officer", "field_office", status=302, head=422, anonymous=403),
        data={"act": "write", "place": "identity", "text": "x"},
    ),
    post("ask_signature", ACT),
    post("sign", ACT),
    get("validate", MEMBERS),
    post("next_edition", ACT),
    get("present", WRITERS),
    get("languages", MEMBERS),
    post("original", ACT),
    get("read_roadmap", MEMBERS),
    get("read_edition", MEMBERS, at(1)),
    get("edition_changes", MEMBERS, at(1, 2)),
    post("roadmap_pdf", ACT, at(1)),
    get("roadmap_xlsx", MEMBERS),
    get("roadmap_json", MEMBERS),
    get("edition_file", MEMBERS, at(1, "document")),
    get("team", MEMBERS),
    get("stakeholders", MEMBERS),
    get("consultations", MEMBERS),
    get("consultation_new", WRITERS),
    get("consultation", MEMBERS, consultation),
    get("minutes", only(), consultation),
    post("photo_add", ACT, consultation),
    get("photo", only(), lambda world: [*consultation(world), "UNKNOWN1"]),
    post("photo_remove", only(), lambda world: [*consultation(world), "UNKNOWN1"]),
    get("public_photo", everyone(404), at("UNKNOWN1")),
    post("contribution_ask", ACT, consultation),
    post(
        "contribution_read",
        ACT,
        lambda world: [*consultation(world), world.things.contribution.pk],
        data={"state": "accepted"},
    ),
    get("peers", MEMBERS),
    get("import", WRITERS),
    get("import_template", MEMBERS),
    get("import_differences", only(signatory=302), at("UNKNOWN1")),
    get("section", WRITERS, at("identity")),
    Row("admin:roadmaps_nationals", office(*OFFICE)),
    Row("admin:roadmaps_roadmap_changelist", office(*OFFICE)),
    Row("admin:collaboration_comment_changelist", office(*OFFICE)),
    Row("admin:roadmaps_national", office(*OFFICE), args=at()),
    Row("admin:roadmaps_verify", office(*OFFICE), args=measure),
    Row("admin:roadmaps_stage", office("officer")),
    Row("admin:roadmaps_rounds", office("officer", "head")),
    Row("admin:roadmaps_round", office("officer", "head"), args=lambda world: [world.things.year]),
    Row("admin:roadmaps_report", office(), args=year),
]
