"""What Ada, Hanne, Rolf, Astrid and Tor see of an appeal, and what the pages let them do."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from pafyll.apps.applications.models import Application, Dispensation, Round
from pafyll.apps.casework.models import Appeal
from pafyll.apps.documents.models import Document
from tests.factories import AppealFactory


def page_of(client, name, *args, **query):
    response = client.get(reverse(f"authority:{name}", args=args), query)
    return response.content.decode().replace("\xa0", " ")


@pytest.fixture
def assigned(world):
    return Appeal.objects.get(status="assigned")


def test_hanne_sees_who_has_waited_longest_and_who_must_hear_something(as_hanne):
    said = page_of(as_hanne, "appeals")

    assert said.index("Wenche Svendsen") < said.index("Nora Pettersen")
    assert "Parten skulle hørt noe innen 5. mars 2026" in said
    assert "Kom for sent" in said
    assert "Jan Dahl" not in said  # concluded: not among the open ones


def test_the_filter_finds_by_status_deadline_and_mine(as_hanne):
    assert "Jan Dahl" in page_of(as_hanne, "appeals", status="upheld")
    assert "Nora Pettersen" not in page_of(as_hanne, "appeals", status="", mine="on")
    only_waiting = page_of(as_hanne, "appeals", status="open", frist="preliminary")
    assert "Wenche Svendsen" in only_waiting
    assert "Eirik Johnsen" not in only_waiting  # he has had a preliminary answer
    assert "Ingen klager passer med valget." in page_of(as_hanne, "appeals", status="withdrawn", mine="on")


def test_only_the_officer_reads_the_words_and_ada_is_told_why_not(as_hanne, as_ada, as_rolf, assigned):
    assert assigned.words in page_of(as_hanne, "appeal", assigned.pk)
    for client in (as_ada, as_rolf):
        said = page_of(client, "appeal", assigned.pk)
        assert assigned.words not in said
        assert "bare den som behandler den, kan lese teksten" in said
    assert "Du var med på vedtaket som er påklaget" in page_of(as_ada, "appeal", assigned.pk)


def test_the_letters_are_for_those_who_may_read_the_words(as_hanne, as_ada, as_astrid, world):
    forwarded = Appeal.objects.get(status="forwarded")
    for document in Document.objects.filter(about=forwarded.about):
        address = reverse("authority:appeal_letter", args=[forwarded.pk, document.pk])
        assert as_hanne.get(address).content.startswith(b"%PDF")
        assert as_astrid.get(address).content.startswith(b"%PDF")
        assert as_ada.get(address).status_code == 403


def test_the_page_shows_what_it_costs_and_whom_it_would_have_displaced(as_hanne, assigned):
    said = page_of(as_hanne, "appeal", assigned.pk)

    assert "Hva medhold koster" in said
    assert "120 000 kr" in said or "60 000 kr" in said
    assert "De beholder plassen sin. Denne kommer i tillegg." in said


def test_a_late_one_must_be_taken_before_it_is_sent_on(as_hanne, assigned):
    answer = as_hanne.post(reverse("authority:forward", args=[assigned.pk]), {"statement": "Riktig."})
    assert answer.status_code == 422
    assert "Klagen kom etter fristen" in answer.content.decode()

    as_hanne.post(reverse("authority:take_late", args=[assigned.pk]), {"why": "Læreren var syk."})
    answer = as_hanne.post(reverse("authority:forward", args=[assigned.pk]), {"statement": "Riktig."})

    assert answer.status_code == 303
    assigned.refresh_from_db()
    assert assigned.status == "forwarded"


def test_astrid_sees_only_what_was_sent_to_her_and_decides_it(as_astrid, world):
    forwarded = Appeal.objects.get(status="forwarded")
    said = page_of(as_astrid, "appeals", status="")
    assert forwarded.case_number in said
    assert Appeal.objects.get(status="assigned").case_number not in said

    given = {"outcome": "not_upheld", "grounds": "Reglene er fulgt."}
    assert as_astrid.post(reverse("authority:conclude", args=[forwarded.pk]), given).status_code == 303

    forwarded.refresh_from_db()
    assert (forwarded.status, forwarded.outcome_decision.decided_by.username) == ("not_upheld", "astrid")
    assert "Reglene er fulgt." in page_of(as_astrid, "appeal", forwarded.pk)


def test_rolf_reads_the_proposal_and_decides_it_and_hanne_may_not(as_rolf, as_hanne, world):
    proposed = Appeal.objects.get(status="proposed")
    refused = as_hanne.get(reverse("authority:decide_appeal", args=[proposed.pk]))
    assert refused.status_code == 403
    assert "Klagen avgjøres av en som har fullmakt" in refused.content.decode()

    assert "Klagen ender med: Avvist." in page_of(as_rolf, "decide_appeal", proposed.pk)
    as_rolf.post(reverse("authority:decide_appeal", args=[proposed.pk]))

    proposed.refresh_from_db()
    assert proposed.status == "dismissed"


def test_tor_and_the_owners_are_not_let_in(as_tor, as_siri, assigned):
    assert as_tor.get(reverse("authority:appeals")).status_code == 403
    assert as_tor.get(reverse("authority:appeal", args=[assigned.pk])).status_code == 404
    assert as_siri.get(reverse("authority:appeals")).status_code == 403


def test_the_numbers_are_a_table_and_a_workbook_with_the_same_content(as_hanne):
    assert "Klager i tall" in page_of(as_hanne, "appeal_numbers")
    sheet = load_workbook(BytesIO(as_hanne.get(reverse("authority:appeal_numbers_file")).content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]

    assert rows[0][:5] == ["År", "Vedtak", "Mottatt", "Kom for sent", "Åpne"]
    finished = next(row for row in rows if row[0] == 2024)
    assert finished[:5] == [2024, "Plass i videreutdanning", 5, 1, 0]


def test_ada_writes_an_outage_in_the_ledger(as_ada):
    given = {
        "starts_at": "2026-03-09T20:00",
        "ends_at": "2026-03-09T21:30",
        "cause": "Disken var full.",
        "consequence": "",
        "desks": ["teacher"],
    }
    assert as_ada.post(reverse("authority:new_outage"), given).status_code == 303
    assert "9. mars 2026 kl. 20.00" in page_of(as_ada, "outages")


def test_an_unknown_application_number_is_told_where_to_find_it(as_ada, world):
    round = Round.objects.get(study_year=2026)
    given = {"application": "2026-99999", "closes_on": "2026-03-12", "grounds": "Nede."}
    answer = as_ada.post(reverse("authority:new_dispensation", args=[round.pk]), given)

    assert answer.status_code == 422
    assert "Nummeret står på kvitteringen." in answer.content.decode()


def test_idar_grants_an_owner_what_ada_prepared_and_ada_reads_why_she_cannot(as_ada, as_idar, world):
    prepared = Dispensation.objects.get(status="prepared")
    said = page_of(as_ada, "dispensation", prepared.pk)
    assert "avgjøres av en som har fullmakt til å beslutte" in said

    as_idar.post(reverse("authority:grant_dispensation", args=[prepared.pk]))

    prepared.refresh_from_db()
    assert (prepared.status, prepared.decided_by.username) == ("decided", "idar")


def test_the_list_asks_no_more_often_when_it_grows(as_hanne, world):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            page_of(as_hanne, "appeals", status="")
        return len(seen)

    few = queries()
    for application in Application.objects.filter(round__study_year=2026)[:20]:
        AppealFactory(decision__about=application.about, decision__kind="place")

    assert queries() == few
