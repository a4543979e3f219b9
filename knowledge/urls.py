"""Addresses of the knowledge base."""

from django.urls import include, path

app_name = "knowledge"
urlpatterns = [
    path("", include("knowledge.urls_public")),
    path("", include("knowledge.urls_writing")),
    path("", include("knowledge.urls_saved")),
]
