"""Gathers the strings of the code and holds the catalogues to them.

    python -m tests.translations            fail when a string of the code has no French, or a fuzzy one
    python -m tests.translations --update   write the code's strings into the catalogues first
    python -m tests.translations --merge F  take translations from the catalogue F as well

English is the language of the code, so its catalogue is the code itself.
"""

import argparse
import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract, extract_from_file
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

HERE = Path(__file__).resolve().parent.parent
FOLDERS = ("portal", "applications", "expertise", "roadmaps", "knowledge", "programme", "templates")
LANGUAGES = ("fr",)
# The date in a catalogue's head never changes: two people who add strings do not meet there.
SINCE = datetime(2026, 11, 21, tzinfo=UTC)
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def catalogue_path(language: str) -> Path:
    return HERE / "locale" / language / "LC_MESSAGES" / "django.po"


def strings_of_the_code() -> Catalog:
    """Every translatable string of the Python and template files, with the places it is used in."""
    catalog = Catalog(charset="utf-8")
    for folder in FOLDERS:
        for path in sorted((HERE / folder).rglob("*")):
            if "migrations" in path.parts or path.suffix not in {".py", ".html", ".txt", ".xml"}:
                continue
            for text, context, _line in _strings_of(path):
                where = str(path.relative_to(HERE))
                catalog.add(text, locations=[(where, None)], context=context)
    return catalog


def _strings_of(path: Path):
    """(msgid or (singular, plural), context, line) of one file."""
    if path.suffix == ".py":
        for line, message, _comments, context in extract_from_file("python", path, keywords=KEYWORDS):
            yield message, context, line
        return
    source = path.read_text(encoding="utf-8")
    if "{% translate" not in source and "blocktranslate" not in source and "_(" not in source:
        return
    # Django turns all but the translatable calls into X, so each line can be read as Python by itself.
    code = "\n".join(line.strip() for line in templatize(source, origin=str(path)).splitlines())
    for line, message, _comments, context in extract("python", io.BytesIO(code.encode()), keywords=KEYWORDS):
        yield message, context, line


def load(path: Path, language: str) -> Catalog:
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as source:
        return read_po(source, locale=language)


def merged(language: str, extra: list[Path]) -> Catalog:
    """The strings of the code with the translations already known."""
    known: dict[tuple, Message] = {}
    for path in [*extra, catalogue_path(language)]:
        for message in load(path, language):
            if message.id and message.string and (isinstance(message.string, str) or any(message.string)):
                known.setdefault(_key(message), message)
    result = Catalog(
        locale=language,
        charset="utf-8",
        project="Digital Assistance Programme",
        version="1",
        last_translator="The Secretariat",
        language_team=language,
        msgid_bugs_address="The Secretariat",
        creation_date=SINCE,
        revision_date=SINCE,
        fuzzy=False,
    )
    for message in strings_of_the_code():
        if not message.id:
            continue
        old = known.get(_key(message))
        result.add(
            message.id,
            string=old.string if old is not None else "",
            locations=message.locations,
            flags=[f for f in message.flags if f != "fuzzy"],
            context=message.context,
        )
    return result


def _key(message: Message) -> tuple:
    one = message.id[0] if isinstance(message.id, (list, tuple)) else message.id
    return (one, message.context)


def missing(language: str) -> list[str]:
    """Strings of the code that the catalogue does not translate."""
    there = {_key(m): m for m in load(catalogue_path(language), language) if m.id}
    wrong = []
    for message in strings_of_the_code():
        if not message.id:
            continue
        found = there.get(_key(message))
        strings = [] if found is None else (found.string if isinstance(found.string, tuple) else [found.string])
        if not strings or not all(strings) or found.fuzzy:
            wrong.append(f"{message.id!r} ({message.locations[0][0]})")
    return wrong


def update(language: str, extra: list[Path]) -> None:
    catalog = merged(language, extra)
    path = catalogue_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as out:
        write_po(
            out, catalog, sort_output=True, no_location=False, include_lineno=False, width=110, omit_header=False
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--merge", nargs="*", default=[], type=Path)
    arguments = parser.parse_args()
    failures = 0
    for language in LANGUAGES:
        if arguments.update or arguments.merge:
            update(language, arguments.merge)
        wrong = missing(language)
        failures += len(wrong)
        print(f"{language}: {len(wrong)} strings without a translation")
        print("\n".join(wrong[:400]))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
