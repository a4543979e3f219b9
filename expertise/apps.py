from django.apps import AppConfig


class ExpertiseConfig(AppConfig):
    """The Expert Facility: experts, calls for experts, availability, matching."""

    name = "expertise"

    def ready(self) -> None:
        from . import wiring_office, wiring_person

        wiring_person.connect()
        wiring_office.connect()
