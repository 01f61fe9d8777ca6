"""Long walks of paying, rejecting, cutting and reporting: whatever the order, no krone is paid above the award."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from random import Random

import pytest
from django.db.models import F

from pafyll.apps.grants.models import Award, AwardReport, PaymentRun
from pafyll.apps.grants.services.deciding_payments import approve_run, return_run
from pafyll.apps.grants.services.sending import send_run
from pafyll.domain.answers import Refusal
from pafyll.domain.grants.collective.awarding import Share
from pafyll.integrations.bank.fake import FakeBank
from tests.apps.grants.paying_parts import MAY, Paid, accept_midterm, award_all, faults, governor_and_year

pytestmark = pytest.mark.django_db
WALKS = 300 if os.environ.get("PAFYLL_LONG") == "1" else 4
STEPS = 25


@pytest.mark.parametrize("seed", range(WALKS))
def test_whatever_happens_nothing_is_paid_above_the_award_or_the_appropriation(seed):
    walk = Walk(Random(seed))
    for _ in range(STEPS):
        walk.step()
        assert faults(walk.world) == [], (seed, walk.told)


class Walk:
    """A scheme year of a few awards in random parts, and somebody who does something to it at random."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.now = MAY
        self.told: list[str] = []
        kroner = {f"owner{number}": random.randint(1, 250_000) for number in range(random.randint(1, 4))}
        self.world: Paid = award_all(governor_and_year(), self._shares(), **kroner)

    def _shares(self) -> list[Share]:
        first = self.random.randint(1, 99)
        needs = self.random.choice(["", "midterm_report"])
        later = MAY.date() + timedelta(days=self.random.randint(0, 20))
        return [Share(first, MAY.date()), Share(100 - first, later, needs)]

    def step(self) -> None:
        acts: list[Callable[[], object]] = [
            *(self.prepare, self.prepare, self.approve, self.approve, self.send, self.send),
            *(self.give_back, self.read, self.read, self.cut, self.report_half, self.report),
        ]
        act = self.random.choice(acts)
        self.now += timedelta(days=self.random.randint(0, 3))
        try:
            act()
            self.told.append(act.__name__)
        except Refusal as refusal:
            self.told.append(f"{act.__name__}: {refusal.answer.code}")

    def prepare(self) -> None:
        self.world.prepared(self.now)

    def approve(self) -> None:
        if run := self._run("prepared"):
            approve_run(run=run, by=self.world.turid, at=self.now)

    def send(self) -> None:
        if run := self._run("approved"):
            send_run(run=run, by=self.world.tor, at=self.now)

    def give_back(self) -> None:
        if run := self._run("prepared"):
            return_run(run=run, why="Feil", by=self.world.turid, at=self.now)

    def read(self) -> None:
        """The bank rejects some, waits with some and pays the rest."""
        if run := self._run("sent"):
            references = list(run.payments.exclude(status="taken_out").values_list("reference", flat=True))
            fate = {one: self.random.choice(["pays", "pays", "waits", "rejects"]) for one in references}
            rejects = {one: ("AC04", "Closed") for one, what in fate.items() if what == "rejects"}
            waits = frozenset(one for one, what in fate.items() if what == "waits")
            bank = FakeBank(rejects=rejects, waits_with=waits)
            self.world.answered(run, bank, self.now)
            self.world.booked(run, bank, self.now)

    def cut(self) -> None:
        """As when an award is changed: never more than is left."""
        award = self._award()
        if award.left:
            Award.objects.filter(pk=award.pk).update(released=F("released") + self.random.randint(1, int(award.left)))

    def report_half(self) -> None:
        award = self._award()
        if not award.reports.filter(kind=AwardReport.Kind.MIDTERM).exists():
            accept_midterm(award)

    def report(self) -> None:
        award = self._award()
        if award.status == "decided" and self.random.random() < 0.3:
            used = self.random.randint(0, award.amount)
            AwardReport.objects.create(award=award, kind=AwardReport.Kind.FINAL, status="accepted", used=used)
            Award.objects.filter(pk=award.pk).update(status="reported")

    def _award(self) -> Award:
        return Award.objects.get(pk=self.random.choice(list(self.world.awards.values())).pk)

    def _run(self, status: str) -> PaymentRun | None:
        return PaymentRun.objects.filter(scheme_year=self.world.year, status=status).order_by("pk").first()
