"""Secrets are unreadable without SECRET_KEY, and readable with it, or with a former one."""

from typing import Any

import pytest

from claims.sealing import Unreadable, seal, unseal


def test_what_is_sealed_is_read_again_and_says_nothing_by_itself() -> None:
    sealed = seal("whsec_abc")

    assert "whsec" not in sealed
    assert seal("whsec_abc") != sealed
    assert unseal(sealed) == "whsec_abc"


def test_another_key_reads_it_only_as_a_fallback(settings: Any) -> None:
    sealed = seal("whsec_abc")
    former, settings.SECRET_KEY = settings.SECRET_KEY, "x" * 50

    with pytest.raises(Unreadable, match="Rotate"):
        unseal(sealed)
    settings.SECRET_KEY_FALLBACKS = [former]
    assert unseal(sealed) == "whsec_abc"
    with pytest.raises(Unreadable):
        unseal(sealed[:-8] + "AAAAAAAA")
