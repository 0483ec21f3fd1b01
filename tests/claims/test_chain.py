"""The log as hashes: what is sealed holds, and any change is found."""

import hashlib
import json

import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from claims.chain import Sealed, fault_of, seal

values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
contents = st.dictionaries(
    st.text().filter(lambda name: name not in {"sha256", "previous_sha256"}), values, max_size=6
)


def log_of(documents: list[dict[str, object]]) -> list[Sealed]:
    log: list[Sealed] = []
    for content in documents:
        last = log[-1] if log else None
        log.append(
            seal(
                content,
                previous_sha256=last.sha256 if last else "",
                previous_log_sha256=last.log_sha256 if last else "",
            )
        )
    return log


@given(st.lists(contents, max_size=4))
def test_what_is_sealed_holds(documents: list[dict[str, object]]) -> None:
    previous = head = ""

    for sealed in log_of(documents):
        assert fault_of(sealed, previous_sha256=previous, previous_log_sha256=head) == ""
        previous, head = sealed.sha256, sealed.log_sha256


@given(contents)
def test_a_reader_can_check_the_hash_without_us(content: dict[str, object]) -> None:
    [sealed] = log_of([content])

    document = json.loads(sealed.document)

    assert document.pop("previous_sha256") is None
    assert document.pop("sha256") == hashlib.sha256(rfc8785.dumps(document)).hexdigest()
    assert document == content


@given(contents, st.data())
def test_a_changed_byte_is_found(content: dict[str, object], data: st.DataObject) -> None:
    [sealed] = log_of([content])
    place = data.draw(st.integers(0, len(sealed.document) - 1))
    changed = bytearray(sealed.document)
    changed[place] ^= data.draw(st.integers(1, 255))

    altered = Sealed(bytes(changed), sealed.sha256, sealed.previous_sha256, sealed.log_sha256)

    assert fault_of(altered, previous_sha256="", previous_log_sha256="")


def test_a_document_in_another_place_of_the_log_is_found() -> None:
    first, second = log_of([{"a": 1}, {"a": 2}])

    assert fault_of(second, previous_sha256="", previous_log_sha256="")
    assert "previous" in fault_of(
        second, previous_sha256="0" * 64, previous_log_sha256=first.log_sha256
    )
    assert "log" in fault_of(second, previous_sha256=first.sha256, previous_log_sha256="")


def test_another_spelling_of_the_same_document_is_found() -> None:
    [sealed] = log_of([{"a": 1}])
    spelt = json.dumps(json.loads(sealed.document), indent=1).encode()

    altered = Sealed(spelt, sealed.sha256, sealed.previous_sha256, sealed.log_sha256)

    assert "canonical" in fault_of(altered, previous_sha256="", previous_log_sha256="")
