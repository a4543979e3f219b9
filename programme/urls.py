"""Public addresses of the programme, and its workspace."""

from django.urls import include, path

from .views import countries, help, home, roadmap, search, statements

app_name = "programme"
urlpatterns = [
    path("", home.home, name="home"),
    path("figures.csv", home.figures_csv, name="home_figures_csv"),
    path("open-roadmap/", roadmap.table, name="roadmap"),
    path("open-roadmap/<str:code>/", roadmap.activity, name="activity"),
    path("open-roadmap/<str:code>/figures.csv", roadmap.figures_csv, name="activity_figures_csv"),
    path("open-roadmap/<str:code>/measures.csv", roadmap.measures_csv, name="measures_csv"),
    path("countries.csv", countries.as_csv, name="countries_csv"),
    path("countries/", countries.listing, name="countries"),
    path("countries/<str:iso3>/", countries.country, name="country"),
    path("countries/<str:iso3>/figures.csv", countries.figures_csv, name="country_figures_csv"),
    path("search/", search.search_page, name="search"),
    path("help/", help.listing, name="help"),
    path("help/<slug:name>/", help.page, name="manual"),
    path("accessibility/", statements.accessibility, name="accessibility"),
    path("privacy/", statements.privacy, name="privacy"),
    path("", include("programme.workspace.urls")),
]
