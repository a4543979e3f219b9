"""Verbs of forms by private link. The only writers of links and answers."""

from .answering import Incomplete, Over, answer
from .erasing import erase_about, erase_addressee
from .links import create_link, renew, revoke

__all__ = ["Incomplete", "Over", "answer", "create_link", "erase_about", "erase_addressee", "renew", "revoke"]
