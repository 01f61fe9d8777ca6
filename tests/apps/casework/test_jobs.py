"""Jobs beside the pages: started once, reported, cancelled, failed in words, and given back by the reaper."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import OperationalError

from pafyll.apps.casework import jobs as registry
from pafyll.apps.casework.jobs import JobStopped
from pafyll.apps.casework.models import Event, Job
from pafyll.apps.casework.queries.jobs import newest_job_about
from pafyll.apps.casework.services import jobs
from pafyll.apps.casework.services.heartbeat import MOST_ATTEMPTS, reap
from pafyll.apps.casework.services.working import run
from pafyll.domain.answers import Refusal, no
from pafyll.integrations.clock import OSLO
from tests.factories import JobFactory, UserFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 10, 10, tzinfo=OSLO)
LATER = NOW + timedelta(minutes=10)


@pytest.fixture
def siri():
    return UserFactory(username="siri")


@pytest.fixture
def doing(monkeypatch):
    """Says what the kind of job «count» does in this test."""

    def register(work, **more):
        kind = registry.Kind("count", work, "Teller", **more)
        monkeypatch.setitem(registry._kinds, "count", kind)

    return register


@pytest.fixture
def queue(settings):
    """Jobs wait for a worker, and the messages that were sent about them are here."""
    settings.JOBS = "worker"


def started(by, **more):
    return jobs.start(kind="count", about="sheep:1", by=by, at=NOW, **more)


def test_a_job_is_done_with_its_arguments_and_keeps_its_result(doing, siri):
    def count(job, report):
        for number in range(job.arguments["sheep"]):
            report(number, job.arguments["sheep"], "Teller sauer")
        return {"counted": job.arguments["sheep"]}

    doing(count)

    job = started(siri, arguments={"sheep": 3})

    assert (job.status, job.result, job.reached, job.total, job.text) == ("done", {"counted": 3}, 3, 3, "Teller sauer")
    assert [event.verb for event in Event.objects.filter(about=f"job:{job.pk}")] == ["queued", "running", "done"]


def test_two_of_the_same_job_cannot_be_live_at_once(doing, siri, queue):
    doing(lambda job, report: None)
    started(siri)

    with pytest.raises(Refusal) as refused:
        started(siri)

    assert refused.value.answer.code == "already_running"


def test_a_refusal_ends_the_job_with_its_words_and_what_to_do(doing, siri):
    def refuse(job, report):
        raise Refusal(no("no_sheep", "Det er {count} sauer her.", remedy="Slipp dem ut.", count=0))

    doing(refuse)

    job = started(siri)

    assert (job.status, job.error) == ("failed", "Det er 0 sauer her. Slipp dem ut.")


def test_what_nobody_foresaw_ends_the_job_with_an_apology_in_siris_own_language(doing, siri, queue):
    siri.language = "nn"
    siri.save()

    def stumble(job, report):
        raise ZeroDivisionError

    doing(stumble)
    job = started(siri)

    with pytest.raises(ZeroDivisionError):
        run(job.pk, clock=lambda: NOW, beside=False)

    job.refresh_from_db()
    assert job.status == "failed"
    assert "ikkje" in job.error
    assert "Zero" not in job.error


def test_a_job_that_is_cancelled_while_it_waits_is_never_begun(doing, siri, queue):
    doing(lambda job, report: pytest.fail("was begun"))
    job = started(siri)

    jobs.cancel(job=job, by=siri, at=NOW)
    run(job.pk, clock=lambda: NOW, beside=False)

    assert Job.objects.get().status == "cancelled"


def test_a_job_that_is_cancelled_while_it_runs_stops_at_its_next_report(doing, siri, queue, monkeypatch):
    monkeypatch.setattr("pafyll.apps.casework.services.working.WRITE_EVERY", 0)
    reached = []

    def work(job, report):
        report(1, 2)
        jobs.cancel(job=Job.objects.get(), by=siri, at=NOW)
        report(2, 2)
        reached.append("after")

    doing(work)
    run(started(siri).pk, clock=lambda: NOW, beside=False)

    assert (reached, Job.objects.get().status) == ([], "cancelled")


def test_a_kind_that_runs_to_its_end_cannot_be_cancelled_once_it_has_begun(doing, siri):
    doing(lambda job, report: None, may_cancel=False)
    job = JobFactory(kind="count", running=True)

    with pytest.raises(Refusal) as refused:
        jobs.cancel(job=job, by=siri, at=NOW)

    assert refused.value.answer.code == "runs_to_its_end"


def test_a_silent_job_is_given_back_and_the_old_attempt_may_write_nothing_more(doing, siri, queue, monkeypatch):
    monkeypatch.setattr("pafyll.apps.casework.services.working.WRITE_EVERY", 0)
    sent = []

    def sleeps_too_long(job, report):
        reap(at=LATER, machine=job.heartbeat_at + timedelta(hours=1), enqueue=sent.append)
        report(1, 2)

    doing(sleeps_too_long)
    job = started(siri)
    run(job.pk, clock=lambda: NOW, beside=False)
    job.refresh_from_db()

    assert (job.status, job.reached, sent) == ("queued", 0, [job.pk])


@pytest.mark.django_db(transaction=True)
def test_a_database_that_goes_away_for_a_moment_ends_no_job(doing, siri, queue):
    times, sent = iter([True, False]), []

    def count(job, report):
        if next(times):
            raise OperationalError("the connection is lost")
        return {"counted": 3}

    doing(count)
    job = started(siri)

    with pytest.raises(OperationalError):
        run(job.pk, clock=lambda: NOW)
    job.refresh_from_db()
    assert job.status == "running"

    reap(at=LATER, machine=job.heartbeat_at + timedelta(hours=1), enqueue=sent.append)
    run(*sent, clock=lambda: LATER)
    job.refresh_from_db()
    assert (job.status, job.result, job.attempts) == ("done", {"counted": 3}, 2)


def test_an_attempt_that_lost_its_job_cannot_mark_it_as_done(doing, siri, queue):
    def sleeps_too_long(job, report):
        Job.objects.update(attempts=2)  # another worker has it now
        with pytest.raises(JobStopped):
            report.finish({})

    doing(sleeps_too_long)
    job = started(siri)
    run(job.pk, clock=lambda: NOW, beside=False)
    job.refresh_from_db()

    assert job.status == "running"


def test_a_job_that_breaks_every_worker_is_given_up_after_three_attempts():
    job = JobFactory(running=True, attempts=MOST_ATTEMPTS)

    reap(at=LATER, machine=job.heartbeat_at + timedelta(hours=1), enqueue=lambda pk: pytest.fail("was sent again"))
    job.refresh_from_db()

    assert job.status == "failed"
    assert "tre ganger" in job.error


def test_a_job_with_a_fresh_heartbeat_is_left_alone():
    job = JobFactory(running=True)

    assert reap(at=LATER, machine=job.heartbeat_at + timedelta(seconds=30), enqueue=lambda pk: None) == 0


def test_a_job_whose_message_was_never_sent_is_sent_by_the_reaper():
    job = JobFactory(queued=True)
    sent = []

    reap(at=LATER, machine=job.heartbeat_at + timedelta(hours=1), enqueue=sent.append)

    assert sent == [job.pk]


def test_a_job_that_simply_waits_for_its_turn_is_not_sent_twice(doing, siri, queue, django_capture_on_commit_callbacks):
    doing(lambda job, report: None)
    with django_capture_on_commit_callbacks(execute=True):
        job = started(siri)
    job.refresh_from_db()

    reap(at=LATER, machine=job.heartbeat_at + timedelta(hours=1), enqueue=lambda pk: pytest.fail("was sent again"))

    assert job.task is not None


def test_the_newest_job_about_a_thing_is_the_one_that_is_shown():
    JobFactory(about="sheep:1", failed=True)
    newest = JobFactory(about="sheep:1", running=True)
    JobFactory(about="sheep:2", running=True)

    assert newest_job_about("sheep:1") == newest
