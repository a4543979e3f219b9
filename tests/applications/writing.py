"""A Party at work: short ways to open and post the pages of a file."""

from typing import Any

from django.test import Client
from django.urls import reverse

from applications.models import Application, Version
from applications.sections import BY_CODE
from applications.store import STORE
from portal.accounts.models import User
from portal.collaboration.forms.raw import flatten, from_stored
from portal.collaboration.queries import sections_of


def signed_in(user: User) -> Client:
    """A browser in which this person is signed in."""
    client = Client()
    client.force_login(user, backend="portal.accounts.backends.PortalBackend")
    return client


def address(application: Application, name: str = "file", *args: Any) -> str:
    return reverse(f"applications:{name}", args=[application.ref, *args])


def section_url(application: Application, code: str) -> str:
    return address(application, "section", code)


def form_of(application: Application, code: str) -> dict[str, Any]:
    """What a browser would send back from the page of a section as it stands."""
    version = Version.objects.filter(application=application, frozen_at=None).get()
    saved = sections_of(version).get(code)
    section = BY_CODE[code]
    raw = from_stored(section, STORE.read_section(version, section), saved.unparsed if saved else {})
    data: dict[str, Any] = {"revision": saved.revision if saved else 0, "next": "continue"}
    for name, text in flatten(section, raw):
        if name in data:
            data[name] = [*(data[name] if isinstance(data[name], list) else [data[name]]), text]
        else:
            data[name] = text
    return data


def open_version(application: Application) -> Version:
    return Version.objects.get(application=application, frozen_at=None)
