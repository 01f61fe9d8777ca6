"""The reason chain in words, also when its templates have changed since it was stored."""

from __future__ import annotations

from pafyll.domain.allocation.texts import Text
from pafyll.web.components.tags.chains import grounds, nearest, sentence


def test_a_stored_step_is_told_by_its_template():
    step = {"code": "ranked", "text": "", "facts": {"rank": 3, "ranked": 7}}

    assert sentence(step) == "Skoleeieren prioriterte søknaden som nummer 3 av 7."
    assert sentence(Text("ranked", step["facts"])) == sentence(step)


def test_a_step_whose_template_is_gone_or_asks_for_more_stands_as_it_was_written():
    assert sentence({"code": "of_last_year", "text": "Som det sto.", "facts": {}}) == "Som det sto."
    assert sentence({"code": "ranked", "text": "Nummer 3.", "facts": {"rank": 3}}) == "Nummer 3."


def test_what_would_have_been_enough_stands_apart():
    steps = [{"code": "ranked"}, {"code": "nearest_places"}]

    assert grounds(steps) == steps[:1]
    assert nearest(steps) == steps[1:]
