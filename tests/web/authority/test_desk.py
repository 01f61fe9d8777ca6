"""What people see and may do at the directorate's desk, the provider's and the County Governor's."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pafyll.apps.applications.models import AllocationResult, AllocationRun, Application, Round, RoundRate, Scenario
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.lifecycles.allocation import RunStatus
from pafyll.domain.lifecycles.round import RoundStatus

pytestmark = pytest.mark.django_db


@pytest.fixture
def middle(world):
    return Round.objects.get(study_year=2025)


@pytest.fixture
def current(world):
    return Round.objects.get(study_year=2026)


@pytest.fixture
def decided(middle):
    return middle.runs.get(status=RunStatus.DECIDED)


def body(response):
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def numbers_in(workbook):
    sheet = openpyxl.load_workbook(io.BytesIO(workbook)).active
    return [row[0] for row in sheet.iter_rows(min_row=4, values_only=True)]


# Rounds


def test_ada_copies_the_newest_round_and_sees_what_is_still_last_years(as_ada, world):
    newest = Round.objects.first()

    response = as_ada.post(reverse("authority:copy", args=[newest.pk]))

    made = Round.objects.first()
    assert (response.status_code, response.url) == (303, reverse("authority:round", args=[made.pk]))
    assert "Fortsatt som i fjor" in body(as_ada.get(response.url))


def test_a_confirmed_line_of_the_checklist_is_in_order_with_adas_signature(as_ada, world):
    draft = Round.objects.get(status=RoundStatus.DRAFT)

    as_ada.post(reverse("authority:confirm", args=[draft.pk, "money"]))

    page = body(as_ada.get(reverse("authority:round", args=[draft.pk])))
    assert "Som i fjor, og bekreftet." in page
    assert "bekreftet at det skal være som i fjor" in page


def test_a_shortened_deadline_is_refused_beside_the_field_it_concerns(as_ada, current):
    page = body(
        as_ada.post(
            reverse("authority:dates", args=[current.pk]),
            {
                "opens_on": "2026-02-01",
                "teacher_closes_on": "2026-02-27",
                "owner_opens_on": "2026-03-02",
                "owner_closes_on": "2026-03-15",
                "result_on": "2026-04-30",
                "admission_on": "2026-05-31",
                "why": "Vil bli ferdig",
            },
        )
    )

    assert "En kunngjort frist kan forlenges, ikke kortes inn." in page
    assert 'href="#id_teacher_closes_on"' in page


def test_a_rate_is_entered_with_source_and_signature(as_ada, ada, current):
    fields = {"scheme": "scholarship", "payer": "state", "subject_group": "", "per_30_credits": "121000"}

    assert "Før satsen" in body(as_ada.post(reverse("authority:rates", args=[current.pk]), fields))
    response = as_ada.post(reverse("authority:rates", args=[current.pk]), fields | {"source": "Brev 12"})

    assert response.status_code == 303
    rate = RoundRate.objects.get(round=current, scheme="scholarship", payer="state", subject_group="")
    assert (rate.per_30_credits, rate.source, rate.entered_by) == (121_000, "Brev 12", ada.user)


def test_a_round_that_somebody_has_applied_in_is_not_withdrawn(as_ada, current):
    page = body(as_ada.post(reverse("authority:withdraw", args=[current.pk]), {"why": "Feil"}))

    assert "har begynt på en søknad" in page
    current.refresh_from_db()
    assert current.status == RoundStatus.OPEN


# Who sees what


def test_tor_reads_only_his_own_countys_rows_and_no_files_of_the_whole_country(as_tor, as_ada, decided):
    storby = Organisation.objects.get(name="Storby kommune")
    Organisation.objects.filter(pk=storby.pk).update(county_code="97")
    outside = set(
        AllocationResult.objects.filter(run=decided, application__owner=storby).values_list(
            "application__number", flat=True
        )
    )
    assert outside

    for client, sees_storby in ((as_tor, False), (as_ada, True)):
        numbers = set(numbers_in(client.get(reverse("authority:workbook", args=[decided.pk])).content))
        page = body(client.get(reverse("authority:results", args=[decided.pk])))
        assert outside.issubset(numbers) is sees_storby
        assert outside.isdisjoint(numbers) is not sees_storby
        assert ("Storby kommune" in page) is sees_storby
    for page in ("input_files", "protocol", "chains"):
        assert as_tor.get(reverse(f"authority:{page}", args=[decided.pk])).status_code == 403


def test_tor_does_not_meet_another_countys_applicant_by_guessing_the_address(as_tor, decided):
    result = AllocationResult.objects.filter(run=decided).first()
    Organisation.objects.filter(pk=result.application.owner_id).update(county_code="97")

    assert as_tor.get(reverse("authority:chain", args=[decided.pk, result.pk])).status_code == 404


def test_tor_sees_no_run_before_it_is_decided_and_changes_nothing(as_tor, middle, current):
    undecided = middle.runs.exclude(status=RunStatus.DECIDED).first()

    assert as_tor.get(reverse("authority:run", args=[undecided.pk])).status_code == 404
    for page in ("terms", "dates", "rates", "quotas", "bench", "start", "copy", "announce"):
        assert as_tor.get(reverse(f"authority:{page}", args=[current.pk])).status_code == 403


def test_nina_sees_who_was_granted_at_her_own_offers_only(as_nina, decided):
    result = AllocationResult.objects.filter(run=decided, is_granted=True, offer__isnull=False)
    own = result.filter(offer__programme__provider__name="Høgskolen i Innhavet").first()
    others = result.exclude(offer__programme__provider__name="Høgskolen i Innhavet").first()

    assert own.application.person.last_name in body(as_nina.get(reverse("provider:offer", args=[own.offer_id])))
    assert own.application.number in numbers_in(as_nina.get(reverse("provider:workbook", args=[own.offer_id])).content)
    for page in ("offer", "workbook"):
        assert as_nina.get(reverse(f"provider:{page}", args=[others.offer_id])).status_code == 404


def test_nina_sees_nobody_before_the_decision(as_nina, decided):
    own = AllocationResult.objects.filter(
        run=decided, is_granted=True, offer__programme__provider__name="Høgskolen i Innhavet"
    ).first()
    AllocationRun.objects.filter(pk=decided.pk).update(status=RunStatus.REVIEWED)

    page = body(as_nina.get(reverse("provider:offer", args=[own.offer_id])))

    assert str(own.application.person) not in page
    assert "Ingen har fått plass ennå." in page


# Results


def test_the_excel_file_follows_the_filter(as_ada, decided):
    everything = numbers_in(as_ada.get(reverse("authority:workbook", args=[decided.pk])).content)
    refused = numbers_in(as_ada.get(reverse("authority:workbook", args=[decided.pk]), {"utfall": "refused"}).content)

    assert len(everything) == decided.results.count()
    wanted = decided.results.filter(is_granted=False).values_list("application__number", flat=True)
    assert sorted(refused) == sorted(wanted)


def test_a_name_that_begins_like_a_formula_stays_a_text_in_excel(as_ada, decided):
    result = decided.results.first()
    type(result.application.person).objects.filter(pk=result.application.person_id).update(first_name="=1+1")

    sheet = openpyxl.load_workbook(
        io.BytesIO(as_ada.get(reverse("authority:workbook", args=[decided.pk])).content)
    ).active

    cell = next(row[1] for row in sheet.iter_rows(min_row=4) if str(row[1].value).startswith("=1+1"))
    assert cell.data_type == "s"


def test_the_result_list_needs_as_many_queries_with_all_rows_as_with_one(as_ada, decided):
    url = reverse("authority:results", args=[decided.pk])

    def queries(**wanted):
        with CaptureQueriesContext(connection) as captured:
            as_ada.get(url, wanted)
        return len(captured)

    assert queries() == queries(sok=decided.results.first().application.number)


def test_a_chain_is_read_in_words_with_the_number_and_the_offer(as_ada, decided):
    result = decided.results.filter(is_granted=False).first()

    page = body(as_ada.get(reverse("authority:chain", args=[decided.pk, result.pk])))

    assert "Skoleeieren prioriterte søknaden som nummer" in page
    for step in result.chain["steps"]:
        assert step["code"] not in page


def test_the_run_page_says_bound_gap_audit_and_fingerprints(as_ada, decided):
    page = body(as_ada.get(reverse("authority:run", args=[decided.pk])))

    assert "Innenfor de samme grensene kunne høyst" in page
    assert "Ingen feil" in page
    for fingerprint in (decided.input_hash, decided.rules_hash, decided.outcome_hash):
        assert fingerprint in page


def test_a_replay_from_the_page_says_that_the_result_is_the_same(as_ada, decided):
    response = as_ada.post(reverse("authority:check", args=[decided.pk]), follow=True)

    assert "Samme resultat." in body(response)


# Two people, from the pages


@pytest.fixture
def after_the_owners(clock, current):
    """The middle of March is over, and everyone approved stands in a submitted list."""
    clock.move_to("2026-03-20")
    Application.objects.filter(round=current, status="approved").update(status="ranked")
    return current


def test_ada_runs_and_reviews_and_idar_decides(as_ada, as_idar, after_the_owners):
    started = as_ada.post(reverse("authority:start", args=[after_the_owners.pk]))
    run = AllocationRun.objects.first()
    assert (started.status_code, run.round) == (303, after_the_owners)

    as_ada.post(reverse("authority:review", args=[run.pk]), {"note": "Gått gjennom"})
    assert "Fordelingen vedtas av en som har fullmakt" in body(as_ada.get(reverse("authority:run", args=[run.pk])))
    assert as_ada.post(reverse("authority:decide", args=[run.pk])).status_code == 403

    said = body(as_idar.get(reverse("authority:decide", args=[run.pk])))
    granted = run.results.filter(is_granted=True).count()
    assert f"{granted} søknader blir innvilget." in said
    assert as_idar.post(reverse("authority:decide", args=[run.pk])).status_code == 303
    run.refresh_from_db()
    assert (run.status, run.decided_by.username) == (RunStatus.DECIDED, "idar")


def test_a_discarded_run_needs_a_reason_and_stays_readable(as_ada, after_the_owners):
    as_ada.post(reverse("authority:start", args=[after_the_owners.pk]))
    run = AllocationRun.objects.first()

    without_reason = as_ada.post(reverse("authority:discard", args=[run.pk]), {"why": ""})
    assert 'href="#id_why"' in body(without_reason)
    as_ada.post(reverse("authority:discard", args=[run.pk]), {"why": "Feil kvote hos en eier"})

    assert "Feil kvote hos en eier" in body(as_ada.get(reverse("authority:run", args=[run.pk])))


# The bench


def test_a_scenario_is_compared_with_the_round_on_every_side(as_ada, middle):
    response = as_ada.post(
        reverse("authority:new_scenario", args=[middle.pk]),
        {"name": "Uten kvoter, flere plasser", "subject-mathematics": "200", "without_quotas": "on"},
    )
    assert response.status_code == 303

    page = body(as_ada.get(response.url))

    scenario = Scenario.objects.get(name="Uten kvoter, flere plasser")
    assert scenario.changes == {"capacity_percent": {"mathematics": 200}, "without_quotas": True}
    for said in ("Plassene i matematikk blir 200 % av dagens.", "Skoleeierne har ingen kvote.", "Kjønn", "Fylke"):
        assert said in page
    assert "Nei, andre regler eller rammer enn de kunngjorte" in page


def test_a_scenario_that_changes_nothing_is_refused_in_words(as_ada, middle):
    page = body(as_ada.post(reverse("authority:new_scenario", args=[middle.pk]), {"name": "Tomt"}))

    assert "Scenarioet endrer ingenting." in page
