import os
import time
from datetime import timedelta
from pathlib import Path

from django.apps import AppConfig


class KillingConfig(AppConfig):
    name = "tests.documents.killing"
    label = "killing"

    def ready(self) -> None:
        from portal.documents import jobs
        from portal.documents.services import running

        running.LEASE = timedelta(seconds=4)
        running.BEAT = 0.5
        jobs.register("killing.letter", "Letter", _letter)


def _letter(context):
    """A PDF in two steps; whoever comes first stalls between them."""
    from portal.documents import jobs, pdf

    log = Path(os.environ["KILLING_LOG"])
    with log.open("a") as opened:
        opened.write(f"began {context.job.attempt}\n")
    context.progress(1, 2, "first page")
    data = pdf.render("sample/letter.html", {"terms": []}, language="en", title=f"Attempt {context.job.attempt}")
    if context.job.attempt == 1:
        until = time.monotonic() + 25
        while time.monotonic() < until:
            time.sleep(0.1)
    with log.open("a") as opened:
        opened.write(f"ended {context.job.attempt}\n")
    return jobs.JobResult("letter.pdf", "application/pdf", data)
