"""An application to a call for experts: begun, written, sent, withdrawn."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.questions import require
from portal.accounts.services.refusals import Refused
from portal.activity.process import move
from portal.activity.services import record
from portal.collaboration.choices import codes_of
from portal.collaboration.completeness import Problem
from portal.collaboration.parsing import RowReader, parse_section
from portal.collaboration.services import Saved, save_answers

from .. import checking, states
from ..closing import why_closed
from ..models import Candidacy, Expert, ExpertCall
from ..notices_person import tell_officers, tell_person
from ..sections import MOTIVATION
from ..store import CANDIDACY_STORE
from . import profile as profiles
from . import referees


class Incomplete(Refused):
    """Sections are not complete; ``problems`` says which answers."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(_("Some answers are missing or need a change."))
        self.problems = problems


def active(*, call: ExpertCall, expert: Expert) -> Candidacy | None:
    """The one application of a person in a call that was not withdrawn, or None."""
    return (
        Candidacy.objects.filter(call=call, expert=expert)
        .exclude(state=states.WITHDRAWN)
        .select_related("call", "expert__user", "profile")
        .first()
    )


def begin(*, call: ExpertCall, by: User) -> tuple[Candidacy, bool]:
    """The person's application in a call: the one that is there, else a new draft; and whether it is new.

    Two clicks at once give the same draft. Raises `NotAllowed` for a member, `Refused` when the call is
    not open.
    """
    require("expertise.apply", by, call)
    closed = why_closed(call)
    expert = by.expert if hasattr(by, "expert") else None
    found = active(call=call, expert=expert) if expert is not None else None
    if found is not None:
        return found, False
    if closed:
        raise Refused(closed)
    expert = profiles.begin(user=by)
    try:
        with transaction.atomic():
            now = timezone.now()
            language = (get_language() or by.language)[:2]
            made = Candidacy.objects.create(
                call=call, expert=expert, language=language, created_at=now, state_changed_at=now
            )
            record(actor=by, verb="candidacy.begun", target=made, new={"state": states.DRAFT})
            return made, True
    except IntegrityError:
        found = active(call=call, expert=expert)
        if found is None:
            raise
        return found, False


@transaction.atomic
def save(
    *, candidacy: Candidacy, posted: Mapping[str, Any], read_rows: RowReader, expected_revision: int, by: User
) -> Saved:
    """Store what was typed in the section the call adds. Raises `Conflict`, `NotAllowed`."""
    locked = Candidacy.objects.select_for_update(of=("self",)).select_related("expert").get(pk=candidacy.pk)
    require("expertise.write_candidacy", by, locked)
    parsed = parse_section(MOTIVATION, posted, read_rows, codes_of)
    return save_answers(
        store=CANDIDACY_STORE,
        record=locked,
        section=MOTIVATION,
        parsed=parsed,
        expected_revision=expected_revision,
        by=by,
    )


def problems_of(candidacy: Candidacy) -> list[Problem]:
    """Everything that keeps a draft from being sent."""
    profile = profiles.open_profile(candidacy.expert)
    return checking.problems_of(profile)[0] + checking.problems_of_candidacy(candidacy)[0]


@transaction.atomic
def submit(*, candidacy: Candidacy, by: User, at: datetime | None = None) -> Candidacy:
    """Send the draft: a frozen copy of the profile, the referees asked, a receipt by message.

    Idempotent: what was sent is given back unchanged, so that two clicks make one application. Raises
    `NotAllowed`, `Refused` (the call is closed: the draft stays), `Incomplete`.
    """
    now = at or timezone.now()
    locked = (
        Candidacy.objects.select_for_update(of=("self",))
        .select_related("call", "expert__user", "profile")
        .get(pk=candidacy.pk)
    )
    if locked.submitted_at is not None and locked.state != states.WITHDRAWN:
        return locked
    require("expertise.write_candidacy", by, locked)
    closed = why_closed(locked.call, now)
    if closed:
        raise Refused(closed)
    problems = problems_of(locked)
    if problems:
        raise Incomplete(problems)
    frozen = profiles.freeze_copy(expert=locked.expert, by=by, at=now)
    move(
        states.CANDIDACY,
        record=locked,
        to=states.APPLIED,
        by=by,
        at=now,
        also={"submitted_at": now, "profile_id": frozen.pk},
    )
    locked.profile = frozen
    asked = referees.ask_all(candidacy=locked, by=by)
    tell_person(
        expert=locked.expert,
        code="candidacy.received",
        key=f"candidacy.received:{locked.pk}",
        page="expertise:candidacy",
        args=(locked.call.slug,),
        target=locked,
        more={"referees": [row.name for row in asked]},
    )
    tell_officers(
        code="candidacy.arrived",
        key=f"candidacy.arrived:{locked.pk}",
        target=locked,
        context={"name": locked.expert.name},
    )
    return locked


@transaction.atomic
def withdraw(*, candidacy: Candidacy, by: User, reason: str = "") -> Candidacy:
    """Take the application back before it is decided; links of referees close. A draft leaves without a word.

    Raises `NotAllowed` or `Refused`.
    """
    candidacy.refresh_from_db(fields=["state", "submitted_at"])
    was_sent = candidacy.submitted_at is not None
    move(states.CANDIDACY, record=candidacy, to=states.WITHDRAWN, by=by, reason=reason)
    referees.take_back(candidacy=candidacy, by=by)
    if was_sent:
        tell_person(
            expert=candidacy.expert,
            code="candidacy.withdrawn",
            key=f"candidacy.withdrawn:{candidacy.pk}",
            target=candidacy,
        )
        tell_officers(
            code="candidacy.withdrawn_officers",
            key=f"candidacy.withdrawn_officers:{candidacy.pk}",
            target=candidacy,
            context={"name": candidacy.expert.name, "reason": reason.strip()},
        )
    return candidacy
