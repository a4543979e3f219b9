"""An entry as linked data: schema.org in JSON-LD. A file of its own: pages carry no script, not even of data."""

from typing import Any

from django.conf import settings

from .adapted import sources_of
from .choices import Kind
from .plain import plain
from .queries import languages_of
from .shown import Shown

_TYPES = {Kind.RESOURCE: "LearningResource", Kind.MEASURE: "Article", Kind.PRACTICE: "Article", Kind.STORY: "Article"}


def as_json_ld(shown: Shown) -> dict[str, Any]:
    """The entry in the terms of schema.org, with every language version named."""
    entry, version, work = shown.entry, shown.version, shown.work
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": _TYPES[Kind(entry.kind)],
        "@id": work.address,
        "url": work.address,
        "identifier": entry.code,
        "name": shown.title,
        "headline": shown.title[:110],
        "abstract": plain(shown.text.summary),
        "inLanguage": shown.language,
        "version": str(version.number),
        "datePublished": entry.published_at.date().isoformat() if entry.published_at else None,
        "dateModified": work.published,
        "license": shown.licence[2] or None,
        "author": {"@type": "Organization", "name": work.author} if work.author else None,
        "publisher": {"@type": "Organization", "name": "UNESCO"},
        "isPartOf": {"@type": "Collection", "name": work.collection},
        "about": [words for _list, codes in shown.ties for _facet, _code, words in codes],
        "spatialCoverage": [name for name in (shown.country, *(name for _code, name in shown.places)) if name],
        "temporalCoverage": f"{version.period_from}/{version.period_to or '..'}" if version.period_from else None,
        "workTranslation": [
            {
                "@type": _TYPES[Kind(entry.kind)],
                "inLanguage": text.language,
                "name": text.title,
                "url": settings.PUBLIC_URL + shown.address_in(text.language),
            }
            for text in languages_of(entry)
            if text.language != shown.language
        ],
        "isBasedOn": [
            {"@type": "CreativeWork", "name": name, **({"url": url} if url else {})}
            for name, url in (
                *((title, url) for title, url, _language in sources_of(shown)),
                *((link.title, link.url) for link in version.links.all() if link.url),
            )
        ],
    }
    return {name: value for name, value in data.items() if value not in (None, [], "")}
