"""What an archive holds, and how a value is written in it."""

from __future__ import annotations

import base64
import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.migrations.recorder import MigrationRecorder
from django.utils.duration import duration_string

FORMAT = 1
MANIFEST = "manifest.json"
TABLES = "tables/"
FILES = "files/"
# Sessions are not taken along: after a restore everybody signs in again.
LEFT_OUT = {"sessions.session"}


def tables() -> list[type[models.Model]]:
    """The models whose rows are kept, those of many-to-many relations included, in a stable order."""
    kept = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.label_lower not in LEFT_OUT
    ]
    return sorted(kept, key=lambda model: (model._meta.app_label != "contenttypes", model._meta.label_lower))


def columns(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """The columns that are written: all but those the database works out."""
    return [field for field in model._meta.local_concrete_fields if not getattr(field, "generated", False)]


def migrations() -> list[list[str]]:
    """What is applied to this database: the state an archive belongs to."""
    recorder = MigrationRecorder(connection)
    return sorted([app, name] for app, name in recorder.applied_migrations())


def to_plain(value: Any, field: models.Field[Any, Any]) -> Any:
    """A value as JSON, the same whichever database it came from."""
    if value is None or isinstance(value, bool | int | float | str) or isinstance(field, models.JSONField):
        return value
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, dt.timedelta):
        return duration_string(value)
    if isinstance(value, bytes | bytearray | memoryview):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, Decimal | uuid.UUID):
        return str(value)
    return str(value)


def from_plain(value: Any, field: models.Field[Any, Any]) -> Any:
    """The value as this database takes it."""
    if value is None:
        # A JSON null in a column that may not be empty is a value, not an absence.
        if isinstance(field, models.JSONField) and not field.null:
            return field.get_db_prep_save(models.Value(None, models.JSONField()), connection)
        return None
    if isinstance(field, models.JSONField):
        return field.get_db_prep_save(value, connection)
    if isinstance(value, str) and connection.vendor == "postgresql":
        value = value.replace("\x00", "")  # PostgreSQL holds no NUL in a text
    return field.get_db_prep_save(field.to_python(value), connection)
