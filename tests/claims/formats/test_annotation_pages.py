"""Collections and pages keep the rules of the data model."""

from claims.formats.annotation_pages import write_collection, write_page


def test_an_empty_collection_has_no_pages() -> None:
    made = write_collection(id="https://a.org/", label="x", total=0, modified=None, first="y")

    assert "first" not in made
    assert "last" not in made


def test_a_page_tells_its_neighbours_only_when_there_are_some() -> None:
    made = write_page(["x"], id="p", collection={"id": "c"}, start=0, following=None, previous=None)

    assert made["partOf"] == {"id": "c"}
    assert not {"next", "prev"} & made.keys()
