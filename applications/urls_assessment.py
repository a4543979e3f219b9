"""Addresses of assessors, and of the page where a Party reads its decision."""

from django.urls import path

from .views import assessing

urlpatterns = [
    path("workspace/assessments/", assessing.assessments_page, name="assessments"),
    path("workspace/assessments/<slug:ref>/", assessing.assessment_page, name="assessment"),
    path("workspace/assessments/<slug:ref>/interests/", assessing.declare, name="assessment_declare"),
    path("workspace/assessments/<slug:ref>/save/", assessing.save, name="assessment_save"),
    path("workspace/assessments/<slug:ref>/hand-in/", assessing.hand_in, name="assessment_hand_in"),
    path("workspace/assessments/<slug:ref>/files/<slug:code>/", assessing.attachment, name="assessment_file"),
    path("workspace/applications/<slug:ref>/decision/", assessing.decision_page, name="decision"),
    path("workspace/applications/<slug:ref>/decision/letter/<slug:kind>/", assessing.letter_file, name="letter"),
]
