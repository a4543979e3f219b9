from django.urls import path

from portal.documents.views import jobs, verify

app_name = "documents"
urlpatterns = [
    path("workspace/jobs/<str:code>/", jobs.job_page, name="job"),
    path("workspace/jobs/<str:code>/state/", jobs.job_state, name="job_state"),
    path("workspace/jobs/<str:code>/file/", jobs.job_file, name="job_file"),
    path("workspace/jobs/<str:code>/again/", jobs.job_again, name="job_again"),
    path("verify/", verify.verify, name="verify"),
]
