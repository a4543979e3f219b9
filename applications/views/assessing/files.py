"""The attachments of a file, for its assessors."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from portal.documents.serving import serve

from ...models import Assessment, Attachment
from .common import is_closed_to, own_assessment


@require_safe
@own_assessment
def attachment(request: HttpRequest, assessment: Assessment, code: str) -> HttpResponseBase:
    """A file of the version being assessed, as a download; 404 while the file is closed to the reader."""
    if is_closed_to(request.user, assessment):
        raise Http404
    found = Attachment.objects.filter(version=assessment.version_id, code=code).select_related("stored_file").first()
    if found is None:
        raise Http404
    return serve(found.stored_file)
