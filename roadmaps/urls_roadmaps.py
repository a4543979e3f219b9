"""Addresses of national roadmaps."""

from django.urls import path

from .views.roadmaps import choosing, home, languages, reading, reports, validating, values, writing

_AT = "workspace/roadmaps/<slug:iso3>/"

# Each page of a roadmap stands behind its country. "begin" and "send" come before the key of a measure.
urlpatterns = [
    path("workspace/roadmaps/", home.list_page, name="roadmaps"),
    path(_AT, home.roadmap_page, name="roadmap"),
    path(f"{_AT}begin/", home.begin, name="roadmap_begin"),
    path(f"{_AT}activities/", choosing.activities_page, name="activities"),
    path(f"{_AT}activities/<str:code>/", writing.item_page, name="item"),
    path(f"{_AT}activities/<str:code>/add/", writing.add_measure, name="measure_add"),
    path(f"{_AT}measures/<slug:key>/", writing.measure_page, name="measure"),
    path(f"{_AT}measures/<slug:key>/move/", writing.move_measure, name="measure_move"),
    path(f"{_AT}measures/<slug:key>/remove/", writing.remove_measure, name="measure_remove"),
    path(f"{_AT}measures/<slug:key>/values/", values.values_page, name="values"),
    path(f"{_AT}reports/<int:year>/", reports.report_page, name="report"),
    path(f"{_AT}reports/<int:year>/begin/", reports.begin, name="report_begin"),
    path(f"{_AT}reports/<int:year>/send/", reports.send, name="report_send"),
    path(f"{_AT}reports/<int:year>/<slug:key>/", reports.progress_page, name="progress"),
    path(f"{_AT}check/", validating.check_page, name="check"),
    path(f"{_AT}hand-over/", validating.ask_signature_page, name="ask_signature"),
    path(f"{_AT}sign/", validating.sign_page, name="sign"),
    path(f"{_AT}validate/", validating.validate_page, name="validate"),
    path(f"{_AT}next-edition/", validating.next_edition, name="next_edition"),
    path(f"{_AT}present/", validating.present_page, name="present"),
    path(f"{_AT}languages/", languages.languages_page, name="languages"),
    path(f"{_AT}languages/original/", languages.original, name="original"),
    path(f"{_AT}read/", reading.read_page, name="read_roadmap"),
    path(f"{_AT}read/<int:number>/", reading.read_page, name="read_edition"),
    path(f"{_AT}changes/<int:old>/<int:new>/", reading.changes_page, name="edition_changes"),
    path(f"{_AT}files/<int:number>/<slug:which>/", reading.file_page, name="edition_file"),
    path(f"{_AT}sections/<slug:section>/", writing.section_page, name="section"),
]
