"""Who writes study offers."""

from __future__ import annotations

from decimal import Decimal

from pafyll.apps.catalogue.services.editing import copy_offer, write_offer
from pafyll.domain.rules.offers import OfferValues
from tests.architecture.named_witnesses import Outcomes, acting, tried, witness_of
from tests.factories import OrganisationFactory, RoleGrantFactory, StudyOfferFactory
from tests.factories.base import NOW


@witness_of("catalogue.permissions", "may_write_for")
def nina_writes_offers_for_her_own_college() -> Outcomes:
    college = OrganisationFactory(provider=True)
    nina = RoleGrantFactory(provider_officer=True, organisation=college).person.user
    other = RoleGrantFactory(provider_officer=True).person.user
    values = OfferValues("LES1", "Lesing", "norwegian", Decimal(15), 2026, "online", 20, semesters=1)
    return [tried(write_offer, provider=college, values=values, by=by, at=NOW) for by in (nina, other)]


@witness_of("catalogue.permissions", "may_change_offer")
def nina_copies_an_offer_of_her_own_college() -> Outcomes:
    offer = StudyOfferFactory()
    people = acting("provider_officer", offer.programme.provider), acting("provider_officer")
    return [tried(copy_offer, last=offer, by=by, at=NOW) for by in people]
