"""The index on PostgreSQL: generated tsvector columns, one of them under a GIN index (see the migration)."""

from typing import Any

from django.db import connection
from django.db.models import Q

from .expression import All, Either, Node, Phrase, Without

# Weights of body, summary, keywords and title. Of more than 5 000 documents only the last three are weighed: they
# stand in the row itself, while each body would have to be fetched and unpacked (1 s for 100 000).
_RANKED = """
    WITH found AS MATERIALIZED (
        SELECT d.kind, d.object_id, d.language, d.head, d.vector, q.q, array[0.1, 0.3, 0.5, 1.0]::real[] AS weights
        FROM search_document d, to_tsquery('simple', %s) q(q) WHERE d.vector @@ q.q {conditions}
    )
    SELECT kind, object_id FROM found
    ORDER BY CASE WHEN (SELECT count(*) FROM found) <= 5000 THEN ts_rank(weights, vector, q, 1)
                  ELSE ts_rank(weights, head, q, 1) END DESC,
             kind COLLATE "C", object_id, language COLLATE "C"
"""
_EXISTS = "EXISTS (SELECT 1 FROM search_document d WHERE d.vector @@ to_tsquery('simple', %s) {conditions})"


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
        return list(cursor.fetchone())


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
