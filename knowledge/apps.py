from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    """Good practices, policies and measures, resources, process stories."""

    name = "knowledge"

    def ready(self) -> None:
        from . import wiring

        wiring.connect()
