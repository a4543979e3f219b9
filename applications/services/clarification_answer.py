"""The Party's side of a clarification: a copy of what was sent, written where points ask, sent again."""

import rules
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.activity.services import record
from portal.collaboration.queries import open_request
from portal.collaboration.services import answer_request, copy_sections

from .. import states
from ..models import Application, Version
from ..models.answers import (
    ContextAnswers,
    DeclarationAnswers,
    MeansAnswers,
    PartyAnswers,
    RequestAnswers,
)
from ..notices import tell_officers, tell_party
from ..queries import limits_of, open_version, problems_of
from ..store import copy_rows
from .submission import Incomplete, freeze
from .transition import NotAllowed, Refused, move

_ANSWERS = tuple(
    field.name
    for mixin in (PartyAnswers, ContextAnswers, RequestAnswers, MeansAnswers, DeclarationAnswers)
    for field in mixin._meta.fields
)


@transaction.atomic
def open_copy(*, application: Application, by: User) -> Version:
    """The version in which the points are answered; made from the one that was sent, once.

    Staff and assessors go on reading the one sent until the answers are. Raises `NotAllowed`, `Refused`.
    """
    locked = (
        Application.objects.select_for_update(of=("self",)).select_related("current_version").get(pk=application.pk)
    )
    if not rules.test_rule("applications.answer", by, locked):
        if locked.state != states.CLARIFICATION_ASKED:
            raise Refused(_("The Secretariat has not asked for a clarification."))
        raise NotAllowed(_("Only a confirmed focal point of this Party writes this application."))
    existing = open_version(locked)
    if existing is not None:
        return existing
    source = locked.versions.filter(frozen_at__isnull=False).order_by("-number").first()
    if source is None:
        raise Refused(_("Nothing has been sent yet."))
    copy = Version.objects.create(
        application=locked,
        number=source.number + 1,
        **{name: getattr(source, name) for name in _ANSWERS if name != "declared"},
        declared=False,
    )
    copy_rows(source, copy)
    copy_sections(source=source, target=copy)
    record(actor=by, verb="application.copy_opened", target=locked, new={"version": copy.number})
    return copy


@transaction.atomic
def answer(*, application: Application, by: User) -> Application:
    """Send the answers: the copy is frozen and becomes the version everybody reads.

    Idempotent: two clicks at once make one answer. Raises `NotAllowed`, `Refused`, `Incomplete`.
    """
    now = timezone.now()
    locked = (
        Application.objects.select_for_update(of=("self",))
        .select_related("call", "country", "current_version")
        .get(pk=application.pk)
    )
    version = open_version(locked)
    if locked.state != states.CLARIFICATION_ASKED and version is None and locked.submitted_at:
        return locked
    if version is None:
        raise Refused(_("Open the file for changes first."))
    problems, _answers, _unparsed = problems_of(version, limits_of(locked.call))
    if problems:
        raise Incomplete(problems)
    request = open_request(locked)
    change = move(application=locked, to=states.SCREENING, by=by, at=now)
    freeze(version=version, by=by, at=now)
    Application.objects.filter(pk=locked.pk).update(current_version=version)
    locked.current_version = version
    if request is not None:
        answer_request(request=request, by=by, at=now)
    key = f"application.clarification_answered:{change.pk}"
    tell_officers(application=locked, code="application.clarification_answered", key=key)
    tell_party(application=locked, code="application.answers_received", key=f"{key}:party")
    return locked
