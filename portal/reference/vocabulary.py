"""Reading ``data/vocabulary.yaml`` into terms and labels: pure, without Django.

The file has 28 lists of differing shape; `SECTIONS` says for each which of its keys hold what. Labels
missing in one of the two working languages come from ``data/translations.yaml``, our own, always a
working translation. ``data/portal.yaml`` holds lists of the portal itself.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from .files import DATA

OURS = "Working translation made for this portal"
IN_SOURCE = "as in the source"
WORKING = "working translation"
# `meta.reading_key` of the file, as the standing of a label.
STANDINGS = {"read": "approved", "partly_read": "unverified", "unverified": "unverified", "translation": "translated"}
ROADMAP_FR = "Resolution 7.CP 13, as in DCE/21/14.IGC/14, annex, axis 3"
ROADMAP_WEB = "Open Roadmap table (UNESCO web page)"
LEAFLET = "UNESCO leaflet on the Open Roadmap"
ROADMAP_EN = {
    "read": LEAFLET,
    "partly_read": "UNESCO leaflet on the Open Roadmap for the first words, the rest is a translation",
    "unverified": "To be checked against DCE/19/7.CP/13, Annex I",
}


@dataclass(frozen=True, slots=True)
class LabelRecord:
    language: str
    text: str
    source: str
    standing: str
    version: str
    current: bool = True


@dataclass(frozen=True, slots=True)
class TermRecord:
    list: str
    code: str
    position: int
    parent: tuple[str, str] | None = None
    data: dict[str, Any] = field(default_factory=dict)
    labels: tuple[LabelRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Where a list stands in the file, and how its items are read.

    `parent` names the key holding the parent's code and the parent's list; `plain` the language of items
    that are mere texts (codes are then `prefix` and a number); `standing` that of a label without a status.
    """

    list: str
    path: tuple[str, ...]
    parent: tuple[str, str] | None = None
    plain: str = ""
    prefix: str = ""
    standing: str = "approved"


SECTIONS = (
    Section("goal", ("convention_goals", "items")),
    Section("output", ("open_roadmap_outputs", "items"), parent=("convention_goal", "goal")),
    Section("activity", ("open_roadmap_activities", "items"), parent=("output", "output")),
    Section("process_step", ("roadmap_process_steps", "items")),
    Section("application_content", ("application_contents", "items")),
    Section("assistance_step", ("technical_assistance", "items")),
    Section("axis", ("action_axes", "items")),
    Section("budget_line", ("action_axes", "other_lines")),
    Section("theme", ("priority_themes", "items")),
    Section("sdg_target", ("sdg_targets", "items")),
    Section("programme_risk", ("programme_risks", "items")),
    Section("assistance_domain", ("assistance_domains", "items")),
    Section("peer_role", ("peer_learning", "roles")),
    Section("peer_phase", ("peer_learning", "phases")),
    Section("peer_format", ("peer_learning", "formats_fr"), plain="fr", prefix="PF"),
    Section("session_kind", ("peer_learning", "session_kinds", "items_fr"), plain="fr", prefix="SK"),
    Section("stakeholder_kind", ("stakeholder_kinds", "items")),
    Section("ministry", ("stakeholder_kinds", "ministries_named_fr", "items"), plain="fr", prefix="M"),
    Section("engagement_role", ("stakeholder_kinds", "engagement_roles_fr", "items"), plain="fr", prefix="ER"),
    Section("engagement_instrument", ("engagement_instruments", "items")),
    Section("monitoring_area", ("monitoring_areas", "items"), parent=("goal", "goal")),
    Section("core_indicator", ("core_indicators_goal1", "items"), parent=("area", "monitoring_area")),
    Section("cultural_domain", ("cultural_domains", "items")),
    Section("value_chain", ("value_chain", "items"), plain="code"),
    Section("electoral_group", ("electoral_groups", "items")),
    Section("region", ("regions", "items"), standing="unverified"),
)
_LABEL_KEYS = {"code", "symbol", "fr", "en", "es", "fr_variant_web_table", "fr_variant_inf4", "status", "where"}


def read(folder: Path = DATA) -> list[TermRecord]:
    """Every term of the files, parents before children. Raises KeyError when a list is missing."""
    content = yaml.safe_load((folder / "vocabulary.yaml").read_text(encoding="utf-8"))
    ours = yaml.safe_load((folder / "translations.yaml").read_text(encoding="utf-8"))
    records = [record for section in SECTIONS for record in _section(section, content, ours)]
    impact = content["open_roadmap_impact"]
    records.append(
        TermRecord("impact", impact["code"], 1, labels=(
            LabelRecord("fr", impact["fr"], impact["source"], "approved", IN_SOURCE),
            LabelRecord("en", impact["en"]["text"], OURS, "translated", WORKING),
        ))
    )  # fmt: skip
    records += _own(yaml.safe_load((folder / "portal.yaml").read_text(encoding="utf-8")))
    records += _bare("source_document", "symbol", content["source_documents"]["items"], "DOC")
    records += _bare("discrepancy", "where", content["known_discrepancies"]["items"], "DIS")
    return records


def _own(lists: Mapping[str, Any]) -> Iterator[TermRecord]:
    """The portal's own lists: proposals, until the Secretariat adopts them."""
    for name, content in lists.items():
        for number, item in enumerate(content["items"], start=1):
            data = {key: value for key, value in item.items() if key not in _LABEL_KEYS}
            labels = tuple(
                LabelRecord(language, item[language], content["source"], "unverified", "proposal")
                for language in ("en", "fr")
            )
            yield TermRecord(name, item["code"], number, data=data, labels=labels)


def _bare(name: str, key: str, items: list[dict[str, Any]], prefix: str) -> Iterator[TermRecord]:
    """Lists whose items are data about documents; the label is the symbol or the place itself."""
    for number, item in enumerate(items, start=1):
        label = LabelRecord("en", item[key], item.get("source", "comparison of the founding documents"), "approved",
                            IN_SOURCE)  # fmt: skip
        yield TermRecord(name, f"{prefix}{number}", number, data=dict(item), labels=(label,))


def _section(section: Section, content: Mapping[str, Any], ours: Mapping[str, Any]) -> Iterator[TermRecord]:
    node: Any = content
    source = ""
    statuses: dict[str, str] = {}
    for key in section.path:
        node = node[key]
        if isinstance(node, dict):
            source = node.get("source", source)
            statuses |= {k.removesuffix("_status"): v for k, v in node.items() if k in {"en_status", "fr_status"}}
    for number, given in enumerate(node, start=1):
        item = given if isinstance(given, dict) else _plain_item(section, given, number)
        code = item["code"]
        labels = list(_labels(section, item, source, statuses))
        spoken = {label.language for label in labels}
        for language, text in ours.get(section.list, {}).get(code, {}).items():
            if language not in spoken:
                labels.append(LabelRecord(language, text, OURS, "translated", WORKING))
        parent = (section.parent[1], item[section.parent[0]]) if section.parent else None
        dropped = _LABEL_KEYS | ({section.parent[0]} if section.parent else set())
        data = {key: value for key, value in item.items() if key not in dropped}
        yield TermRecord(section.list, code, number, parent, data, tuple(labels))


def _plain_item(section: Section, text: str, number: int) -> dict[str, Any]:
    if section.plain == "code":
        return {"code": text}
    return {"code": f"{section.prefix}{number}", section.plain: text}


def _labels(
    section: Section, item: Mapping[str, Any], source: str, statuses: Mapping[str, str]
) -> Iterator[LabelRecord]:
    roadmap = section.list in {"output", "activity"}
    sources = _by_language(source)
    for language in ("fr", "en", "es"):
        given = item.get(language)
        if not given:
            continue
        status = given["status"] if isinstance(given, dict) else statuses.get(language, "")
        if language == "en" and "status" in item:
            status = item["status"]
        status = re.split(r"[ (]", status)[0]
        text = given["text"] if isinstance(given, dict) else given
        text, own_source = _without_remark(text)
        standing = STANDINGS.get(status, section.standing)
        where = own_source or sources.get(language, source)
        if standing == "translated":
            where = OURS
        elif roadmap:
            where = ROADMAP_FR if language == "fr" else ROADMAP_EN[status]
        version = IN_SOURCE if standing == "approved" else WORKING
        if roadmap and language == "fr":
            version = "Resolution 7.CP 13"
        yield LabelRecord(language, _idem(section, item, text), where, standing, version)
    for key, version in (("fr_variant_web_table", "web table"), ("fr_variant_inf4", "DCE/19/7.CP/INF.4")):
        variant = item.get(key)
        if variant and variant != item["fr"]:
            where = ROADMAP_WEB if key == "fr_variant_web_table" else "DCE/19/7.CP/INF.4, §7"
            yield LabelRecord("fr", variant, where, "unverified", version, current=False)


def _by_language(source: str) -> dict[str, str]:
    """``fr: … ; en: …`` taken apart; empty when the source is one for all languages."""
    parts = re.findall(r"\b(fr|en|es): (.*?)(?=; (?:fr|en|es): |$)", source)
    return dict(parts)


def _without_remark(text: str) -> tuple[str, str]:
    """Two indicators carry their source in brackets at the end of the label."""
    found = re.fullmatch(r"(.*\S) \(concept note note 5\)", text)
    return (found[1], "DCE/21/14.IGC/14, annex, note 5") if found else (text, "")


def _idem(section: Section, item: Mapping[str, Any], text: str) -> str:
    """SDG targets 17.8 and 17.17 say "idem": the words of 17.6."""
    if section.list == "sdg_target" and text == "idem":
        return "développement, transfert, diffusion et utilisation de technologies ; dialogue entre acteurs"
    return text
