"""Messages about a person's membership and candidacies: to the person, and to the officers."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.urls import reverse

from portal.accounts.places import path_in
from portal.accounts.queries import officers_to_tell
from portal.messaging.services import post

from .models import Candidacy, Expert, ExpertCallText


def call_title(call_id: int, language: str) -> str:
    """The title of a call in a language, else in English."""
    rows = dict(
        ExpertCallText.objects.filter(call=call_id, language__in={language, "en"}).values_list("language", "title")
    )
    return str(rows.get(language) or rows.get("en") or "")


def tell_person(
    *,
    expert: Expert,
    code: str,
    key: str,
    page: str = "expertise:home",
    args: tuple[object, ...] = (),
    target: models.Model | None = None,
    more: Mapping[str, Any] | None = None,
) -> None:
    """Post a message to the person in their language; nothing for who has no account any more."""
    user = expert.user
    if user is None or not user.is_active:
        return
    context = dict(more or {})
    if isinstance(target, Candidacy):
        context["call"] = call_title(target.call_id, user.language)
    post(
        code=code,
        to=user,
        context=context,
        links={"link": path_in(user.language, page, *args)},
        target=target or expert,
        key=key,
    )


def office_link(target: models.Model) -> str:
    """The page of the office for an application or an expert; the list of applications for anything else."""
    if isinstance(target, Candidacy):
        return reverse("admin:expertise_candidacy_page", args=[target.pk])
    if isinstance(target, Expert):
        return reverse("admin:expertise_expert_page", args=[target.code])
    return reverse("admin:expertise_candidacies")


def tell_officers(*, code: str, key: str, target: models.Model, context: Mapping[str, Any]) -> None:
    """Post a message to each programme officer but the person concerned."""
    expert = target if isinstance(target, Expert) else getattr(target, "expert", None)
    for officer in officers_to_tell():
        if expert is not None and expert.user_id == officer.pk:
            continue
        words = dict(context)
        if isinstance(target, Candidacy):
            words["call"] = call_title(target.call_id, officer.language)
        post(
            code=code,
            to=officer,
            context=words,
            links={"link": office_link(target)},
            target=target,
            key=f"{key}:{officer.pk}",
        )
