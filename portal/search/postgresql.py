"""The index on PostgreSQL: generated tsvector columns, one of them under a GIN index (see the migration)."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import connection
from django.db.models import Q

from .expression import All, Either, Node, Phrase, Without

# The query stands in a subquery: with its words in sight the planner would read the whole table for common ones, and
# unpack each text. ts_rank takes the weights of body, summary, keywords and title.
_RANKED = """
    WITH asked AS MATERIALIZED (SELECT to_tsquery('simple', %s) AS q, array[0.1, 0.3, 0.5, 1.0]::real[] AS weights)
    SELECT d.kind, d.object_id FROM search_document d
    WHERE d.vector @@ (SELECT q FROM asked) {conditions}
    ORDER BY CASE
        WHEN (SELECT count(*) FROM (
            SELECT 1 FROM search_document WHERE vector @@ (SELECT q FROM asked) LIMIT 501
        ) few) <= 500 THEN ts_rank((SELECT weights FROM asked), d.vector, (SELECT q FROM asked), 1)
        WHEN d.head @@ (SELECT q FROM asked)
            THEN ts_rank((SELECT weights FROM asked), d.head, (SELECT q FROM asked), 1)
        ELSE 0
    END DESC, d.object_id, d.kind COLLATE "C", d.language COLLATE "C"
"""
# Counted rather than asked by EXISTS, which would look for the first one row by row.
_EXISTS = """
    (SELECT count(*) FROM search_document d WHERE d.vector @@ (SELECT to_tsquery('simple', %s)) {conditions}) > 0
"""
_AMONG = """
    SELECT %s, d.object_id FROM search_document d
    WHERE d.object_id = ANY(%s) AND d.vector @@ to_tsquery('simple', %s) {conditions}
"""


def ranked(node: Node, conditions: str, values: list[Any]) -> list[tuple[str, int]]:
    """(kind, object id) of the matching documents that meet `conditions` on ``d``, the best first.

    Of more than 500, those that match in title and keywords are ranked by these, and the others follow: to weigh a
    body it must be fetched and unpacked (1 s for 100 000).
    """
    with connection.cursor() as cursor:
        cursor.execute(_RANKED.format(conditions=conditions), [written(node), *values])
        return cursor.fetchall()


def exist(nodes: list[Node], conditions: str, values: list[Any]) -> list[bool]:
    """For each of the trees, whether any document matches it; one query."""
    each = ", ".join([_EXISTS.format(conditions=conditions)] * len(nodes))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {each}", [value for node in nodes for value in (written(node), *values)])  # nosec B608
        return list(cursor.fetchone())


def among(
    nodes: Mapping[int, Node], records: Collection[int], conditions: str, values: list[Any]
) -> list[tuple[int, int]]:
    """(number of the tree, object id) of the records that match it, each once; one query."""
    each, wanted = " UNION ".join([_AMONG.format(conditions=conditions)] * len(nodes)), list(records)
    with connection.cursor() as cursor:
        cursor.execute(
            each, [value for number, node in nodes.items() for value in (number, wanted, written(node), *values)]
        )
        return cursor.fetchall()


def beginning(column: str, text: str) -> Q:
    """Rows whose `column` begins with `text`, by the index of the column."""
    return Q(**{f"{column}__startswith": text})


def written(node: Node) -> str:
    """The tree as to_tsquery reads it. Tokens are letters and figures, quoted: none of them can be an operator."""
    match node:
        case Phrase(tokens):
            return " <-> ".join(_quoted(token) for token in tokens)
        case All(parts):
            return " & ".join(f"({written(part)})" for part in parts)
        case Either(parts):
            return " | ".join(f"({written(part)})" for part in parts)
        case Without(wanted, unwanted):
            return f"({written(wanted)}) & !({written(unwanted)})"


def _quoted(token: str) -> str:
    return f"'{token[:-1]}':*" if token.endswith("*") else f"'{token}'"
