"""Eight who decide a change, a settlement or a recovery of an award in the same moment. Alone on a database."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pafyll.config.settings.test")
    django.setup()

from django.core.management import call_command
from django.db.models import Model

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.models import Decision, Event
from pafyll.apps.documents.models import Document
from pafyll.apps.grants.services import award_changing as changing
from pafyll.apps.grants.services import award_recovering as recovering
from pafyll.apps.grants.services import settling_awards as settling
from pafyll.apps.grants.services.award_changing import ChangeVerdict, WantedChange
from pafyll.apps.grants.services.award_recovering import Assessment
from pafyll.apps.grants.services.ledger import differing_accounts
from pafyll.apps.grants.services.reclaiming import Forewarning
from pafyll.apps.grants.services.settling_awards import SettlementTerms
from pafyll.apps.organisations.models import RoleGrant
from pafyll.domain.grants.ledger import AccountKind as K
from tests.apps.grants.after_awards import AT, County, balance, make_county, pay, report, works_for
from tests.races import DONE, ROUNDS, THREADS, at_once

FEW = ROUNDS if ROUNDS >= 200 else 2


def violations(rounds: int = FEW) -> list[str]:
    """What went wrong, in words: every case is decided once, and its money moves once."""
    found = [
        f"round {number}: {wrong}"
        for number in range(rounds)
        for race in (eight_who_decide_a_change, eight_who_decide_a_settlement, eight_who_decide_a_recovery)
        for wrong in race()
    ]
    return [*found, *(f"{account} does not add up" for account in differing_accounts())]


def eight_who_decide_a_change() -> Iterator[str]:
    """50 000 kroner less: released once."""
    county = make_county()
    wanted = WantedChange("Mindre", amount=350_000)
    change = changing.apply_for_change(award=county.fresh(), wanted=wanted, by=county.siri, at=AT)
    changing.prepare_award_change(change=change, verdict=ChangeVerdict("accepted", ""), by=county.tor, at=AT)
    yield from _raced(county, change, lambda row, by: changing.decide_award_change(change=row, by=by, at=AT))
    if balance(county, K.FRAME) != 650_000:
        yield f"the scheme has {balance(county, K.FRAME)} left, not 650 000"
    if sum(part.amount for part in county.fresh().parts.all()) != 350_000:
        yield "the parts do not add up"


def eight_who_decide_a_settlement() -> Iterator[str]:
    """70 000 kroner were neither used nor paid: released once."""
    county = make_county()
    pay(county.fresh(), 200_000)
    report(county, 330_000)
    terms = SettlementTerms(0, "Avsluttet")
    made = settling.prepare_settlement(award=county.fresh(), terms=terms, by=county.tor, at=AT)
    yield from _raced(county, made, lambda row, by: settling.decide_settlement(settlement=row, by=by, at=AT))
    if county.fresh().released != 70_000:
        yield f"{county.fresh().released} released, not 70 000"


def eight_who_decide_a_recovery() -> Iterator[str]:
    """40 000 kroner: demanded once."""
    county = make_county()
    pay(county.fresh(), 200_000)
    warning = Forewarning(40_000, "Ikke brukt", date(2026, 6, 30))
    case = recovering.forewarn_recipient(award=county.fresh(), warning=warning, by=county.tor, at=AT)
    recovering.comment_on_recovery(case=case, comments="Enig", by=county.siri, at=AT)
    terms = Assessment(True, "Ikke brukt", date(2026, 8, 1))
    recovering.prepare_award_recovery(case=case, terms=terms, by=county.tor, at=AT)
    yield from _raced(county, case, lambda row, by: recovering.decide_award_recovery(case=row, by=by, at=AT))
    if county.fresh().recovered != 40_000:
        yield f"{county.fresh().recovered} demanded, not 40 000"


def _raced(county: County, case: Model, decide: Callable[[Model, User], object]) -> Iterator[str]:
    """One got through, with one decision, one closing event and one letter; the others were told."""
    deciders = [works_for(county.year.governor, RoleGrant.Role.COUNTY_GOVERNOR) for _ in range(THREADS)]
    about: str = case.about
    before = Document.objects.filter(about=about).count()
    outcomes = at_once(*(_deciding(case, by, decide) for by in deciders))
    if outcomes.count(DONE) != 1:
        yield f"{outcomes.count(DONE)} decided {about}: {sorted(outcomes)}"
    if odd := set(outcomes) - {DONE, "AlreadyChanged", "Refusal"}:
        yield f"deciding {about} met {sorted(odd)}"
    counted = {
        "decisions": Decision.objects.filter(about=about).count(),
        "closing events": Event.objects.filter(about=about, before="prepared").count(),
        "letters": Document.objects.filter(about=about).count() - before,
    }
    yield from (f"{count} {what} for {about}" for what, count in counted.items() if count != 1)


def _deciding(case: Model, by: User, decide: Callable[[Model, User], object]) -> Callable[[], object]:
    mine = type(case)._default_manager.get(pk=case.pk)
    return lambda: decide(mine, by)


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    wrong = violations()
    print("\n".join(wrong))
    raise SystemExit(bool(wrong))
