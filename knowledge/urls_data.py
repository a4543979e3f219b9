"""Addresses of the open data."""

from django.urls import path

from .open_data import pages

app_name = "data"
urlpatterns = [
    path("api/", pages.api_page, name="api"),
]
