from django.apps import AppConfig


class RoadmapsConfig(AppConfig):
    """Choice of experts and missions, assistances, national roadmaps, the state of play."""

    name = "roadmaps"

    def ready(self) -> None:
        from .assistance import wiring as assistance_wiring
        from .national import wiring as national_wiring
        from .selection import wiring as selection_wiring
        from .selection import wiring_matching
        from .state import wiring as state_wiring

        selection_wiring.connect()
        wiring_matching.connect()
        assistance_wiring.connect()
        national_wiring.connect()
        state_wiring.connect()
