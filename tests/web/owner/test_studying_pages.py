"""Siri's pages about those who study: confirming, changes with their money shown first, choices and forewarnings."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook

from pafyll.apps.applications.models import ConfirmationReceipt, Participation, ParticipationTerm
from pafyll.apps.grants.models import Change, OwnerChoice, RecoveryCase
from pafyll.devtools.seed.story.days import MIDDLE
from pafyll.domain.lifecycles.change import ChangeStatus, RecoveryCaseStatus
from pafyll.domain.lifecycles.participation import ParticipationStatus as P
from pafyll.domain.lifecycles.participation import TermStatus as T

BLANK = "\u00a0"


def page_of(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode().replace(BLANK, " ")


def guro():
    return Participation.objects.get(round__study_year=MIDDLE, person__first_name="Guro")


def spring(participation):
    return ParticipationTerm.objects.get(participation=participation, semester="2026V")


def test_siri_sees_who_is_left_and_the_kroner_at_stake(as_siri):
    text = page_of(as_siri, "/eier/bekreft/")

    assert "Guro Myklebust" in text
    assert "232 500 kr" in text
    assert "Siste dag er <strong>15. mars 2026</strong>" in text
    assert "Bekreft 3 deltakere for våren 2026" in page_of(as_siri, "/eier/")


def test_siri_looks_over_confirms_and_gets_a_receipt_to_print(as_siri):
    term = spring(guro())
    shown = page_of(as_siri, f"/eier/bekreft/se-over/?rad={term.pk}")
    assert "Staten betaler 60 000 kr for semesteret" in shown

    answer = as_siri.post("/eier/bekreft/", {"rad": term.pk})
    receipt = ConfirmationReceipt.objects.latest("pk")
    assert (answer.status_code, answer.url) == (303, f"/eier/bekreft/kvittering/{receipt.pk}/")
    text = page_of(as_siri, answer.url)
    assert receipt.number in text
    assert receipt.content_hash in text
    for language, words in (("nb", "Deltakelsen er bekreftet"), ("nn", "Deltakinga er stadfesta")):
        written = as_siri.post(f"/eier/bekreft/kvittering/{receipt.pk}/skriv/", {"language": language})
        assert as_siri.get(written.url).content.startswith(b"%PDF")
        assert words in page_of(as_siri, answer.url)
    again = as_siri.post("/eier/bekreft/", {"rad": term.pk}, follow=True)
    assert "Alle var bekreftet fra før" in again.content.decode()


def test_nobody_ticked_is_told_what_to_do(as_siri):
    answer = as_siri.get("/eier/bekreft/se-over/", follow=True)

    assert "Kryss av for dem som er i gang" in answer.content.decode()


def test_the_list_is_found_by_name_and_goes_to_excel(as_siri):
    assert "Selma Jensen" not in page_of(as_siri, "/eier/bekreft/?sok=guro").split("<tbody>")[1]
    sheet = load_workbook(BytesIO(as_siri.get("/eier/bekreft/excel/?sok=guro").content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert rows[0][0] == "Etternavn"
    assert [row[0] for row in rows[1:]] == ["Myklebust"]


def test_one_who_is_not_going_on_is_reported_with_a_reason_and_taken_back(as_siri):
    term = spring(guro())
    address = f"/eier/bekreft/{term.pk}/ikke-startet/"
    assert "60 000 kr fra staten går tilbake til rammen" in page_of(as_siri, address)
    assert as_siri.post(address, {"reason": "other", "words": ""}).status_code == 422
    assert as_siri.post(address, {"reason": "new_job", "words": ""}).status_code == 303
    assert spring(guro()).status == T.NOT_STARTED

    assert as_siri.post(f"/eier/bekreft/{term.pk}/angre/").status_code == 303
    assert spring(guro()).status == T.AWAITING


def test_ola_never_sees_siris_participants(as_ola):
    one = guro()

    assert "Myklebust" not in page_of(as_ola, "/eier/deltakere/")
    for address in (f"/eier/deltakere/{one.pk}/", f"/eier/deltakere/{one.pk}/endre/drop_out/"):
        page_of(as_ola, address, 404)
    answer = as_ola.post("/eier/bekreft/", {"rad": spring(one).pk}, follow=True)
    assert "har endret listen" in answer.content.decode()
    assert spring(one).status == T.AWAITING


def test_the_effect_is_shown_before_anything_is_done(as_siri):
    one = guro()
    address = f"/eier/deltakere/{one.pk}/endre/drop_out/"
    given = {"since": "2026V", "reason": "new_job", "words": ""}

    shown = as_siri.get(address, given).content.decode().replace(BLANK, " ")
    assert "Dette gjør endringen med pengene" in shown
    assert "Semesteret er ikke betalt. Pengene går tilbake til rammen for 2026" in shown
    assert "Skoleåret 2025/26: 60 000 kr" in shown
    assert guro().status == P.STARTED

    seen = shown.split('name="seen" value="')[1].split('"')[0]
    stale = as_siri.post(address, given | {"seen": "another"})
    assert (stale.status_code, guro().status) == (200, P.STARTED)
    assert "Beløpene er endret mens du så på dem" in stale.content.decode()
    assert as_siri.post(address, given | {"seen": seen}).status_code == 303
    assert guro().status == P.DROPPED_OUT


def test_a_change_without_a_reason_says_so_at_the_field(as_siri):
    answer = as_siri.get(f"/eier/deltakere/{guro().pk}/endre/drop_out/", {"since": "2026V", "reason": "other"})

    assert answer.status_code == 422
    assert "Skriv hvorfor." in answer.content.decode()


def test_what_no_rule_says_is_said_to_be_the_directorates_decision(as_siri):
    text = page_of(as_siri, f"/eier/deltakere/{guro().pk}/endre/defer/")

    assert "Ingen nasjonal regel er publisert" in text
    assert "Direktoratet avgjør dette" in text


def test_siri_sends_selmas_wish_on_and_the_private_reason_is_marked(as_siri):
    change = Change.objects.get(status=ChangeStatus.REPORTED)
    text = page_of(as_siri, f"/eier/endringer/{change.pk}/")
    assert "Foreldrepermisjon." in text
    assert "Taushetsbelagt" in text

    seen = text.split('name="seen" value="')[1].split('"')[0]
    assert as_siri.post(f"/eier/endringer/{change.pk}/godta/", {"seen": seen}).status_code == 303
    change.refresh_from_db()
    assert change.status == ChangeStatus.PROPOSED


def test_ola_redirects_what_was_paid_for_one_who_stopped(as_ola):
    change = Change.objects.get(participation__person__last_name="Andreassen", status=ChangeStatus.CARRIED_OUT)
    address = f"/eier/endringer/{change.pk}/velg/"
    text = page_of(as_ola, address)
    assert "112 500 kr" in text
    hidden = {name: text.split(f'name="{name}" value="')[1].split('"')[0] for name in ("seen_repay", "seen_redirect")}

    given = hidden | {"choice": "redirect", "grounds": "Skolen har et annet behov.", "purpose": ""}
    assert as_ola.post(address, given).status_code == 422
    assert as_ola.post(address, given | {"purpose": "Kurs i begynneropplæring"}).status_code == 303
    assert not OwnerChoice.objects.get(change=change).repays
    assert "112 500 kr omdisponert" in page_of(as_ola, f"/eier/deltakere/{change.participation_id}/")
    assert "Dere har alt valgt." in page_of(as_ola, address)


def test_siri_comments_on_a_forewarning_and_opens_the_letter(as_siri):
    case = RecoveryCase.objects.get(status=RecoveryCaseStatus.FOREWARNED)
    address = f"/eier/tilbakebetaling/{case.pk}/"
    assert "31. mars 2026" in page_of(as_siri, address)

    assert as_siri.post(address, {"comments": "Hun var der hele semesteret."}).status_code == 303
    case.refresh_from_db()
    assert case.status == RecoveryCaseStatus.COMMENTED
    letter = as_siri.post(f"{address}brev/", {"language": "nn", "letter": "forewarning"})
    assert as_siri.get(letter.url).content.startswith(b"%PDF")


@pytest.mark.parametrize(
    "address", ["/eier/deltakere/", "/eier/deltakere/?sok=guro", "/eier/deltakere/?status=started"]
)
def test_participants_are_found(as_siri, address):
    assert "Guro Myklebust" in page_of(as_siri, address)


def test_vigdis_asks_to_confirm_the_one_she_forgot(as_vigdis):
    missed = ParticipationTerm.objects.get(participation__person__last_name="Næss", semester="2025H")
    ParticipationTerm.objects.filter(pk=missed.pk).update(status="not_confirmed")
    address = f"/eier/bekreft/{missed.pk}/for-sent/"

    assert "Fristen var 1. september 2025" in page_of(as_vigdis, address)
    assert as_vigdis.post(address, {"grounds": "Jeg glemte henne. Hun var i gang."}).status_code == 303
    assert missed.late_confirmations.get().grounds.startswith("Jeg glemte")
