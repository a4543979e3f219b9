"""What this floor hangs up in the rooms below it, once, at start: load, track record, roster health."""


def connect() -> None:
    """Nothing yet."""
