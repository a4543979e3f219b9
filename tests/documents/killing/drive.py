"""One step of the test, as a process: ``ask`` prints a job's id, ``sweep`` rings, ``state ID`` prints its row."""

import json
import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.documents.killing.settings"
import django

django.setup()

from portal.celery import app  # noqa: E402, F401  (the queue's configuration)
from portal.documents import tasks  # noqa: E402
from portal.documents.models import Job, StoredFile  # noqa: E402
from portal.documents.services import request_job  # noqa: E402

if sys.argv[1] == "ask":
    print(request_job(kind="killing.letter", params={}, requested_by=None, language="en").pk)
elif sys.argv[1] == "sweep":
    tasks.sweep()
else:
    job = Job.objects.get(pk=sys.argv[2])
    files = StoredFile.objects.filter(purpose="job-result")
    path = job.result.file.path if job.result else ""
    print(json.dumps({"state": job.state, "attempt": job.attempt, "files": files.count(), "path": path}))
