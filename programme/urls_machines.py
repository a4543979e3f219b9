"""Addresses without a language: what robots read."""

from django.urls import path

from .views import machines

urlpatterns = [
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("sitemap-pages.xml", machines.pages_map, name="sitemap_pages"),
    path("sitemap-practices-<int:number>.xml", machines.practices_map, name="sitemap_practices"),
]
