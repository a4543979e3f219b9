"""Where the measures of a roadmap stand on the UNESCO Policy Monitoring Platform, as a floor above notes it."""

from collections.abc import Iterable

from .. import ports
from ..models import Measure


def say_platform(measures: Iterable[Measure], roadmap_id: int) -> None:
    """Fill `on_platform` of these measures, in the present language."""
    known = ports.on_platform(roadmap_id)
    for measure in measures:
        measure.on_platform = known.get(measure.key, "")
