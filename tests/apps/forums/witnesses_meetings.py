"""Who keeps a forum, agrees and votes in it, and who runs its scheme years and treats the needs."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from pafyll.apps.forums.services.composing import Term, appoint_substitute, decide_composition
from pafyll.apps.forums.services.deciding import agree, cast_vote, count_ballot, open_ballot, record_failed_agreement
from pafyll.apps.forums.services.distribution import start_draft
from pafyll.apps.forums.services.meetings import NewItem, change_item
from pafyll.apps.forums.services.needs import withdraw_need
from pafyll.apps.forums.services.scheme_years import (
    announce,
    close_scheme_year,
    confirm_unchanged,
    extend_deadline,
    start_scheme_year,
    withdraw,
)
from pafyll.apps.forums.services.sending_needs import treat_need
from pafyll.integrations.clock import OSLO
from tests.architecture.named_witnesses import Outcomes, acting, opened, tried, witness_of
from tests.factories import (
    AgendaItemFactory,
    BallotFactory,
    FailedAgreementFactory,
    ForumDecisionFactory,
    ForumDisqualificationFactory,
    ForumFactory,
    ForumMembershipFactory,
    NeedsNotificationFactory,
    OrganisationFactory,
    PersonFactory,
    RoleGrantFactory,
    SchemeYearFactory,
)
from tests.factories.base import NOW, TODAY

DECIDING, FORUMS, NEEDS = (f"forums.permissions.{one}" for one in ("deciding", "forums", "needs"))
YEARS, DISTRIBUTION = "forums.permissions.scheme_years", "forums.permissions.distribution"
MAY = datetime(2026, 5, 4, 10, tzinfo=OSLO)
WHY = "Partene står fast."


def _item(forum, **more):
    """A matter of a meeting that has begun."""
    begun = {"called": True, "starts_at": NOW - timedelta(hours=1)} | more
    return AgendaItemFactory(meeting__forum=forum, **{f"meeting__{name}": value for name, value in begun.items()})


def _tor_and_another(governor):
    return acting("county_governor", governor), acting("county_governor")


@witness_of(FORUMS, "may_keep")
def tor_decides_the_composition_of_his_own_forum() -> Outcomes:
    forum = ForumMembershipFactory(proposed=True).forum
    people = _tor_and_another(forum.governor)
    return [tried(decide_composition, forum=forum, why=WHY, by=by, at=NOW) for by in people]


@witness_of(FORUMS, "may_appoint_substitute")
def siri_lets_somebody_stand_in_for_her_and_ola_does_not() -> Outcomes:
    seat = ForumMembershipFactory()
    given = {"seat": seat, "person": PersonFactory(), "term": Term(TODAY, date(2026, 4, 1)), "reason": "Ferie"}
    return [tried(appoint_substitute, **given, by=by.user, at=NOW) for by in (seat.person, PersonFactory())]


@witness_of(FORUMS, "may_handle_item", "may_see_item", "is_impartial_in")
def tor_writes_in_the_matters_that_he_is_impartial_in() -> Outcomes:
    forum = ForumFactory()
    tor = RoleGrantFactory(county_governor=True, organisation=forum.governor).person
    planned = {"meeting__forum": forum, "meeting__called": False}
    plain, own = AgendaItemFactory(**planned), AgendaItemFactory(**planned, about="scheme_year:1")
    ForumDisqualificationFactory(forum=forum, person=tor)
    tries = (plain, tor.user), (plain, acting("county_governor")), (own, tor.user)
    return [tried(change_item, item=one, new=NewItem(title="Ny tittel"), by=by, at=NOW) for one, by in tries]


@witness_of(DECIDING, "may_agree", "_may_record", "is_under_way", "_is_undecided", "_has_no_ballot")
def tor_records_what_his_own_forum_agrees_in_a_meeting_that_has_begun() -> Outcomes:
    forum = ForumFactory()
    item, early = _item(forum), _item(forum, starts_at=NOW + timedelta(days=1))
    decided, voted = (
        ForumDecisionFactory(item=_item(forum)).item,
        BallotFactory(failed__item=_item(forum)).failed.item,
    )
    tor, another = _tor_and_another(forum.governor)
    tries = (item, tor), (item, another), (early, tor), (decided, tor), (voted, tor)
    return [tried(agree, item=one, text="Forumet innstiller.", by=by, at=NOW) for one, by in tries]


@witness_of(DECIDING, "may_fail")
def tor_records_once_that_his_own_forum_does_not_agree() -> Outcomes:
    forum = ForumFactory()
    item, failed = _item(forum), FailedAgreementFactory(item=_item(forum)).item
    tor, another = _tor_and_another(forum.governor)
    tries = (item, tor), (item, another), (failed, tor)
    return [tried(record_failed_agreement, item=one, why=WHY, by=by, at=NOW) for one, by in tries]


@witness_of(DECIDING, "may_open_ballot", "_agreement_has_failed", "_has_no_ballot")
def tor_opens_a_vote_once_when_agreement_has_failed() -> Outcomes:
    forum = ForumFactory()
    failed, plain = FailedAgreementFactory(item=_item(forum)).item, _item(forum)
    opened = BallotFactory(failed__item=_item(forum)).failed.item
    tor, another = _tor_and_another(forum.governor)
    tries = (failed, tor), (failed, another), (plain, tor), (opened, tor)
    return [tried(open_ballot, item=one, proposal="Fordelingen.", by=by, at=NOW) for one, by in tries]


@witness_of(DECIDING, "may_count")
def tor_counts_an_open_vote_of_his_own_forum() -> Outcomes:
    item = BallotFactory(failed__item=_item(ForumFactory())).failed.item
    people = _tor_and_another(item.meeting.forum.governor)
    return [tried(count_ballot, item=item, by=by, at=NOW) for by in people]


@witness_of(DECIDING, "may_vote")
def siri_votes_and_an_observer_does_not() -> Outcomes:
    forum = ForumFactory()
    item = BallotFactory(failed__item=_item(forum)).failed.item
    seats = ForumMembershipFactory(forum=forum), ForumMembershipFactory(forum=forum, observer=True)
    return [tried(cast_vote, item=item, choice="for", by=one.person.user, at=NOW) for one in seats]


@witness_of(NEEDS, "may_withdraw", "_is_yours")
def siri_withdraws_her_own_owners_need() -> Outcomes:
    need = NeedsNotificationFactory(sent=True)
    people = acting("owner_officer", need.owner), acting("owner_officer")
    return [tried(withdraw_need, need=need, why=WHY, by=by, at=NOW) for by in people]


@witness_of(NEEDS, "may_treat", "_is_impartial")
def tor_treats_the_needs_of_his_own_scheme_unless_he_is_disqualified() -> Outcomes:
    need = NeedsNotificationFactory(sent=True)
    own = NeedsNotificationFactory(sent=True, form=need.form)
    tor = RoleGrantFactory(county_governor=True, organisation=need.scheme_year.governor).person
    ForumDisqualificationFactory(person=tor, matter=own.about)
    tries = (need, tor.user), (need, acting("county_governor")), (own, tor.user)
    return [tried(treat_need, need=one, by=by, at=NOW) for one, by in tries]


@witness_of(YEARS, "may_run")
def tor_withdraws_a_scheme_year_of_his_own_governor() -> Outcomes:
    year = SchemeYearFactory()
    return [tried(withdraw, year=year, why=WHY, by=by, at=NOW) for by in _tor_and_another(year.governor)]


@witness_of(YEARS, "may_edit", "_is_draft")
def tor_confirms_what_is_as_last_year_until_it_is_announced() -> Outcomes:
    last = SchemeYearFactory(year=2025, ended=True)
    draft = SchemeYearFactory(governor=last.governor, copied_from=last)
    announced = SchemeYearFactory(governor=last.governor, copied_from=last, announced=True, year=2027)
    tor, another = _tor_and_another(last.governor)
    tries = (draft, tor), (draft, another), (announced, tor)
    return [tried(confirm_unchanged, year=one, item="purpose", by=by, at=NOW) for one, by in tries]


@witness_of(YEARS, "may_announce", "_is_whole", "_is_looked_through", "_has_time_left", "_forum_is_in_time")
def tor_announces_what_is_whole_looked_through_and_in_time() -> Outcomes:
    whole = SchemeYearFactory()
    mine = {"governor": whole.governor}
    copied = SchemeYearFactory(**mine, year=2027, copied_from=SchemeYearFactory(**mine, year=2025, ended=True))
    empty = SchemeYearFactory(**mine, year=2028, empty=True)
    early = SchemeYearFactory(**mine, year=2029, recommendation_due=date(2026, 4, 1))
    tor, another = _tor_and_another(whole.governor)
    tries = [(whole, tor, NOW), (whole, another, NOW), *((one, tor, NOW) for one in (copied, empty, early))]
    return [tried(announce, year=year, by=by, at=at) for year, by, at in [*tries, (whole, tor, MAY)]]


@witness_of(YEARS, "may_close", "_deadline_is_over")
def tor_closes_an_announced_scheme_year_when_its_deadline_is_over() -> Outcomes:
    year = SchemeYearFactory(announced=True)
    tor, another = _tor_and_another(year.governor)
    tries = (tor, MAY), (another, MAY), (tor, NOW)
    return [tried(close_scheme_year, year=year, by=by, at=at) for by, at in tries]


@witness_of(YEARS, "may_extend", "_is_in")
def tor_extends_the_deadline_of_an_announced_scheme_year() -> Outcomes:
    year = SchemeYearFactory(announced=True)
    draft = SchemeYearFactory(governor=year.governor, year=2027)
    tor, another = _tor_and_another(year.governor)
    later = {"closes_on": date(2026, 4, 30), "why": WHY}
    tries = (year, tor), (year, another), (draft, tor)
    return [tried(extend_deadline, year=one, **later, by=by, at=NOW) for one, by in tries]


@witness_of(YEARS, "suits_runner")
def tor_starts_a_scheme_that_governors_run() -> Outcomes:
    governor = OrganisationFactory(county_governor=True)
    tor = acting("county_governor", governor)
    tries = ("collective_2026", 2026), ("vocational_local", 2025)
    given = {"governor": governor, "by": tor, "at": NOW}
    return [tried(start_scheme_year, scheme=scheme, year=year, **given) for scheme, year in tries]


@witness_of(DISTRIBUTION, "may_distribute", "may_see_distribution", "is_impartial_in_year", "_is_open")
def tor_composes_a_distribution_of_his_own_scheme_unless_he_is_disqualified() -> Outcomes:
    year = SchemeYearFactory(closed=True)
    mine = {"governor": year.governor}
    own, over = SchemeYearFactory(**mine, year=2027, closed=True), SchemeYearFactory(**mine, year=2025, decided=True)
    tor = RoleGrantFactory(county_governor=True, organisation=year.governor).person
    ForumDisqualificationFactory(person=tor, matter=own.about)
    tries = (year, tor.user), (year, acting("county_governor")), (own, tor.user), (over, tor.user)
    return [tried(start_draft, year=one, title="Utkast", frame=1_000, pipeline={}, by=by, at=NOW) for one, by in tries]


@witness_of(YEARS, "may_run_any")
def tor_opens_the_page_for_a_new_forum_and_ada_does_not() -> Outcomes:
    return [opened("authority:new_forum", by=acting(role)) for role in ("county_governor", "directorate_officer")]
