"""What this floor hangs up in the rooms below it, once, at start: the Secretariat's side and the public pages."""


def connect() -> None:
    """Nothing yet: filled with the pages of the Secretariat."""
