"""The shape of an entry as data, with a description of each field: for the API, the exports and the dictionary."""

from typing import Any

from django.utils.translation import gettext_noop as _
from ninja import Field, Schema

from portal.machines.answers import Page


class FigureOut(Schema):
    """A result in figures."""

    name: str = Field(description=_("What was counted."))
    value: str | None = Field(description=_("The figure, as a decimal."))
    unit: str = Field(description=_("Its unit."))
    year: int | None = Field(description=_("The year it is about."))


class Words(Schema):
    """Title and summary in one language."""

    language: str = Field(description=_("The language of this text."))
    state: str = Field(description=_("original, translation (by a person), or outdated (the original has changed)."))
    title: str = Field(description=_("The title."))
    summary: str = Field(description=_("Two or three sentences."))


class TextOut(Words):
    """The words of an entry in one language; Markdown but for title and summary."""

    problem: str = Field(description=_("The problem."))
    done: str = Field(description=_("What was done: the main features."))
    actors: str = Field(description=_("Who took part."))
    steps: str = Field(description=_("Step by step."))
    funding: str = Field(description=_("Cost and funding."))
    results: str = Field(description=_("Results so far."))
    difficulties: str = Field(description=_("What went wrong."))
    reusable: str = Field(description=_("What another country can reuse."))
    conditions: str = Field(description=_("What must be true there."))
    evaluation: str = Field(description=_("What an evaluation found."))
    audience: str = Field(description=_("For whom it is."))
    source_note: str = Field(description=_("Sources."))
    translator: str = Field(description=_("Who translated it."))
    figures: list[FigureOut] = Field(description=_("Results in figures."))


class PartnerOut(Schema):
    """Who took part."""

    name: str = Field(description=_("Name of the partner."))
    kind: str = Field(description=_("Type of entity, a code of the vocabulary."))


class LinkOut(Schema):
    """An address on the web."""

    title: str = Field(description=_("What stands there."))
    url: str = Field(description=_("The address."))
    language: str = Field(description=_("Its language."))


class AdaptedForOut(Schema):
    """Whom it is adapted for: a country, a language, or a language in a country."""

    country: str = Field(description=_("The country (ISO 3166-1 alpha-3); empty for none."))
    language: str = Field(description=_("The language; empty for none."))


class PracticeRow(Schema):
    """An entry of the knowledge base as lists show it."""

    code: str = Field(description=_("The code of the entry; it never changes."))
    slug: str = Field(description=_("The name of the entry in addresses."))
    url: str = Field(description=_("The page of the entry."))
    kind: str = Field(description=_("practice, measure, resource or story."))
    country: str = Field(description=_("The Party it comes from (ISO 3166-1 alpha-3); empty for none."))
    about_countries: list[str] = Field(description=_("Other countries it is about (ISO 3166-1 alpha-3)."))
    proposer: str = Field(description=_("Who proposed it: party, civil_society, expert or secretariat."))
    language: str = Field(description=_("The language of the original."))
    languages: list[str] = Field(description=_("The languages it can be read in, the original first."))
    organisation: str = Field(description=_("Lead institution or organisation."))
    period_from: int | None = Field(description=_("The first year."))
    period_to: int | None = Field(description=_("The last year; null while it goes on."))
    activities: list[str] = Field(description=_("Activities of the Open Roadmap, 1.1 to 5.4."))
    outputs: list[str] = Field(description=_("Outputs of the Open Roadmap, O1 to O5."))
    goals: list[str] = Field(description=_("Goals of the Convention."))
    themes: list[str] = Field(description=_("Priority themes."))
    domains: list[str] = Field(description=_("Assistance domains."))
    sectors: list[str] = Field(description=_("Cultural domains."))
    value_chain: list[str] = Field(description=_("Links of the value chain."))
    sdg_targets: list[str] = Field(description=_("Targets of the Sustainable Development Goals."))
    gender_marker: str = Field(description=_("Gender-equality marker, 0 (none) to 3 (principal aim)."))
    cost_usd: str | None = Field(description=_("Cost in US dollars, all sources, the whole period."))
    evaluated: str = Field(description=_("Whether it was evaluated: yes, planned or no."))
    partners: list[PartnerOut] = Field(description=_("Partners."))
    licence: str = Field(description=_("The licence of the text (SPDX)."))
    is_illustration: bool = Field(description=_("True for an invented example."))
    adapted_from: str = Field(description=_("The entry it is adapted from (its slug)."))
    adapted_work: str = Field(description=_("Another work it is adapted from."))
    adapted_url: str = Field(description=_("Where that work is."))
    adapted_for: list[AdaptedForOut] = Field(description=_("Countries and languages it is adapted for."))
    version: int = Field(description=_("The number of the published version."))
    published_at: str | None = Field(description=_("When it was first published (UTC)."))
    changed_at: str | None = Field(description=_("When this version was published (UTC)."))
    confirmed_on: str | None = Field(description=_("When its owner last confirmed it."))
    is_outdated: bool = Field(description=_("True when nobody confirmed it in time."))
    texts: list[Words] = Field(description=_("Title and summary in each language, the original first."))


class PracticeOut(PracticeRow):
    """An entry of the knowledge base, whole."""

    texts: list[TextOut] = Field(description=_("Its words in each language, the original first."))  # type: ignore[assignment]
    links: list[LinkOut] = Field(description=_("Links."))


class PracticePage(Page):
    """A page of entries, with how many each choice of a facet would show."""

    results: list[PracticeRow] = Field(description=_("The entries of this page."))
    facets: dict[str, dict[str, int]] = Field(description=_("Facet, code, how many entries it would show."))


def fields(shape: Any) -> dict[str, str]:
    """Field → its description, in English."""
    return {name: str(field.description or "") for name, field in shape.model_fields.items()}
