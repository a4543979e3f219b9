from django.apps import AppConfig


class MessagingConfig(AppConfig):
    """The outbox: every message is a row, sent by the worker after commit."""

    name = "portal.messaging"
    label = "messaging"

    def ready(self) -> None:
        from . import wiring

        wiring.connect()
