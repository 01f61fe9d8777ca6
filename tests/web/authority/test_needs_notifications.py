"""The Governor reads the needs that were sent, narrows and sums them, asks for more, and edits the form."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pafyll.apps.forums.models import FormVersion, NeedsNotification
from pafyll.apps.forums.services.sending_needs import send_need
from pafyll.domain.rules.questions import Kind
from pafyll.integrations.clock import now
from tests.factories import (
    FormVersionFactory,
    ForumDisqualificationFactory,
    NeedsNotificationFactory,
    OrganisationFactory,
    SchemeYearFactory,
)
from tests.factories.needs import ANSWERS

pytestmark = pytest.mark.django_db


def _at(name, *args):
    return reverse(f"authority:{name}", args=args)


@pytest.fixture
def year(county):
    return SchemeYearFactory(announced=True, governor=county.governor)


@pytest.fixture
def form(year):
    return FormVersionFactory(scheme_year=year, live=True)


@pytest.fixture
def tor(county, client_of):
    return client_of(county.people["tor"])


@pytest.fixture
def need(county, form):
    college = county.seats["nina"].organisation
    made = NeedsNotificationFactory(
        form=form, owner=county.seats["siri"].organisation, answers=ANSWERS | {"partners": [college.number]}
    )
    send_need(need=made, by=county.user("siri"), at=now())
    return made


def _many(form, count, partner):
    made = [NeedsNotificationFactory.build(form=form, scheme_year=form.scheme_year, owner=None) for _n in range(count)]
    owners = [OrganisationFactory(municipality=True) for _n in range(5)]
    by = form.made_by
    for n, one in enumerate(made):
        one.owner, one.created_by, one.status, one.sent_at = owners[n % 5], by, "sent", now()
    rows = NeedsNotification.objects.bulk_create(made)
    through = NeedsNotification.partners.through
    through.objects.bulk_create(through(needsnotification=one, organisation=partner) for one in rows)


def test_a_page_with_500_needs_asks_the_database_as_often_as_one_with_5(tor, form, year):
    partner, where = OrganisationFactory(provider=True), _at("needs_notifications", year.pk)
    _many(form, 5, partner)
    tor.get(where)
    with CaptureQueriesContext(
        connection,
    ) as few:
        assert tor.get(where).status_code == 200
    _many(form, 495, partner)
    with CaptureQueriesContext(connection) as many:
        page = tor.get(where).content.decode()

    assert len(many) == len(few)
    assert "500" in page


def test_the_list_the_sums_and_the_files_follow_the_same_filters(tor, form, year, need, county):
    other = NeedsNotificationFactory(
        form=form, owner=county.seats["ola"].organisation, sent=True, title="Noe helt annet"
    )
    where = _at("needs_notifications", year.pk)

    everything = tor.get(where).content.decode()
    narrowed = tor.get(where, {"sok": "helt annet"}).content.decode()
    sheet = openpyxl.load_workbook(
        BytesIO(tor.get(_at("needs_notifications_file", year.pk), {"sok": "helt annet"}).content)
    ).active
    csv = tor.get(_at("needs_notifications_csv", year.pk), {"sok": "helt annet"}).content.decode()

    assert need.title in everything
    assert need.title not in narrowed
    assert [row[0].value for row in sheet.iter_rows(min_row=4)] == [other.number]
    assert (other.number in csv, need.number in csv) == (True, False)


@pytest.mark.parametrize(
    ("query", "found"), [({"status": "sent"}, True), ({"status": "treated"}, False), ({"slag": "change"}, False),
                         ({"slag": "new"}, True), ({"partner": "999999"}, True)],
)  # fmt: skip
def test_each_filter_narrows_and_nonsense_narrows_nothing(tor, year, need, query, found):
    page = tor.get(_at("needs_notifications", year.pk), query).content.decode()

    assert (need.title in page) is found


def test_drafts_are_the_owners_own(tor, form, year):
    NeedsNotificationFactory(form=form, draft=True, title="Bare en kladd")

    assert "Bare en kladd" not in tor.get(_at("needs_notifications", year.pk)).content.decode()


def test_tor_sees_nothing_of_another_county(tor, need):
    elsewhere = NeedsNotificationFactory(sent=True)

    assert tor.get(_at("needs_notification", need.pk)).status_code == 200
    assert tor.get(_at("needs_notification", elsewhere.pk)).status_code == 404
    assert tor.get(_at("needs_notifications", elsewhere.scheme_year.pk)).status_code == 403
    assert tor.get(_at("form_version", elsewhere.form.pk)).status_code == 404


def test_who_is_disqualified_in_a_need_neither_sees_it_nor_has_it_in_the_sums(tor, year, need, county):
    ForumDisqualificationFactory(
        forum=county.forum, person=county.people["tor"], matter=need.about, starts_on=now().date()
    )

    page = tor.get(_at("needs_notifications", year.pk)).content.decode()

    assert "Du er inhabil i 1 behov" in page
    assert need.title not in page
    assert tor.get(_at("needs_notification", need.pk)).status_code in (403, 404)


def test_tor_reads_what_was_sent_and_not_what_siri_writes_on(tor, need):
    NeedsNotification.objects.filter(pk=need.pk).update(answers=need.answers | {"goals": "Ikke sendt ennå"})

    page = tor.get(_at("needs_notification", need.pk)).content.decode()

    assert ANSWERS["goals"] in page
    assert "Ikke sendt ennå" not in page


def test_asking_for_a_supplement_needs_words_and_a_day_that_is_not_over(tor, need):
    where = _at("ask_for_supplement", need.pk)

    assert tor.post(where, {"words": "", "due_on": "2026-03-20"}).status_code == 422
    late = tor.post(where, {"words": "Mer, takk", "due_on": "2026-03-09"})
    assert "Fristen må være i dag eller senere." in late.content.decode()
    assert tor.post(where, {"words": "Mer, takk", "due_on": "2026-03-20"}).status_code == 303

    need.refresh_from_db()
    assert need.status == "supplement_asked"


def test_a_need_is_treated_once(tor, need):
    tor.post(_at("treat_notification", need.pk))
    again = tor.post(_at("treat_notification", need.pk), follow=True)

    need.refresh_from_db()
    assert need.status == "treated"
    assert "Dette kan ikke gjøres nå" in again.content.decode()


def _question(**given):
    return {"section": "measure", "kind": "text", "is_required": "on"} | given


def test_the_form_is_copied_from_last_years_edited_tried_and_taken_into_use(tor, year, form, county):
    following = SchemeYearFactory(governor=county.governor, year=2027)
    begun = tor.post(_at("begin_form", following.pk))
    version = FormVersion.objects.latest("pk")
    assert version.copied_from == form
    where = begun["Location"]

    new = _at("new_question", version.pk)
    tor.post(new, _question(label="Hvor skjer det?", seen=1, most=200))
    version.refresh_from_db()
    assert "Nytt" in tor.get(where).content.decode()
    tor.post(_at("change_form", version.pk), {"do": "up", "key": "hvor_skjer_det", "seen": version.edition})
    tried = tor.post(_at("try_form", version.pk), {"measure_title": "Prøve"}).content.decode()
    assert "Dette ville manglet" in tried
    for step in ("test", "live"):
        tor.post(_at("change_form", version.pk), {"do": step})

    version = FormVersion.objects.get(pk=version.pk)
    measure = version.form.section("measure").questions
    assert version.status == "live"
    assert measure[-2].key == "hvor_skjer_det"
    assert tor.get(new).status_code == 200
    assert tor.post(new, _question(label="For sent", seen=version.edition)).status_code == 422


def test_two_who_edit_at_once_cannot_both_win(tor, year, form):
    tor.post(_at("begin_form", year.pk))
    version = FormVersion.objects.latest("pk")
    new = _at("new_question", version.pk)

    tor.post(new, _question(label="Først", seen=1))
    late = tor.post(new, _question(label="Sist", seen=1))

    assert late.status_code == 409
    assert version.scheme_year.forms.get(status="preview").form.question("sist") is None


def test_what_lists_are_made_of_cannot_be_taken_out_of_a_form_in_use(tor, year, form):
    tor.post(_at("begin_form", year.pk))
    version = FormVersion.objects.latest("pk")
    tor.post(_at("change_form", version.pk), {"do": "remove", "key": "amount_year_1", "seen": 1})
    tor.post(_at("change_form", version.pk), {"do": "test"})

    page = tor.post(_at("change_form", version.pk), {"do": "live"}, follow=True).content.decode()

    assert "amount_year_1" in page
    assert FormVersion.objects.get(pk=version.pk).status == "test"


def test_a_choice_keeps_its_codes_when_its_labels_stay(tor, year, form):
    tor.post(_at("begin_form", year.pk))
    version = FormVersion.objects.latest("pk")
    labels = "Kurs eller samlinger\nLærende nettverk\nNoe nytt"
    given = _question(label="Hva slags tiltak er det?", kind="choice", choices=labels, seen=1)

    tor.post(_at("edit_question", version.pk, "measure_kind"), given)

    question = FormVersion.objects.get(pk=version.pk).form.question("measure_kind")
    assert question.kind is Kind.CHOICE
    assert [one.code for one in question.choices] == ["course", "network", "noe_nytt"]


def test_the_governors_calendar_has_all_the_days_of_the_scheme(tor, year, client):
    page = tor.post(_at("calendar"), {"do": "make"}, follow=True).content.decode()
    address = page[page.index("/kalender/") :].partition("<")[0]

    calendar = client.get(address).content.decode()

    for day in ("20260415", "20260515", "20270115"):
        assert day in calendar
