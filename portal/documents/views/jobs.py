"""The page of a job: how far it is, the file when it is done, what to do when it failed."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from portal.documents import jobs, queries, rules, services
from portal.documents.models import Job
from portal.documents.serving import serve
from portal.ui.numbers import file_size

REFRESH_SECONDS = 4


def _visible(request: HttpRequest, code: str) -> Job:
    """The job if this person may see it; otherwise there is none."""
    job = queries.job_by_code(code)
    if job is None or not rules.may_see_job(request.user, job):
        raise Http404
    return job


@never_cache
@login_required
@require_GET
def job_page(request: HttpRequest, code: str) -> HttpResponse:
    """Progress, file or failure. While it is not finished a reader without JavaScript gets it renewed."""
    job = _visible(request, code)
    return render(
        request,
        "documents/job.html",
        {
            "job": job,
            "label": jobs.label_of(job),
            "words": words_for(job),
            "state_url": reverse("documents:job_state", args=[job.code]),
            "size": file_size(job.result.size) if job.ready and job.result else "",
            "back": _address_of(job),
            "target_name": str(job.target or ""),
            "mine": rules.may_repeat_job(request.user, job),
            "refresh": REFRESH_SECONDS,
        },
    )


@never_cache
@login_required
@require_GET
def job_state(request: HttpRequest, code: str) -> JsonResponse:
    """The same in figures, for the page to ask while it waits."""
    job = _visible(request, code)
    return JsonResponse(
        {
            "state": job.state,
            "finished": not job.active,
            "value": job.progress_done,
            "max": job.progress_total,
            "text": progress_words(job),
            "url": reverse("documents:job", args=[job.code]),
        },
        headers={"Cache-Control": "no-store, private"},
    )


@never_cache
@login_required
@require_GET
def job_file(request: HttpRequest, code: str) -> HttpResponseBase:
    """The file. When it is no longer kept, the page of the job says so and offers to make it again."""
    job = _visible(request, code)
    if not job.ready or job.result is None:
        return redirect("documents:job", code=job.code)
    return serve(job.result)


@never_cache
@login_required
@require_POST
def job_again(request: HttpRequest, code: str) -> HttpResponse:
    """Ask once more for what failed or is no longer kept."""
    job = queries.job_by_code(code)
    if job is None or not rules.may_repeat_job(request.user, job):
        raise Http404
    if job.active or job.ready:
        return redirect("documents:job", code=job.code)
    try:
        again = services.request_again(job=job, by=request.user)
    except (KeyError, services.JobNotAllowed) as error:
        raise Http404 from error
    return redirect("documents:job", code=again.code)


def words_for(job: Job) -> str:
    """Where a job stands, in one sentence."""
    if job.state == Job.State.QUEUED:
        return _("Waiting for its turn. It will begin in a moment.")
    if job.state == Job.State.RUNNING:
        return str(job.message) or _("Under way.")
    if job.state == Job.State.FAILED:
        return str(job.failure)
    return _("This file is no longer kept.") if job.expired else _("Ready.")


def progress_words(job: Job) -> str:
    """How far it is, for the line under the bar: "3 of 8: Assessments"."""
    words = words_for(job)
    if job.state != Job.State.RUNNING or not job.progress_total:
        return words
    counted = _("%(done)s of %(all)s") % {"done": job.progress_done, "all": job.progress_total}
    return _("%(counted)s: %(what)s") % {"counted": counted, "what": words} if job.message else counted


def _address_of(job: Job) -> str:
    """The page of the record the job is about, where the record has one."""
    address = getattr(job.target, "get_absolute_url", None)
    return str(address()) if address else ""
