"""The call in public, assessors, the decision as its Party reads it, and the office of the open call."""

from datetime import timedelta

from django.utils import timezone

from applications import states
from applications.models import Assessment, Decision, Letter, Tie
from tests.accounts import factories as make
from tests.applications.factories import complete_application
from tests.applications.factories_calls import default_call, published_call
from tests.applications.vocabulary import small_vocabulary

from .table import STAFF, Row, World, everyone, office, office_model, only

SECRETARIAT = ("officer", "head")
READS = (*STAFF, "field_office")
PARTY = ("focal", "signatory")


def prepare(world: World) -> None:
    small_vocabulary()
    things = world.things
    things.call, things.draft_call = published_call(), default_call("draft-call")
    now = timezone.now()
    things.file = complete_application(world.party, things.call, states.ASSESSMENT, real_file=True)
    things.assessment = Assessment.objects.create(
        application=things.file,
        version=things.file.current_version,
        assessor=world.person["assessor"],
        assigned_by=world.person["officer"],
        due=(now + timedelta(days=9)).date(),
        state=Assessment.State.OPEN,
        interests_declared_at=now,
    )
    other_call = published_call("other-call")
    things.told = complete_application(world.party, other_call, states.SELECTED)
    things.decision = Decision.objects.create(
        application=things.told,
        round=other_call.rounds.get(),
        outcome=Decision.Outcome.SELECTED,
        prepared_by=world.person["officer"],
        prepared_at=now,
        released_at=now,
    )
    things.letter = Letter.objects.create(application=things.told, kind="selected", language="en")
    things.tie = Tie.objects.create(person=make.newcomer(), country=world.other_party)


def file(world: World) -> list[str]:
    return [world.things.file.ref]


def told(world: World) -> list[str]:
    return [world.things.told.ref]


def call(world: World) -> list[int]:
    return [world.things.draft_call.pk]


def round_of(world: World) -> list[int]:
    return [world.things.decision.pk]


def act(name: str, *more: str, **data: str) -> list[Row]:
    """A button of the file's page: never a link; it leads back to the file, done or refused."""
    return [
        Row(f"admin:applications_{name}", office(), args=lambda world: [*file(world), *more]),
        Row(
            f"admin:applications_{name}",
            office(*STAFF, status=302),
            args=lambda world: [*file(world), *more],
            method="post",
            data=data,
        ),
    ]


ROWS = [
    Row("applications:calls", everyone()),
    Row("applications:call", everyone(), args=lambda world: [world.things.call.slug]),
    Row("applications:call", everyone(404), args=lambda world: [world.things.draft_call.slug]),
    Row("applications:eligibility", everyone()),
    Row("applications:eligibility", everyone(), query="?country=UGA"),
    Row("applications:assessments", only("assessor", "other_assessor")),
    Row("applications:assessment", only("assessor"), args=file),
    Row("applications:assessment_declare", only("assessor", status=405, others=405, anonymous=405), args=file),
    Row("applications:assessment_declare", only("assessor", status=422), args=file, method="post"),
    Row("applications:assessment_save", only("assessor", status=405, others=405, anonymous=405), args=file),
    Row("applications:assessment_save", only("assessor", status=302), args=file, method="post"),
    Row("applications:assessment_hand_in", only("assessor", status=422), args=file, method="post"),
    Row("applications:assessment_file", only("assessor"), args=lambda world: [*file(world), "LETTER1"]),
    Row("applications:decision", only(*PARTY), args=told),
    Row("applications:decision", only(), args=file),
    Row("applications:letter", only(), args=lambda world: [*told(world), "selected"]),
    Row("admin:applications_files", office(*READS)),
    Row("admin:applications_application_changelist", office(*READS)),
    Row("admin:applications_export", office(), method="get"),
    Row("admin:applications_export", office(*READS, status=302), method="post", data={"format": "csv"}),
    Row("admin:applications_assign", office()),
    Row("admin:applications_file", office(*READS), args=file),
    Row("admin:applications_attachment", office(*READS), args=lambda world: [*file(world), "LETTER1"]),
    *act("screen"),
    *act("gate", "party", outcome="yes"),
    *act("eligible"),
    *act("dossier"),
    Row("admin:applications_clarify", office(*STAFF), args=file),
    Row("admin:applications_ineligible", office(*STAFF), args=file),
    Row("admin:applications_assessments", office(*STAFF)),
    Row("admin:applications_assessment_changelist", office(*STAFF)),
    Row("admin:applications_take_back", office(), args=lambda world: [world.things.assessment.pk]),
    Row(
        "admin:applications_take_back",
        office(*STAFF, status=302),
        args=lambda world: [world.things.assessment.pk],
        method="post",
    ),
    Row("admin:applications_board", office(*STAFF)),
    Row("admin:applications_decision_changelist", office(*STAFF)),
    Row("admin:applications_decide", office()),
    Row("admin:applications_release", office()),
    Row("admin:applications_send_back", office(), args=round_of),
    Row("admin:applications_send_back", office(*STAFF, status=302), args=round_of, method="post"),
    Row("admin:applications_letters", office(*STAFF)),
    Row("admin:applications_letter_changelist", office(*STAFF)),
    Row("admin:applications_letter_file", office(), args=lambda world: [world.things.letter.pk]),
    Row("admin:applications_letter_again", office(), args=lambda world: [world.things.letter.pk]),
    Row(
        "admin:applications_letter_again",
        office(*STAFF, status=302),
        args=lambda world: [world.things.letter.pk],
        method="post",
    ),
    *office_model("applications_call", add=SECRETARIAT, change=SECRETARIAT, obj=lambda world: call(world)[0]),
    Row("admin:applications_call_check", office(*STAFF), args=call),
    Row("admin:applications_call_grid", office(*STAFF), args=call),
    Row("admin:applications_call_publish", office(), args=call),
    Row("admin:applications_call_publish", office(*STAFF, status=302), args=call, method="post"),
    Row("admin:applications_call_close", office(), args=call),
    Row("admin:applications_call_close", office(*STAFF, status=302), args=call, method="post"),
    Row("admin:applications_call_default", office(*SECRETARIAT)),
    *office_model("applications_tie", add=SECRETARIAT, delete=SECRETARIAT, obj=lambda world: world.things.tie.pk),
]
