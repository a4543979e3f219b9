"""Django's SQLite, without a question that takes the write lock.

Django asks each new connection whether SQLite knows JSON, and asks inside `atomic()`: under the IMMEDIATE
transactions of our settings that waits for whoever is writing, and after a lock of 20 seconds the answer is
"no" for as long as the connection's thread lives. Every SQLite of Python 3.11 on Debian 12 knows it.
"""

from django.db.backends.sqlite3 import base, features


class DatabaseFeatures(features.DatabaseFeatures):
    """What is known without asking."""

    supports_json_field = True
    can_introspect_json_field = True
    has_json_object_function = True


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection."""

    features_class = DatabaseFeatures
