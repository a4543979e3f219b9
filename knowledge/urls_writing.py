"""Addresses of the workspace of who writes entries."""

from django.urls import path

from .views import writing

_AT = "workspace/practices/<slug:code>/"
urlpatterns = [
    path("workspace/practices/", writing.entries_page, name="entries"),
    path("workspace/practices/from-measure/<slug:key>/", writing.from_measure, name="entry_from_measure"),
    path("workspace/practices/confirm/", writing.confirm_page, name="confirm"),
    path("workspace/practices/used/", writing.reuse_page, name="reuse"),
    path(_AT, writing.entry_page, name="entry"),
    path(f"{_AT}consent/", writing.consent_page, name="entry_consent"),
    path(f"{_AT}changes/", writing.changes_page, name="entry_changes"),
    path(f"{_AT}languages/", writing.languages, name="entry_languages"),
    path(f"{_AT}files/", writing.attach, name="entry_attach"),
    path(f"{_AT}files/<slug:file>/remove/", writing.remove, name="entry_file_remove"),
    path(f"{_AT}do/<slug:name>/", writing.act, name="entry_act"),
    path(f"{_AT}text/<slug:spoken>/", writing.text_page, name="entry_text"),
    path(f"{_AT}facts/<slug:section>/", writing.facts_page, name="entry_section"),
]
