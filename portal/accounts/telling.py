"""An act of a page, and what is told of it on the next one."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest

from portal.accounts.services.refusals import Refused


def tell(request: HttpRequest, done: str, act: Callable[[], Any]) -> bool:
    """Do an act and say that it is done, or why not. Gives whether it was."""
    try:
        act()
    except Refused as refusal:
        messages.error(request, refusal.message)
        return False
    messages.success(request, done)
    return True
