"""The index on SQLite: an FTS5 table kept in step by triggers (see the migration)."""

from typing import Any

from django.db import connection
from django.db.models import Q

from .expression import All, Either, Node, Phrase, Without

# Weights of title, keywords, summary and body. The full-text table stands first, so that the rows it finds lead to
# the documents and not the reverse.
_RANKED = """
    SELECT d.kind, d.object_id FROM search_index CROSS JOIN search_document d ON d.id = search_index.rowid
    WHERE search_index MATCH %s {conditions}
    ORDER BY bm25(search_index, 10.0, 5.0, 3.0, 1.0), d.kind, d.object_id, d.language
"""
_EXISTS = """
    EXISTS (SELECT 1 FROM search_index CROSS JOIN search_document d ON d.id = search_index.rowid
            WHERE search_index MATCH %s {conditions})
"""


def ranked(node: Node, conditions: str, values: list[Any]) -> list[tuple[str, int]]:
    """(kind, object id) of the matching documents that meet `conditions` on ``d``, the best first."""
    with connection.cursor() as cursor:
        cursor.execute(_RANKED.format(conditions=conditions), [written(node), *values])
        return cursor.fetchall()


def exist(nodes: list[Node], conditions: str, values: list[Any]) -> list[bool]:
    """For each of the trees, whether any document matches it; one query."""
    each = ", ".join([_EXISTS.format(conditions=conditions)] * len(nodes))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {each}", [value for node in nodes for value in (written(node), *values)])  # nosec B608
        return [bool(found) for found in cursor.fetchone()]


def beginning(column: str, text: str) -> Q:
    """Rows whose `column` begins with `text`, by the index of the column."""
    return Q(**{f"{column}__gte": text, f"{column}__lt": text + "\U0010ffff"})


def written(node: Node) -> str:
    """The tree as FTS5 reads it. Tokens are letters and figures, quoted: none of them can be an operator."""
    match node:
        case Phrase(tokens):
            *most, last = tokens
            return " + ".join([*(f'"{token}"' for token in most), _last(last)])
        case All(parts):
            return " AND ".join(f"({written(part)})" for part in parts)
        case Either(parts):
            return " OR ".join(f"({written(part)})" for part in parts)
        case Without(wanted, unwanted):
            return f"({written(wanted)}) NOT ({written(unwanted)})"


def _last(token: str) -> str:
    return f'"{token[:-1]}" *' if token.endswith("*") else f'"{token}"'
