"""Messages about a file: to the people of its Party, and to the officers."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import translation

from portal.accounts.models import User
from portal.accounts.queries import members_of, officers_to_tell
from portal.messaging.services import post
from portal.reference.queries import country_names

from .models import Application


def party_name(application: Application, language: str) -> str:
    """The name of the Party in a language."""
    return country_names(language).get(application.country_id, application.country.iso3)


def file_link(application: Application, language: str) -> str:
    """The path of the file's page in a language."""
    with translation.override(language):
        return reverse("applications:file", args=[application.ref])


def office_link(application: Application, language: str) -> str:
    """The path of the file in the office."""
    with translation.override(language):
        return reverse("admin:applications_file", args=[application.ref])


def tell_party(
    *,
    application: Application,
    code: str,
    key: str,
    reason: str = "",
    more: Mapping[str, Any] | None = None,
    attachments: Any = (),
) -> int:
    """Post a message to each confirmed member of the Party's team, in their language.

    ``key`` makes it leave once a person. Returns how many people it goes to.
    """
    people = list(members_of(application.country_id))
    for person in people:
        _post(application, code, key, person, file_link(application, person.language), reason, more, attachments)
    return len(people)


def tell_officers(*, application: Application, code: str, key: str, reason: str = "") -> int:
    """Post a message to each programme officer. Returns how many people it goes to."""
    people = list(officers_to_tell())
    for person in people:
        _post(application, code, key, person, office_link(application, person.language), reason, None, ())
    return len(people)


def _post(
    application: Application,
    code: str,
    key: str,
    person: User,
    link: str,
    reason: str,
    more: Mapping[str, Any] | None,
    attachments: Any,
) -> None:
    with translation.override(person.language):
        state = str(application.labels.applicant)
    post(
        code=code,
        to=person,
        context={
            "reference": application.ref,
            "party": party_name(application, person.language),
            "state": state,
            "reason": reason,
            **(more or {}),
        },
        links={"link": link},
        target=application,
        key=f"{key}:{person.pk}",
        attachments=attachments,
    )
