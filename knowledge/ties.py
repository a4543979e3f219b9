"""What an entry is tied to in the vocabulary of the Convention: pure, without Django."""

FIELDS = {
    "activities": "activity",
    "themes": "theme",
    "domains": "assistance_domain",
    "sectors": "cultural_domain",
    "chain": "value_chain",
    "sdg_targets": "sdg_target",
}
"""The question → the list of the reference data its codes are from. Outputs and goals follow from activities."""


def split(codes: str) -> list[str]:
    """Codes kept with a space between, each once, in their order."""
    return list(dict.fromkeys(codes.split()))
