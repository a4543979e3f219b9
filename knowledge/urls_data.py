"""Addresses of the open data."""

from django.urls import path

from .open_data import exports, pages

app_name = "data"
urlpatterns = [
    path("", pages.data_page, name="data"),
    path("api/", pages.api_page, name="api"),
    path("practices.csv", exports.as_csv, name="practices_csv"),
    path("practices.json", exports.as_json, name="practices_json"),
    path("practices.xlsx", exports.as_xlsx, name="practices_xlsx"),
    path("catalogue.jsonld", pages.catalogue_file, name="catalogue"),
    path("SHA256SUMS", pages.checksums, name="checksums"),
    path("files/<str:name>", pages.dump_file, name="file"),
]
