from django.apps import AppConfig


class CollaborationConfig(AppConfig):
    """Writing together: sections and their revisions, differences, completion requests."""

    name = "portal.collaboration"
    label = "collaboration"
