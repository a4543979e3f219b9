"""Addresses of assistances, selections and missions; those of matching and roster health beside them."""

from django.urls import include, path

app_name = "roadmaps"
urlpatterns = [
    path("", include("roadmaps.urls_missions")),
    path("", include("roadmaps.urls_assistance")),
    path("", include("roadmaps.urls_matching")),
    path("", include("roadmaps.urls_roadmaps")),
]
