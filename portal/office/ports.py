"""What the office asks of the rooms above it; they register their providers in ``AppConfig.ready()``."""

from typing import Any

from portal.port import Port

# may_enter(user) -> bool: who opens the office at all. Nobody, until somebody answers.
may_enter: Port[..., bool] = Port("office.may_enter", False)
# record(*, actor, verb, target, old=None, new=None, reason="") -> Any: writes what was done in a plain form of the
# office ("office.added", "office.changed", "office.deleted") into the activity log.
record: Port[..., Any] = Port("office.record", None)
# my_turn(user) -> tuple[int, str] | None: how many things wait for this person, and the page that lists them.
my_turn: Port[..., Any] = Port("office.my_turn", None)
# history_url(target, user) -> str: the page with the activity log of a record; empty for who may not read it.
history_url: Port[..., str] = Port("office.history_url", "")
