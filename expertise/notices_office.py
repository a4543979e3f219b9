"""Messages of the Secretariat's side: to an expert, to the officers."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import translation

from portal.accounts.queries import officers_to_tell
from portal.messaging.services import post

from .models import Expert


def expert_home(language: str) -> str:
    """The path of the expert's own pages."""
    return f"/{language}/workspace/expert/"


def address(name: str, language: str, *args: Any) -> str:
    """The path of a page in a language."""
    with translation.override(language):
        return reverse(name, args=args)


def tell_expert(
    *,
    expert: Expert,
    code: str,
    key: str,
    target: models.Model,
    context: Mapping[str, Any] | None = None,
    link: str = "",
    attachments: Iterable[Any] = (),
    draft: bool = False,
) -> bool:
    """Post one message to an expert, in the expert's language; ``link`` names a page, else the expert's own.

    Says whether there was anybody to write to: an erased profile has no account.
    """
    user = expert.user
    if user is None or not user.is_active:
        return False
    post(
        code=code,
        to=user,
        context=context or {},
        links={"link": link or expert_home(user.language)},
        target=target,
        key=f"{key}:{user.pk}",
        attachments=attachments,
        draft=draft,
    )
    return True


def tell_officers(
    *, code: str, key: str, target: models.Model, context: Mapping[str, Any], page: str, at: Any
) -> int:
    """Post a message to each programme officer, with the page of the office. Returns how many people it goes to."""
    people = list(officers_to_tell())
    for person in people:
        post(
            code=code,
            to=person,
            context=context,
            links={"link": address(page, person.language, at)},
            target=target,
            key=f"{key}:{person.pk}",
        )
    return len(people)
