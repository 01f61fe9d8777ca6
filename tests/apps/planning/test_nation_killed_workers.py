"""Two workers share the owners of a plan for the country; one that is killed in the middle is stood in for."""

from __future__ import annotations

from tests.races import on_a_file


def test_a_killed_workers_owners_are_planned_for_by_another_and_the_plan_is_the_same(tmp_path):
    ended = on_a_file("tests.apps.planning.nation_killing", tmp_path)

    assert ended.returncode == 0, ended.stdout + ended.stderr
