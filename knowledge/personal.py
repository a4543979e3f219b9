"""What the knowledge base holds on a person besides entries: given out on request, and erased."""

from typing import Any

from django.utils.translation import gettext as _

from .models import SavedSearch


def held(user: Any) -> list[tuple[str, list[dict[str, Any]]]]:
    """The searches the person keeps: one query."""
    rows = SavedSearch.objects.filter(user=user).order_by("created_at", "pk")
    return [
        (
            _("Saved searches"),
            [
                {
                    _("Name"): row.name,
                    _("What is looked for"): row.query,
                    _("Message each week"): row.notify,
                    _("Date"): row.created_at,
                    _("Last opened"): row.opened_at,
                }
                for row in rows
            ],
        )
    ]


def erase(*, user: Any, by: Any) -> list[str]:
    """They go: nobody else needs them."""
    number, _rows = SavedSearch.objects.filter(user=user).delete()
    return [_("Saved searches")] if number else []
