"""What the search hangs up in the rooms below it."""

import rules
from django.utils.translation import gettext_lazy as _

from portal.activity import verbs
from portal.office import places
from portal.reference import ports as reference

from . import services, tasks

__all__ = ["connect", "tasks"]  # importing the tasks makes them known to the queue in this process too


def connect() -> None:
    """Follow the reference data (synonyms, corrections), name the verbs, and take a place in the office."""
    reference.also_load.register(services.load_synonyms)
    reference.corrected.register(tasks.after_correction)
    verbs.register(
        {
            "search.synonyms_added": _("added a group of synonyms"),
            "search.synonyms_changed": _("changed a group of synonyms"),
        }
    )
    places.register(
        "knowledge",
        _("Synonyms of the search"),
        "admin:search_synonymgroup_changelist",
        lambda user: rules.has_perm("search.change_synonyms", user),
        order=80,
    )
