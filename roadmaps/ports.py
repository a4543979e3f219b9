"""What this floor asks of the floors above, without importing them. No provider means "nothing known"."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from portal.port import Port


@dataclass(frozen=True, slots=True)
class Material:
    """A published resource of the knowledge base, as a workshop shows it. ``lang`` where it is not the page's."""

    code: str
    title: str
    url: str
    text: str = ""
    meta: Sequence[Any] = ()
    lang: str = ""


# find_material(words, language) -> the published resources that fit, the best first; without words the newest
find_material: Port[[str, str], Sequence[Material]] = Port("roadmaps.find_material", ())
# material(codes, language) -> {code: Material}: those that are published now
material: Port[[Collection[str], str], dict[str, Material]] = Port("roadmaps.material", {})
# on_platform(roadmap's key) -> {key of a measure: where it stands on the UNESCO Policy Monitoring Platform, in words}
on_platform: Port[[int], dict[str, str]] = Port("roadmaps.on_platform", {})
