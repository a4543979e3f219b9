"""What a workshop works with from the knowledge base: picked among published resources, taken out again."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.services.refusals import Refused
from portal.activity.services import record
from portal.ui.pages import bump_content

from ... import ports
from ...models import Workshop, WorkshopMaterial
from .guards import lock

MOST = 30


@transaction.atomic
def pick(*, workshop: Workshop, code: str, by: Any) -> WorkshopMaterial:
    """Add a published resource; picking it twice gives the first back. Raises `NotAllowed`; `Refused` for one that is
    not published (any more), a workshop that is cancelled, or more than thirty."""
    assistance = lock(assistance=workshop.assistance, rule="roadmaps.keep_workshops", by=by)
    row = Workshop.objects.select_for_update().get(pk=workshop.pk, assistance=assistance)
    if row.is_cancelled:
        raise Refused(_("This workshop is cancelled."))
    known = row.resources.filter(entry=code).first()
    if known is not None:
        return known
    found = ports.material([code], row.language).get(code)
    if found is None:
        raise Refused(_("This resource is not published any more. Choose another one."))
    if row.resources.count() >= MOST:
        raise Refused(_("A workshop takes at most %(most)s resources.") % {"most": MOST})
    made = WorkshopMaterial.objects.create(
        workshop=row, entry=code, title=found.title[:300], added_by=by, added_at=timezone.now()
    )
    record(actor=by, verb="assistance.material_picked", target=assistance, new={"title": made.title[:120]})
    bump_content()  # the page of the resource says in how many workshops it was used
    return made


@transaction.atomic
def drop(*, workshop: Workshop, code: str, by: Any) -> None:
    """Take a resource out; harmless when it is gone. Raises `NotAllowed`; `Refused` once the assistance is closed."""
    assistance = lock(assistance=workshop.assistance, rule="roadmaps.keep_workshops", by=by)
    found = WorkshopMaterial.objects.filter(workshop=workshop.pk, workshop__assistance=assistance, entry=code).first()
    if found is None:
        return
    found.delete()
    record(actor=by, verb="assistance.material_dropped", target=assistance, old={"title": found.title[:120]})
    bump_content()
