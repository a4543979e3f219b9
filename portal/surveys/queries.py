"""Named reads of forms by private link."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.http import QueryDict

from portal.collaboration.choices import codes_of
from portal.collaboration.forms.section_form import row_reader
from portal.collaboration.parsing import parse_section
from portal.collaboration.reading import ReadSection, read_sections

from . import ports
from .models import Answer, Link
from .services.links import hash_of


def find_link(token: str) -> Link | None:
    """The link this token opens, whatever became of it; None for an unknown token: one query."""
    return Link.objects.filter(keys__token_hash=hash_of(token)).first()


def links_of(record: models.Model, purpose: str = "") -> models.QuerySet[Link]:
    """The links about a record, the latest first; those of one purpose if it is given."""
    links = Link.objects.filter(content_type=ContentType.objects.get_for_model(record), object_id=record.pk)
    return links.filter(purpose=purpose) if purpose else links


def given_of(links: Iterable[Link]) -> dict[int, dict[str, Any]]:
    """The typed answers of several links, by the link's key: one query. Left out: those nobody can type any more."""
    links = list(links)
    posted = {link.pk: QueryDict(mutable=True) for link in links}
    for key, name, value in Answer.objects.filter(link__in=posted).values_list("link_id", "name", "value"):
        posted[key].appendlist(name, value)
    found = {}
    for link in links:
        form = ports.questionnaire(link.purpose)
        if form is not None and posted[link.pk]:
            data = posted[link.pk]
            parsed = parse_section(form.section, data, row_reader(data), codes_of)
            found[link.pk] = {**parsed.values, **parsed.rows}
    return found


def is_stored(link: Link, texts: Iterable[tuple[str, str]]) -> bool:
    """Whether exactly these texts were answered: a button pressed twice, not a second answer."""
    return sorted(Answer.objects.filter(link=link).values_list("name", "value")) == sorted(texts)


def read_link(link: Link) -> ReadSection | None:
    """The answers of a link in words, in the present language; None before it is answered: one query."""
    given = given_of([link]).get(link.pk)
    form = ports.questionnaire(link.purpose)
    if given is None or form is None:
        return None
    return read_sections([form.section], {form.section.code: given})[0]
