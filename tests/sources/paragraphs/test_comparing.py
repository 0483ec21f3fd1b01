"""What became of the paragraphs that were captured."""

from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from sources.paragraphs import OldParagraph, compare_paragraphs

MINES = "The three largest mines in the north shipped less ore than a year before."
SMELTERS = "Two smelters on the coast were closed for repairs during the whole spring."
BUYERS = "Buyers abroad have signed contracts that run until the end of the decade."
WORDS = st.lists(st.sampled_from(["ore", "mine", "port", "rose", "fell", "矿"]), max_size=5).map(
    " ".join
)


def stored(*texts):
    return [OldParagraph(f"key {n}", n, text) for n, text in enumerate(texts, start=1)]


def told(comparison):
    return [(change.kind, change.key, change.new_number) for change in comparison.changes]


def test_the_same_paragraphs_are_unchanged():
    assert told(compare_paragraphs(stored(MINES, BUYERS), [MINES, BUYERS])) == [
        ("unchanged", "key 1", 1),
        ("unchanged", "key 2", 2),
    ]


def test_white_space_and_composition_change_nothing():
    assert told(compare_paragraphs(stored("the  cafe\u0301 "), ["the café"])) == [
        ("unchanged", "key 1", 1)
    ]


def test_a_paragraph_in_front_moves_the_others_and_they_keep_their_keys():
    assert told(compare_paragraphs(stored(MINES, BUYERS), [SMELTERS, MINES, BUYERS])) == [
        ("added", None, 1),
        ("moved", "key 1", 2),
        ("moved", "key 2", 3),
    ]


def test_paragraphs_may_change_places():
    assert sorted(told(compare_paragraphs(stored(MINES, BUYERS), [BUYERS, MINES]))) == [
        ("moved", "key 1", 2),
        ("moved", "key 2", 1),
    ]


def test_a_text_captured_for_the_first_time_fills_the_numbers():
    comparison = compare_paragraphs(stored("", "", ""), [MINES, SMELTERS])

    assert told(comparison) == [
        ("captured", "key 1", 1),
        ("captured", "key 2", 2),
        ("gone", "key 3", None),
    ]


def test_a_number_that_a_known_paragraph_has_moved_to_is_not_captured():
    assert told(compare_paragraphs(stored(MINES, ""), [SMELTERS, MINES])) == [
        ("added", None, 1),
        ("moved", "key 1", 2),
        ("gone", "key 2", None),
    ]


def test_similar_words_between_the_same_neighbours_are_an_edit():
    edited = SMELTERS.replace("Two", "Three").replace("whole", "late")

    comparison = compare_paragraphs(stored(MINES, SMELTERS, BUYERS), [MINES, edited, BUYERS])

    [change] = comparison.of_kind("edited")
    assert (change.key, change.old_text, change.new_text) == ("key 2", SMELTERS, edited)
    assert 0.6 <= change.similarity < 1


def test_an_edit_is_found_beside_a_new_paragraph():
    edited = SMELTERS.replace("Two", "Three")

    assert told(compare_paragraphs(stored(MINES, SMELTERS), [MINES, BUYERS, edited])) == [
        ("unchanged", "key 1", 1),
        ("added", None, 2),
        ("edited", "key 2", 3),
    ]


def test_other_words_are_gone_and_added():
    assert told(compare_paragraphs(stored(MINES), [BUYERS])) == [
        ("added", None, 1),
        ("gone", "key 1", None),
    ]


def test_what_is_gone_names_the_most_similar_paragraph():
    merged = f"{SMELTERS} {MINES} And so on, at some length."

    [change] = compare_paragraphs(stored(BUYERS, MINES), [merged, BUYERS]).of_kind("gone")

    assert (change.key, change.nearest) == ("key 2", 1)
    assert 0.4 < change.similarity < 0.6


def test_a_repeated_paragraph_stays_with_its_neighbours():
    stars = "* * *"

    old = stored(MINES, stars, BUYERS, stars)
    assert told(compare_paragraphs(old, [BUYERS, stars])) == [
        ("moved", "key 3", 1),
        ("moved", "key 4", 2),
        ("gone", "key 1", None),
        ("gone", "key 2", None),
    ]


def test_a_paragraph_without_a_number_is_found_by_its_words():
    assert told(compare_paragraphs([OldParagraph("key", None, MINES)], [MINES])) == [
        ("moved", "key", 1)
    ]


@given(st.lists(WORDS, max_size=8), st.lists(WORDS.filter(bool), max_size=8))
def test_every_paragraph_is_told_of_once(old, new):
    comparison = compare_paragraphs(stored(*old), new)

    keys = [change.key for change in comparison.changes if change.key is not None]
    numbers = [change.new_number for change in comparison.changes if change.new_number is not None]
    assert sorted(keys) == sorted(f"key {n}" for n in range(1, len(old) + 1))
    assert sorted(numbers) == list(range(1, len(new) + 1))
    assert comparison == compare_paragraphs(stored(*old), new)


@given(st.lists(WORDS.filter(bool), max_size=8, unique=True), st.randoms())
def test_moving_paragraphs_about_loses_none(texts, random):
    shuffled = random.sample(texts, len(texts))

    kinds = {change.kind for change in compare_paragraphs(stored(*texts), shuffled).changes}
    assert kinds <= {"unchanged", "moved"}


def test_five_thousand_edited_paragraphs_take_seconds():
    def text(n, word):
        return " ".join(
            [
                f"Shipment {n} left port {n % 70} with {word} tons",
                *(f"w{n * k % 997}" for k in range(60)),
            ]
        )

    old = stored(*(text(n, "ten") for n in range(5000)))
    began = process_time()
    comparison = compare_paragraphs(old, [text(n, "twelve") for n in range(5000)])

    assert process_time() - began < 60
    assert len(comparison.of_kind("edited")) == 5000


def test_five_thousand_paragraphs_of_the_same_words_take_seconds():
    old = stored(*("ore mine " * (n % 50 + 1) for n in range(5000)))
    began = process_time()
    compare_paragraphs(old, ["mine port " * (n % 50 + 1) for n in range(5000)])

    assert process_time() - began < 60
