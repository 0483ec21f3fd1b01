"""Keep secrets that have to be read again: encrypted with a key that the database does not hold."""

import base64
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class Unreadable(Exception):
    """The text was sealed with a SECRET_KEY that is not set any more."""


def seal(text: str) -> str:
    """`text`, encrypted and authenticated (Fernet: AES-CBC and HMAC) under SECRET_KEY."""
    return _box().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """What was sealed, also under a key of SECRET_KEY_FALLBACKS. Raises Unreadable."""
    try:
        return _box().decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise Unreadable(
            "This cannot be read: SECRET_KEY has changed. Rotate what was sealed."
        ) from error


def _box() -> MultiFernet:
    return MultiFernet([_fernet(key) for key in (settings.SECRET_KEY, *_former_keys())])


def _former_keys() -> tuple[str, ...]:
    return tuple(str(key) for key in settings.SECRET_KEY_FALLBACKS)


@lru_cache
def _fernet(key: str) -> Fernet:
    derived = HKDF(SHA256(), length=32, salt=None, info=b"stet sealed texts").derive(key.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
