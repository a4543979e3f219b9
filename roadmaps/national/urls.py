"""Addresses of national roadmaps."""

from django.urls import path, register_converter

from ..views.national import (
    choosing,
    discussing,
    home,
    importing,
    languages,
    participation,
    peers,
    public,
    public_tables,
    reading,
    reports,
    validating,
    values,
    writing,
)


class Iso3:
    """Three letters: beside them stand the other public pages of roadmaps."""

    regex = "[A-Za-z]{3}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Iso3, "iso3")

_AT = "workspace/roadmaps/<slug:iso3>/"

# Each page of a roadmap stands behind its country. "begin" and "send" come before the key of a measure.
urlpatterns = [
    path("roadmaps/<iso3:iso3>/", public.roadmap_page, name="public"),
    path("roadmaps/<iso3:iso3>/roadmap.json", public.as_json, name="public_json"),
    path("roadmaps/<iso3:iso3>/roadmap.xlsx", public.as_sheet, name="public_xlsx"),
    path("roadmaps/<iso3:iso3>/measures.csv", public_tables.measures_csv, name="public_measures_csv"),
    path("roadmaps/<iso3:iso3>/progress.csv", public_tables.progress_csv, name="public_progress_csv"),
    path("roadmaps/<iso3:iso3>/values.csv", public_tables.values_csv, name="public_values_csv"),
    path("roadmaps/<iso3:iso3>/roadmap.pdf", public.as_pdf, name="public_pdf"),
    path("roadmaps/<iso3:iso3>/documents/<slug:which>/", public.as_document, name="public_document"),
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
    path(f"{_AT}comments/", discussing.comments, name="comments"),
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
    path(f"{_AT}pdf/<int:number>/", reading.pdf_page, name="roadmap_pdf"),
    path(f"{_AT}roadmap.xlsx", reading.xlsx_page, name="roadmap_xlsx"),
    path(f"{_AT}roadmap.json", reading.json_page, name="roadmap_json"),
    path(f"{_AT}files/<int:number>/<slug:which>/", reading.file_page, name="edition_file"),
    path(f"{_AT}team/", participation.team_page, name="team"),
    path(f"{_AT}stakeholders/", participation.stakeholders_page, name="stakeholders"),
    path(f"{_AT}consultations/", participation.consultations_page, name="consultations"),
    path(f"{_AT}consultations/new/", participation.consultation_page, name="consultation_new"),
    path(f"{_AT}consultations/<slug:code>/", participation.consultation_page, name="consultation"),
    path(f"{_AT}consultations/<slug:code>/minutes/", participation.minutes, name="minutes"),
    path(f"{_AT}consultations/<slug:code>/ask/", participation.ask, name="contribution_ask"),
    path(
        f"{_AT}consultations/<slug:code>/contributions/<int:pk>/",
        participation.read_contribution,
        name="contribution_read",
    ),
    path(f"{_AT}comparable/", peers.peers_page, name="peers"),
    path(f"{_AT}import/", importing.import_page, name="import"),
    path(f"{_AT}import/template.xlsx", importing.template, name="import_template"),
    path(f"{_AT}import/<slug:code>/", importing.differences_page, name="import_differences"),
    path(f"{_AT}sections/<slug:section>/", writing.section_page, name="section"),
]
