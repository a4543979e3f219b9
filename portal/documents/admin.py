"""What the Secretariat sees of jobs and issued documents: to look things up, never to change them."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from portal.accounts.rules import is_staff_member
from portal.documents import jobs
from portal.documents.models import IssuedDocument, Job
from portal.office import ReadOnlyAdmin, Tab, register


@register(Job)
class JobAdmin(ReadOnlyAdmin):
    """Long work: what waits, what runs, what failed and why."""

    may_view = is_staff_member
    list_display = ("code", "label", "asked_by", "state", "attempts", "created_at", "finished_at")
    list_select_related = ("requested_by",)
    search_fields = ("code", "requested_by__email")
    fields = (
        "code", "label", "asked_by", "language", "state", "attempts", "progress", "failure",
        "created_at", "started_at", "finished_at", "expires_at",
    )  # fmt: skip

    def get_tabs(self, request: HttpRequest) -> list[Tab]:
        return [
            Tab(_("All")),
            Tab(_("Under way"), "state__in=queued,running"),
            Tab(_("Failed"), "state__exact=failed"),
        ]

    @admin.display(description=_("kind"))
    def label(self, job: Job) -> str:
        return jobs.label_of(job)

    @admin.display(description=_("asked by"), ordering="requested_by__name_key")
    def asked_by(self, job: Job) -> str:
        return str(job.requested_by or "–")

    @admin.display(description=_("attempts"))
    def attempts(self, job: Job) -> int:
        return job.attempt

    @admin.display(description=_("progress"))
    def progress(self, job: Job) -> str:
        return f"{job.progress_done} / {job.progress_total}"


@register(IssuedDocument)
class IssuedDocumentAdmin(ReadOnlyAdmin):
    """The register of letters and receipts with their check codes."""

    may_view = is_staff_member
    list_display = ("printed", "title", "reference", "language", "issued_at", "replaced")
    search_fields = ("code", "reference", "title")
    fields = ("printed", "title", "reference", "language", "issued_at", "sha256", "replaced", "public_page")

    def get_queryset(self, request: HttpRequest) -> QuerySet[IssuedDocument]:
        return super().get_queryset(request).select_related("superseded_by")

    @admin.display(description=_("check code"), ordering="code")
    def printed(self, issued: IssuedDocument) -> str:
        return issued.printed_code

    @admin.display(description=_("replaced by"))
    def replaced(self, issued: IssuedDocument) -> str:
        return issued.superseded_by.printed_code if issued.superseded_by else "—"

    @admin.display(description=_("public page"))
    def public_page(self, issued: IssuedDocument) -> SafeString:
        address = f"{reverse('documents:verify')}?code={issued.code}"
        return format_html('<a href="{}">{}</a>', address, _("Verify a document"))
