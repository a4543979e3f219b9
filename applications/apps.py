from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    """The open call: calls, applications, assessments, decisions."""

    name = "applications"

    def ready(self) -> None:
        from . import wiring, wiring_process

        wiring.connect()
        wiring_process.connect()
