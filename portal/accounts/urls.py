"""Addresses of this room: claim a Party, answer an invitation, sign in again without loss."""

from django.urls import path

from .views import claim, data, invitation, resume

app_name = "accounts"

urlpatterns = [
    path("workspace/claim/", claim.claim, name="claim"),
    path("workspace/data/", data.data_page, name="data"),
    path("workspace/data/file/", data.take_away, name="take_away"),
    path("workspace/data/erase/", data.erase_page, name="erase"),
    path("workspace/resume/", resume.sign_in_again, name="resume"),
    path("workspace/invitations/", invitation.invitations, name="invitations"),
    path("invitations/<str:token>/", invitation.invitation, name="invitation"),
]
