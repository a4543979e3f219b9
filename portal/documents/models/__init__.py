"""What the documents room keeps: files, jobs, and the documents that were given out."""

from portal.documents.models.issued_document import IssuedDocument
from portal.documents.models.job import Job
from portal.documents.models.stored_file import StoredFile

__all__ = ["IssuedDocument", "Job", "StoredFile"]
