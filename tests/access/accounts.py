"""Accounts, teams, the workspace and the account page; people, invitations and claims in the office."""

import hashlib

from portal.accounts.models import Invitation, Membership
from tests.accounts import factories as make

from .table import ANONYMOUS, PEOPLE, Row, World, everyone, office, office_model, only, signed_in

TEAM = ("focal", "signatory", "officer", "head", "superuser")
SECRETARIAT = ("officer", "head")
GRANTS = ("head", "superuser")


def prepare(world: World) -> None:
    world.things.claim = Membership.objects.create(
        user=make.newcomer(), country=world.party, kind="writer", institution="Ministry"
    )
    world.things.invitation = Invitation.objects.create(
        country=world.party,
        email="invited@example.org",
        institution="Ministry",
        invited_by=world.person["focal"],
        token_hash=hashlib.sha256(b"token").hexdigest(),
    )


def team(world: World) -> list[str]:
    return [world.party.iso3.lower()]


def claim(world: World) -> list[int]:
    return [world.things.claim.pk]


def invitation(world: World) -> list[int]:
    return [world.things.invitation.pk]


def somebody(world: World) -> list[int]:
    return [world.things.claim.user_id]


ROWS = [
    Row("programme:workspace", signed_in()),
    Row("programme:account", signed_in()),
    Row("programme:account", {ANONYMOUS: 403, **dict.fromkeys(PEOPLE, 200)}, method="post"),
    Row("programme:teams", only("focal", "signatory", "other_focal", status=302)),
    Row("programme:team", only(*TEAM), args=team),
    Row("programme:team", only(status=404), args=team, method="post"),
    Row("programme:team_invite", only("focal", *SECRETARIAT), args=team),
    Row("programme:team_invite", {**only("focal", *SECRETARIAT), ANONYMOUS: 403}, args=team, method="post"),
    Row("programme:team_hand_over", only("focal"), args=team),
    Row("programme:team_hand_over", {**only("focal"), ANONYMOUS: 403}, args=team, method="post"),
    Row("accounts:claim", signed_in()),
    Row("accounts:claim", {ANONYMOUS: 403, **dict.fromkeys(PEOPLE, 200)}, method="post"),
    Row("accounts:data", signed_in()),
    Row("accounts:take_away", signed_in(405)),
    Row("accounts:take_away", signed_in(), method="post"),
    Row("accounts:erase", signed_in()),
    Row("accounts:erase", signed_in(422), method="post"),
    Row("admin:accounts_user_erase", office("head"), args=somebody),
    Row("admin:accounts_user_erase", office("head"), args=somebody, method="post", data={"act": "erase"}),
    Row("accounts:resume", everyone(405)),
    Row("accounts:resume", everyone(404), method="post"),
    Row("accounts:invitations", signed_in()),
    Row("accounts:invitations", signed_in(404), method="post"),
    Row("accounts:invitation", everyone(), args=lambda world: ["token"]),
    Row("accounts:invitation", everyone(404), args=lambda world: ["unknown"]),
    *office_model("accounts_user", obj=lambda world: somebody(world)[0]),
    *office_model("accounts_membership", obj=lambda world: claim(world)[0]),
    *office_model("accounts_invitation", obj=lambda world: invitation(world)[0]),
    *[
        Row(f"admin:accounts_user_{act}", office(*GRANTS), args=somebody)
        for act in ("grant", "end", "block", "sign_out")
    ],
    Row(
        "admin:accounts_user_sign_out",
        office(*GRANTS, status=302),
        args=somebody,
        method="post",
        data={"act": "sign_out"},
    ),
    Row("admin:accounts_user_grant", office(*GRANTS), args=somebody, method="post", data={"act": "grant"}),
    Row("admin:accounts_membership_decide", office(*SECRETARIAT), args=claim),
    Row("admin:accounts_membership_decide", office(*SECRETARIAT), args=claim, method="post", data={"act": "refuse"}),
    Row("admin:accounts_membership_end", office(*SECRETARIAT), args=claim),
    Row("admin:accounts_invitation_invite", office(*SECRETARIAT)),
    Row("admin:accounts_invitation_invite", office(*SECRETARIAT), method="post", data={"act": "send"}),
    Row("admin:accounts_invitation_revoke", office(*SECRETARIAT), args=invitation),
]
