"""Addresses of the Expert Facility: the expert's own pages."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
