"""Addresses of assistances, selections and missions; of matching, national roadmaps and the state of play."""

from django.urls import include, path

app_name = "roadmaps"
urlpatterns = [
    path("", include("roadmaps.urls_missions")),
    path("", include("roadmaps.urls_assistance")),
    path("", include("roadmaps.urls_matching")),
    path("", include("roadmaps.urls_roadmaps")),
    path("", include("roadmaps.urls_state")),
]
