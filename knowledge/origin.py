"""The entry another one is adapted from, as people name it: by its code or by the address of its page."""

import re

from portal.collaboration.parsing import Parsed

from .models import Entry

QUESTION = "adapted_entry"


def public_named(typed: str) -> Entry | None:
    """The public entry of this code, or at this address (whole or its last part)."""
    last = re.split(r"[/?#]", re.sub(r"[?#].*", "", typed).strip().rstrip("/"))[-1]
    if not last:
        return None
    public = Entry.objects.public()
    return public.filter(code=last.upper()).first() or public.filter(slug=last.lower()).first()


def settle(parsed: Parsed, own_code: str) -> None:
    """What was typed becomes the code of the public entry it names. What names none, or the entry itself, is kept as
    it was typed, to be shown beside its error."""
    typed = parsed.values.get(QUESTION)
    if not typed:
        return
    found = public_named(typed)
    if found is None or found.code == own_code:
        parsed.values[QUESTION], parsed.unparsed[QUESTION] = "", typed
    else:
        parsed.values[QUESTION] = found.code
