from django.apps import AppConfig


class RoadmapsConfig(AppConfig):
    """Assistance projects, the choice of experts, missions."""

    name = "roadmaps"

    def ready(self) -> None:
        from . import wiring, wiring_assistance, wiring_matching, wiring_state
        from . import wiring_roadmaps as roadmaps

        wiring.connect()
        wiring_matching.connect()
        wiring_assistance.connect()
        roadmaps.connect()
        wiring_state.connect()
