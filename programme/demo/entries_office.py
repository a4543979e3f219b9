"""What the editors did lately: a sheet brought in, measures handed over, a version under way, and weeks of use."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from knowledge.models import Entry, EntryText, Usage
from knowledge.sections import story_of
from knowledge.services import importing, platform, review, versions, writing
from knowledge.services.importing import COMPARE, PUBLISH
from knowledge.translating import FIGURES, NAMES
from knowledge.usage_lines import API, BRIEF, ENTRY, FEED, FILE, SEARCH
from portal.accounts.models import User
from portal.collaboration.queries import sections_of
from portal.documents.models import Job
from portal.documents.services import running
from roadmaps.api import public_measures

from . import clock
from .acting import Act, Posted, row_texts
from .entries_told import FOLDER

SHEET = FOLDER / "import.csv"
SOURCE = "Teaching sheets of two field offices, letters of 2 and 9 October (invented)"
# The entry whose next version is with the editors: its French text follows the original no longer.
REVISED, MORE = "story-uga", " In the second year the same rule held for the working groups on games."
HANDED_OVER, ACCEPTED, WEEKS = 14, 5, 9
FEW = 4  # of so many readings of a page, one takes the PDF


class EditorsOffice:
    """The last weeks of the editors."""

    name, language = "zz-knowledge-office", "en"

    def __init__(self, people: dict[str, User], made: dict[str, Entry]) -> None:
        self.people, self.made = people, made

    def acts(self) -> Iterator[tuple[datetime, Act]]:
        """(when, what), shortly before today."""
        today = clock.moment(clock.WRITTEN_ON)
        yield today - timedelta(days=21), self.hand_over
        yield today - timedelta(days=8), self.accept
        yield today - timedelta(days=6), self.take_in
        yield today - timedelta(days=5), self.release
        yield today - timedelta(days=4), self.revise
        yield today - timedelta(days=2), self.propose
        yield today - timedelta(hours=3), self.count

    def hand_over(self) -> None:
        keys = list(public_measures().values_list("key", flat=True)[:HANDED_OVER])
        platform.hand_over(keys=keys, on=timezone.now().date(), by=self.people["editor"])

    def accept(self) -> None:
        keys = list(public_measures().values_list("key", flat=True)[:ACCEPTED])
        platform.accept(keys=keys, on=timezone.now().date(), reference="PMP-2026-118", by=self.people["editor"])

    def take_in(self) -> None:
        upload = SimpleUploadedFile(SHEET.name, SHEET.read_bytes(), content_type="text/csv")
        importing.take_in(upload=upload, source=SOURCE, by=self.people["editor"], language="en")
        _work(COMPARE)

    def release(self) -> None:
        row = Job.objects.filter(kind=COMPARE).latest("pk").target
        importing.release(row=row, by=self.people["officer2"], language="en")  # type: ignore[arg-type]
        _work(PUBLISH)

    def revise(self) -> None:
        entry = self.made[REVISED]
        version = versions.begin_revision(entry=entry, by=entry.owner)  # type: ignore[arg-type]
        text = version.texts.select_related("version__entry").get(state=EntryText.State.ORIGINAL)
        words: dict[str, Any] = {name: getattr(text, name) for name in NAMES}
        words |= {"done": words["done"] + MORE, FIGURES: list(text.figures.values("name", "value", "unit", "year"))}
        saved = sections_of(text).get("story")
        writing.save_text(
            text=text, posted=Posted(story_of(entry.kind), words), read_rows=lambda rows: row_texts(rows, words),
            expected_revision=saved.revision if saved else 0, by=entry.owner,  # type: ignore[arg-type]
        )  # fmt: skip

    def propose(self) -> None:
        entry = Entry.objects.get(pk=self.made[REVISED].pk)
        review.propose(entry=entry, by=entry.owner)  # type: ignore[arg-type]

    def count(self) -> None:
        """Requests of some weeks, as the access log would have given them; invented like all figures here."""
        chance, today = Random(2005), timezone.now().date()
        entries = list(Entry.objects.public().order_by("pk").values_list("pk", flat=True))
        liked = {pk: 1 + chance.random() ** 4 * 12 for pk in entries}
        rows = []
        for back in range(1, WEEKS * 7):
            day = today - timedelta(days=back)
            busy = 1.0 if day.weekday() < 5 else 0.4
            for what, most in ((SEARCH, 60), (FILE, 6), (FEED, 40), (API, 90)):
                rows.append(Usage(day=day, what=what, count=1 + int(most * busy * chance.uniform(0.6, 1.2))))
            for pk in entries:
                count = int(liked[pk] * busy * chance.random())
                if count:
                    rows.append(Usage(day=day, what=ENTRY, entry_id=pk, count=count))
                if count >= FEW:
                    rows.append(Usage(day=day, what=BRIEF, entry_id=pk, count=count // FEW))
        Usage.objects.bulk_create(rows, batch_size=1000)


def _work(kind: str) -> None:
    """What the worker does with the job just asked for."""
    job = Job.objects.filter(kind=kind, state=Job.State.QUEUED).latest("pk")
    running.run(job.pk)
