"""The expert's own pages. Everybody signed in has the first; what one has written is nobody else's."""

from expertise.models import Candidacy, Nomination
from expertise.services import ageing, nominations
from tests.expertise import factories as make
from tests.expertise.person import complete, vocabulary

from .table import ANONYMOUS, PEOPLE, Row, World, everyone, only, signed_in

NOMINATES = ("focal", "other_focal", "field_office", "officer")


def prepare(world: World) -> None:
    vocabulary()
    things = world.things
    things.expert = make.expert(user=world.person["expert"])
    complete(things.expert)
    things.file_code = things.expert.profile.files.get().code
    things.expert.ties.create(country=world.party, reason="Spouse")
    things.expert_call = make.expert_call(slug="facility")
    # The same person once wrote an application that is still a draft.
    Candidacy.objects.create(call=things.expert_call, expert=things.expert)
    things.nomination = nominations.nominate(
        call=things.expert_call, voice="party", country=world.party, name="A", email="named@example.org",
        reason="x", by=world.person["focal"],
    )  # fmt: skip
    Nomination.objects.update(token_hash=nominations.hash_of("token"))


def call(world: World) -> list[str]:
    return [world.things.expert_call.slug]


def own_file(world: World) -> list[str]:
    return [world.things.file_code]


def token(world: World) -> list[str]:
    return [ageing.token_for(world.things.expert)]


def nomination(world: World) -> list[str]:
    return [world.things.nomination.code]


def party(world: World) -> list[str]:
    return [world.party.iso3.lower()]


def button(name: str, *roles: str, others: int = 404, args=None, **more: int) -> list[Row]:
    """An act: never a link; it leads back, done or refused. The anonymous are asked to sign in."""
    return [
        Row(f"expertise:{name}", signed_in(405), args=args),
        Row(f"expertise:{name}", only(*roles, status=302, others=others, **more), args=args, method="post"),
    ]


def lost(expected):
    """A page that keeps what was typed answers 403 to a POST of who is no longer signed in."""
    return {**expected, ANONYMOUS: 403}


ROWS = [
    Row("expertise:home", signed_in()),
    *button("begin_profile", *PEOPLE),
    Row("expertise:profile", only("expert")),
    Row("expertise:section", only("expert"), args=lambda world: ["identity"]),
    Row("expertise:section", only("expert"), args=lambda world: ["files"]),
    Row("expertise:section", only(), args=lambda world: ["unknown"]),
    Row("expertise:section", lost(only("expert", status=302)), args=lambda world: ["countries"], method="post"),
    Row("expertise:file", only("expert"), args=own_file),
    Row("expertise:remove_file", only("expert", status=405), args=own_file),
    Row("expertise:remove_file", only("expert", status=302), args=own_file, method="post"),
    Row("expertise:availability", only("expert")),
    Row("expertise:availability", lost(only("expert", status=302)), method="post"),
    Row("expertise:readers", only("expert")),
    Row("expertise:readers", lost(only("expert", status=422)), method="post"),
    Row("expertise:preview", only("expert"), args=lambda world: ["public"]),
    Row("expertise:preview", only("expert"), args=lambda world: ["parties"]),
    Row("expertise:preview", only(), args=lambda world: ["secretariat"]),
    Row("expertise:ties", only("expert")),
    Row("expertise:ties", lost(only("expert", status=422)), method="post"),
    Row("expertise:end_tie", only("expert", status=405), args=party),
    Row("expertise:end_tie", only("expert", status=302), args=party, method="post"),
    Row("expertise:confirm", only("expert")),
    Row("expertise:confirm", only("expert", status=302), method="post"),
    Row("expertise:confirm_by_link", everyone(), args=token),
    Row("expertise:confirm_by_link", everyone(404), args=lambda world: ["forged"]),
    Row("expertise:leave", only("expert", status=405)),
    Row("expertise:leave", only("expert", status=302), method="post"),
    Row("expertise:retire", only("expert")),
    Row("expertise:retire", lost(only("expert", status=422)), method="post"),
    Row("expertise:ask_renewal", only("expert", status=405)),
    Row("expertise:ask_renewal", only("expert", status=302), method="post"),
    Row("expertise:begin", signed_in(), args=call),
    Row("expertise:begin", signed_in(302, expert=422), args=call, method="post"),
    Row("expertise:candidacy", only("expert"), args=call),
    Row("expertise:motivation", only("expert"), args=call),
    Row("expertise:motivation", lost(only("expert", status=302)), args=call, method="post"),
    Row("expertise:check", only("expert"), args=call),
    Row("expertise:send", only("expert", status=405), args=call),
    Row("expertise:send", only("expert", status=302), args=call, method="post"),
    Row("expertise:withdraw", only("expert"), args=call),
    Row("expertise:withdraw", lost(only("expert", status=302)), args=call, method="post"),
    Row("expertise:nominations", only(*NOMINATES)),
    Row("expertise:nominate", only(*NOMINATES)),
    Row("expertise:nominate", lost(only(*NOMINATES, status=422)), method="post"),
    Row("expertise:revoke_nomination", signed_in(405), args=nomination),
    Row("expertise:revoke_nomination", only("focal", status=302), args=nomination, method="post"),
    Row("expertise:answer_nomination", signed_in(405), args=nomination),
    Row("expertise:answer_nomination", only(), args=nomination, method="post"),
    Row("expertise:nominated", everyone(), args=lambda world: ["token"]),
    Row("expertise:nominated", everyone(404), args=lambda world: ["unknown"]),
    Row("expertise:erase", only("expert")),
    Row("expertise:erase", only("expert", status=422), method="post"),
]
