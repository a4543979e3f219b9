"""Whether a national team is made as the programme advises. Pure logic: told as advice, never a block.

DOMAIN, "National roadmap", and DCE/21/14.IGC/14 (concept note): several ministries beyond culture, the private
sector, civil society with organisations of women and of young people, a balance of women and men.
"""

from collections.abc import Iterable
from dataclasses import dataclass

MINISTRIES = 3
BALANCE = 0.4
"""At least this part of those who say their gender, of women and of men."""
WANTED = ("private_sector", "civil_society", "women_org", "youth_org")


@dataclass(frozen=True)
class Member:
    """What counts of a member: sector, ministry (if of one), gender as declared."""

    kind: str
    ministry: str = ""
    gender: str = ""


@dataclass(frozen=True)
class Advice:
    """One point of the advice: its code, whether it is met, and the figures behind it."""

    code: str
    met: bool
    has: int = 0
    wanted: int = 0


def advise(members: Iterable[Member]) -> list[Advice]:
    """The points in a fixed order: ministries, each sector wanted, balance.

    Balance is met when women and men are each at least 40 % of those who say their gender; nobody who says
    nothing is counted as either, and with nobody saying it is not met.
    """
    people = list(members)
    ministries = {one.ministry for one in people if one.ministry}
    found = [Advice("ministries", len(ministries) >= MINISTRIES, len(ministries), MINISTRIES)]
    for kind in WANTED:
        count = sum(one.kind == kind for one in people)
        found.append(Advice(kind, count > 0, count, 1))
    women, men = (sum(one.gender == gender for one in people) for gender in ("woman", "man"))
    said = women + men
    least = min(women, men)
    found.append(Advice("balance", said > 0 and least >= BALANCE * said, least, said))
    return found
