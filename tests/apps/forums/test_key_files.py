"""Tor sends figures to share by: what is wrong is told, what is kept has a fingerprint, and a run says which."""

from __future__ import annotations

import io
from datetime import date

import polars as pl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse

from pafyll.apps.forums.models import DistributionRun, KeyFile
from pafyll.apps.forums.queries.distribution import requests_of
from pafyll.apps.forums.services import distribution as services
from pafyll.apps.forums.services.distribution import StepValues
from pafyll.apps.forums.services.key_files import FaultyKeyFile, KeyTerms, add_key_file
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.answers import Refusal
from pafyll.integrations.tables.key_files import SentFile
from tests.factories import (
    AwardFactory,
    DistributionDraftFactory,
    ForumDisqualificationFactory,
    KeyFileFactory,
    NeedsNotificationFactory,
    SchemeYearFactory,
)
from tests.factories.base import NOW

COUNTED = date(2025, 12, 15)
TERMS = KeyTerms("kindergarten_fte", "årsverk i barnehagene", "BASIL", COUNTED, "første publisering")
HEADING = "number;name;kind;municipality;kindergarten_fte"


@pytest.fixture
def year(county):
    Organisation.objects.filter(pk=county.governor.pk).update(county_code="77")
    for key in ("siri", "ola"):
        Organisation.objects.filter(pk=county.seats[key].organisation.pk).update(county_code="77")
    county.governor.refresh_from_db()
    return SchemeYearFactory(governor=county.governor)


@pytest.fixture
def tor(county):
    return {"by": county.user("tor"), "at": NOW}


@pytest.fixture
def numbers(county):
    return [county.seats[key].organisation.number for key in ("siri", "ola")]


def sent(*rows: str, name: str = "basil.csv") -> SentFile:
    return SentFile(name, "\n".join([HEADING, *rows]).encode())


def test_the_figures_are_kept_with_the_file_and_a_run_says_which_it_shared_by(year, tor, numbers):
    siri, ola = numbers
    rows = f"{siri};Siris kommune;kommune;;10,5", f"{ola};Olas kommune;kommune;;31,5"
    file = add_key_file(year=year, terms=TERMS, file=sent(*rows), **tor)
    draft = services.start_draft(year=year, title="Barnehagene", frame=4_000, pipeline={}, **tor)
    services.add_step(
        draft=draft,
        values=StepValues({"step": "share", "pot": "frame", "key": file.code, "who": ["municipality"]}),
        **tor,
    )

    run = services.run_draft(draft=draft, **tor)

    assert dict(run.lines) == {siri: 1_000, ola: 3_000}
    assert run.pipeline["keys"][file.code]["source"] == f"BASIL, basil.csv #{file.fingerprint[:12]}"
    assert (file.total, bytes(file.content).decode()[:6]) == (4_200, "number")


FAULTS = {
    "a duplicate": (["{siri};S;kommune;;1", "{siri};S;kommune;;2"], "duplicate", "{siri}"),
    "not a number": (["{siri};S;kommune;;NaN", "{ola};O;kommune;;2"], "not_finite", "NaN"),
    "below zero": (["{siri};S;kommune;;-4", "{ola};O;kommune;;2"], "below_or_empty", "-4"),
    "three decimals": (["{siri};S;kommune;;1,234"], "too_many_decimals", "1,234"),
    "a wrong number": (["91000002;S;kommune;;1"], "nine_digits", "91000002"),
    "another printed total": (["{siri};S;kommune;;1,5", "{ola};O;kommune;;2,5", ";Sum;;;5"], "total_differs", "5"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_what_is_wrong_is_told_with_its_row_and_nothing_is_kept(year, tor, numbers, name):
    rows, kind, value = FAULTS[name]
    siri, ola = numbers

    with pytest.raises(FaultyKeyFile) as faulty:
        add_key_file(year=year, terms=TERMS, file=sent(*[row.format(siri=siri, ola=ola) for row in rows]), **tor)

    fault = faulty.value.faults[0]
    assert (fault.kind, fault.value) == (kind, value.format(siri=siri))
    assert not KeyFile.objects.exists()


def test_both_sums_are_shown_where_the_printed_total_is_another(year, tor, numbers):
    with pytest.raises(FaultyKeyFile) as faulty:
        add_key_file(year=year, terms=TERMS, file=sent(f"{numbers[0]};S;kommune;;1,5", ";Sum;;;5"), **tor)

    assert dict(faulty.value.faults[0].facts) == {"printed": "5", "counted": "1,5"}


def test_a_merged_municipality_is_told_and_added_to_its_heir_only_with_a_file_that_says_so(year, tor, numbers):
    siri, _ola = numbers
    rows = (f"{siri};Nye Prøve;kommune;7799;10", "910099998;Gamle Prøve;kommune;7798;2,5")
    mergers = SentFile("sammen.csv", b"gammelt;nytt;starts_on\n7798;7799;2025-01-01")

    file = add_key_file(year=year, terms=TERMS, file=sent(*rows), mergers=mergers, **tor)

    assert file.by_number == {siri: 12_50}
    assert "10 + 2,5 = 12,5" in file.notes[0]


def test_a_county_that_had_ended_when_the_figures_were_counted_is_told(year, tor, numbers):
    file = SentFile("gsi.csv", f"number;name;kind;county;kindergarten_fte\n{numbers[0]};S;kommune;30;5".encode())

    with pytest.raises(FaultyKeyFile) as faulty:
        add_key_file(year=year, terms=TERMS, file=file, **tor)

    assert {one.kind for one in faulty.value.faults} <= {"merged", "divided"}


def test_an_excel_file_with_norwegian_headings_is_read_too(year, tor, numbers):
    frame = pl.DataFrame(
        {"Organisasjonsnummer": numbers, "Navn": ["S", "O"], "Slag": ["kommune"] * 2, "Barnehageårsverk": [1.5, 2.0]}
    )
    out = io.BytesIO()
    frame.write_excel(out)

    file = add_key_file(year=year, terms=TERMS, file=SentFile("basil.xlsx", out.getvalue()), **tor)

    assert file.by_number == dict(zip(numbers, (150, 200), strict=True))


def test_a_run_that_needs_a_figure_that_the_file_lacks_is_refused_by_name(year, tor, numbers, county):
    file = add_key_file(year=year, terms=TERMS, file=sent(f"{numbers[0]};S;kommune;;1"), **tor)
    draft = services.start_draft(year=year, title="Barnehagene", frame=4_000, pipeline={}, **tor)
    step = {"step": "share", "pot": "frame", "key": file.code, "who": ["municipality"]}
    services.add_step(draft=draft, values=StepValues(step), **tor)

    with pytest.raises(Refusal) as refused:
        services.run_draft(draft=draft, **tor)

    assert refused.value.answer.code == "key_missing"
    assert county.seats["ola"].organisation.name in str(refused.value.answer)


def test_the_same_file_is_not_kept_twice_and_figures_from_tomorrow_are_refused(year, tor, numbers):
    file = sent(f"{numbers[0]};S;kommune;;1")
    add_key_file(year=year, terms=TERMS, file=file, **tor)

    for terms, code in (
        (TERMS, "same_key_file"),
        (KeyTerms("kindergarten_fte", "x", "y", date(2030, 1, 1)), "counted_later"),
    ):
        with pytest.raises(Refusal) as refused:
            add_key_file(year=year, terms=terms, file=file, **tor)
        assert refused.value.answer.code == code


def test_siri_and_who_is_disqualified_cannot_send_figures(year, tor, county, numbers):
    file = sent(f"{numbers[0]};S;kommune;;1")
    with pytest.raises(Refusal):
        add_key_file(year=year, terms=TERMS, file=file, by=county.user("siri"), at=NOW)
    ForumDisqualificationFactory(forum=county.forum, person=county.people["tor"], matter=year.about)

    with pytest.raises(Refusal) as refused:
        add_key_file(year=year, terms=TERMS, file=file, **tor)

    assert refused.value.answer.code == "disqualified"


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_refuses_to_alter_a_key_file(db, change):
    KeyFileFactory()
    rows = KeyFile.objects.all()

    with pytest.raises(DatabaseError, match="never altered"), transaction.atomic():
        rows.update(label="Ny") if change == "update" else rows._raw_delete(rows.db)


# Promised in earlier years


@pytest.fixture
def earlier(year, county):
    """A need of Siri's for 2025 and 2026, notified in 2025; the owner was awarded money that year."""
    before = SchemeYearFactory(governor=year.governor, year=2025, decided=True)
    owner = county.seats["siri"].organisation
    need = NeedsNotificationFactory(
        scheme_year=before, owner=owner, treated=True, first_year=2025, years=2, amounts=[400_000, 350_000]
    )
    AwardFactory(scheme_year=before, recipient=owner, payee=owner, decided=True, amount=400_000)
    return need


def test_what_an_earlier_year_has_promised_comes_first(year, tor, earlier, numbers):
    draft = services.start_draft(year=year, title="Tilsagn", frame=1_000_000, pipeline={}, **tor)
    services.add_step(draft=draft, values=StepValues({"step": "commitments", "pot": "frame"}), **tor)
    services.add_step(draft=draft, values=StepValues({"step": "remainder", "pot": "frame", "fate": "returned"}), **tor)
    services.set_commitments(draft=draft, commitments={earlier.number: 350_000}, **tor)

    run = services.run_draft(draft=draft, **tor)

    assert dict(run.lines) == {numbers[0]: 350_000}
    assert requests_of(year, {}) == ()


def test_whoever_is_disqualified_in_an_earlier_need_does_nothing_in_the_years_it_reaches(year, tor, earlier, county):
    draft = services.start_draft(year=year, title="Tilsagn", frame=1_000_000, pipeline={}, **tor)
    ForumDisqualificationFactory(forum=county.forum, person=county.people["tor"], matter=earlier.about)

    with pytest.raises(Refusal) as refused:
        services.set_commitments(draft=draft, commitments={earlier.number: 1}, **tor)

    assert refused.value.answer.code == "disqualified"


# The pages


@pytest.fixture
def page(client, county):
    client.force_login(county.user("tor"))
    return client


def upload(content: str, **more: str) -> dict[str, object]:
    given = {"figure": "kindergarten_fte", "label": "årsverk i barnehagene", "source": "BASIL", "revision": "1"}
    file = SimpleUploadedFile("basil.csv", content.encode())
    return {**given, "counted_on": "2025-12-15", "file": file, **more}


def test_tor_sends_a_file_and_chooses_it_in_a_step(page, year, numbers, county):
    rows = "\n".join([HEADING, f"{numbers[0]};S;kommune;;1", "910099999;Ukjent;kommune;;4"])

    answer = page.post(reverse("authority:key_files", args=[year.pk]), upload(rows))

    assert answer.status_code == 303
    shown = page.get(answer.url).content.decode()
    assert "Ukjent (910099999)" in shown
    assert f"{county.seats['ola'].organisation.name} ({numbers[1]})" in shown
    draft = DistributionDraftFactory(scheme_year=year, pipeline={"title": "x", "steps": []})
    step = page.get(reverse("authority:distribution_new_step", args=[draft.pk]), {"slag": "share"}).content.decode()
    assert KeyFile.objects.get().code in step
    assert page.get(reverse("authority:key_file_content", args=[KeyFile.objects.get().pk])).content == rows.encode()


def test_the_faults_stand_in_a_table_and_the_form_keeps_what_was_written(page, year, numbers):
    rows = "\n".join([HEADING, f"{numbers[0]};S;kommune;;NaN", f"{numbers[0]};S;kommune;;1"])

    answer = page.post(reverse("authority:key_files", args=[year.pk]), upload(rows))

    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Dette må rettes i den" in shown
    assert "NaN" in shown
    assert "BASIL" in shown


def test_a_run_shows_its_keys_with_the_revision_of_the_register(page, year, tor):
    Organisation.objects.filter(kind="municipality").update(teacher_fte_hundredths=100_00)
    draft = services.start_draft(year=year, title="Årsverk", frame=2_000, pipeline={}, **tor)
    step = {"step": "share", "pot": "frame", "key": "teacher_fte", "who": ["municipality"]}
    services.add_step(draft=draft, values=StepValues(step), **tor)
    address = reverse("authority:distribution_register", args=[draft.pk])
    page.post(address, {"revision": "2", "counted_on": "2025-10-01"})

    page.post(reverse("authority:distribution_start", args=[draft.pk]))

    shown = page.get(reverse("authority:distribution_run", args=[DistributionRun.objects.get().pk])).content.decode()
    assert "Lærerårsverk (registeret, revisjon 2, telt 1.\u00a0oktober 2025)" in shown


def test_tor_enters_what_earlier_years_have_promised(page, year, tor, earlier):
    draft = services.start_draft(year=year, title="Tilsagn", frame=1_000_000, pipeline={}, **tor)
    address = reverse("authority:distribution_commitments", args=[draft.pk])

    shown = page.get(address).content.decode()
    page.post(address, {earlier.number: "350000"})

    assert "350\u00a0000\u00a0kr. Eieren fikk 400\u00a0000\u00a0kr det året" in shown
    draft.refresh_from_db()
    assert draft.commitments == {earlier.number: 350_000}


def test_siri_sees_no_figures(client, county):
    file = KeyFileFactory()
    client.force_login(county.user("siri"))

    for name, key in (("key_files", file.scheme_year_id), ("key_file", file.pk), ("key_file_content", file.pk)):
        assert client.get(reverse(f"authority:{name}", args=[key])).status_code in (302, 403, 404)
