"""Claimants, sections and topics are found by name, or added."""

from claims.drafting import claimant_named, section_titled, topic_called
from claims.models import User
from tests import factories


def test_a_name_is_added_once(author: User) -> None:
    source = factories.make_source()

    assert claimant_named("Port Authority") == claimant_named(" Port  Authority ")
    assert claimant_named("Port Authority", type="Person") != claimant_named("Port Authority")
    assert section_titled(source, "Group 1") == section_titled(source, "Group 1")
    assert section_titled(source, "Group 2").position == 1
    assert topic_called("Ports") == topic_called("ports")


def test_names_in_any_script_get_slugs(author: User) -> None:
    assert topic_called("稀土").slug == "xi-tu"
    assert topic_called("Порты").slug == "porty"
    assert topic_called("!!!").slug == "topic"
    assert topic_called("???").slug == "topic-2"
