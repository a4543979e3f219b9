"""What this floor hangs up in the rooms below it, once, at start: load, track record, roster health."""

from expertise import ports as expertise_ports

from . import load


def connect() -> None:
    """Answer for the load and the track record of experts."""
    expertise_ports.load.register(load.load)
    expertise_ports.track_record.register(load.track_record)
