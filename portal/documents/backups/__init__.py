"""Backup and restore: one archive of rows and files, the same from and to either database.

The archive is a compressed tar: ``tables/…jsonl`` (a JSON list a row), ``files/…`` (the private files)
and, last, ``manifest.json`` with the release, the migrations and the checksum of every part. A truncated
archive has no manifest and is refused.
"""

from portal.documents.backups.reading import BackupRefused, restore
from portal.documents.backups.writing import backup

__all__ = ["BackupRefused", "backup", "restore"]
