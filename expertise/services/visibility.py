"""Who reads which part of a profile, and the consent to be listed publicly."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.questions import require
from portal.accounts.services.refusals import Refused
from portal.activity.services import record
from portal.ui.pages import bump_content

from ..choices import DEFAULT_AUDIENCE, NEVER_PUBLIC, Audience, Part
from ..models import Expert, Visibility


@transaction.atomic
def set_readers(*, expert: Expert, readers: Mapping[str, str], by: User) -> None:
    """Keep the person's choice for the parts given; the others stay as they are.

    Raises `NotAllowed`, or `Refused` for an unknown part or reader and for a part that is never public.
    """
    locked = Expert.objects.select_for_update(of=("self",)).get(pk=expert.pk)
    require("expertise.write_profile", by, locked)
    for part, audience in readers.items():
        if part not in Part.values or audience not in Audience.values:
            raise Refused(_("Choose who reads each part."))
        if part in NEVER_PUBLIC and audience == Audience.PUBLIC:
            raise Refused(
                _("“%(part)s” is never on a public page. Choose other readers.") % {"part": Part(part).label}
            )
    before = {part: DEFAULT_AUDIENCE[Part(part)].value for part in readers}
    before |= dict(locked.visibilities.filter(part__in=readers).values_list("part", "audience"))
    changed = {part: audience for part, audience in readers.items() if before[part] != audience}
    for part, audience in changed.items():
        Visibility.objects.update_or_create(expert=locked, part=part, defaults={"audience": audience})
    if changed:
        old = {part: before[part] for part in changed}
        record(actor=by, verb="expert.readers_changed", target=locked, old=old, new=changed)
        bump_content()


@transaction.atomic
def consent_to_public(*, expert: Expert, consents: bool, by: User) -> None:
    """Be listed on the public pages, or no longer. Raises `NotAllowed`; `Refused` for who is no member."""
    locked = Expert.objects.select_for_update(of=("self",)).get(pk=expert.pk)
    require("expertise.write_profile", by, locked)
    if consents and not locked.is_member:
        raise Refused(_("Only members of the Expert Facility are listed."))
    if locked.is_public == consents:
        return
    Expert.objects.filter(pk=locked.pk).update(is_public=consents)
    expert.is_public = consents
    verb = "expert.listed" if consents else "expert.unlisted"
    record(actor=by, verb=verb, target=locked)
    bump_content()
