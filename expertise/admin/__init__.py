"""The office of the Expert Facility: experts, their applications, calls, nominations, community, messages."""

from . import calls, candidacies, contacts, documents, experts, gatherings, mailings, nominations

__all__ = [
    "calls",
    "candidacies",
    "contacts",
    "documents",
    "experts",
    "gatherings",
    "mailings",
    "nominations",
]
