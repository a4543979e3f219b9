from django.apps import AppConfig


class CollaborationConfig(AppConfig):
    """Writing together: sections and their revisions, comments, differences, completion requests."""

    name = "portal.collaboration"
    label = "collaboration"

    def ready(self) -> None:
        from .wiring import connect

        connect()
