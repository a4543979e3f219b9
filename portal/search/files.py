"""Reading ``data/synonyms.yaml``: pure, without Django."""

from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).resolve().parent / "data"


def synonyms(folder: Path = DATA) -> dict[str, dict[str, Any]]:
    """Columns of SynonymGroup by code."""
    groups = yaml.safe_load((folder / "synonyms.yaml").read_text(encoding="utf-8"))
    return {
        code: {"language": group.get("language", ""), "words": "\n".join(group["words"]), "active": True}
        for code, group in groups.items()
    }
