"""Applications in the office: the list, one file on one page, and what can be done with them."""

from typing import Any

from django.urls import path

from portal.accounts.questions import reason_against
from portal.office import ReadOnlyAdmin, register

from ..models import Application
from . import assigning, file_acts, file_list, file_page


@register(Application)
class ApplicationAdmin(ReadOnlyAdmin):
    """Pages of our own; no form of Django's ever writes a file, its state or its score."""

    may_view = lambda user, obj=None: not reason_against("applications.office", user, obj)  # noqa: E731

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("", view(file_list.list_view), name="applications_files"),
            path("", view(file_list.list_view), name="applications_application_changelist"),
            path("export/", view(file_list.export_view), name="applications_export"),
            path("assign/", view(assigning.assign_view), name="applications_assign"),
            path("<slug:ref>/", view(file_page.file_view), name="applications_file"),
            path("<slug:ref>/screening/", view(file_acts.open_screening), name="applications_screen"),
            path("<slug:ref>/gates/<slug:code>/", view(file_acts.confirm_gate), name="applications_gate"),
            path("<slug:ref>/eligible/", view(file_acts.eligible), name="applications_eligible"),
            path("<slug:ref>/ineligible/", view(file_acts.ineligible), name="applications_ineligible"),
            path("<slug:ref>/clarification/", view(file_acts.clarification), name="applications_clarify"),
            path("<slug:ref>/dossier/", view(file_acts.dossier_view), name="applications_dossier"),
            path("<slug:ref>/files/<slug:code>/", view(file_acts.attachment), name="applications_attachment"),
        ]
