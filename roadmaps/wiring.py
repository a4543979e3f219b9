"""What this floor hangs up in the rooms below it, once, at start: selections and missions."""


def connect() -> None:
    """Nothing yet."""
