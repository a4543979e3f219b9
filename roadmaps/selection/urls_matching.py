"""Addresses: how the matching works, in public. It stands before the public pages of experts by their codes."""

from django.urls import path

from ..views import method

urlpatterns = [path("experts/matching/", method.method_page, name="matching_method")]
