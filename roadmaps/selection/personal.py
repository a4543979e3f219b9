"""What selections and missions hold on a person: given out on request."""

from typing import Any

from django.utils.translation import gettext as _

from ..models import Considered, Mission, Offer


def held(user: Any) -> list[tuple[str, list[dict[str, Any]]]]:
    """The person's own missions, offers and places on shortlists, as an expert."""
    missions = [
        {
            "mission": row.code,
            "title": row.title,
            "state": str(row.labels.person),
            "from": row.starts_on.isoformat(),
            "to": row.ends_on.isoformat(),
            "days": row.days,
        }
        for row in Mission.objects.filter(expert__user=user).order_by("pk")
    ]
    offers = [
        {
            "offer": row.code,
            "title": row.need.title,
            "state": str(row.labels.person),
            "interests": row.interests,
            "answer": row.answer,
        }
        for row in Offer.objects.filter(expert__user=user).select_related("need").order_by("pk")
    ]
    considered = Considered.objects.filter(expert__user=user).count()
    return [
        (_("Missions"), missions),
        (_("Offers"), offers),
        (_("Shortlists"), [{"considered": considered}] if considered else []),
    ]
