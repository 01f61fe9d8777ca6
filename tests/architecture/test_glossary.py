"""docs/glossary.yaml is complete, consistent, and the house speaks its words."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
import yaml

from tests.architecture.sources import ROOT

KEYS = {"nb", "nn", "en", "identifier", "basis", "meaning", "meaning_nn", "meaning_en"}
BASES = {"EM", "EU", "OE", "SF", "LG", "PA", "SS", "YW", "UH", "TD", "KS", "HK", "own"}
TERMS: list[dict[str, Any]] = yaml.safe_load((ROOT / "docs/glossary.yaml").read_text(encoding="utf-8"))["terms"]
IDS = [str(term.get("nb")) for term in TERMS]


@pytest.mark.parametrize("term", TERMS, ids=IDS)
def test_a_term_says_everything_and_nothing_unknown(term: dict[str, Any]) -> None:
    assert KEYS <= term.keys() <= KEYS | {"not_the_same_as"}
    assert all(str(term[key]).strip() for key in KEYS)
    assert set(term["basis"].split()) <= BASES


@pytest.mark.parametrize("term", TERMS, ids=IDS)
def test_a_term_that_is_easily_mixed_up_points_at_another_term(term: dict[str, Any]) -> None:
    assert set(term.get("not_the_same_as", [])) <= set(IDS)


@pytest.mark.parametrize("term", TERMS, ids=IDS)
def test_a_meaning_is_one_to_three_short_sentences(term: dict[str, Any]) -> None:
    for key in ("meaning", "meaning_nn", "meaning_en"):
        assert term[key].endswith(".")
        assert len(term[key]) <= 240


@pytest.mark.parametrize("key", ["nb", "en", "identifier"])
def test_a_word_stands_for_one_thing(key: str) -> None:
    twice = [word for word, times in Counter(term[key] for term in TERMS).items() if times > 1]
    assert twice == []
