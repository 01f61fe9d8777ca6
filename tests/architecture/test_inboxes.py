"""Every status of every lifecycle waits for somebody, who then has exactly one task; or rests, with a reason."""

from __future__ import annotations

import pytest
from django.urls import get_resolver
from django.utils.translation import override

from pafyll.apps.casework.waiting import Inbox, Rests, Waits, inboxes
from pafyll.devtools.generated_docs import all_lifecycles
from pafyll.domain.lifecycles.lifecycle import Lifecycle

NAMED = {one.lifecycle.name: one for one in inboxes()}
ENTRIES = [(inbox, *entry) for inbox in inboxes() for entry in inbox.entries()]


def _of(entry: object) -> tuple[object, ...]:
    return entry if isinstance(entry, tuple) else (entry,)


@pytest.mark.parametrize("lifecycle", all_lifecycles(), ids=lambda one: one.name)
def test_every_status_waits_for_somebody_or_rests_with_a_reason(lifecycle: Lifecycle) -> None:  # type: ignore[type-arg]
    assert lifecycle.name in NAMED, f"no inbox.py says what {lifecycle.name} waits for"
    said = NAMED[lifecycle.name].waits
    goes_on = {status for status in lifecycle.statuses if lifecycle.table[status]}

    assert goes_on <= set(said), "a status that goes on neither waits nor rests"
    assert set(said) <= set(lifecycle.statuses)
    assert all(isinstance(one, Rests | Waits) for entry in said.values() for one in _of(entry))
    assert all(one.because.strip() for one in said.values() if isinstance(one, Rests))


@pytest.mark.parametrize("inbox", inboxes(), ids=lambda one: one.lifecycle.name)
def test_what_has_ended_says_why_nobody_is_needed(inbox: Inbox) -> None:
    assert inbox.ended.strip()


def test_no_lifecycle_is_said_twice() -> None:
    assert len(NAMED) == len(inboxes())


def test_the_model_has_the_statuses_of_its_lifecycle() -> None:
    for inbox in inboxes():
        choices = {value for value, _label in inbox.model._meta.get_field("status").choices}  # type: ignore[union-attr]
        assert choices == {status.value for status in inbox.lifecycle.statuses}, inbox.lifecycle.name


@pytest.mark.parametrize(("inbox", "code", "status", "waits"), ENTRIES, ids=[one[1] for one in ENTRIES])
def test_a_task_says_what_to_do_and_where(inbox: Inbox, code: str, status: object, waits: Waits) -> None:
    with override("nb"):
        todo = str(waits.todo)

    assert todo[:1].isupper()
    assert not todo.endswith(".")
    desk, _colon, name = waits.page.partition(":")
    taken = {len(form[1]) for form, *_ in get_resolver().namespace_dict[desk][1].reverse_dict.getlist(name)[0][0:1]}
    assert taken == {len(waits.keys)}, f"{waits.page} takes {taken} keys"
    assert bool(waits.only) or not waits.otherwise


@pytest.mark.parametrize(("inbox", "code", "status", "waits"), ENTRIES, ids=[one[1] for one in ENTRIES])
def test_several_that_wait_for_one_status_are_told_apart(inbox: Inbox, code: str, status: object, waits: Waits) -> None:
    assert not isinstance(inbox.waits[status], tuple) or waits.only is not None
