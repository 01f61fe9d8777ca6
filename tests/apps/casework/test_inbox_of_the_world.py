"""In the story world, everybody can open what their tasks lead to, and nobody has another organisation's."""

from __future__ import annotations

import pytest
from django.test import Client

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.queries.inbox import count_of_tasks, kinds_of_tasks, tasks_of
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.devtools.seed.story.cast import CAST
from pafyll.integrations.clock import now, today

EVERYBODY = [one.key for one in CAST]
pytestmark = pytest.mark.heavy(40)


@pytest.mark.parametrize("key", EVERYBODY)
def test_a_task_leads_to_a_page_that_opens(world: None, key: str) -> None:
    user = User.objects.get(username=key)
    viewer = viewer_of(user, day=today())
    client = Client()
    client.force_login(user)
    first = {task.code: task for task in reversed(tasks_of(viewer=viewer, at=now()))}

    answers = {task.url: client.get(task.url).status_code for task in first.values()}

    assert set(answers.values()) <= {200}, {url: code for url, code in answers.items() if code != 200}


@pytest.mark.parametrize("key", EVERYBODY)
def test_the_count_is_the_number_of_tasks(world: None, key: str, django_assert_num_queries: object) -> None:
    viewer = viewer_of(User.objects.get(username=key), day=today())

    tasks = tasks_of(viewer=viewer, at=now())

    assert sum(one.count for one in kinds_of_tasks(viewer=viewer, at=now())) == len(tasks)
    assert sum(count_of_tasks(viewer=viewer, at=now()).values()) == len(tasks)
    assert len({(task.code, task.key) for task in tasks}) == len(tasks)
