"""Who dissents, says who is disqualified, notifies needs and starts a scheme year."""

from __future__ import annotations

from pafyll.apps.forums.services.composing import Term, declare_disqualified
from pafyll.apps.forums.services.deciding import dissent
from pafyll.apps.forums.services.needs import begin_need
from pafyll.apps.forums.services.scheme_years import start_scheme_year
from tests.architecture.named_witnesses import Outcomes, tried, witness_of
from tests.factories import (
    FormVersionFactory,
    ForumDecisionFactory,
    ForumFactory,
    ForumMembershipFactory,
    OrganisationFactory,
    PersonFactory,
    RoleGrantFactory,
    SchemeYearFactory,
)
from tests.factories.base import NOW, TODAY


@witness_of("forums.permissions.deciding", "may_dissent", "_has_dissent_left", "_minutes_are_open")
def siri_dissents_until_the_minutes_are_approved_and_an_observer_never() -> Outcomes:
    forum = ForumFactory()
    held, approved = (
        ForumDecisionFactory(
            item__meeting__forum=forum, item__meeting__called=False, **{f"item__meeting__{status}": True}
        )
        for status in ("held", "approved")
    )
    siri, observer = ForumMembershipFactory(forum=forum), ForumMembershipFactory(forum=forum, observer=True)

    def dissents(seat, decision):
        return tried(dissent, decision=decision, text="Vi er uenige.", by=seat.person.user, at=NOW)

    return [dissents(siri, held), dissents(siri, approved), dissents(observer, held)]


@witness_of("forums.permissions.forums", "may_declare")
def tor_or_she_herself_says_that_siri_is_disqualified() -> Outcomes:
    forum, siri = ForumFactory(), PersonFactory()
    tor = RoleGrantFactory(county_governor=True, organisation=forum.governor).person
    said = {"forum": forum, "matter": "scheme_year:1", "person": siri, "ground": "leader", "term": Term(TODAY)}
    return [tried(declare_disqualified, **said, by=one.user, at=NOW) for one in (siri, tor, PersonFactory())]


@witness_of("forums.permissions.needs", "may_notify", "_reaches")
def siri_notifies_needs_for_her_own_owner_in_the_governors_county() -> Outcomes:
    year = FormVersionFactory(live=True).scheme_year
    here, elsewhere = OrganisationFactory(municipality=True), OrganisationFactory(municipality=True, county_code="97")
    siri, ola = (RoleGrantFactory(owner_officer=True, organisation=owner).person.user for owner in (here, elsewhere))

    def begins(owner, by):
        return tried(begin_need, scheme_year=year, owner=owner, by=by, at=NOW)

    return [begins(here, siri), begins(here, ola), begins(elsewhere, ola)]


@witness_of("forums.permissions.scheme_years", "may_start")
def tor_starts_a_scheme_year_for_his_own_governor() -> Outcomes:
    governor = SchemeYearFactory(year=2027).governor
    tor = RoleGrantFactory(county_governor=True, organisation=governor).person.user
    other = RoleGrantFactory(county_governor=True).person.user
    year = {"scheme": "collective_2026", "year": 2026, "governor": governor}
    return [tried(start_scheme_year, **year, by=by, at=NOW) for by in (tor, other)]
