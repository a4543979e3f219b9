"""Addresses for everybody."""

from django.urls import path

from .views import public

_AT = "practices/<slug:slug>/"
urlpatterns = [
    path("practices/", public.practices_page, name="practices"),
    path(_AT, public.practice_page, name="practice"),
    path(f"{_AT}tell/", public.note_page, name="note"),
    path(f"{_AT}tell/sent/", public.note_sent_page, name="note_sent"),
    path(f"{_AT}cite.bib", public.as_bibtex, name="practice_bibtex"),
    path(f"{_AT}cite.ris", public.as_ris, name="practice_ris"),
    path(f"{_AT}entry.jsonld", public.as_json_ld, name="practice_json_ld"),
    path(f"{_AT}brief-<slug:code>.pdf", public.as_pdf, name="practice_pdf"),
    path(f"{_AT}files/<slug:code>/", public.attachment, name="practice_file"),
]
