"""A case from draft to resolution: what each step presupposes, and what a resolution opens."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.models import Case, CasePaper, Consultation, Resolution
from pafyll.apps.casework.services.attaching_to_case import NewAttachment, attach, detach
from pafyll.apps.casework.services.cases import move_case
from pafyll.apps.casework.services.consultations import (
    Invitation,
    Minutes,
    confirm_minutes,
    give_statement,
    invite,
    write_minutes,
)
from pafyll.apps.casework.services.drafting import gather_views, next_edition
from pafyll.apps.casework.services.issuing_papers import issue_paper
from pafyll.apps.casework.services.paper_versions import blocks_of, version_of
from pafyll.apps.casework.services.resolutions import (
    PointResolved,
    Resolved,
    open_point,
    record_committee,
    record_resolution,
)
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.answers import Refusal
from pafyll.domain.lifecycles.case import CaseStatus as S
from tests.apps.cases.conftest import Purse
from tests.factories.base import NOW

PUBLIC, UNIONS = CasePaper.Audience.PUBLIC, CasePaper.Audience.UNIONS


@pytest.fixture
def consulted(case: Case, paper: CasePaper, siri: User, union: Organisation) -> Consultation:
    """The case is in consultation, and Leif's union is invited."""
    issue_paper(paper=paper, seen=paper.current, audience=UNIONS, by=siri, at=NOW)
    move_case(case=case, to=S.IN_CONSULTATION, by=siri, at=NOW)
    invitation = Invitation(union, NOW + timedelta(days=7), "Møterom 2", "Hva mener dere?")
    return invite(case=case, invitation=invitation, by=siri, at=NOW)


@pytest.fixture
def decided(case: Case, paper: CasePaper, siri: User) -> Case:
    """The case lies before the executive board."""
    issue_paper(paper=paper, seen=paper.current, audience=PUBLIC, by=siri, at=NOW)
    return move_case(case=case, to=S.FOR_RESOLUTION, by=siri, at=NOW)


def _resolved(*points: PointResolved) -> Resolved:
    return Resolved("31/26", date(2026, 3, 9), points)


def test_each_step_says_what_is_missing(case: Case, paper: CasePaper, siri: User) -> None:
    with pytest.raises(Refusal, match="paper_missing"):
        move_case(case=case, to=S.IN_CONSULTATION, by=siri, at=NOW)
    issue_paper(paper=paper, seen=paper.current, audience=UNIONS, by=siri, at=NOW)
    with pytest.raises(Refusal, match="paper_missing"):
        move_case(case=case, to=S.FOR_RESOLUTION, by=siri, at=NOW)
    with pytest.raises(Refusal, match="reason_missing"):
        move_case(case=case, to=S.WITHDRAWN, by=siri, at=NOW)


def test_the_union_is_told_and_states_its_view_point_by_point(
    consulted: Consultation, leif: User, django_capture_on_commit_callbacks: object
) -> None:
    statement = give_statement(
        consultation=consulted, words="For få plasser.", stances={1: "dissents"}, by=leif, at=NOW
    )
    assert statement.dissents_on == [1]
    assert statement.by_point[0][1] == "Kommunen bruker 2000000 kr til videreutdanning."
    assert statement.by_point[1][2] == "har ikke merknader"
    with pytest.raises(Refusal, match="already_stated"):
        give_statement(consultation=consulted, words="En gang til.", stances={}, by=leif, at=NOW)


def test_an_invitation_is_mailed_to_the_unions_own_representatives_only(
    case: Case,
    paper: CasePaper,
    siri: User,
    leif: User,
    randi: User,
    union: Organisation,
    django_capture_on_commit_callbacks: pytest.FixtureRequest,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        issue_paper(paper=paper, seen=paper.current, audience=UNIONS, by=siri, at=NOW)
        move_case(case=case, to=S.IN_CONSULTATION, by=siri, at=NOW)
        invite(case=case, invitation=Invitation(union, NOW + timedelta(days=7), "Rom 2", "?"), by=siri, at=NOW)
    assert [one.to for one in mail.outbox] == [[leif.email]]
    assert case.case_number in mail.outbox[0].subject


def test_randi_cannot_speak_for_leifs_union(consulted: Consultation, randi: User) -> None:
    with pytest.raises(Refusal, match="not_your_union"):
        give_statement(consultation=consulted, words="Nei.", stances={}, by=randi, at=NOW)


def test_a_consultation_that_waits_holds_the_case_back(case: Case, consulted: Consultation, siri: User) -> None:
    paper = next_edition(case=case, by=siri, at=NOW)
    issue_paper(paper=paper, seen=paper.current, audience=PUBLIC, by=siri, at=NOW)
    with pytest.raises(Refusal, match="consultation_waits"):
        move_case(case=case, to=S.FOR_RESOLUTION, by=siri, at=NOW)


def test_minutes_are_confirmed_by_the_union_and_the_view_comes_into_the_paper(
    case: Case, consulted: Consultation, siri: User, leif: User
) -> None:
    give_statement(consultation=consulted, words="For få plasser.", stances={1: "dissents"}, by=leif, at=NOW)
    with pytest.raises(Refusal, match="nothing_to_confirm"):
        confirm_minutes(consultation=consulted, by=leif, at=NOW)
    write_minutes(consultation=consulted, minutes=Minutes("Enige om alt annet."), by=siri, at=NOW)
    confirm_minutes(consultation=consulted, by=leif, at=NOW)
    assert consulted.status == "confirmed"

    paper = next_edition(case=case, by=siri, at=NOW)
    for _again in range(2):
        gather_views(paper=paper, seen=paper.current, by=siri, at=NOW)
    views = [block for block in blocks_of(version_of(paper)) if block.id.startswith("v") and block.id != "views"]
    assert [block.text for block in views][:2] == ["Utdanningsforbundet Fjordvik", "For få plasser."]
    assert views[2].items[0] == "Punkt 1: er uenig"
    assert len(views) == 3


def test_a_committee_speaks_once_and_its_words_are_kept(case: Case, paper: CasePaper, siri: User) -> None:
    issue_paper(paper=paper, seen=paper.current, audience=PUBLIC, by=siri, at=NOW)
    move_case(case=case, to=S.FOR_COMMITTEE, by=siri, at=NOW)
    body = case.bodies.get(part="hears")
    said = {"body": body, "number": "12/26", "met_on": date(2026, 3, 9), "words": "Enig.", "by": siri, "at": NOW}
    record_committee(**said)
    with pytest.raises(Refusal, match="already_stated"):
        record_committee(**said)


def test_an_adopted_point_opens_what_it_says_once(decided: Case, siri: User, purse: Purse) -> None:
    text = "Kommunen bruker 2000000 kr."
    point = PointResolved(text, "adopted", votes_for=9, votes_against=0, opens="pocket", target="purse:1", quantity=40)
    resolution = record_resolution(case=decided, resolved=_resolved(point), by=siri, at=NOW)

    [kept] = resolution.points.all()
    assert decided.status == S.RESOLVED
    assert kept.opened == [{"label": "40 plasser", "url": "/eier/plan/"}]
    [opening] = purse.opened
    assert (opening.quantity, opening.resolution_number) == (40, "Formannskapet 31/26")
    open_point(kept, by=siri, at=NOW)
    assert len(purse.opened) == 1


def test_a_rejected_point_opens_nothing(decided: Case, siri: User, purse: Purse) -> None:
    rejected = PointResolved("Nei.", "rejected", opens="pocket", target="purse:1", quantity=40)
    resolution = record_resolution(case=decided, resolved=_resolved(rejected), by=siri, at=NOW)
    assert purse.opened == []
    assert resolution.points.get().text == ""


def test_when_something_cannot_be_opened_nothing_is_resolved(
    decided: Case, siri: User, purse: Purse, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(opening: object) -> list[object]:
        from pafyll.domain.answers import no

        raise Refusal(no("no_money", "Det er ikke nok penger."))

    monkeypatch.setattr("pafyll.apps.casework.services.resolutions.open_for", refuse)
    point = PointResolved("Ja.", "adopted", opens="pocket", target="purse:1")
    with pytest.raises(Refusal, match="no_money"):
        record_resolution(case=decided, resolved=_resolved(point), by=siri, at=NOW)
    decided.refresh_from_db()
    assert decided.status == S.FOR_RESOLUTION
    assert not Resolution.objects.exists()


def test_an_amended_point_must_say_how(decided: Case, siri: User) -> None:
    with pytest.raises(Refusal, match="text_missing"):
        record_resolution(case=decided, resolved=_resolved(PointResolved("Fire.", "amended")), by=siri, at=NOW)


def test_an_attachment_can_be_taken_out_until_a_paper_lists_it(case: Case, paper: CasePaper, siri: User) -> None:
    new = NewAttachment("Program", "program.pdf", b"%PDF-1.7 innhold %%EOF", True)
    first = attach(case=case, new=new, by=siri, at=NOW)
    detach(attachment=first, by=siri, at=NOW)
    kept = attach(case=case, new=new, by=siri, at=NOW)
    issue_paper(paper=paper, seen=paper.current, audience=PUBLIC, by=siri, at=NOW + timedelta(hours=1))
    assert "Program" in str(CasePaper.objects.get(pk=paper.pk).document.text)  # type: ignore[union-attr]
    with pytest.raises(Refusal, match="attachment_is_issued"):
        detach(attachment=kept, by=siri, at=NOW + timedelta(hours=2))
