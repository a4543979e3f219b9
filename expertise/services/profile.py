"""The profile of a person: begun, written section by section, frozen in copies."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.questions import require
from portal.accounts.services.refusals import NotAllowed, Refused
from portal.activity.services import record
from portal.collaboration.choices import codes_of
from portal.collaboration.parsing import Parsed, RowReader, parse_section
from portal.collaboration.questions import Section
from portal.collaboration.services import Saved, copy_sections, save_answers
from portal.reference.models import Country
from portal.ui.pages import bump_content

from .. import rules, states
from ..models import Expert, Profile
from ..store import STORE, copy_profile

__all__ = ["NotAllowed", "Refused", "begin", "freeze_copy", "lock_for_writing", "open_profile", "save", "store"]

_COPIED = ("family_name", "given_name", "gender", "residence", "time_zone")


def begin(*, user: User) -> Expert:
    """The person's row and open profile: those that are there, else new ones. Two clicks at once make one."""
    found = rules.expert_of(user)
    if found is not None and found.profile_id is not None:
        return found
    try:
        with transaction.atomic():
            return _begin(user)
    except IntegrityError:
        rules.forget(user)
        found = rules.expert_of(user)
        if found is None:
            raise
        return found


def _begin(user: User) -> Expert:
    now = timezone.now()
    expert = Expert.objects.filter(user=user).first()
    if expert is None:
        expert = Expert.objects.create(
            user=user, name=user.name, time_zone=user.time_zone, created_at=now, state_changed_at=now
        )
        record(actor=user, verb="expert.begun", target=expert, new={"state": states.CANDIDATE})
    profile = expert.profiles.filter(frozen_at=None).first()
    if profile is None:
        profile = Profile.objects.create(expert=expert, number=_next_number(expert), time_zone=user.time_zone)
    expert.profile = profile
    expert.save(update_fields=["profile"])
    rules.forget(user)
    return expert


def _next_number(expert: Expert) -> int:
    last = expert.profiles.order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


def open_profile(expert: Expert) -> Profile:
    """The profile being written. Raises `Refused` when there is none: the person's data were erased."""
    profile = expert.profiles.filter(frozen_at=None).first()
    if profile is None:
        raise Refused(_("This profile has been erased."))
    return profile


def lock_for_writing(*, expert: Expert, by: User) -> tuple[Expert, Profile]:
    """The row, locked, and its open profile. Raises `NotAllowed` for anybody but the person."""
    locked = Expert.objects.select_for_update(of=("self",)).get(pk=expert.pk)
    require("expertise.write_profile", by, locked)
    return locked, open_profile(locked)


def save(
    *,
    expert: Expert,
    section: Section,
    posted: Mapping[str, Any],
    read_rows: RowReader,
    expected_revision: int,
    by: User,
) -> Saved:
    """Store what was typed in a section, valid or not.

    Raises ``portal.collaboration.services.Conflict`` when it was saved in between (nothing is stored), and
    what `lock_for_writing` raises.
    """
    parsed = parse_section(section, posted, read_rows, codes_of)
    return store(expert=expert, section=section, parsed=parsed, expected_revision=expected_revision, by=by)


@transaction.atomic
def store(*, expert: Expert, section: Section, parsed: Parsed, expected_revision: int, by: User) -> Saved:
    """The same with values already read. What lists and matching read is copied to the expert's own row."""
    locked, profile = lock_for_writing(expert=expert, by=by)

    def changed(values: Mapping[str, Any]) -> None:
        if any(name in values for name in _COPIED):
            copy_to_expert(expert=locked, profile=profile)
        if locked.is_member:
            record(actor=by, verb="expert.profile_changed", target=locked, new={"section": section.code})
        if locked.is_public:
            bump_content()

    return save_answers(
        store=STORE,
        record=profile,
        section=section,
        parsed=parsed,
        expected_revision=expected_revision,
        by=by,
        changed=changed,
    )


def copy_to_expert(*, expert: Expert, profile: Profile) -> None:
    """Name, gender, residence with its region, time zone: from the profile to the row that lists read."""
    residence = Country.objects.filter(iso3=profile.residence).first() if profile.residence else None
    name = " ".join(f"{profile.given_name} {profile.family_name}".split())[:200]
    expert.name = name or expert.name
    expert.gender = profile.gender[:10]
    expert.residence = residence
    expert.region = residence.region if residence is not None else ""
    expert.time_zone = profile.time_zone
    expert.save(update_fields=["name", "gender", "residence", "region", "time_zone"])


@transaction.atomic
def freeze_copy(*, expert: Expert, by: User | None, at: datetime | None = None) -> Profile:
    """A frozen copy of the open profile, with its rows, files and sections. The open one goes on."""
    source = open_profile(expert)
    values = {
        field.name: getattr(source, field.name)
        for field in Profile._meta.concrete_fields
        if field.name not in {"id", "expert", "number", "created_at", "frozen_at", "frozen_by"}
    }
    now = at or timezone.now()
    # The copy takes the next number; frozen at once, it is no second open one.
    copy = Profile.objects.create(
        expert=expert, number=_next_number(expert), created_at=now, frozen_at=now, frozen_by=by, **values
    )
    copy_profile(source, copy)
    copy_sections(source=source, target=copy)
    return copy
