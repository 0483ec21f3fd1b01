"""What is sealed quickly is what the chain seals."""

from hypothesis import given
from hypothesis import strategies as st

from claims import chain
from claims.loading.quickly import seal_quickly, sha256_of_content
from tests.claims.test_canonical import keys, values

hashes = st.just("") | st.binary(min_size=32, max_size=32).map(bytes.hex)


@given(st.dictionaries(keys, values, max_size=6), hashes, hashes)
def test_it_seals_as_the_chain_does(content: dict[str, object], previous: str, head: str) -> None:
    made = seal_quickly(content, previous=previous, head=head)

    assert made == chain.seal(content, previous_sha256=previous, previous_log_sha256=head)
    assert not chain.fault_of(made, previous_sha256=previous, previous_log_sha256=head)
    assert sha256_of_content({**content, "sha256": "", "previous_sha256": ""}) == made.sha256
