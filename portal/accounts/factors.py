"""The second factor of a session."""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.http import HttpRequest


def has_second_factor(request: HttpRequest) -> bool:
    """Whether this session was opened with a second factor, or its person has set one up."""
    if any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user)):
        return True
    return (
        Authenticator.objects.filter(user_id=request.user.pk).exclude(type=Authenticator.Type.RECOVERY_CODES).exists()
    )
