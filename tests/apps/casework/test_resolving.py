"""What a resolution's points open: every kind has an owner, and only a known kind is opened."""

from __future__ import annotations

import pytest
from django.apps import apps

from pafyll.apps.casework import resolving
from pafyll.apps.casework.resolving import UnknownOpening


def test_every_kind_of_opening_has_an_owner_that_is_installed_and_a_name() -> None:
    labels = {config.label for config in apps.get_app_configs()}
    for kind in resolving.opening_kinds():
        assert kind.owner in labels, f"{kind.code} is opened by {kind.owner}, which is no app"
        assert str(kind.label)


def test_the_quota_of_a_plan_and_a_line_of_the_budget_can_be_opened() -> None:
    assert {"quota", "budget_line"} <= {kind.code for kind in resolving.opening_kinds()}


def test_a_kind_that_nobody_opens_is_refused() -> None:
    with pytest.raises(UnknownOpening):
        resolving.opening_kind("bridge")


def test_two_apps_cannot_open_the_same_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resolving._registry, "kinds", {})
    resolving.when_resolved("bridge", lambda opening: [], label="Bro", owner="planning", targets=lambda owner: [])
    with pytest.raises(ValueError, match="already opened by planning"):
        resolving.when_resolved("bridge", lambda opening: [], label="Bro", owner="grants", targets=lambda owner: [])
