"""allauth, in this house: its mails go through the outbox, each in the person's language."""

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.reference.languages import page_language

from . import ports
from .models import User

# What carries a code, or a link that opens an account: its row keeps no readable body.
_SECRETS = frozenset(
    {
        "account.email_confirmation_signup",
        "account.email_confirmation",
        "account.login_code",
        "account.password_reset_key",
        "account.password_reset_code",
    }
)


def display_name(user: User) -> str:
    """How a person is named on pages."""
    return str(user)


class PortalMFAAdapter(DefaultMFAAdapter):
    """The name an authenticator app shows beside its codes."""

    def get_totp_issuer(self) -> str:
        with override("en"):
            return _("Digital Assistance Programme")


class PortalAccountAdapter(DefaultAccountAdapter):
    """Accounts by e-mail."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """``account/email/login_code`` becomes the message ``account.login_code`` of the outbox.

        Addresses are taken from PUBLIC_URL, not from the Host header of the request.
        """
        person = User.objects.filter(emailaddress__email=email.lower()).first() if email else None
        language = person.language if person is not None else page_language()
        code = template_prefix.replace("/email/", ".")
        ports.notify(
            code=code,
            to=person,
            email=email,
            language=language,
            context={"code": context["code"]} if "code" in context else {},
            links={key: _path(url, language) for key, url in context.items() if key.endswith("_url") and url},
            secret=code in _SECRETS,
        )


def _path(url: str, language: str) -> str:
    """The path of an address, in this language."""
    parts = urlsplit(str(url))
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    for code, _name in User.Language.choices:
        if path.startswith(f"/{code}/"):
            return f"/{language}/{path.removeprefix(f'/{code}/')}"
    return path
