"""What this room holds on a person, given out on request."""

from typing import Any

from django.utils.translation import gettext as _

from portal.accounts.models import User

from .models import Comment


def held(user: User) -> list[tuple[str, list[dict[str, Any]]]]:
    """The comments the person wrote: one query. When an account is erased they stay with the text, without a name."""
    rows = Comment.objects.filter(by=user).only("at", "place", "text")
    return [(_("Your comments"), [{_("Date"): row.at, _("Page"): row.place, _("Text"): row.text} for row in rows])]
