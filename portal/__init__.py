"""The building: settings, addresses and the rooms every floor stands on."""

from .celery import app as celery_app

__all__ = ["celery_app"]
