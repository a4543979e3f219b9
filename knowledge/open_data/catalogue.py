"""The catalogue of the open data as JSON-LD (DCAT 3). Pure, without Django."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@dataclass(frozen=True)
class FileRow:
    """A file there is: where, what, how large, its checksum."""

    name: str
    address: str
    media_type: str
    size: int
    sha256: str
    made_at: datetime


@dataclass(frozen=True)
class Described:
    """A dataset with its words in each language (language, title, description) and its files."""

    code: str
    words: Sequence[tuple[str, str, str]]
    files: Sequence[FileRow]


def catalogue(
    datasets: Iterable[Described], *, base: str, page: str, licence: str, publisher: str, api: str
) -> dict[str, Any]:
    """The whole catalogue. ``base`` is the address of the portal, ``page`` of its open data, ``api`` of its
    interface for programs."""
    return {
        "@context": _CONTEXT,
        "@id": page,
        "@type": "dcat:Catalog",
        "dct:title": {"@value": publisher, "@language": "en"},
        "dct:publisher": {"@type": "foaf:Organization", "foaf:name": publisher},
        "dct:license": {"@id": licence},
        "foaf:homepage": {"@id": f"{base}/"},
        "dcat:service": {"@type": "dcat:DataService", "dcat:endpointURL": {"@id": api},
                         "dcat:endpointDescription": {"@id": f"{api}schema/"}},
        "dcat:dataset": [_dataset(one, page, licence, publisher) for one in datasets],
    }  # fmt: skip


def _dataset(one: Described, page: str, licence: str, publisher: str) -> dict[str, Any]:
    modified = max((row.made_at for row in one.files), default=None)
    found: dict[str, Any] = {
        "@id": f"{page}#{one.code}",
        "@type": "dcat:Dataset",
        "dct:identifier": one.code,
        "dct:title": [{"@value": title, "@language": language} for language, title, _words in one.words],
        "dct:description": [{"@value": words, "@language": language} for language, _title, words in one.words],
        "dct:publisher": {"@type": "foaf:Organization", "foaf:name": publisher},
        "dct:license": {"@id": licence},
        "dct:accrualPeriodicity": {"@id": "http://publications.europa.eu/resource/authority/frequency/DAILY"},
        "dcat:distribution": [_distribution(row, licence) for row in one.files],
    }
    if modified:
        found["dct:modified"] = {"@value": modified.isoformat(timespec="seconds"), "@type": "xsd:dateTime"}
    return found


def _distribution(row: FileRow, licence: str) -> dict[str, Any]:
    return {
        "@id": row.address,
        "@type": "dcat:Distribution",
        "dct:title": row.name,
        "dcat:downloadURL": {"@id": row.address},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{row.media_type}"},
        "dcat:packageFormat": {"@id": "https://www.iana.org/assignments/media-types/application/zip"},
        "dcat:byteSize": {"@value": str(row.size), "@type": "xsd:nonNegativeInteger"},
        "dct:license": {"@id": licence},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": row.sha256,
        },
    }
