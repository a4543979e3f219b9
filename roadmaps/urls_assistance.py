"""Addresses of an assistance under way: plan and steps."""

from django.urls import URLPattern, URLResolver, path

from .views.assistance import steps

ONE = "workspace/assistance/<slug:reference>/"
STEP = ONE + "steps/<str:step>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path(ONE + "plan/", steps.plan_page, name="assistance_plan"),
    path(STEP, steps.step_page, name="assistance_step"),
    path(STEP + "begin/", steps.begin, name="step_begin"),
    path(STEP + "finish/", steps.finish, name="step_finish"),
    path(STEP + "reopen/", steps.reopen, name="step_reopen"),
    path(STEP + "evidence/", steps.add_evidence, name="step_evidence_add"),
    path(STEP + "evidence/<int:pk>/", steps.evidence, name="step_evidence"),
    path(STEP + "evidence/<int:pk>/drop/", steps.drop_evidence, name="step_evidence_drop"),
]
