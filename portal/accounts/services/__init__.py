"""What happens to people, roles and memberships. The only writers of their states."""

from .erasure import erase_person
from .invitations import accept_invitation, find_invitation, invite, revoke_invitation
from .memberships import (
    claim_party,
    confirm_claim,
    end_membership,
    hand_over,
    make_deputy,
    refuse_claim,
    unmake_deputy,
)
from .people import block_person, create_person, end_sessions, sign_out_everywhere, unblock_person, update_person
from .refusals import Refused
from .roles import end_role, grant_role

__all__ = [
    "Refused",
    "accept_invitation",
    "block_person",
    "claim_party",
    "confirm_claim",
    "create_person",
    "end_membership",
    "end_role",
    "end_sessions",
    "erase_person",
    "find_invitation",
    "grant_role",
    "hand_over",
    "invite",
    "make_deputy",
    "refuse_claim",
    "revoke_invitation",
    "sign_out_everywhere",
    "unblock_person",
    "unmake_deputy",
    "update_person",
]
