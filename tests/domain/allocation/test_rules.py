"""Rule files: every year loads, every element has a source, and the public page is what the engine executes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import yaml

from pafyll.domain.allocation import (
    RuleFault,
    allocate,
    known_rulesets,
    outcome_bytes,
    published_text,
    rules_hash,
    ruleset,
    ruleset_from,
)
from pafyll.domain.allocation.rules import FOLDER
from pafyll.domain.rules.subjects import SUBJECTS
from tests.domain.allocation.instances import problem_of

YEARS = ["2018-19", "2019-20", "2022-23", "2023-24", "2024-25"]


def content_of(year: str) -> dict[str, Any]:
    """A rule file as it is read."""
    content: dict[str, Any] = yaml.safe_load((FOLDER / f"{year}.yaml").read_text("utf-8"))
    return content


def test_there_are_rules_for_the_years_that_were_published() -> None:
    assert known_rulesets() == YEARS


@pytest.mark.parametrize("year", YEARS)
def test_every_element_of_a_year_has_a_source_and_known_subjects(year: str) -> None:
    content = content_of(year)

    assert content["study_year"] == year
    assert all(content[part]["source"] for part in ("contract_order", "cheaper_may_pass"))
    assert all(one["source"] for part in ("tiers", "order") for one in content[part])
    for tier in ruleset(year).tiers:
        assert all(subject in SUBJECTS for match in tier.any_of for subject in match.subjects)


@pytest.mark.parametrize("year", YEARS)
def test_the_public_page_says_every_limit_criterion_and_own_reading(year: str) -> None:
    rules = ruleset(year)
    page = "\n".join(str(text) for section in published_text(rules) for text in section.sentences)

    assert all(tier.title in page for tier in rules.tiers)
    assert all(str(tier.places) in page for tier in rules.tiers if tier.places >= 0)
    assert all(reading in page for reading in rules.own_readings)
    assert "trekning" in page


def test_a_change_in_what_the_engine_executes_changes_the_hash_of_the_page() -> None:
    rules = ruleset("2023-24")
    changed = [
        rules.with_options(cheaper_may_pass_state=True),
        rules.with_options(shared_places=10),
        rules.with_options(without=("top_ranked",)),
        replace(rules, tiers=rules.tiers[1:]),
        replace(rules, tiers=(replace(rules.tiers[0], maximum_places=1), *rules.tiers[1:])),
    ]

    assert len({rules_hash(one) for one in [rules, *changed]}) == 1 + len(changed)
    assert rules_hash(ruleset_from(content_of("2023-24"))) == rules_hash(rules)


def test_the_figures_of_the_years_are_those_that_were_printed() -> None:
    kroner = {t.code: t.maximum_kroner for t in ruleset("2018-19").tiers if t.maximum_kroner >= 0}
    most = {t.code: t.maximum_places for t in ruleset("2022-23").tiers if t.maximum_places >= 0}
    least = {t.code: t.minimum_places for t in ruleset("2024-25").tiers if t.minimum_places >= 0}

    assert kroner == {"practical_aesthetic": 30_000_000}
    assert most == {"practical_aesthetic": 600, "special_needs_education": 800}
    assert least == {"practical_aesthetic": 600, "special_needs_education": 800}
    assert [year for year in YEARS if ruleset(year).top_ranked_first] == ["2023-24", "2024-25"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"extra": 1}, "unknown keys"),
        ({"order": [{"criterion": "owner_rank", "source": "x"}]}, "ends with the draw"),
        ({"order": [{"criterion": "luck", "source": "x"}]}, "unknown criteria"),
        ({"contract_order": {"code": "scheme_first"}}, "unknown contract order"),
        ({"tiers": []}, "from 1 to 16 tiers"),
    ],
)
def test_a_rule_file_that_says_something_impossible_is_refused(change: dict[str, Any], said: str) -> None:
    with pytest.raises(RuleFault, match=said):
        ruleset_from({**content_of("2023-24"), **change})


def test_a_year_without_rules_is_refused_by_name() -> None:
    with pytest.raises(RuleFault, match="no rules for 2021-22"):
        ruleset("2021-22")


def test_finnmark_goes_before_other_subjects_in_2018() -> None:
    wish = [(0, 0, 1, 0, 0, 0)]
    rows = [{"owner": 0, "rank": 1, "wishes": wish}, {"owner": 1, "rank": 1, "wishes": wish}]
    owners = [{"county": "03", "fte": 900}, {"county": "20", "fte": 100}]
    problem = problem_of(rows, [("music", 1)], owners)

    assert allocate(problem, ruleset("2018-19"), "x").contract.tolist() == [-1, 0]


def test_the_announced_seed_decides_between_equals_and_another_seed_decides_anew() -> None:
    rows = [{"owner": i, "rank": 1, "wishes": [(0, 0, 0, 0, 0, 0)]} for i in range(5)]
    problem = problem_of(rows, [("music", 2)], [{}] * 5)

    results = {outcome_bytes(problem, allocate(problem, ruleset("2023-24"), f"frø {n}")) for n in range(20)}

    assert len(results) > 3
    assert len({outcome_bytes(problem, allocate(problem, ruleset("2023-24"), "frø")) for _ in range(3)}) == 1
