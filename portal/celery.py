"""The worker's application. Rows are the truth (jobs, messages); a task only rings the bell."""

import os
from pathlib import Path
from typing import Any

from celery import Celery
from celery.signals import setup_logging

from portal import disk_broker

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

disk_broker.use()
app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def _keep_django_logging(**_kwargs: Any) -> None:
    """Leave logging to the settings."""


@app.on_after_configure.connect
def _make_queue_folders(sender: Celery, **_kwargs: Any) -> None:
    """The broker on disk needs its folders; with Redis there is nothing to make."""
    options = sender.conf.broker_transport_options or {}
    for name in ("data_folder_in", "data_folder_out", "control_folder"):
        if folder := options.get(name):
            Path(folder).mkdir(parents=True, exist_ok=True)
