"""Addresses of the applications floor."""

from django.urls import include, path

from .views.writing import attachments, file, reading, section, sending, start

app_name = "applications"

# The sections stand last: their address would take any other word behind the reference.
writing = [
    path("workspace/applications/", start.files_page, name="files"),
    path("workspace/applications/begin/<slug:slug>/", start.start_page, name="start"),
    path("workspace/applications/<slug:ref>/", file.file_page, name="file"),
    path("workspace/applications/<slug:ref>/check/", sending.check_page, name="check"),
    path("workspace/applications/<slug:ref>/submit/", sending.submit_file, name="submit"),
    path("workspace/applications/<slug:ref>/withdraw/", sending.withdraw_page, name="withdraw"),
    path("workspace/applications/<slug:ref>/answer/", sending.begin_answer, name="begin_answer"),
    path("workspace/applications/<slug:ref>/comments/", sending.comments, name="comments"),
    path("workspace/applications/<slug:ref>/paper/<slug:kind>/", sending.paper, name="paper"),
    path("workspace/applications/<slug:ref>/read/", reading.read_page, name="read"),
    path("workspace/applications/<slug:ref>/read/<int:number>/", reading.read_page, name="read_version"),
    path("workspace/applications/<slug:ref>/changes/<int:old>/<int:new>/", reading.changes_page, name="changes"),
    path("workspace/applications/<slug:ref>/files/<slug:code>/", attachments.read_file, name="attachment"),
    path("workspace/applications/<slug:ref>/files/<slug:code>/remove/", attachments.remove_file, name="remove_file"),
    path("workspace/applications/<slug:ref>/<slug:section>/", section.section_page, name="section"),
]

urlpatterns = [
    path("", include("applications.urls_calls")),
    path("", include("applications.urls_assessment")),
    *writing,
]
