"""What a row looks like is drawn once in each language, for what is known of all rows, and filled for each."""

from __future__ import annotations

from typing import Any

import pytest
from django.template import engines
from django.test import RequestFactory
from django.urls import set_script_prefix
from django.utils.translation import override

UNPLACED = '{% filled "owner/unplaced_row.html" rows may_rank=may %}'
BAR = '{% drawn "owner/ranking_bar.html" may_rank=may %}'


def shown(text: str, **context: Any) -> str:
    return str(engines["django"].from_string(text).render(context, RequestFactory().get("/eier/")))


def row(name: str) -> dict[str, str]:
    texts = dict.fromkeys(("url", "study", "school", "scheme", "shortage", "hours", "refusals"), "")
    return {**texts, "pk": "7", "person": name}


def test_each_row_has_its_own_texts_in_the_readers_language() -> None:
    rows = [row("Kari"), row("{person} %(x)s {0}")]

    assert 'aria-label="Legg Kari sist"' in shown(UNPLACED, rows=rows, may=True)
    assert 'aria-label="Legg {person} %(x)s {0} sist"' in shown(UNPLACED, rows=rows, may=True)
    with override("en"):
        assert 'aria-label="Put Kari last"' in shown(UNPLACED, rows=rows, may=True)


def test_what_is_known_of_all_rows_decides_what_a_row_looks_like() -> None:
    assert "<button" in shown(UNPLACED, rows=[row("Kari")], may=True)
    assert "<button" not in shown(UNPLACED, rows=[row("Kari")], may=False)
    assert "<button" in shown(UNPLACED, rows=[row("Kari")], may=True)


def test_a_row_without_one_of_its_texts_is_a_fault() -> None:
    with pytest.raises(KeyError, match="pk"):
        shown(UNPLACED, rows=[{"person": "Kari"}], may=True)


def test_addresses_are_those_of_the_place_that_the_site_is_served_from() -> None:
    assert 'href="/eier/prioritering/historikk/"' in shown(BAR, may=True)
    set_script_prefix("/world/a/")
    try:
        assert 'href="/world/a/eier/prioritering/historikk/"' in shown(BAR, may=True)
    finally:
        set_script_prefix("/")
