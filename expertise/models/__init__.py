"""The Expert Facility: people, profiles, calls, vetting, availability, community."""

from .availability import Availability
from .candidacy import Candidacy
from .contact import ContactRequest
from .curriculum import Curriculum
from .declared_tie import DeclaredTie
from .expert import Expert
from .expert_call import ExpertCall, ExpertCallAim, ExpertCallText
from .gathering import Attendance, Gathering, GatheringText, SharedDocument
from .mailing import Mailing, MailingText
from .nomination import Nomination
from .profile import Profile
from .referee import NamedReferee, Referee
from .rows import (
    KnownActivity,
    KnownCountry,
    KnownDomain,
    KnownField,
    KnownTheme,
    Nationality,
    Post,
    Publication,
    SpokenLanguage,
    Study,
)
from .vetting import VettingCheck, VettingRule, VettingRuleText
from .visibility import Visibility
from .weight import MatchingWeight

__all__ = [
    "Attendance",
    "Availability",
    "Candidacy",
    "ContactRequest",
    "Curriculum",
    "DeclaredTie",
    "Expert",
    "ExpertCall",
    "ExpertCallAim",
    "ExpertCallText",
    "Gathering",
    "GatheringText",
    "KnownActivity",
    "KnownCountry",
    "KnownDomain",
    "KnownField",
    "KnownTheme",
    "Mailing",
    "MailingText",
    "MatchingWeight",
    "NamedReferee",
    "Nationality",
    "Nomination",
    "Post",
    "Profile",
    "Publication",
    "Referee",
    "SharedDocument",
    "SpokenLanguage",
    "Study",
    "VettingCheck",
    "VettingRule",
    "VettingRuleText",
    "Visibility",
]
