"""Who appeals, who handles appeals, and who starts a case, writes its paper and speaks for a union in it."""

from __future__ import annotations

from datetime import date, timedelta

from pafyll.apps.casework.paper_blocks import HEADING, Block
from pafyll.apps.casework.services.appeals import answer_demand, demand_grounds, submit_appeal, withdraw_appeal
from pafyll.apps.casework.services.attaching import attach
from pafyll.apps.casework.services.cases import WantedCase, change_case, create_case
from pafyll.apps.casework.services.consultations import confirm_minutes, give_statement
from pafyll.apps.casework.services.handling import (
    assign_appeal,
    decide_forwarded,
    return_proposal,
    send_preliminary,
)
from pafyll.apps.casework.services.impartiality import Period, appoint_substitute
from pafyll.apps.casework.services.outages import end_outage
from pafyll.apps.casework.services.paper_versions import start_paper
from tests.architecture.named_witnesses import Outcomes, acting, opened, tried, witness_of
from tests.factories import (
    AppealFactory,
    ApplicationFactory,
    CaseFactory,
    ConsultationFactory,
    DecisionFactory,
    GroundsDemandFactory,
    ImpartialityDeclarationFactory,
    OrganisationFactory,
    OutageFactory,
    PersonFactory,
    RoleGrantFactory,
)
from tests.factories.base import NOW

WHY = "Fagene mine ble ikke regnet med."


def _refused():
    """A decision that refused somebody a place, and who she is."""
    application = ApplicationFactory(refused=True)
    return DecisionFactory(refused=True, about=application.about), application.person.user


@witness_of("casework.permissions.appeals", "may_answer")
def ada_gives_the_grounds_that_were_demanded_and_siri_does_not() -> Outcomes:
    demand = GroundsDemandFactory(decision=_refused()[0])
    return [
        tried(answer_demand, demand=demand, text=WHY, by=by, at=NOW)
        for by in (acting("directorate_officer"), acting("owner_officer"))
    ]


@witness_of("casework.permissions.appeals", "may_attach", "_is_party", "_is_in")
def kari_adds_a_file_to_her_own_appeal_until_it_is_concluded() -> Outcomes:
    decision, kari = _refused()
    appeal, ended = AppealFactory(decision=decision), AppealFactory(decision=decision, withdrawn=True)
    tries = (appeal, kari), (appeal, PersonFactory().user), (ended, kari)
    return [tried(attach, appeal=one, name="a.pdf", content=b"%PDF-1.4\n%%EOF", by=by, at=NOW) for one, by in tries]


@witness_of("casework.permissions.appeals", "may_demand_grounds")
def kari_demands_the_grounds_of_her_own_decision() -> Outcomes:
    decision, kari = _refused()
    return [tried(demand_grounds, decision=decision, by=by, at=NOW) for by in (kari, PersonFactory().user)]


@witness_of("casework.permissions.appeals", "may_appeal")
def kari_appeals_her_own_decision() -> Outcomes:
    decision, kari = _refused()
    return [tried(submit_appeal, decision=decision, words=WHY, by=by, at=NOW) for by in (kari, PersonFactory().user)]


@witness_of("casework.permissions.appeals", "may_withdraw", "_is_the_partys")
def kari_takes_her_own_appeal_back() -> Outcomes:
    decision, kari = _refused()
    appeal = AppealFactory(decision=decision)
    return [tried(withdraw_appeal, appeal=appeal, by=by, at=NOW) for by in (kari, PersonFactory().user)]


@witness_of("casework.permissions.appeals", "may_assign", "_works_at_first_instance", "_had_no_part")
def hanne_takes_an_appeal_of_what_she_had_no_part_in() -> Outcomes:
    decision, _kari = _refused()
    hanne, siri, part = acting("directorate_officer"), acting("owner_officer"), acting("directorate_officer")
    decision.prepared_by = part
    decision.save(update_fields=["prepared_by"])
    appeal = AppealFactory(decision=decision)
    return [tried(assign_appeal, appeal=appeal, by=by, at=NOW) for by in (hanne, siri, part)]


@witness_of("casework.permissions.appeals", "may_prepare", "_is_the_officer")
def hanne_writes_to_the_party_when_she_has_the_appeal() -> Outcomes:
    hanne, colleague = acting("directorate_officer"), acting("directorate_officer")
    appeal = AppealFactory(decision=_refused()[0], assigned=True, officer=hanne)
    given = {"appeal": appeal, "why": WHY, "expected_on": date(2026, 4, 1)}
    return [tried(send_preliminary, **given, by=by, at=NOW) for by in (hanne, colleague)]


@witness_of("casework.permissions.appeals", "may_decide_proposal", "_is_decider", "_is_not_the_officer")
def rolf_sends_back_what_another_proposed() -> Outcomes:
    rolf, officer = acting("directorate_decider"), acting("directorate_officer")
    theirs, own = (AppealFactory(decision=_refused()[0], proposed=True, officer=one) for one in (officer, rolf))
    tries = (theirs, rolf), (theirs, acting("directorate_officer")), (own, rolf)
    return [tried(return_proposal, appeal=one, why=WHY, by=by, at=NOW) for one, by in tries]


@witness_of("casework.permissions.appeals", "may_decide_forwarded", "_is_at_the_viewers_body")
def mina_decides_what_is_forwarded_to_her_own_body() -> Outcomes:
    appeal = AppealFactory(decision=_refused()[0], forwarded=True)
    given = {"appeal": appeal, "outcome": "not_upheld", "effect": "", "grounds": WHY}
    people = acting("appeals_officer", appeal.appeals_body), acting("appeals_officer")
    return [tried(decide_forwarded, **given, by=by, at=NOW) for by in people]


@witness_of("casework.permissions.appeals", "may_keep_the_ledger")
def ada_says_that_an_outage_is_over_and_siri_does_not() -> Outcomes:
    outage = OutageFactory(going_on=True, starts_at=NOW - timedelta(hours=1))
    people = acting("directorate_officer"), acting("owner_officer")
    return [tried(end_outage, outage=outage, ends_at=NOW, by=by, at=NOW) for by in people]


@witness_of("casework.permissions.dismissals", "may_be_appealed")
def kari_appeals_a_dismissal_once() -> Outcomes:
    (once, kari), (twice, mari) = _refused(), _refused()
    tries = (_dismissal_of(once), kari), (_dismissal_of(_dismissal_of(twice)), mari)
    return [tried(submit_appeal, decision=one, words=WHY, by=by, at=NOW) for one, by in tries]


def _dismissal_of(decision):
    appeal = AppealFactory(decision=decision, dismissed=True)
    return DecisionFactory(kind="appeal", about=appeal.about, outcome="dismissed")


@witness_of("casework.permissions.cases", "may_create_case")
def siri_starts_a_case_for_her_own_owner() -> Outcomes:
    owner = OrganisationFactory(municipality=True)
    case = {"owner": owner, "wanted": WantedCase("Videreutdanning")}
    return [
        tried(create_case, **case, by=by, at=NOW) for by in (acting("owner_officer", owner), acting("owner_officer"))
    ]


@witness_of("casework.permissions.cases", "may_edit_paper")
def siri_writes_the_paper_of_her_own_case() -> Outcomes:
    owner = OrganisationFactory(municipality=True)
    siri = acting("owner_officer", owner)
    paper = {"case": CaseFactory(owner=owner, officer=siri), "blocks": [Block("b1", HEADING, "Forslag")]}
    return [
        tried(start_paper, **paper, what="Laget utkast", by=by, at=NOW)
        for by in (siri, acting("owner_officer", owner), acting("owner_officer"))
    ]


@witness_of("casework.permissions.cases", "may_state", "_is_of_the_union")
def leif_speaks_for_the_union_that_was_invited() -> Outcomes:
    consultation = ConsultationFactory()
    words = {"consultation": consultation, "words": "Vi er enige.", "stances": {}}
    leif = RoleGrantFactory(union_representative=True, organisation=consultation.union).person.user
    another = RoleGrantFactory(union_representative=True).person.user
    return [tried(give_statement, **words, by=by, at=NOW) for by in (leif, another)]


@witness_of(
    "casework.permissions.cases",
    "may_work_on",
    "may_handle",
    "may_see",
    "is_impartial",
    "_has_the_case",
    "_is_open",
    "_is_in",
)
def siri_works_on_her_own_case_until_it_is_over_unless_she_is_disqualified() -> Outcomes:
    owner = OrganisationFactory(municipality=True)
    siri, colleague = (acting("owner_officer", owner) for _ in range(2))
    case, over, own = (CaseFactory(owner=owner, officer=siri, **status) for status in ({}, {"closed": True}, {}))
    ImpartialityDeclarationFactory(case=own)
    tries = (case, siri), (case, colleague), (case, acting("owner_decider")), (over, siri), (own, siri)
    return [tried(change_case, case=one, wanted=WantedCase("Ny tittel"), by=by, at=NOW) for one, by in tries]


@witness_of("casework.permissions.cases", "may_decide_impartiality")
def marit_appoints_a_substitute_in_a_case_and_siri_does_not() -> Outcomes:
    case = CaseFactory()
    substitute = acting("owner_officer", case.owner)
    given = {"case": case, "substitute": substitute, "period": Period(NOW.date(), date(2026, 7, 1)), "reason": WHY}
    people = (acting(role, case.owner) for role in ("owner_decider", "owner_officer"))
    return [tried(appoint_substitute, **given, by=by, at=NOW) for by in people]


@witness_of("casework.permissions.cases", "may_confirm_minutes")
def leif_confirms_the_minutes_of_his_own_unions_meeting() -> Outcomes:
    consultation = ConsultationFactory(held=True)
    people = acting("union_representative", consultation.union), acting("union_representative")
    return [tried(confirm_minutes, consultation=consultation, by=by, at=NOW) for by in people]


@witness_of("casework.permissions.appeals", "may_open_the_list")
def ada_opens_the_list_of_appeals_and_gro_does_not() -> Outcomes:
    return [opened("authority:appeals", by=acting(role)) for role in ("directorate_officer", "county_governor")]
