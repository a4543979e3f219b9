"""Addresses of the workspace; included by ``programme.urls`` in its namespace."""

from django.urls import path

from .views import account, team, waiting

urlpatterns = [
    path("workspace/", waiting.workspace, name="workspace"),
    path("workspace/account/", account.account, name="account"),
    path("workspace/team/", team.teams, name="teams"),
    path("workspace/team/<str:iso3>/", team.team, name="team"),
    path("workspace/team/<str:iso3>/invite/", team.invite, name="team_invite"),
    path("workspace/team/<str:iso3>/hand-over/", team.hand_over, name="team_hand_over"),
]
