"""A template made into a PDF with a check code, and issued: letters, certificates, terms of reference, reports."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import models

from portal.documents import pdf
from portal.documents.jobs import JobResult
from portal.documents.models import IssuedDocument
from portal.documents.services.issuing import issue_document


def issue_paper(
    *,
    kind: str,
    title: str,
    reference: str,
    target: models.Model,
    language: str,
    template: str,
    values: dict[str, Any],
    name: str,
    key: str,
    date: dt.date | dt.datetime | None = None,
    facts: Sequence[tuple[str, str]] | None = None,
    frame: str = "",
) -> IssuedDocument:
    """The issued document of ``template`` with ``values``; the same one for the same ``key`` (`issue_document`).

    ``frame`` is the language of the labels, where it is another one than that of the words.
    ``date`` (today when none) or ``facts`` stand at its head (`pdf.render`). Raises `PdfUnavailable`.
    """
    return issue_document(
        kind=kind,
        title=title,
        reference=reference,
        target=target,
        language=language,
        build=lambda code: pdf.render(
            template,
            values,
            language=frame or language,
            title=title,
            reference=reference,
            date=date,
            facts=facts,
            check_code=code,
        ),
        name=name,
        key=key,
    )


def result_of(issued: IssuedDocument) -> JobResult:
    """What a job gives back that made this document."""
    with issued.stored_file.open() as file:
        return JobResult(issued.stored_file.name, "application/pdf", file.read())
