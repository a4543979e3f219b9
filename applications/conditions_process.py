"""Conditions of the table of transitions about screening, assessment and decision."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.collaboration.queries import open_request as request_of

from .conditions import condition
from .gates import is_stale
from .models import Application, Assessment, Decision, GateCheck


@condition("open_request")
def open_request(application: Application) -> str:
    """A clarification is asked by raising points."""
    return "" if request_of(application) else _("Raise at least one point first.")


@condition("every_gate_yes")
def every_gate_yes(application: Application) -> str:
    """Every required gate has a yes, about the version at hand; not known is not a yes."""
    checks = {check.gate_id: check for check in application.gate_checks.select_related("gate")}
    for gate in application.call.gates.filter(required=True):
        check = checks.get(gate.pk)
        name = gate.get_code_display()
        if check is None or check.outcome == GateCheck.Outcome.UNKNOWN:
            return _("“%(gate)s” is not known yet: a person has to answer it.") % {"gate": name}
        if check.outcome == GateCheck.Outcome.NO:
            return _("“%(gate)s” is answered no.") % {"gate": name}
        if is_stale(check, application):
            return _("“%(gate)s” was confirmed for an earlier version: confirm it again.") % {"gate": name}
    return ""


@condition("a_gate_no")
def a_gate_no(application: Application) -> str:
    """Ineligible rests on a gate that a person answered no."""
    refused = application.gate_checks.filter(
        outcome=GateCheck.Outcome.NO, gate__required=True, confirmed_by__isnull=False
    )
    return "" if refused.exists() else _("No condition is answered no: confirm which one is not met.")


@condition("assessors_assigned")
def assessors_assigned(application: Application) -> str:
    """As many assessors as the call asks for, conflicts not counted."""
    wanted = application.call.assessors_per_file
    have = application.assessments.exclude(state=Assessment.State.CONFLICT).count()
    if have >= wanted:
        return ""
    return ngettext("%(missing)s assessor is missing.", "%(missing)s assessors are missing.", wanted - have) % {
        "missing": wanted - have
    }


@condition("assessments_in")
def assessments_in(application: Application) -> str:
    """Every assessment that counts is handed in, and there are as many as the call asks for."""
    rows = application.assessments.exclude(state=Assessment.State.CONFLICT)
    waiting = rows.exclude(state=Assessment.State.SUBMITTED).count()
    if waiting:
        return ngettext(
            "%(waiting)s assessment is not handed in yet.",
            "%(waiting)s assessments are not handed in yet.",
            waiting,
        ) % {"waiting": waiting}
    return assessors_assigned(application)


@condition("assessment_pending")
def assessment_pending(application: Application) -> str:
    """One more assessment is asked by naming its assessor, before a decision is prepared."""
    if Decision.objects.filter(application=application).exists():
        return _("A decision is already prepared.")
    waiting = application.assessments.filter(state__in=[Assessment.State.ASSIGNED, Assessment.State.OPEN])
    return "" if waiting.exists() else _("Name one more assessor first.")


@condition("decision_taken")
def decision_taken(application: Application) -> str:
    """The head has decided, and the state follows the decision."""
    decision = Decision.objects.filter(application=application, decided_at__isnull=False).first()
    return "" if decision else _("The head has not decided yet.")
