"""Addresses in the reader's own language, for messages."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from .models import User


def path_in(language: str, name: str, *args: object) -> str:
    """The path of a named page in this language."""
    with translation.override(language):
        return reverse(name, args=args)


def workspace_of(user: User) -> str:
    """Where signing in leads: the person's workspace, in the person's language."""
    return path_in(user.language, settings.LOGIN_REDIRECT_URL)
