"""A Party's files: writing, reading, sending. To everybody outside the Party they are not there."""

from applications import states
from tests.applications.factories import complete_application, open_call
from tests.applications.vocabulary import small_vocabulary

from .table import Row, World, only, signed_in

TEAM = ("focal", "signatory")


def prepare(world: World) -> None:
    small_vocabulary()
    focal = world.person["focal"]
    world.things.call = open_call("writing")
    world.things.draft = complete_application(world.party, world.things.call, by=focal)
    world.things.sent = complete_application(
        world.party, open_call("sent"), states.CLARIFICATION_ASKED, by=focal, real_file=True
    )
    world.things.other = complete_application(world.other_party, world.things.call, states.SCREENING, by=focal)


def draft(*more):
    return lambda world: [world.things.draft.code, *more]


def sent(*more):
    return lambda world: [world.things.sent.reference, *more]


def call(world: World) -> list[str]:
    return [world.things.call.slug]


ROWS = [
    Row("applications:files", only(*TEAM, "other_focal")),
    Row("applications:start", signed_in(200), args=call),
    Row("applications:start", signed_in(422, focal=302, other_focal=302), args=call, method="post"),
    Row("applications:file", only(*TEAM), args=draft()),
    Row("applications:file", only(*TEAM), args=sent()),
    Row("applications:check", only("focal", signatory=302), args=draft()),
    Row("applications:comments", only(*TEAM), args=draft()),
    Row(
        "applications:comments",
        only(*TEAM, status=302, anonymous=403),
        args=draft(),
        method="post",
        data={"act": "write", "place": "context", "text": "x"},
    ),
    Row("applications:read", only(*TEAM), args=sent()),
    Row("applications:read", only(*TEAM), args=draft()),
    Row("applications:read_version", only(*TEAM), args=sent(1)),
    Row("applications:changes", signed_in(404), args=sent(1, 2)),
    Row("applications:attachment", only(*TEAM), args=sent("LETTER1")),
    Row("applications:section", only("focal", signatory=302), args=draft("context")),
    Row("applications:section", only("focal", signatory=302), args=draft("attachments")),
    Row("applications:section", only(*TEAM, status=302), args=sent("context")),
    Row(
        "applications:section",
        only(*TEAM, status=302, anonymous=403),
        args=draft("context"),
        method="post",
        data={"revision": "0"},
    ),
    Row("applications:withdraw", only("focal", signatory=302), args=draft()),
    Row(
        "applications:withdraw",
        only(*TEAM, status=302, anonymous=403),
        args=draft(),
        method="post",
        data={"reason": "Elections"},
    ),
    Row("applications:submit", only(*TEAM, status=405, others=404), args=draft()),
    Row("applications:submit", only(*TEAM, status=302), args=draft(), method="post"),
    Row("applications:begin_answer", only(*TEAM, status=302), args=sent(), method="post"),
    Row("applications:remove_file", only(*TEAM, status=302), args=draft("LETTER1"), method="post"),
    Row("applications:paper", only(*TEAM, status=302), args=sent("receipt"), method="post"),
    Row("applications:paper", only(*TEAM, status=302), args=draft("application"), method="post"),
]
