"""The index on SQLite: an FTS5 table kept in step by triggers (see the migration)."""

import json
from collections.abc import Collection, Mapping
from typing import Any

from django.db import connection
from django.db.models import Q

from .expression import All, Either, Node, Phrase, Without

# The full-text table stands first, so that the rows it finds lead to the documents and not the reverse; the index
# named holds all that is asked of them. bm25, lower the better, takes the weights of title, keywords, summary, body.
_RANKED = """
    SELECT d.kind, d.object_id
    FROM search_index CROSS JOIN search_document d INDEXED BY search_document_narrow ON d.id = search_index.rowid
    WHERE search_index MATCH %s {conditions}
    ORDER BY CASE
        WHEN (SELECT count(*) FROM search_index WHERE search_index MATCH %s) <= 5000
            THEN bm25(search_index, 10.0, 5.0, 3.0, 1.0)
        WHEN search_index.rowid IN (SELECT rowid FROM search_index WHERE search_index MATCH %s)
            THEN bm25(search_index, 10.0, 5.0, 0.0, 0.0)
        ELSE 0.0
    END, d.object_id, d.kind, d.language
"""
_EXISTS = """
    EXISTS (SELECT 1 FROM search_index CROSS JOIN search_document d ON d.id = search_index.rowid
            WHERE search_index MATCH %s {conditions})
"""
_WANTED = "WITH wanted(id) AS MATERIALIZED (SELECT value FROM json_each(%s)) "
_AMONG = """
    SELECT %s, d.object_id FROM search_index CROSS JOIN search_document d ON d.id = search_index.rowid
    WHERE search_index MATCH %s {conditions} AND d.object_id IN (SELECT id FROM wanted)
"""


def ranked(node: Node, conditions: str, values: list[Any]) -> list[tuple[str, int]]:
    """(kind, object id) of the matching documents that meet `conditions` on ``d``, the best first.

    Of more than 5 000, those that match in title and keywords are ranked by these, and the others follow.
    """
    query = written(node)
    with connection.cursor() as cursor:
        cursor.execute(
            _RANKED.format(conditions=conditions), [query, *values, query, f"{{title keywords}} : ({query})"]
        )
        return cursor.fetchall()


def exist(nodes: list[Node], conditions: str, values: list[Any]) -> list[bool]:
    """For each of the trees, whether any document matches it; one query."""
    each = ", ".join([_EXISTS.format(conditions=conditions)] * len(nodes))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {each}", [value for node in nodes for value in (written(node), *values)])  # nosec B608
        return [bool(found) for found in cursor.fetchone()]


def among(
    nodes: Mapping[int, Node], records: Collection[int], conditions: str, values: list[Any]
) -> list[tuple[int, int]]:
    """(number of the tree, object id) of the records that match it, each once; one query."""
    each = " UNION ".join([_AMONG.format(conditions=conditions)] * len(nodes))
    asked = [value for number, node in nodes.items() for value in (number, written(node), *values)]
    with connection.cursor() as cursor:
        cursor.execute(_WANTED + each, [json.dumps(list(records)), *asked])
        return cursor.fetchall()


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
