from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People: who they are, what they may do, for which Party."""

    name = "portal.accounts"
    label = "accounts"

    def ready(self) -> None:
        from . import wiring

        wiring.connect()
