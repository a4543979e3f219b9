"""Addresses of the searches a person keeps."""

from django.urls import path

from .views import saved

_AT = "workspace/searches/<slug:code>/"
urlpatterns = [
    path("workspace/searches/", saved.searches_page, name="searches"),
    path("workspace/searches/save/", saved.save_page, name="search_save"),
    path(_AT, saved.search_page, name="search"),
    path(f"{_AT}open/", saved.open_search, name="search_open"),
    path(f"{_AT}delete/", saved.delete_search, name="search_delete"),
]
