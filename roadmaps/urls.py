"""Addresses of assistances, selections and missions; of matching, national roadmaps and the state of play."""

from django.urls import include, path

app_name = "roadmaps"
urlpatterns = [
    path("", include("roadmaps.selection.urls")),
    path("", include("roadmaps.assistance.urls")),
    path("", include("roadmaps.selection.urls_matching")),
    path("", include("roadmaps.national.urls")),
    path("", include("roadmaps.state.urls")),
]
