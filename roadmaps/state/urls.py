"""Public addresses of the state of play."""

from django.urls import path

from ..views.state import change, compare, listing, matrix

urlpatterns = [
    path("roadmaps/", listing.state_page, name="state"),
    path("roadmaps/state-of-play.csv", listing.state_csv, name="state_csv"),
    path("roadmaps/figures.csv", listing.figures_csv, name="figures_csv"),
    path("roadmaps/matrix/", matrix.matrix_page, name="matrix"),
    path("roadmaps/matrix.csv", matrix.matrix_csv, name="matrix_csv"),
    path("roadmaps/activities.csv", matrix.activities_csv, name="activities_csv"),
    path("roadmaps/compare/", compare.compare_page, name="compare"),
    path("roadmaps/compare.csv", compare.compare_csv, name="compare_csv"),
    path("roadmaps/change/", change.change_page, name="change"),
    path("roadmaps/change.csv", change.change_csv, name="change_csv"),
    path("roadmaps/<iso3:iso3>/stages/", listing.stages_page, name="stages"),
    path("roadmaps/<iso3:iso3>/stages.csv", listing.stages_csv, name="stages_csv"),
]
