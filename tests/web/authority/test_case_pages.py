"""Ada prepares and Idar decides: late confirmations, changes and recoveries; and the windows close."""

from __future__ import annotations

from pafyll.apps.applications.models import ConfirmationWindow, LateConfirmation
from pafyll.apps.grants.models import Change, Commitment, RecoveryCase
from pafyll.devtools.seed.story.days import MIDDLE
from pafyll.domain.lifecycles.change import ChangeStatus, LateStatus, RecoveryCaseStatus

HERE = "/nasjonal/deltakelse/"


def text_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode().replace("\u00a0", " ")


def test_what_waits_is_on_one_page(as_ada):
    text = text_of(as_ada, HERE)

    for name in ("Emma Nguyen", "Wenche Eide", "Jan Dahl", "Selma Jensen"):
        assert name in text
    assert "Frigi 90 000 kr" in text  # Trond's case was refused


def test_ada_assesses_and_idar_decides_a_late_confirmation(as_ada, as_idar):
    case = LateConfirmation.objects.get(status=LateStatus.ASKED)
    address = f"{HERE}sen-bekreftelse/{case.pk}/"

    assert as_ada.post(address, {"recommends": "yes", "assessment": "I gang."}).status_code == 303
    assert "Bare en beslutter" in text_of(as_ada, address)
    assert as_idar.post(f"{address}vedta/", {"action": "decide"}).status_code == 303
    case.refresh_from_db()
    assert (case.status, case.term.status, case.term.is_late) == (LateStatus.ACCEPTED, "confirmed", True)


def test_idar_sends_a_change_back_and_then_decides_it_as_it_was_shown(as_ada, as_idar):
    change = Change.objects.get(status=ChangeStatus.PREPARED)
    address = f"{HERE}endring/{change.pk}/"

    as_idar.post(f"{address}vedta/", {"action": "return", "why": "Spør studiestedet."})
    change.refresh_from_db()
    assert change.status == ChangeStatus.PROPOSED
    given = {"recommends": "yes", "assessment": "Studiestedet er spurt.", "holds_money": "on"}
    assert as_ada.post(address, given).status_code == 303

    text = text_of(as_idar, address)
    assert "Holdes av" in text
    seen = text.split('name="seen" value="')[1].split('"')[0]
    as_idar.post(f"{address}vedta/", {"action": "decide", "seen": "something else"})
    change.refresh_from_db()
    assert change.status == ChangeStatus.PREPARED
    as_idar.post(f"{address}vedta/", {"action": "decide", "seen": seen})
    change.refresh_from_db()
    assert change.status == ChangeStatus.CARRIED_OUT


def test_a_recovery_starts_with_a_forewarning_and_a_deadline_of_the_officers_own(as_ada, as_siri):
    paid = Commitment.objects.filter(paid__gt=0, recovery_cases__isnull=True, chosen__isnull=True).earliest("pk")
    address = f"{HERE}tilsagn/{paid.pk}/varsle/"

    assert "Loven sier ikke hvor lang fristen skal være" in text_of(as_ada, address)
    given = {"amount": paid.paid, "grounds": "Ikke registrert.", "comments_due_on": "2026-03-10"}
    assert as_ada.post(address, given).status_code == 422  # the deadline is today
    assert as_ada.post(address, given | {"comments_due_on": "2026-04-07"}).status_code == 303
    assert RecoveryCase.objects.filter(commitment=paid, status=RecoveryCaseStatus.FOREWARNED).exists()


def test_a_commented_recovery_is_assessed_and_decided_by_two(as_ada, as_idar):
    case = RecoveryCase.objects.get(status=RecoveryCaseStatus.COMMENTED)
    address = f"{HERE}tilbakebetaling/{case.pk}/"

    assert as_ada.post(address, {"recommends": "yes", "assessment": "Kravet står."}).status_code == 303
    assert as_idar.post(f"{address}vedta/", {"action": "decide"}).status_code == 303
    case.refresh_from_db()
    assert case.status == RecoveryCaseStatus.DECIDED
    assert case.commitment.recovered == case.amount


def test_a_window_is_closed_when_it_is_over_and_its_money_released(as_ada, clock):
    window = ConfirmationWindow.objects.get(round__study_year=MIDDLE, semester="2026V")
    as_ada.post(f"{HERE}vindu/{window.pk}/lukk/")
    window.refresh_from_db()
    assert window.closed_at is None  # it is open until 15 March is over

    clock.move_to("2026-03-16")
    assert "Lukk" in text_of(as_ada, HERE)
    as_ada.post(f"{HERE}vindu/{window.pk}/lukk/")
    as_ada.post(f"{HERE}vindu/{window.pk}/frigi/")
    window.refresh_from_db()
    assert window.closed_at is not None
    missed = Commitment.objects.filter(term__semester="2026V", term__status="not_confirmed")
    assert [row.left for row in missed] == [0] * missed.count()


def test_tor_reads_no_cases_about_people(as_tor):
    for address in (HERE, "/nasjonal/deltakere/"):
        assert as_tor.get(address).status_code == 403


def test_a_participant_is_found_by_owner(as_ada):
    assert "Guro Myklebust" in text_of(as_ada, "/nasjonal/deltakere/?sok=Fjordvik")
