"""What this floor hangs up in the rooms below it, once, at start: the expert's own side."""


def connect() -> None:
    """Nothing yet: filled with the pages of experts."""
