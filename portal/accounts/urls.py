"""Addresses of this room: claim a Party, answer an invitation, sign in again without loss."""

from django.urls import path

from .views import claim, invitation, resume

app_name = "accounts"

urlpatterns = [
    path("workspace/claim/", claim.claim, name="claim"),
    path("workspace/resume/", resume.sign_in_again, name="resume"),
    path("workspace/invitations/", invitation.invitations, name="invitations"),
    path("invitations/<str:token>/", invitation.invitation, name="invitation"),
]
