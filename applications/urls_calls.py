"""Public addresses of the call."""

from django.urls import path

from .views import calls

urlpatterns = [
    path("calls/", calls.calls_page, name="calls"),
    path("calls/<slug:slug>/", calls.call_page, name="call"),
    path("register/", calls.register_page, name="register"),
    path("eligibility/", calls.eligibility_page, name="eligibility"),
]
