"""Answers of a profile made of rows: each kind its own table, in the order the expert wrote them."""

from django.db import models

from .profile import short, text


class Row(models.Model):
    """A row of a profile."""

    profile = models.ForeignKey("expertise.Profile", models.CASCADE)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]


class Nationality(Row):
    """A nationality held: three-letter code. Every one bars from assisting that country."""

    country = short()


class KnownActivity(Row):
    """An activity of the Open Roadmap the expert has worked on, how well, and what shows it."""

    activity = short()
    level = short()
    evidence_kind = short()
    evidence = text()


class KnownTheme(Row):
    """A priority theme of the programme (T1 … T4)."""

    theme = short()
    note = text()


class KnownField(Row):
    """A field: cultural statistics, law, digital technology, business development …"""

    field = short()
    note = text()


class KnownDomain(Row):
    """A cultural domain."""

    domain = short()
    note = text()


class SpokenLanguage(Row):
    """A language, with what the expert does in it; ``working``: writes reports and leads meetings in it."""

    language = short()
    reading = short()
    speaking = short()
    working = short()


class KnownCountry(Row):
    """A country the expert has worked in or knows."""

    country = short()
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    what = text()


class Post(Row):
    """A post held."""

    title = text()
    employer = text()
    country = short()
    year_from = models.PositiveSmallIntegerField(null=True, blank=True)
    year_to = models.PositiveSmallIntegerField(null=True, blank=True)
    what = text()


class Study(Row):
    """A degree or a training."""

    title = text()
    institution = text()
    year = models.PositiveSmallIntegerField(null=True, blank=True)


class Publication(Row):
    """A book, an article, a report, a law drafted."""

    title = text()
    publisher = text()
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    link = text()
