"""Addresses of the Expert Facility: the public pages, and those of the community of experts."""

from django.urls import path

from .views import community, public

urlpatterns = [
    path("experts/", public.roster_page, name="roster"),
    path("experts/calls/", public.calls_page, name="calls"),
    path("experts/calls/<slug:slug>/", public.call_page, name="call"),
    path("experts/<slug:code>/", public.expert_page, name="public_expert"),
    path("experts/<slug:code>/contact/", public.contact_page, name="contact"),
    path("experts/<slug:code>/contact/sent/", public.sent_page, name="contact_sent"),
    path("workspace/expert/gatherings/", community.gatherings_page, name="gatherings"),
    path("workspace/expert/gatherings/<slug:code>/", community.gathering_page, name="gathering"),
    path("workspace/expert/gatherings/<slug:code>/answer/", community.answer_view, name="gathering_answer"),
    path("workspace/expert/gatherings/<slug:code>/calendar/", community.calendar_view, name="gathering_calendar"),
    path("workspace/expert/gatherings/<slug:code>/certificate/", community.certificate_view, name="certificate"),
    path("workspace/expert/documents/<slug:code>/", community.document_view, name="shared_document"),
    path("workspace/expert/letters/<slug:slug>/", community.letter_view, name="candidacy_letter"),
]
