"""Workers are killed while owners are planned for: exits with 0 when the country's plan is the same all the same."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.apps.casework.steps.settings"
os.environ |= {"PAFYLL_JOBS": "worker", "PAFYLL_JOB_LEASE": "2"}
django.setup()

from django.core.management import call_command  # noqa: E402
from django_tasks_db.models import DBTaskResult  # noqa: E402

from pafyll.apps.casework.models import Job  # noqa: E402
from pafyll.apps.planning.models import NationPlan  # noqa: E402
from pafyll.apps.planning.services.nation import NationTerms, start_nation  # noqa: E402
from pafyll.apps.planning.services.nation.parts import capacity_of, cells_of, problem_of  # noqa: E402
from pafyll.apps.planning.services.nation.starting import PART_KIND  # noqa: E402
from pafyll.domain.lifecycles.job import JobStatus  # noqa: E402
from pafyll.domain.lifecycles.nation_plan import NationPlanStatus as S  # noqa: E402
from pafyll.domain.planning.sharing import Alone, share_places  # noqa: E402
from pafyll.integrations.clock import now  # noqa: E402
from tests.apps.planning.nation_owners import FIRST, YEARS, ada, owners_with_plans  # noqa: E402

WAIT, WORKERS = 120, 2


def main() -> int:
    call_command("migrate", run_syncdb=True, verbosity=0)
    plans = owners_with_plans()
    nation = start_nation(terms=NationTerms(FIRST, YEARS, {"mathematics": 1}), by=ada(), at=now())
    crew = subprocess.Popen([sys.executable, "-m", "django", "work", "--workers", str(WORKERS), "--beside"])
    try:
        killed = _killed_until_done(nation)
    finally:
        crew.terminate()
        crew.wait(60)
    return _judged(nation, plans, killed)


def _killed_until_done(nation: NationPlan) -> int:
    """Kills the worker of a part that is being worked on, until one job has had to be given to another; how many."""
    killed, end = 0, time.monotonic() + WAIT
    while nation.status == S.COMPUTING:
        assert time.monotonic() < end, list(Job.objects.values("kind", "status", "attempts", "error"))
        taken_over = _taken_over()
        killed += 0 if taken_over else _killed_one()
        nation.refresh_from_db()
        time.sleep(0.3 if taken_over else 0.01)
    return killed


def _taken_over() -> bool:
    """Whether a job has been, or will be, given to another worker."""
    silent = [one for one in Job.objects.filter(kind=PART_KIND, status=JobStatus.RUNNING) if one.pk in _victims]
    return bool(silent) or Job.objects.filter(kind=PART_KIND, attempts__gt=1).exists()


_victims: set[int] = set()


def _killed_one() -> int:
    for job in Job.objects.filter(kind=PART_KIND, status=JobStatus.RUNNING, attempts=1):
        running = DBTaskResult.objects.filter(status="RUNNING", args_kwargs__args=[job.pk]).first()
        if running:
            os.kill(int(running.worker_ids[-1].split("-")[-1]), signal.SIGKILL)
            _victims.add(job.pk)
            return 1
    return 0


def _judged(nation: NationPlan, plans: list, killed: int) -> int:
    problems, cells = [problem_of(plan, nation) for plan in plans], cells_of(nation)
    alone = share_places(Alone(problems, cells, capacity_of_array(nation)), cells, capacity_of_array(nation))
    again = Job.objects.filter(kind=PART_KIND, attempts__gt=1).count()
    workers = {one for ids in DBTaskResult.objects.values_list("worker_ids", flat=True) for one in ids}
    print(f"{killed} killed, {again} parts done again, {len(workers)} workers, {nation.hours} ≥ {nation.bound}")
    same = (float(nation.hours), float(nation.bound), nation.rounds) == (alone.hours, alone.bound, alone.rounds)
    return 0 if same and killed and again and len(workers) > 1 else 1


def capacity_of_array(nation: NationPlan) -> object:
    import numpy as np

    return np.array(capacity_of(nation))


if __name__ == "__main__":
    sys.exit(main())
