"""What a call still lacks before it can be published, as a check-list."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.calls import checking
from portal.calls.checking import Point, text_points

from .models import Call
from .scoring import FULL_WEIGHT

TEXT_FIELDS = ("title", "summary", "body", "how_to_apply")


def check_list(call: Call, now: datetime) -> list[Point]:
    """Every condition of publication, met or not, in the order in which one makes a call."""
    criteria = list(call.criteria.prefetch_related("texts", "levels__texts"))
    rounds = list(call.rounds.all())
    return [
        *text_points(
            call.texts.all(),
            TEXT_FIELDS,
            _("Write the title, the summary, what is offered and how to apply in %(language)s."),
        ),
        _gates(call),
        _weights(criteria),
        *_anchors(call, criteria),
        _rounds(call, rounds, now),
        _places(call, rounds),
    ]


def missing(call: Call, now: datetime) -> list[str]:
    """What stands in the way of publication, in words; empty when nothing does."""
    return checking.missing(check_list(call, now))


def _gates(call: Call) -> Point:
    return Point(
        "gates",
        _("Eligibility conditions"),
        call.gates.filter(required=True).exists(),
        _("Choose at least one eligibility condition."),
    )


def _weights(criteria: list) -> Point:
    total = sum(criterion.weight for criterion in criteria)
    return Point(
        "weights",
        _("Weights that add up to 100"),
        total == FULL_WEIGHT,
        _("The weights of the criteria add up to %(total)s, not to 100.") % {"total": total},
    )


def _anchors(call: Call, criteria: list) -> list[Point]:
    """Each criterion has its name, and each level from 0 to the top its meaning, in each language."""
    values = set(range(call.top_level + 1))
    points = []
    for code, name in settings.LANGUAGES:
        lacking = []
        for criterion in criteria:
            label = next((row.label for row in criterion.texts.all() if row.language == code), "")
            meant = {
                level.value
                for level in criterion.levels.all()
                for row in level.texts.all()
                if row.language == code and row.meaning.strip()
            }
            if not label.strip() or meant != values:
                lacking.append(label or criterion.code)
        lack = _("In %(language)s, name and anchor every level of: %(criteria)s.")
        words = {"language": name, "criteria": ", ".join(lacking) or "—"}
        points.append(
            Point(
                f"anchors-{code}",
                _("Criteria with the meaning of each level, in %(language)s") % words,
                bool(criteria) and not lacking,
                lack % words,
            )
        )
    return points


def _rounds(call: Call, rounds: list, now: datetime) -> Point:
    text = _("A round with its cut-off date")
    if not rounds:
        return Point("rounds", text, False, _("Add a round with its cut-off date."))
    outside = [
        row
        for row in rounds
        if row.cut_off <= call.opens_at or (call.closes_at is not None and row.cut_off > call.closes_at)
    ]
    if outside:
        lack = ngettext(
            "%(count)s cut-off date is before the opening or after the closing of the call.",
            "%(count)s cut-off dates are before the opening or after the closing of the call.",
            len(outside),
        ) % {"count": len(outside)}
        return Point("rounds", text, False, lack)
    if all(row.cut_off <= now for row in rounds):
        return Point("rounds", text, False, _("Every cut-off date is past: add one to come."))
    return Point("rounds", text, True)


def _places(call: Call, rounds: list) -> Point:
    done = call.places_total > 0 and all(row.places > 0 and row.money > 0 for row in rounds)
    return Point("places", _("Places and money"), done, _("Give each round at least one place and its money."))
