"""Who may do what in the process: screen, assign, assess, rank, prepare, decide, release.

Each question answers the reason against ("" = may), so that a page can say why a button is missing; the
rule of the same name is true when there is no reason. Nobody acts on a country they have a tie to, and
being superuser gives no part in what is decided about a country (DESIGN, "Permissions").
"""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from portal.accounts import standing
from portal.accounts.models import Role
from portal.accounts.questions import question
from portal.accounts.rules import is_superuser

from . import states
from .interests import has_tie
from .models import Application, Assessment


def is_officer(user: Any) -> bool:
    return standing.has_role(user, Role.Kind.OFFICER)


def is_head(user: Any) -> bool:
    return standing.has_role(user, Role.Kind.HEAD)


def is_secretariat(user: Any) -> bool:
    """An officer, the head, or who keeps the system: they see the process; acting is another question."""
    return is_officer(user) or is_head(user) or bool(is_superuser(user))


def has_assessments(user: Any) -> bool:
    """Whether the pages of assessors are this person's."""
    return standing.has_role(user, Role.Kind.ASSESSOR)


def _officer_without_tie(user: Any, application: Any) -> str:
    if not is_officer(user):
        return _("Only a programme officer can do this.")
    return _tie(user, application)


def _tie(user: Any, application: Any) -> str:
    if application is not None and has_tie(user, application):
        return _("You have a tie to this Party: a colleague must do this.")
    return ""


def _assessed(user: Any, application: Any) -> str:
    """Who was named as an assessor takes no other part; a list may have read the names for all its rows."""
    if application is None:
        return ""
    named = getattr(application, "assessor_keys", None)
    if named is None:
        named = set(Assessment.objects.filter(application=application).values_list("assessor_id", flat=True))
    return _("You are an assessor of this file: a colleague must do this.") if user.pk in named else ""


@question("applications.publish_call")
def publish_call(user: Any, call: Any = None) -> str:
    """Officers and the head publish and close calls."""
    return "" if is_officer(user) or is_head(user) else _("Only a programme officer or the head can do this.")


@question("applications.edit_call")
def edit_call(user: Any, call: Any = None) -> str:
    """Officers and the head write calls; who keeps the system may look."""
    return publish_call(user, call)


@question("applications.screen")
def screen(user: Any, application: Any = None) -> str:
    """Open the screening, confirm gates, ask for a clarification, say eligible or not."""
    return _officer_without_tie(user, application)


@question("applications.assign")
def assign(user: Any, application: Any = None) -> str:
    """Name the assessors of a file."""
    return _officer_without_tie(user, application)


@question("applications.rank")
def rank(user: Any, application: Any = None) -> str:
    """A file is ranked by the last assessor handing in, or by an officer."""
    if application is not None:
        handed_in = Assessment.objects.filter(
            application=application, assessor=user if getattr(user, "pk", None) else None
        ).filter(state=Assessment.State.SUBMITTED)
        if handed_in.exists():
            return _tie(user, application)
    return _officer_without_tie(user, application)


@question("applications.assess")
def assess(user: Any, assessment: Any = None) -> str:
    """Score a file: its own assessor, without a tie, after declaring interests, until it is handed in."""
    if assessment is None or assessment.assessor_id != getattr(user, "pk", None):
        return _("This file is not assigned to you.")
    if not standing.has_role(user, Role.Kind.ASSESSOR):
        return _("You are no longer an assessor.")
    if has_tie(user, assessment.application):
        return _("You have a tie to this Party: nobody assesses their own country.")
    if assessment.state == Assessment.State.CONFLICT:
        return _("You declared a conflict of interest: this file is closed to you.")
    if assessment.interests_declared_at is None:
        return _("Declare your interests first.")
    if assessment.state == Assessment.State.SUBMITTED:
        return _("You have handed in: scores no longer change.")
    if assessment.application.state != states.ASSESSMENT:
        return _("This file is not under assessment.")
    return ""


@question("applications.declare")
def declare(user: Any, assessment: Any = None) -> str:
    """Declare interests: its own assessor, until it is handed in."""
    if assessment is None or assessment.assessor_id != getattr(user, "pk", None):
        return _("This file is not assigned to you.")
    if not standing.has_role(user, Role.Kind.ASSESSOR):
        return _("You are no longer an assessor.")
    if assessment.state in (Assessment.State.SUBMITTED, Assessment.State.CONFLICT):
        return _("This assessment is closed.")
    return ""


@question("applications.prepare")
def prepare(user: Any, application: Any = None) -> str:
    """Prepare a decision: an officer without a tie who did not assess the file."""
    return _officer_without_tie(user, application) or _assessed(user, application)


@question("applications.decide")
def decide(user: Any, application: Any = None) -> str:
    """Decide: the head, without a tie, who neither assessed the file nor prepared the decision."""
    if not is_head(user):
        return _("Only the head of the programme decides.")
    decision = getattr(application, "decision", None) if application is not None else None
    if decision is not None and decision.prepared_by_id == user.pk:
        return _("You prepared this decision: writer and signatory are never the same person.")
    return _tie(user, application) or _assessed(user, application)


@question("applications.release")
def release(user: Any, application: Any = None) -> str:
    """Release the announcement: an officer who neither prepared nor decided it."""
    reason = _officer_without_tie(user, application)
    if reason or application is None:
        return reason
    decision = getattr(application, "decision", None)
    if decision is not None and user.pk in (decision.prepared_by_id, decision.decided_by_id):
        return _("A second person releases the announcement: not who prepared or decided it.")
    return ""


@question("applications.office")
def office(user: Any, application: Any = None) -> str:
    """See the files in the office: the Secretariat and who keeps the system all, a field office its countries."""
    if is_officer(user) or is_head(user) or is_superuser(user):
        return ""
    covered = standing.of(user).field_countries
    if covered and (application is None or application.country_id in covered):
        return ""
    return _("You do not see this file.")


def in_office(user: Any, files: QuerySet[Application]) -> QuerySet[Application]:
    """The files this person sees in the office. Drafts are the Party's own: only that they exist is shown."""
    if is_officer(user) or is_head(user) or is_superuser(user):
        return files
    covered = standing.of(user).field_countries
    return files.filter(country__in=covered, submitted_at__isnull=False) if covered else files.none()


def visible_assessments(user: Any, application: Application, rows: list[Assessment]) -> list[Assessment]:
    """Those whose scores the person may read now.

    An assessor: the own, and the others' once the own is handed in. The Secretariat, superuser included:
    all, once every one that counts is handed in. Everyone else: none.
    """
    own = [row for row in rows if row.assessor_id == user.pk]
    if own:
        return rows_in(rows) if own[0].is_handed_in else own
    staff = is_officer(user) or is_head(user) or is_superuser(user)
    waiting = [row for row in rows if row.counts and not row.is_handed_in]
    return rows_in(rows) if staff and not waiting else []


def rows_in(rows: list[Assessment]) -> list[Assessment]:
    """Those handed in."""
    return [row for row in rows if row.is_handed_in]
