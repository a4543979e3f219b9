"""Addresses of the Expert Facility: the expert's own pages, and the public ones."""

from django.urls import include, path

app_name = "expertise"
urlpatterns = [
    path("", include("expertise.urls_person")),
    path("", include("expertise.urls_public")),
]
