"""Addresses of assistances, selections, offers and missions in the workspace."""

from django.urls import URLPattern, URLResolver, path

from ..views.expert import missions, offers
from ..views.mission import appraisal, page, report, work
from ..views.party import assistance, selection

party: list[URLPattern | URLResolver] = [
    path("workspace/assistance/", assistance.list_page, name="assistances"),
    path("workspace/assistance/<slug:reference>/", assistance.page, name="assistance"),
    path("workspace/assistance/<slug:reference>/experts/<slug:code>/", selection.page, name="selection"),
    path("workspace/assistance/<slug:reference>/experts/<slug:code>/confirm/", selection.confirm, name="confirm"),
    path("workspace/assistance/<slug:reference>/experts/<slug:code>/cv/<slug:expert>/", selection.cv, name="cv"),
]
mission: list[URLPattern | URLResolver] = [
    path("workspace/missions/", missions.list_page, name="missions"),
    path("workspace/missions/<slug:code>/", page.page, name="mission"),
    path("workspace/missions/<slug:code>/days/", work.days, name="days"),
    path("workspace/missions/<slug:code>/deliverables/<int:position>/", work.hand_over, name="hand_over"),
    path("workspace/missions/<slug:code>/deliverables/<int:position>/file/", work.delivered, name="delivered"),
    path("workspace/missions/<slug:code>/terms/<slug:language>/", work.terms, name="terms"),
    path("workspace/missions/<slug:code>/report/", report.page, name="report"),
    path("workspace/missions/<slug:code>/report/paper/", work.report_paper, name="report_paper"),
    path("workspace/missions/<slug:code>/appraisal/", appraisal.page, name="appraisal"),
    path("workspace/missions/<slug:code>/step-back/", page.step_back, name="step_back"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    *party,
    *mission,
    path("workspace/expert/offers/<slug:code>/", offers.page, name="offer"),
]
