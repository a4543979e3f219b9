"""The kinds of long work: how each is done, and what a worker hands to it.

A kind is registered once, in the ``ready()`` of the app that owns it::

    jobs.register("applications.dossier", _("Dossier"), run=dossier.build, may=rules.may_print)

``run`` gets a `JobContext` and gives a `JobResult`. It may be started again after a crash, so it must
be harmless to do twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import models

from portal.documents.models import Job


class JobRefused(Exception):
    """Raised by a kind when trying again is of no use; ``message`` tells the person what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class LeaseLost(Exception):
    """Another worker has taken this job over: stop, nothing of it will be kept."""


@dataclass(frozen=True)
class JobResult:
    """The file that was made: its name, its type and its bytes (or the path of a file holding them)."""

    name: str
    content_type: str
    data: bytes | Path


@dataclass(frozen=True)
class JobContext:
    """What a running job knows. ``language`` is already active for translations."""

    job: Job
    report: Callable[[int, int, str], None]

    @property
    def params(self) -> dict[str, Any]:
        return dict(self.job.params)

    @property
    def language(self) -> str:
        return str(self.job.language)

    @property
    def target(self) -> models.Model | None:
        """The record the job is about; None when there is none, or it is gone."""
        found: models.Model | None = self.job.target
        return found

    def progress(self, done: int, total: int, message: str = "") -> None:
        """Say how far the work is; renews the lease. Raises `LeaseLost` when it was taken over."""
        self.report(done, total, str(message))


Run = Callable[[JobContext], JobResult]
May = Callable[[Any, "models.Model | None", dict[str, Any]], bool]


@dataclass(frozen=True)
class JobKind:
    """One kind: its code, its name for people, its work, and who may have it made and read it."""

    code: str
    label: Any
    run: Run
    may: May | None = None


_kinds: dict[str, JobKind] = {}


def register(kind: str, label: Any, run: Run, *, may: May | None = None) -> JobKind:
    """Make a kind known. ``may(user, target, params)`` is asked at every request and every download."""
    entry = JobKind(kind, label, run, may)
    _kinds[kind] = entry
    return entry


def kind_of(job: Job) -> JobKind | None:
    """The kind of a job; None when this release no longer has it."""
    return _kinds.get(job.kind)


def get(kind: str) -> JobKind:
    """A kind by its code. Raises KeyError when it was never registered."""
    return _kinds[kind]


def label_of(job: Job) -> str:
    """The name of a job's kind for people, in the active language."""
    kind = kind_of(job)
    return str(kind.label) if kind else str(job.kind)
