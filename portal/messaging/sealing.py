"""Bodies that carry a secret rest enciphered, and only until they are handed over."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


def _cipher() -> Fernet:
    key = hashlib.sha256(b"portal.messaging.sealing:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def seal(body: str) -> bytes:
    """The body, readable with the portal's SECRET_KEY only."""
    return _cipher().encrypt(body.encode())


def unseal(sealed: bytes) -> str | None:
    """The body again; None when it has been emptied or the key has changed."""
    if not sealed:
        return None
    try:
        return _cipher().decrypt(bytes(sealed)).decode()
    except InvalidToken:
        return None
