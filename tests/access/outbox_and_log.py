"""The outbox and the activity log in the office."""

from portal.activity.services import record
from portal.messaging.services import post

from .table import STAFF, Row, World, office, office_model


def prepare(world: World) -> None:
    values = {"code": "claim.refused", "context": {"iso3": "UGA", "reason": "x"}, "links": {"link": "/"}}
    world.things.draft = post(to=world.person["focal"], draft=True, **values)
    world.things.entry = record(actor=None, verb="office.changed", target=world.party)


def draft(world: World) -> list[int]:
    return [world.things.draft.pk]


ROWS = [
    *office_model("messaging_message", obj=lambda world: draft(world)[0]),
    *office_model("activity_entry", obj=lambda world: world.things.entry.pk),
    *[
        Row(f"admin:messaging_message_{act}", office(*STAFF), args=draft)
        for act in ("edit", "send", "stop", "resend")
    ],
    Row("admin:messaging_message_edit", office(*STAFF), args=draft, method="post", data={"act": "go"}),
    Row("admin:messaging_message_stop", office(*STAFF), args=draft, method="post", data={"act": "go"}),
]
