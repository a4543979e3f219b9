"""The address of an owner's figures."""

from django.urls import path

from . import usage_pages

app_name = "usage"
urlpatterns = [path("workspace/entries-read/", usage_pages.workspace_view, name="mine")]
