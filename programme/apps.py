from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    """The programme's face: pages for everybody, and what joins the floors below."""

    name = "programme"

    def ready(self) -> None:
        from . import wiring

        wiring.connect()
