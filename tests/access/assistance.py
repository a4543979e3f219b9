"""An assistance under way: its plan and its steps, for the Party, a field office and the office."""

from roadmaps.models import (
    Commitment,
    Envelope,
    EnvelopeLine,
    Paper,
    PaperVersion,
    Participant,
    Payment,
    Risk,
    StepEvidence,
    StepProgress,
    Tool,
)
from tests.applications.vocabulary import small_vocabulary
from tests.documents.factories import stored_file
from tests.roadmaps import factories_assistance as assist

from .table import STAFF, Row, World, office, only

PARTY = ("focal", "signatory")
READS = (*PARTY, "field_office", *STAFF)


def prepare(world: World) -> None:
    """An assistance with its plan, and a step with evidence."""
    small_vocabulary()
    things = world.things
    things.carried = assist.planned(country=world.party)
    things.progress = StepProgress.objects.create(assistance=things.carried, step="TA5")
    envelope = Envelope.objects.create(assistance=things.carried, amount=100)
    things.line = EnvelopeLine.objects.create(envelope=envelope, title="Travel", amount=100)
    price = {"amount": 9, "usd": 9, "on": "2026-01-01"}
    things.commitment = Commitment.objects.create(line=things.line, title="Hall", **price)
    things.payment = Payment.objects.create(commitment=things.commitment, **price)
    things.risk = Risk.objects.create(assistance=things.carried, title="Turnover", review_on="2027-01-01")
    things.paper = Paper.objects.create(assistance=things.carried, title="Agenda")
    PaperVersion.objects.create(paper=things.paper, stored_file=stored_file())
    things.workshop = assist.workshop(things.carried)
    things.person = Participant.objects.create(workshop=things.workshop, name="A", email="a@example.org")
    things.tool = Tool.objects.create(step="TA3", title="Guide", body="Ask.", stored_file=stored_file())
    things.evidence = StepEvidence.objects.create(progress=things.progress, title="A", stored_file=stored_file())


def carried(world: World) -> list[str]:
    return [world.things.carried.reference]


def step(world: World) -> list[str]:
    return [*carried(world), "TA5"]


def evidence(world: World) -> list[str | int]:
    return [*step(world), world.things.evidence.pk]


def line(world: World) -> list[str | int]:
    return [*carried(world), world.things.line.pk]


def commitment(world: World) -> list[str]:
    return [*carried(world), world.things.commitment.code]


def payment(world: World) -> list[str | int]:
    return [*commitment(world), world.things.payment.pk]


def risk(world: World) -> list[str]:
    return [*carried(world), world.things.risk.code]


def paper(world: World) -> list[str]:
    return [*carried(world), world.things.paper.code]


def workshop(world: World) -> list[str]:
    return [*carried(world), world.things.workshop.code]


def person(world: World) -> list[str]:
    return [*workshop(world), world.things.person.code]


def tool(world: World) -> list[str]:
    return [world.things.tool.code]


def acts(name: str, *roles: str, args=step, status: int = 422, **more: int) -> list[Row]:
    """A button: read by nobody, pressed by these."""
    return [
        Row(f"roadmaps:{name}", only(*READS, status=405), args=args),
        Row(f"roadmaps:{name}", only(*roles, status=status, **more), args=args, method="post"),
    ]


ROWS = [
    Row("admin:roadmaps_board", office(*STAFF, "field_office")),
    Row("roadmaps:assistance_plan", only(*READS), args=carried),
    Row("roadmaps:assistance_step", only(*READS), args=step),
    *acts("step_begin", "focal", "officer"),
    *acts("step_finish", "focal", "officer"),
    *acts("step_evidence_add", "focal", "officer"),
    *acts("step_reopen", "officer", status=302),
    *acts("step_evidence_drop", "focal", args=evidence, status=302),  # gone when the officer comes
    Row("roadmaps:step_evidence", only(*READS), args=evidence),
    Row("roadmaps:package", only(*READS), args=carried),
    Row("roadmaps:package_report", only(*READS, status=302, focal=200), args=carried),
    *(
        row
        for name in ("sign", "submit", "answer")
        for row in acts(f"package_{name}", *READS, args=carried, status=302)
    ),
    Row("admin:roadmaps_plan", office(*STAFF), args=carried),
    Row("roadmaps:money", only(*READS), args=carried),
    Row("roadmaps:commitment", only(*READS), args=commitment),
    Row("roadmaps:money_envelope", only("head"), args=carried),
    Row("roadmaps:money_line", only("officer"), args=line),
    *(Row(f"roadmaps:{name}", only("officer"), args=carried) for name in ("money_line_add", "money_commit")),
    Row("roadmaps:money_pay", only("officer"), args=commitment),
    *acts("money_close", "officer", args=commitment, status=302),
    *acts("payment_strike", "officer", args=payment, status=302),
    Row("roadmaps:risks", only(*READS), args=carried),
    Row("roadmaps:risk", only(*READS), args=risk),
    Row("roadmaps:risk_add", only("focal", "officer"), args=carried),
    *(Row(f"roadmaps:{name}", only("focal", "officer"), args=risk) for name in ("risk_change", "risk_review")),
    *acts("risk_close", "focal", "officer", args=risk, status=302),
    *acts("risk_from_warning", "officer", args=carried, status=302),
    Row("roadmaps:papers", only(*READS), args=carried),
    Row("roadmaps:paper", only(*READS), args=paper),
    Row("roadmaps:paper_version", only(*READS), args=lambda world: [*paper(world), 1]),
    Row("roadmaps:paper_share", only(*PARTY, *STAFF), args=carried),
    Row("roadmaps:paper_renew", only(*PARTY, *STAFF), args=paper),
    *acts("paper_archive", *PARTY, *STAFF, args=paper, status=302),
    Row("roadmaps:thread", only(*READS), args=carried),
    Row("roadmaps:thread", only(*READS, status=422, anonymous=403), args=carried, method="post"),
    Row("roadmaps:workshops", only(*READS), args=carried),
    Row("roadmaps:workshop", only(*READS), args=workshop),
    Row("roadmaps:workshop", only("focal", "officer", status=422), args=workshop, method="post"),
    Row("roadmaps:workshop_add", only("focal", "officer"), args=carried),
    Row("roadmaps:workshop_change", only("focal", "officer"), args=workshop),
    *(
        row
        for name in ("mark", "evaluate", "certify")
        for row in acts(f"workshop_{name}", "focal", "officer", args=workshop, status=302)
    ),
    *acts("workshop_drop", "focal", args=person, status=302),  # gone when the officer comes,
    Row("roadmaps:workshop_material", only("focal", "officer"), args=workshop),
    Row("roadmaps:workshop_material", only("focal", "officer", status=302), args=workshop, method="post"),
    Row("roadmaps:workshop_certificate", only(), args=person),
    *acts("package_lesson", "officer", args=carried),
    *acts("package_pdf", args=carried),
    Row("roadmaps:package_file", only(), args=lambda world: [*carried(world), "en"]),
    Row("roadmaps:tool", only(*READS), args=tool),
    Row("roadmaps:tool_file", only(*READS), args=tool),
    Row("admin:roadmaps_tools", office(*STAFF)),
    Row("admin:roadmaps_tool_new", office(*STAFF)),
    Row("admin:roadmaps_tool_write", office(*STAFF), args=tool),
    Row("admin:roadmaps_tool_adapt", office(*STAFF), args=tool),
    Row("admin:roadmaps_tool_archive", office(), args=tool),
    Row("admin:roadmaps_tool_archive", office(*STAFF, status=302), args=tool, method="post"),
    Row("admin:roadmaps_tool_changelist", office(*STAFF)),
    Row("admin:roadmaps_take_over", office(*STAFF)),
    Row("admin:roadmaps_take_over_mission", office(*STAFF), args=carried),
]
