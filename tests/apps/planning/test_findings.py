"""Findings: shown with where they stand and how they can be read, judged in words, and never corrected."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from pafyll.apps.casework.models import CasePaper, Event
from pafyll.apps.casework.paper_blocks import PARAGRAPH, TABLE, Block
from pafyll.apps.casework.services import Refusal
from pafyll.apps.casework.services.cases import WantedCase, create_case
from pafyll.apps.casework.services.drafting import draft_paper
from pafyll.apps.casework.services.issuing_papers import issue_paper
from pafyll.apps.casework.services.paper_versions import blocks_of, version_of, write_version
from pafyll.apps.planning.models import FindingStance, StatedDocument
from pafyll.apps.planning.queries.findings import findings_of
from pafyll.apps.planning.services.findings import (
    add_check,
    add_fact,
    remove_document,
    remove_fact,
    restore_document,
    state_document,
    take_stance,
)
from pafyll.devtools.seed.trondheim.planting import DAY, plant_trondheim
from pafyll.domain.planning.findings import Check
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
PUBLIC = CasePaper.Audience.PUBLIC


@pytest.fixture
def owner(clock):
    return plant_trondheim()


@pytest.fixture
def rune(owner):
    return UserFactory(username="rune")


@pytest.fixture
def document(owner, rune):
    return state_document(owner=owner, case=None, title="Et brev", by=rune, at=DAY)


def amount(number, **more):
    return {"what": "penger", "written": f"{number} kr", "place": "1", "quantity": number, "unit": "NOK", **more}


def codes(owner, case=None):
    return [one.finding.code for one in findings_of(owner=owner, case=case)]


def test_the_five_of_2011_wait_until_somebody_has_said_where_they_stand(owner, rune):
    before = StatedDocument.objects.get().facts
    assert codes(owner) == ["product", "sum", "date", "order", "order"]
    first = findings_of(owner=owner, case=None)[0]
    words = "Satsen er per skoleår. Det stemmer med 20 lærere og 2 millioner."

    told = {"owner": owner, "case": None, "finding": first.finding.key, "by": rune}
    take_stance(**told, kind="explained", words=words, at=DAY)
    take_stance(**told, kind="accepted", words="Skrivefeil i saken.", at=DAY + timedelta(days=1))

    rows = findings_of(owner=owner, case=None)
    assert [one.is_open for one in rows] == [False, True, True, True, True]
    assert rows[0].stance.words == "Skrivefeil i saken."
    assert FindingStance.objects.count() == 2
    assert StatedDocument.objects.get().facts == before


def test_a_stance_is_of_what_was_read_and_waits_again_when_the_document_says_something_else(owner, rune, document):
    add_fact(document=document, fact={**amount(1), "written": "31. april 2026", "is_date": True}, by=rune, at=DAY)
    [one] = [row for row in findings_of(owner=owner, case=None) if row.document == document]
    take_stance(owner=owner, case=None, finding=one.finding.key, kind="accepted", words="Rettes.", by=rune, at=DAY)

    remove_fact(document=document, key="f1", by=rune, at=DAY)
    add_fact(document=document, fact={**amount(1), "written": "31. juni 2026", "is_date": True}, by=rune, at=DAY)

    [other] = [row for row in findings_of(owner=owner, case=None) if row.document == document]
    assert other.is_open
    with pytest.raises(Refusal, match="finding_gone"):
        take_stance(owner=owner, case=None, finding=one.finding.key, kind="accepted", words="x", by=rune, at=DAY)


def test_the_database_refuses_to_change_a_stance(owner, rune):
    first = findings_of(owner=owner, case=None)[0]
    told = {"owner": owner, "case": None, "finding": first.finding.key, "kind": "accepted", "words": "Feil."}
    stance = take_stance(**told, by=rune, at=DAY)

    with pytest.raises(DatabaseError, match="never altered"), transaction.atomic():
        FindingStance.objects.filter(pk=stance.pk).update(words="Noe annet")


def test_a_sum_that_does_not_hold_is_found_and_a_document_taken_out_is_not(owner, rune, document):
    keys = [add_fact(document=document, fact=amount(one), by=rune, at=DAY) for one in (2, 3, 6)]
    add_check(document=document, check=Check("sum", tuple(keys[:2]), keys[2]), by=rune, at=DAY)
    assert len(codes(owner)) == 6

    remove_document(document=document, by=rune, at=DAY)
    assert len(codes(owner)) == 5
    restore_document(document=document, by=rune, at=DAY)
    remove_fact(document=document, key=keys[0], by=rune, at=DAY)
    document.refresh_from_db()
    assert (len(codes(owner)), document.checks) == (5, [])


@pytest.mark.parametrize(
    ("check", "code"),
    [
        (Check("sum", (), "f3"), "facts_missing"),
        (Check("sum", ("f1",), "f1"), "same_fact"),
        (Check("sum", ("f1", "f2"), "f3"), "units_differ"),
        (Check("order", ("f1",), "f3"), "other_sort"),
        (Check("product", ("f1",), "f3"), "two_factors"),
        (Check("product", ("f2", "f1"), "f3"), "no_rate"),
    ],
)
def test_what_cannot_be_compared_is_refused(rune, document, check, code):
    for fact in (amount(1), amount(2, unit="persons"), amount(3)):
        add_fact(document=document, fact=fact, by=rune, at=DAY)

    with pytest.raises(Refusal, match=code):
        add_check(document=document, check=check, by=rune, at=DAY)


def test_somebody_elsewhere_may_not_state_or_judge(owner, document):
    with pytest.raises(Refusal, match="not_your_owner"):
        add_fact(document=document, fact=amount(1), by=UserFactory(username="ola"), at=DAY)


@pytest.fixture
def case(owner, rune):
    made = create_case(owner=owner, wanted=WantedCase("Videreutdanning 2011"), by=rune, at=DAY)
    paper = draft_paper(case=made, by=rune, at=DAY)
    blocks = [
        *blocks_of(version_of(paper)),
        Block("x1", PARAGRAPH, "Fristen er 15. april 20011, og møtet er 31.04.2011. Se punkt 4.1."),
        Block("x2", TABLE, "Rammen", header=("Hva", "Kroner"), last_is_sum=True,
              rows=(("Fast", "1 300 000"), ("Ekstra", "700 000 kr"), ("Sum", "2 100 000"))),
    ]  # fmt: skip
    write_version(paper=paper, seen=paper.current, blocks=blocks, what="Skrev", by=rune, at=DAY)
    return made


def test_a_paper_that_is_being_written_is_read_for_dates_and_sums(owner, case):
    assert codes(owner, case) == ["date", "date", "sum"]
    assert "100\u00a0000\u00a0kr for mye eller for lite" in str(
        findings_of(owner=owner, case=case)[2].finding.readings[1]
    )


def test_a_paper_with_open_findings_is_issued_only_in_spite_of_them_or_when_they_are_judged(owner, case, rune):
    paper = case.papers.get()
    told = {"paper": paper, "audience": PUBLIC, "by": rune, "at": DAY}

    with pytest.raises(Refusal, match="findings_open"):
        issue_paper(**told, seen=paper.current)
    for one in findings_of(owner=owner, case=case):
        told_of = {"owner": owner, "case": case, "finding": one.finding.key, "kind": "accepted"}
        take_stance(**told_of, words="Blir stående.", by=rune, at=DAY)

    assert issue_paper(**told, seen=paper.current).document_id


def test_a_paper_issued_in_spite_of_findings_says_so_in_its_history(case, rune):
    paper = case.papers.get()

    issue_paper(paper=paper, seen=paper.current, audience=PUBLIC, by=rune, at=DAY, in_spite=True)

    assert "Antall funn: 3" in Event.objects.get(about=case.key, verb="paper_issued").why
