from django.apps import AppConfig


class SurveysConfig(AppConfig):
    """Forms by private link: referees, participants, Parties answer without an account."""

    name = "portal.surveys"
    label = "surveys"

    def ready(self) -> None:
        from . import wiring

        wiring.connect()
