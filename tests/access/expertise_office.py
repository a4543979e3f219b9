"""Experts in the office, the public pages of the Expert Facility, and the community of experts."""

from datetime import timedelta

from django.utils import timezone

from expertise.models import (
    Attendance,
    Candidacy,
    ContactRequest,
    Expert,
    Mailing,
    MailingText,
    SharedDocument,
)
from portal.documents.services import store_bytes
from tests.expertise import factories as experts
from tests.expertise.office import applied, default_call, gathering, published_call
from tests.expertise.person import member, vocabulary

from .table import STAFF, Row, World, everyone, office, office_model, only

SECRETARIAT = ("officer", "head")


def prepare(world: World) -> None:
    vocabulary()
    things = world.things
    things.mine = experts.expert(user=world.person["expert"], name="Ana")
    things.other = member()
    things.call, things.draft_call = published_call(), default_call("draft-call")
    things.candidacy = applied(call=things.call)
    things.file = things.candidacy.profile.files.get().code
    things.gathering = gathering()
    things.gathering.state = "announced"
    things.gathering.save()
    things.attendance = Attendance.objects.create(gathering=things.gathering, expert=things.mine)
    stored = store_bytes(name="a.pdf", content_type="application/pdf", data=b"%PDF-1.4", owner=None, purpose="test")
    things.document = SharedDocument.objects.create(stored_file=stored, title="Guide", language="en")
    things.mailing = Mailing.objects.create(code="ABCDEFGH", reason="R", prepared_by=world.person["officer"])
    MailingText.objects.create(mailing=things.mailing, language="en", subject="S", body="B")
    things.request = ContactRequest.objects.create(
        expert=things.other, name="Zoe", email="zoe@example.org", message="Hello", sent_at=timezone.now()
    )
    Expert.objects.filter(pk=things.other.pk).update(availability_confirmed_on=timezone.localdate())
    Candidacy.objects.filter(pk=things.candidacy.pk).update(state_changed_at=timezone.now() - timedelta(days=3))


def expert(world: World) -> list[str]:
    return [world.things.other.code]


def candidacy(world: World) -> list[int]:
    return [world.things.candidacy.pk]


def call(world: World) -> list[int]:
    return [world.things.draft_call.pk]


def meeting(world: World) -> list[int]:
    return [world.things.gathering.pk]


def invitation(world: World) -> list[str]:
    return [world.things.gathering.code]


def request(world: World) -> list[int]:
    return [world.things.request.pk]


def mailing(world: World) -> list[str]:
    return [world.things.mailing.code]


def document(world: World) -> list[str]:
    return [world.things.document.code]


def button(name: str, args, **data: str) -> list[Row]:
    """A button of the office: never a link; it leads back, done or refused."""
    return [
        Row(f"admin:expertise_{name}", office(), args=args),
        Row(f"admin:expertise_{name}", office(*STAFF, status=302), args=args, method="post", data=data),
    ]


PUBLIC = [
    Row("expertise:roster", everyone()),
    Row("expertise:roster", everyone(), query="?activity=1.1&page=2"),
    Row("expertise:public_expert", everyone(), args=expert),
    Row("expertise:public_expert", everyone(404), args=lambda world: [world.things.candidacy.expert.code]),
    Row("expertise:contact", everyone(), args=expert),
    Row("expertise:contact", everyone(422), args=expert, method="post"),
    Row("expertise:contact_sent", everyone(), args=expert),
    Row("expertise:calls", everyone()),
    Row("expertise:call", everyone(), args=lambda world: [world.things.call.slug]),
    Row("expertise:call", everyone(404), args=lambda world: [world.things.draft_call.slug]),
]
COMMUNITY = [
    Row("expertise:gatherings", only("expert")),
    Row("expertise:gathering", only("expert"), args=invitation),
    Row("expertise:gathering_answer", only("expert", status=405, others=405), args=invitation),
    Row("expertise:gathering_answer", only("expert", status=302), args=invitation, method="post"),
    Row("expertise:gathering_calendar", only("expert"), args=invitation),
    Row("expertise:certificate", only(), args=invitation),
    Row("expertise:shared_document", only("expert"), args=document),
    Row("expertise:candidacy_letter", only(), args=lambda world: [world.things.call.slug]),
]
EXPERTS = [
    Row("admin:expertise_experts", office(*STAFF)),
    Row("admin:expertise_experts", office(*STAFF), query="?view=never&activity=1.1"),
    Row("admin:expertise_expert_changelist", office(*STAFF)),
    Row("admin:expertise_experts_export", office()),
    Row("admin:expertise_experts_export", office(*STAFF, status=302), method="post", data={"format": "csv"}),
    Row("admin:expertise_expert_page", office(*STAFF), args=expert),
    Row(
        "admin:expertise_expert_file",
        office(*STAFF),
        args=lambda world: [world.things.other.code, world.things.other.profile.files.get().code],
    ),
    *button("expert_act", lambda world: [world.things.other.code, "leave"]),
]
CANDIDACIES = [
    Row("admin:expertise_candidacies", office(*STAFF)),
    Row("admin:expertise_candidacy_changelist", office(*STAFF)),
    Row("admin:expertise_candidacies_export", office()),
    Row("admin:expertise_candidacies_export", office(*STAFF, status=302), method="post", data={"format": "csv"}),
    Row("admin:expertise_candidacy_page", office(*STAFF), args=candidacy),
    Row("admin:expertise_candidacy_file", office(*STAFF), args=lambda w: [w.things.candidacy.pk, w.things.file]),
    Row("admin:expertise_candidacy_letter", office(), args=candidacy),
    *button("candidacy_open", candidacy),
    *button("candidacy_decide", candidacy),
    *button("candidacy_send_back", candidacy),
    *button("candidacy_letter_again", candidacy),
    Row("admin:expertise_candidacy_propose", office(), args=candidacy),
    Row("admin:expertise_candidacy_propose", office(*STAFF, status=422), args=candidacy, method="post"),
    Row(
        "admin:expertise_candidacy_rule",
        office(*STAFF, status=422),
        args=lambda world: [world.things.candidacy.pk, world.things.call.rules.first().pk],
        method="post",
    ),
    Row("admin:expertise_nominations", office(*STAFF)),
    Row("admin:expertise_nomination_changelist", office(*STAFF)),
]
CALLS = [
    *office_model("expertise_expertcall", add=SECRETARIAT, change=SECRETARIAT, obj=lambda world: call(world)[0]),
    Row("admin:expertise_expertcall_default", office(*SECRETARIAT)),
    Row("admin:expertise_expertcall_check", office(*STAFF), args=call),
    Row("admin:expertise_expertcall_rules", office(*STAFF), args=call),
    *button("expertcall_publish", call),
    *button("expertcall_close", call),
]
GATHERINGS = [
    *office_model("expertise_gathering", add=SECRETARIAT, change=SECRETARIAT, obj=lambda world: meeting(world)[0]),
    Row("admin:expertise_gathering_choose", office(*SECRETARIAT)),
    Row("admin:expertise_gathering_people", office(*STAFF), args=meeting),
    *button("gathering_everybody", meeting),
    *button("gathering_announce", meeting),
    *button("gathering_cancel", meeting),
    *button("gathering_held", meeting),
    Row("admin:expertise_gathering_certificate", office(), args=lambda world: [world.things.attendance.pk]),
    Row("admin:expertise_shareddocument_changelist", office(*STAFF)),
    Row("admin:expertise_shareddocument_share", office(*SECRETARIAT)),
    Row("admin:expertise_shareddocument_file", office(*STAFF), args=document),
    Row("admin:expertise_shareddocument_withdraw", office(*SECRETARIAT), args=document),
]
WRITING = [
    Row("admin:expertise_mailing_changelist", office(*STAFF)),
    Row("admin:expertise_mailing_compose", office()),
    Row("admin:expertise_mailing_compose", office(*SECRETARIAT), query="?whole=1"),
    Row("admin:expertise_mailing_page", office(*STAFF), args=mailing),
    *button("mailing_release", mailing),
    *button("mailing_stop", mailing),
    *office_model("expertise_contactrequest", obj=lambda world: request(world)[0]),
    Row("admin:expertise_contact_pass_on", office(*SECRETARIAT), args=request),
    Row("admin:expertise_contact_close", office(*SECRETARIAT), args=request),
]
ROWS = [*PUBLIC, *COMMUNITY, *EXPERTS, *CANDIDACIES, *CALLS, *GATHERINGS, *WRITING]
