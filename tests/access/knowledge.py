"""The knowledge base: in public, for who writes, in the office."""

from knowledge.models import ReaderNote, SavedSearch
from knowledge.services import review, versions
from tests.accounts import factories as people
from tests.knowledge import factories as make

from .table import Row, World, everyone, office, only, signed_in

EDITORS = ("editor", "officer", "head")


def prepare(world: World) -> None:
    things = world.things
    focal = world.person["focal"]
    things.entry = make.published(country=world.party, by=focal, title="An entry for the table")
    things.entry_draft = make.draft(country=world.party, by=focal, title="A draft for the table")
    things.entry_revised = make.published(country=world.party, by=focal, title="A second version for the table")
    versions.begin_revision(entry=things.entry_revised, by=focal)
    things.entry_of_others = make.draft(country=world.party, by=people.newcomer(), title="What others tell")
    review.propose(entry=things.entry_of_others, by=things.entry_of_others.owner)
    things.saved_search = SavedSearch.objects.create(user=focal, name="Saved", query="q=music")
    things.entry_note = ReaderNote.objects.create(entry=things.entry, kind="correction", text="A year is wrong.")


def entry(world: World) -> list[str]:
    return [world.things.entry.slug]


def draft(*more: str):
    return lambda world: [world.things.entry_draft.code, *more]


def of_the_party(world: World) -> list[str]:
    return [world.things.entry_of_others.code]


def revised(world: World) -> list[str]:
    return [world.things.entry_revised.code]


def note(world: World) -> list[str]:
    return [world.things.entry_note.code]


def saved(world: World) -> list[str]:
    return [world.things.saved_search.code]


READERS = ("focal", "signatory", *EDITORS)
WRITERS = ("focal",)

ROWS = [
    Row("knowledge:practices", everyone()),
    Row("knowledge:practices", everyone(400), query="?activity=9.9"),
    Row("knowledge:practice", everyone(), args=entry),
    Row("knowledge:practice", everyone(404), args=lambda world: ["unknown"]),
    Row("knowledge:practice_bibtex", everyone(), args=entry),
    Row("knowledge:practice_ris", everyone(), args=entry),
    Row("knowledge:practice_json_ld", everyone(), args=entry),
    Row("knowledge:practice_pdf", everyone(404), args=lambda world: [*entry(world), "ar"]),
    Row("knowledge:practice_file", everyone(404), args=lambda world: [*entry(world), "ABCDEFGH"]),
    Row("knowledge:note", everyone(), args=entry),
    Row("knowledge:note", everyone(422), args=entry, method="post"),
    Row("knowledge:note_sent", everyone(), args=entry),
    Row("knowledge:entries", signed_in()),
    Row("knowledge:reuse", only("focal", "other_focal")),
    Row("knowledge:reuse", only("focal", "other_focal", status=422, anonymous=403), method="post"),
    Row("knowledge:entry", only(*READERS), args=draft()),
    Row("knowledge:confirm", signed_in()),
    Row("knowledge:confirm", signed_in(302), method="post"),
    Row("knowledge:entry_consent", only(), args=draft()),
    Row("knowledge:entry_consent", only("focal", "signatory"), args=of_the_party),
    Row(
        "knowledge:entry_consent",
        only("focal", "signatory", status=422),
        args=of_the_party,
        method="post",
    ),
    Row("knowledge:entry_changes", only(*READERS, status=404), args=draft()),
    Row("knowledge:entry_changes", only(*READERS), args=revised),
    Row("knowledge:entry_section", only(*READERS, status=302, focal=200), args=draft("basics")),
    Row("knowledge:entry_section", only(*READERS, status=404), args=draft("unknown")),
    Row("knowledge:entry_text", only(*READERS, status=302, focal=200), args=draft("en")),
    Row("knowledge:entry_text", only(*READERS, status=404), args=draft("ru")),
    Row("knowledge:entry_languages", only(*READERS, status=302), args=draft(), method="post"),
    Row("knowledge:entry_attach", only(*READERS, status=302), args=draft(), method="post"),
    Row("knowledge:entry_file_remove", only(*READERS, status=302), args=draft("ABCDEFGH"), method="post"),
    Row("knowledge:entry_act", only(*READERS, status=302), args=draft("confirm"), method="post"),
    Row("knowledge:entry_act", only(*READERS, status=404), args=draft("unknown"), method="post"),
    Row("knowledge:entry_from_measure", only(), args=lambda world: ["UNKNOWN1"], method="post"),
    Row("knowledge:searches", signed_in()),
    Row("knowledge:search_save", signed_in(), query="?q=music"),
    Row("knowledge:search_save", signed_in(422, anonymous=403), query="?q=radio", method="post"),
    Row("knowledge:search", only("focal"), args=saved),
    Row("knowledge:search", only("focal", status=422, anonymous=403), args=saved, method="post"),
    Row("knowledge:search_open", only("focal", status=302), args=saved, method="post"),
    Row("knowledge:search_delete", only("focal", status=302), args=saved, method="post"),
    Row("admin:knowledge_entries", office(*EDITORS)),
    Row("admin:knowledge_entry_changelist", office(*EDITORS)),
    Row("admin:knowledge_entry", office(*EDITORS), args=draft()),
    Row("admin:knowledge_entry", office(*EDITORS, status=422), args=draft(), method="post"),
    Row("admin:knowledge_changes", office(*EDITORS, status=404), args=draft()),
    Row("admin:knowledge_changes", office(*EDITORS), args=revised),
    Row("admin:knowledge_notes", office(*EDITORS)),
    Row("admin:knowledge_note", office(*EDITORS), args=note),
    Row("admin:knowledge_note", office(*EDITORS, status=422), args=note, method="post"),
    Row("admin:knowledge_interface", office(*EDITORS)),
    Row("admin:knowledge_dump_changelist", office(*EDITORS)),
    Row("admin:knowledge_choices", office(*EDITORS)),
]
