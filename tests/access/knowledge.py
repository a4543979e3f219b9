"""The knowledge base in public."""

from tests.knowledge import factories as make

from .table import Row, World, everyone


def prepare(world: World) -> None:
    world.things.entry = make.published(country=world.party, title="An entry for the table")


def entry(world: World) -> list[str]:
    return [world.things.entry.slug]


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
]
