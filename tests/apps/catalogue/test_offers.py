"""Nina writes, copies, checks and publishes offers, two editors never overwrite each other, and files go in and out."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from pafyll.apps.casework.services import AlreadyChanged
from pafyll.apps.catalogue.models import ExchangeFile, StudyOffer, StudyProgramme
from pafyll.apps.catalogue.services import publish_offer, unpublish_offer
from pafyll.apps.catalogue.services.editing import (
    confirm_unchanged,
    copy_offer,
    copy_year,
    edit_offer,
    values_of,
    versions_of,
    write_offer,
)
from pafyll.apps.catalogue.services.exchange import csv_bytes, excel_bytes, keep_file
from pafyll.apps.catalogue.services.offer_files import (
    carry_out_offer_file,
    offer_rows,
    offer_spec,
    offers_as_ooapi,
    plan_offer_file,
)
from pafyll.domain.answers import Refusal
from pafyll.domain.rules.offers import OfferValues
from tests.factories import ApplicationFactory, RoleGrantFactory, StudyOfferFactory
from tests.factories.base import NOW

pytestmark = pytest.mark.django_db
VALUES = OfferValues("LES1", "Lesing på mellomtrinnet", "norwegian", Decimal(15), 2026, "online", 20, semesters=1)


@pytest.fixture
def offer():
    return StudyOfferFactory(starts_on=date(2026, 8, 24), ends_on=date(2027, 6, 4), fee=0)


@pytest.fixture
def nina(offer):
    return RoleGrantFactory(provider_officer=True, organisation=offer.programme.provider).person.user


@pytest.fixture
def ntnu():
    return RoleGrantFactory(provider_officer=True, organisation=StudyOfferFactory().programme.provider).person.user


def edit(offer, nina, seen=None, **given):
    offer = StudyOffer.objects.select_related("programme").get(pk=offer.pk)
    values = replace(values_of(offer), **given)
    return edit_offer(offer=offer, values=values, seen=seen or versions_of(offer), by=nina, at=NOW)


def test_nina_writes_a_new_offer_as_a_draft(offer, nina):
    made = write_offer(provider=offer.programme.provider, values=VALUES, by=nina, at=NOW)

    assert (made.status, made.code, made.programme.name) == ("draft", "LES1-2026", "Lesing på mellomtrinnet")


def test_nobody_writes_for_another_provider(offer, ntnu):
    with pytest.raises(Refusal) as refusal:
        write_offer(provider=offer.programme.provider, values=VALUES, by=ntnu, at=NOW)

    assert refusal.value.answer.code == "not_provider_officer"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"mode": "gatherings", "gatherings": 0}, "gatherings_missing"),
        ({"mode": "campus", "place": " "}, "place_missing"),
        ({"ends_on": date(2026, 8, 1)}, "ends_before_start"),
        ({"starts_on": date(2025, 8, 24)}, "starts_outside_year"),
        ({"credits": Decimal(0)}, "credits_out_of_range"),
    ],
)
def test_what_does_not_fit_together_is_refused_with_its_field(offer, nina, given, code):
    with pytest.raises(Refusal) as refusal:
        edit(offer, nina, **given)

    assert refusal.value.answer.code == code
    assert refusal.value.answer.field


def test_of_two_who_edit_the_second_is_told_and_nothing_is_lost(offer, nina):
    seen = versions_of(offer)
    edit(offer, nina, seen, fee=1200)

    with pytest.raises(AlreadyChanged):
        edit(offer, nina, seen, fee=0, place="Storby")

    offer.refresh_from_db()
    assert (offer.fee, offer.place) == (1200, "Fjordvik")


def test_two_offers_of_one_programme_do_not_overwrite_its_words(offer, nina):
    other = StudyOfferFactory(programme=offer.programme, study_year=2027)
    seen = versions_of(other)
    edit(offer, nina, target_group="Lærere på 1.–7. trinn")

    with pytest.raises(AlreadyChanged):
        edit(other, nina, seen, target_group="Alle")


def test_what_applicants_rely_on_stays_when_somebody_has_applied(offer, nina):
    ApplicationFactory(submitted=True, offer_1=offer)

    edit(offer, nina, fee=900)
    for given in ({"credits": Decimal(15)}, {"capacity": 3}, {"semesters": 1}):
        with pytest.raises(Refusal) as refusal:
            edit(offer, nina, **given)
        assert refusal.value.answer.code == "applicants_rely_on_it"
    with pytest.raises(Refusal) as refusal:
        unpublish_offer(offer=offer, by=nina, at=NOW)
    assert refusal.value.answer.code == "offer_has_applicants"


def test_a_copy_moves_the_dates_and_is_published_when_everything_is_looked_over(offer, nina):
    copy = copy_offer(last=offer, by=nina, at=NOW)

    assert (copy.study_year, copy.starts_on, copy.status) == (2027, date(2027, 8, 23), "draft")
    assert set(copy.unchecked) == {
        *("starts_on", "ends_on", "capacity", "fee", "place", "gatherings", "admission_requirement")
    }
    with pytest.raises(Refusal) as refusal:
        publish_offer(offer=copy, by=nina, at=NOW)
    assert refusal.value.answer.code == "still_last_years"
    copy = edit(copy, nina, starts_on=date(2027, 8, 16), capacity=12)
    assert set(copy.unchecked) == {"ends_on", "fee", "place", "gatherings", "admission_requirement"}
    for item in list(copy.unchecked):
        copy = confirm_unchanged(offer=copy, item=item, by=nina, at=NOW)
    assert publish_offer(offer=copy, by=nina, at=NOW).status == "published"


def test_a_year_is_copied_once(offer, nina):
    provider = offer.programme.provider
    StudyOfferFactory(programme__provider=provider, draft=True)

    first = copy_year(provider=provider, study_year=2026, by=nina, at=NOW)
    second = copy_year(provider=provider, study_year=2026, by=nina, at=NOW)

    assert ([one.copied_from for one in first], second) == ([offer], [])


# --- files


def sent_in(offer, nina, content: bytes, name="tilbud.csv") -> ExchangeFile:
    kind = ExchangeFile.Kind.OFFERS
    return keep_file(provider=offer.programme.provider, kind=kind, name=name, content=content, by=nina, at=NOW)


def all_of(offer) -> list[StudyOffer]:
    rows = StudyOffer.objects.filter(programme__provider=offer.programme.provider)
    return list(rows.select_related("programme__provider").order_by("pk"))


def written(offer, name: str) -> bytes:
    if name.endswith(".json"):
        return offers_as_ooapi(all_of(offer))
    names, rows = offer_spec().names, offer_rows(all_of(offer))
    return csv_bytes(names, rows) if name.endswith(".csv") else excel_bytes("Tilbud", names, rows)


@pytest.mark.parametrize("name", ["tilbud.csv", "tilbud.xlsx", "tilbud.json"])
def test_what_is_exported_reads_in_again_and_changes_nothing(offer, nina, name):
    StudyProgramme.objects.update(description="=SUM(A1)\nÅpent for alle", target_group="-")
    StudyOfferFactory(
        programme__provider=offer.programme.provider, mode="online", place="", gatherings=0, fee=None, draft=True
    )
    StudyOfferFactory(programme__provider=offer.programme.provider, mode="school", cancelled=True)

    plan = plan_offer_file(file=sent_in(offer, nina, written(offer, name), name))

    assert (plan.faults, plan.rows, plan.unchanged) == ([], [], 3)


@pytest.mark.parametrize("name", ["tilbud.csv", "tilbud.xlsx", "tilbud.json"])
def test_an_empty_catalogue_is_filled_from_a_file_as_drafts_and_the_same_file_again_does_nothing(offer, nina, name):
    provider, content = offer.programme.provider, written(offer, name)
    StudyOffer.objects.all().delete()
    StudyProgramme.objects.all().delete()

    for expected in ({"made": 1, "changed": 0, "unchanged": 0}, {"made": 0, "changed": 0, "unchanged": 1}):
        kind = ExchangeFile.Kind.OFFERS
        file = keep_file(provider=provider, kind=kind, name=name, content=content, by=nina, at=NOW)
        assert carry_out_offer_file(file=file, seen=plan_offer_file(file=file).seen, by=nina, at=NOW) == expected

    made = StudyOffer.objects.get()
    assert (made.status, made.fee, made.starts_on, made.code) == ("draft", 0, date(2026, 8, 24), offer.code)


def test_a_fault_anywhere_stops_the_whole_file(offer, nina):
    names, (row,) = offer_spec().names, offer_rows(all_of(offer))
    wrong = [*row]
    wrong[0], wrong[3], wrong[12] = "NY-2026", "astrologi", "mange"
    new = [*row]
    new[0] = "NY-2027"
    file = sent_in(offer, nina, csv_bytes(names, [row, wrong, new]))

    plan = plan_offer_file(file=file)
    with pytest.raises(Refusal):
        carry_out_offer_file(file=file, seen=plan.seen, by=nina, at=NOW)

    assert [(fault.row, fault.column) for fault in plan.faults] == [(3, "fag"), (3, "plasser")]
    assert StudyOffer.objects.count() == 1


def test_another_providers_code_is_refused(offer, nina, ntnu):
    file = keep_file(
        provider=ntnu.person.role_grants.get().organisation,
        kind=ExchangeFile.Kind.OFFERS,
        name="tilbud.csv",
        content=written(offer, "tilbud.csv"),
        by=ntnu,
        at=NOW,
    )

    assert [fault.answer.code for fault in plan_offer_file(file=file).faults] == ["code_taken"]


def test_what_applicants_to_another_offer_of_the_study_rely_on_is_told_with_its_row(offer, nina):
    other = StudyOfferFactory(programme=offer.programme, code="NESTE-2027", study_year=2027)
    ApplicationFactory(submitted=True, offer_1=offer)
    names, rows = offer_spec().names, offer_rows(all_of(offer))
    changed, new = ([*row] for row in (rows[1], rows[1]))
    new[0] = "NY-2028"
    for row in (changed, new):
        row[names.index("studiepoeng")] = "7,5"

    plan = plan_offer_file(file=sent_in(offer, nina, csv_bytes(names, [changed, new])))

    assert other.code == changed[0]
    assert [(one.row, one.column, one.answer.code) for one in plan.faults] == [
        (2, "studiekode", "programme_has_applicants"),
        (3, "studiekode", "programme_has_applicants"),
    ]


def test_a_code_or_a_place_with_more_signs_than_are_kept_is_told_with_its_row(offer, nina):
    names, (row,) = offer_spec().names, offer_rows(all_of(offer))
    long = [*row]
    long[0], long[1], long[names.index("studiested")] = "N" * 31, "S" * 21, "Vik" * 27

    plan = plan_offer_file(file=sent_in(offer, nina, csv_bytes(names, [long])))

    assert {fault.column for fault in plan.faults} == {"kode", "studiekode", "studiested"}


def test_an_ooapi_field_that_is_not_mapped_is_refused_with_where_it_stands(offer, nina):
    page = json.loads(written(offer, "tilbud.json"))
    page["items"][0]["programme"]["fieldsOfStudy"] = "0114"
    page["items"][0]["programme"]["link"] = None
    page["items"][0]["modesOfDelivery"] = ["coil"]

    plan = plan_offer_file(file=sent_in(offer, nina, json.dumps(page).encode(), "tilbud.json"))

    assert {(fault.row, fault.column) for fault in plan.faults} >= {
        (2, "programme.fieldsOfStudy"),
        (2, "modesOfDelivery"),
    }
    assert "fieldsOfStudy" not in {fault.column for fault in plan.faults}


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"items": 3}', b'{"items": [1]}', b"\xff\xfe\x00"])
def test_what_is_not_ooapi_is_told_and_never_an_error(offer, nina, content):
    if not content:
        with pytest.raises(Refusal):
            sent_in(offer, nina, content, "tilbud.json")
        return
    assert plan_offer_file(file=sent_in(offer, nina, content, "tilbud.json")).faults
