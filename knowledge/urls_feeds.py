"""Feeds: addresses without a language."""

from django.urls import path

from .feeds import practices_atom

urlpatterns = [
    path("practices.atom", practices_atom, name="practices_atom"),
]
