"""A public entry as its readers see it, in one language: for its page, its PDF, its data."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.reference.languages import language_names
from portal.reference.queries import country_names, country_row, term_map
from portal.ui.prose import to_html

from .choices import LANGUAGES, LICENCE_URLS, RIGHT_TO_LEFT, Licence
from .citing import Work
from .found import address
from .listing import origin
from .models import Entry, EntryText, Version
from .queries import languages_of, text_for
from .sections import story_of
from .spoken import language_attributes, spoken
from .ties import FIELDS

LANGUAGE_NAMES = dict(LANGUAGES)


def direction(language: str) -> str:
    """In which direction a language is written."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


@dataclass(frozen=True)
class Part:
    """One question with its answer, as safe HTML."""

    name: str
    label: Any
    html: Any


@dataclass(frozen=True)
class Shown:
    """An entry with the text shown; ``reader`` is the language of the page."""

    entry: Entry
    text: EntryText
    reader: str

    @property
    def version(self) -> Version:
        assert self.entry.version is not None  # only public entries are shown
        return self.entry.version

    @property
    def title(self) -> str:
        return self.text.title

    @property
    def language(self) -> str:
        """The code of the language of the text."""
        return self.text.language

    @cached_property
    def direction(self) -> str:
        """In which direction the text is written."""
        return direction(self.text.language)

    @property
    def is_foreign(self) -> bool:
        """Whether the text is in another language than the page."""
        return self.text.language != self.reader

    @property
    def attributes(self) -> SafeString:
        """What says the language of its words in a tag; nothing where it is that of the page."""
        return language_attributes(self.text.language, self.reader)

    @property
    def spoken_title(self) -> SafeString:
        """The title as HTML that says its language, for lists and the way to the page."""
        return spoken(self.title, self.text.language, self.reader)

    @property
    def language_name(self) -> str:
        """The language of the text, in that of the page."""
        return language_names(self.reader).get(self.text.language, self.text.language)

    @cached_property
    def parts(self) -> list[Part]:
        """The long answers that are given, in order."""
        section = story_of(self.entry.kind)
        return [
            Part(question.name, question.label, to_html(getattr(self.text, question.name)))
            for question in section.fields
            if question.name not in {"title", "summary"} and getattr(self.text, question.name)
        ]

    @cached_property
    def country(self) -> str:
        """The name of the Party it comes from; empty without one."""
        return country_names(self.reader).get(self.entry.country_id or 0, "")

    @cached_property
    def origin(self) -> str:
        """Where it comes from, in words: the Party, else the Secretariat, the Facility or the organisation."""
        if self.country:
            return self.country
        return origin(self.entry.proposer, self.version.organisation)

    @cached_property
    def places(self) -> list[tuple[str, str]]:
        """(code, name) of the other countries it is about; the code where a country is no longer in use."""
        found = []
        for place in self.version.places.all():
            row = country_row(place.country, self.reader)
            found.append((place.country, row.name if row else place.country))
        return found

    @cached_property
    def adapted_for(self) -> list[str]:
        """Whom it is adapted for, in words: a country, a language, or a language in a country."""
        spoken, found = language_names(self.reader), []
        for row in self.version.adapted_for.all():
            country = country_row(row.country, self.reader)
            place = country.name if country else row.country
            language = spoken.get(row.language, row.language)
            both = _("%(country)s (%(language)s)") % {"country": place, "language": language}
            found.append(both if place and language else place or language)
        return [words for words in found if words]

    @property
    def period(self) -> str:
        """ "2020–2022", "since 2020" or one year."""
        first, last = self.version.period_from, self.version.period_to
        if not first:
            return ""
        if last is None:
            return _("since %(year)s") % {"year": first}
        return str(first) if first == last else f"{first}–{last}"

    @cached_property
    def ties(self) -> list[tuple[str, list[tuple[str, str, str]]]]:
        """List of the vocabulary → (facet, code, words), those it is tied to."""
        found = []
        for list_name in FIELDS.values():
            known = term_map(list_name, self.reader)
            codes = [
                (FACET_OF[list_name], code, str(known[code].text) if code in known else code)
                for code in self.version.tied.get(list_name, ())
            ]
            if codes:
                found.append((list_name, codes))
        return found

    @cached_property
    def partners(self) -> list[tuple[str, str]]:
        """(name, type of entity in words)."""
        known = term_map("stakeholder_kind", self.reader)
        return [
            (row.name, str(known[row.kind].text) if row.kind in known else "") for row in self.version.partners.all()
        ]

    @cached_property
    def licence(self) -> tuple[str, str, str]:
        """(code, words, address); empty texts without one."""
        code = self.version.licence
        if code not in LICENCE_URLS:
            return code, code, ""
        return code, str(Licence(code).label), LICENCE_URLS[Licence(code)]

    def languages(self) -> Iterator[tuple[EntryText, str, str, str]]:
        """(text, name of its language, its direction, address of the page that shows it), the shown one too."""
        for text in languages_of(self.entry):
            name = LANGUAGE_NAMES.get(text.language, text.language)
            yield text, name, direction(text.language), self.address_in(text.language)

    def address_in(self, language: str) -> str:
        """The page that shows a text: in its own language where the portal speaks it, else chosen by its name."""
        if language in dict(settings.LANGUAGES):
            return address(self.entry.slug, language=language)
        return f"{address(self.entry.slug)}?text={language}"

    @cached_property
    def work(self) -> Work:
        """What is cited."""
        version, first = self.version, self.entry.published_at or self.version.created_at
        author = version.organisation.strip() or self.country
        return Work(
            key=self.entry.code,
            title=self.text.title,
            author=author,
            year=(version.frozen_at or first).year,
            collection=_("Knowledge base of the Digital Assistance Programme (2005 Convention)"),
            address=settings.PUBLIC_URL + address(self.entry.slug),
            language=self.text.language,
            licence=version.licence,
            version=version.number,
            published=(version.frozen_at or first).date().isoformat(),
        )


FACET_OF = {
    "activity": "activity",
    "theme": "theme",
    "assistance_domain": "domain",
    "cultural_domain": "sector",
    "value_chain": "chain",
    "sdg_target": "sdg",
}


def show(entry: Entry, reader: str, wanted: str = "") -> Shown:
    """An entry (whole, from `queries.at`) for a page in one language; `wanted` names the language of the text, if it
    is there in it."""
    version = entry.version
    assert version is not None
    version.entry = entry
    text = next((one for one in languages_of(entry) if one.language == wanted), None)
    return Shown(entry, text or text_for(entry, reader), reader)
