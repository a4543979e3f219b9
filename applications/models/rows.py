"""Answers made of rows: each kind its own table, in the order the Party wrote them."""

from django.db import models

from .answers import short, text


class Row(models.Model):
    """A row of a version."""

    version = models.ForeignKey("applications.Version", models.CASCADE)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]


class StageAnswer(Row):
    """Section 3: where the country stands in one of the four steps (concept note §7)."""

    step = short()
    state = short()
    note = text()


class ExpectedResult(Row):
    """Section 4: a result, with what will show it."""

    result = text()
    indicator = text()
    baseline = text()
    target = text()
    verification = text()


class ActivityChoice(Row):
    """Section 5: an activity of the Open Roadmap given priority, with its order and reason."""

    activity = short()
    order = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = text()


class Partner(Row):
    """Section 6: who takes part, and in what."""

    name = text()
    kind = short()
    part = text()
    contacted = short()


class OwnResource(Row):
    """Section 7: what the country itself brings."""

    kind = short()
    description = text()
    quantity = text()
    amount_usd = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    source = text()


class ExpertiseNeed(Row):
    """Section 8: an expertise sought."""

    description = text()
    activity = short()
    theme = short()
    languages = text()
    mode = short()
    days = models.PositiveSmallIntegerField(null=True, blank=True)


class WorkItem(Row):
    """Section 9: a line of the work plan."""

    step = short()
    title = text()
    month_from = models.PositiveSmallIntegerField(null=True, blank=True)
    month_to = models.PositiveSmallIntegerField(null=True, blank=True)
    produces = text()
    responsible = text()


class BudgetLine(Row):
    """Section 10: a line of the budget."""

    line = text()
    asked_usd = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    own_usd = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)


class Risk(Row):
    """Section 12: a risk and what is done about it."""

    risk = text()
    likelihood = short()
    impact = short()
    mitigation = text()
    owner = text()
