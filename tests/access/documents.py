"""Jobs and their files, the public page that verifies documents, and both registers in the office."""

from portal.documents import jobs
from portal.documents.models import IssuedDocument, Job
from portal.documents.services import issue_document, request_job, running
from tests.documents.factories import PDF, make_text

from .table import Row, World, everyone, office_model, only, signed_in

SEEN_BY = ("focal", "officer", "head")


def prepare(world: World) -> None:
    jobs.register("access.text", "A text", make_text)
    world.things.job = request_job(kind="access.text", params={}, requested_by=world.person["focal"], language="en")
    running.run(world.things.job.pk)
    world.things.issued = issue_document(
        kind="letter", title="Letter", reference="R/1", target=world.party, language="en", build=lambda code: PDF
    )


def job(world: World) -> list[str]:
    return [world.things.job.code]


ROWS = [
    Row("documents:job", only(*SEEN_BY), args=job),
    Row("documents:job_state", only(*SEEN_BY), args=job),
    Row("documents:job_file", only(*SEEN_BY), args=job),
    Row("documents:job", signed_in(404), args=lambda world: ["2222222222"]),
    Row("documents:job_again", signed_in(405), args=job),
    Row("documents:job_again", only("focal", status=302), args=job, method="post"),
    Row("documents:verify", everyone()),
    Row("documents:verify", everyone(), query="?code=7KQ4-M2XR-9D"),
    Row("documents:verify", everyone(), method="post"),
    *office_model("documents_job", obj=lambda world: Job.objects.get().pk),
    *office_model("documents_issueddocument", obj=lambda world: IssuedDocument.objects.get().pk),
]
