"""The verbs of the documents room: the only writers of its rows."""

from portal.documents.services import running, sweeping
from portal.documents.services.files import UploadRefused, remove_file, store_bytes, store_upload
from portal.documents.services.issuing import issue_document
from portal.documents.services.keeping import keep, kept_by, take
from portal.documents.services.papers import issue_paper, result_of
from portal.documents.services.requesting import JobNotAllowed, request_again, request_job, ring

__all__ = [
    "JobNotAllowed",
    "UploadRefused",
    "issue_document",
    "issue_paper",
    "keep",
    "kept_by",
    "remove_file",
    "request_again",
    "request_job",
    "result_of",
    "ring",
    "running",
    "store_bytes",
    "store_upload",
    "sweeping",
    "take",
]
