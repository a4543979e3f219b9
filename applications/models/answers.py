"""Answers written as text, one small abstract model a section; `Version` puts them together.

Every column may be empty: validity is asked at submission (``completeness``), never by the
database, because what is typed is saved. Lengths are rules of ``sections``, not of the columns.
"""

from django.db import models


def text() -> models.TextField:
    """A column for words of any length."""
    return models.TextField(blank=True, default="")


def short() -> models.CharField:
    """A column for a code of a closed list."""
    return models.CharField(max_length=40, blank=True, default="")


class PartyAnswers(models.Model):
    """Section 1: the Party and its lead institution."""

    lead_institution = text()
    unit = text()
    mandate = text()
    address = text()
    contact_name = text()
    contact_title = text()
    contact_email = text()
    contact_phone = text()
    authority = text()
    authority_title = text()
    national_commission_informed = short()
    language = short()

    class Meta:
        abstract = True


class ContextAnswers(models.Model):
    """Sections 2 and 3: context and needs; where the country stands."""

    context = text()
    digital_environment = text()
    needs = text()
    earlier_assistance = text()
    stand_summary = text()

    class Meta:
        abstract = True


class RequestAnswers(models.Model):
    """Sections 4, 6, 7 and 8: objectives, participation, resources, expertise."""

    objective = text()
    expected_change = text()
    participation = text()
    coordination = text()
    resources_summary = text()
    expertise_summary = text()

    class Meta:
        abstract = True


class MeansAnswers(models.Model):
    """Sections 9 to 13: work plan, budget, gender equality, sustainability."""

    start = models.DateField(null=True, blank=True)
    months = models.PositiveSmallIntegerField(null=True, blank=True)
    method = text()
    budget_note = text()
    gender_situation = text()
    gender_actions = text()
    gender_follow_up = text()
    sustainability = text()
    complementarity = text()

    class Meta:
        abstract = True


class DeclarationAnswers(models.Model):
    """Section 15: the declaration."""

    declared = models.BooleanField(default=False)
    declared_name = text()
    declared_title = text()
    declared_place = text()

    class Meta:
        abstract = True
