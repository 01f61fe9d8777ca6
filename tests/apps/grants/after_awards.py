"""A county with an award that is decided and paid, for the tests of what follows: Tor, Turid, Siri, Ola and another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import Refusal
from pafyll.apps.forums.models import SchemeYear
from pafyll.apps.grants.accounts import account_for
from pafyll.apps.grants.models import Award, AwardReport
from pafyll.apps.grants.services.deciding_awards import committed, decide_awards
from pafyll.apps.grants.services.ledger import Move, post
from pafyll.apps.grants.services.proposing_awards import Recommended, make_ready, propose_awards
from pafyll.apps.grants.services.reporting_awards import ReportTerms, accept_report, save_report, send_report
from pafyll.apps.organisations.models import Organisation, RoleGrant
from pafyll.domain.grants.collective.awarding import Share
from pafyll.domain.grants.ledger import AccountKind, EntryKind
from pafyll.integrations.clock import OSLO
from tests.factories.forums import SchemeYearFactory
from tests.factories.people import OrganisationFactory, PersonFactory, RoleGrantFactory, UserFactory

Role = RoleGrant.Role
AT = datetime(2026, 5, 20, 9, tzinfo=OSLO)
LATER = AT + timedelta(days=30)
HALVES = [Share(50, date(2026, 6, 1)), Share(50, date(2026, 11, 1), "midterm_report")]


@dataclass
class County:
    """A scheme year of 1 000 000 kroner with an award of 400 000 to Fjordvik, and those who work with it."""

    year: SchemeYear
    fjordvik: Organisation
    award: Award
    tor: User
    turid: User
    siri: User
    ola: User
    far: User

    def fresh(self) -> Award:
        """The award as it is now."""
        return Award.objects.select_related("scheme_year__governor", "recipient", "payee").get(pk=self.award.pk)


def make_county(shares: Sequence[Share] = HALVES, kroner: int = 400_000) -> County:
    """Everything up to the decision, through the services."""
    year = SchemeYearFactory(closed=True, appropriation=1_000_000)
    fjordvik = OrganisationFactory(municipality=True, email="post@fjordvik.example.no")
    tor, turid = works_for(year.governor, Role.COUNTY_GOVERNOR), works_for(year.governor, Role.COUNTY_GOVERNOR)
    siri = works_for(fjordvik, Role.OWNER_OFFICER)
    ola = works_for(OrganisationFactory(municipality=True), Role.OWNER_OFFICER)
    far = works_for(OrganisationFactory(county_governor=True), Role.COUNTY_GOVERNOR)
    asked = [Recommended(fjordvik, kroner, "Lesing på alle trinn")]
    award = propose_awards(year=year, recommended=asked, by=tor, at=AT)[0]
    make_ready(award=award, shares=shares, by=tor, at=AT)
    decide_awards(year=year, by=turid, at=AT)
    county = County(year, fjordvik, award, tor, turid, siri, ola, far)
    county.year.refresh_from_db()
    county.award = county.fresh()
    return county


def works_for(organisation: Organisation, role: str) -> User:
    person = PersonFactory(user=UserFactory())
    RoleGrantFactory(person=person, role=role, organisation=organisation)
    user: User = person.user
    return user


def pay(award: Award, kroner: int) -> Award:
    """As the bank has done it: sent and settled in the ledger, and counted on the award."""
    place = {"scheme_year": award.scheme_year_id, "owner": award.payee_id}
    payable, paid = (
        account_for(kind, award.scheme_year.year, **place) for kind in (AccountKind.PAYABLE, AccountKind.PAID)
    )
    given: dict[str, Any] = {"booked_on": AT.date(), "about": award.about, "by": None, "at": AT}
    sent = award.paid
    post(kind=EntryKind.SEND, key=f"send:{award.pk}:{sent}", moves=[Move(committed(award), payable, kroner)], **given)
    post(kind=EntryKind.SETTLE, key=f"settle:{award.pk}:{sent}", moves=[Move(payable, paid, kroner)], **given)
    Award.objects.filter(pk=award.pk).update(paid=sent + kroner)
    award.paid = sent + kroner
    return award


def report(county: County, used: int, **more: Any) -> AwardReport:
    """A final report that is sent and accepted."""
    terms = ReportTerms(used=used, own_contribution=120_000, unused_because="En samling er avlyst.", **more)
    award = county.fresh()
    kept = save_report(award=award, kind="final", terms=terms, edition=0, by=county.siri, at=AT)
    send_report(report=kept, by=county.siri, at=AT)
    return accept_report(report=kept, by=county.tor, at=AT)


def balance(county: County, kind: AccountKind) -> int:
    """What the scheme year has in its account of the kind; Fjordvik's where it has an owner."""
    owner = None if kind is AccountKind.FRAME else county.fjordvik
    return account_for(kind, county.year.year, scheme_year=county.year, owner=owner).balance


def refusal(call: Callable[..., object], at: datetime = AT, **given: Any) -> str:
    """The code of the no."""
    with pytest.raises(Refusal) as refused:
        call(**given, at=at)
    return refused.value.answer.code
