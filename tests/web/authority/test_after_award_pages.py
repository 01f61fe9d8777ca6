"""Tor, Turid and Siri in the browser, without JavaScript, from a change application to a control that is closed."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from pafyll.apps.grants.models import AwardChange, AwardRecovery, Control
from pafyll.apps.organisations.models import RoleGrant
from tests.apps.grants.after_awards import County, make_county, pay, report, works_for
from tests.factories import (
    AwardChangeFactory,
    AwardFactory,
    NeedsNotificationFactory,
    OrganisationFactory,
    OwnContributionFactory,
)
from tests.factories.forums import ForumDisqualificationFactory

DAY = "2026-05-21"


def text(response) -> str:
    bare = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", unescape(bare)).replace("\xa0", " ")


def to(name, *args, desk="authority") -> str:
    return reverse(f"{desk}:{name}", args=args)


@pytest.fixture
def county(db, clock) -> County:
    clock.move_to(DAY)
    return make_county()


def as_(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_change_from_application_to_letter(county):
    siri, tor, turid = as_(county.siri), as_(county.tor), as_(county.turid)
    own = to("award", county.award.pk, desk="owner")
    assert "Søk om endring" in text(siri.get(own))
    address = to("apply_for_change", county.award.pk, desk="owner")
    assert "Skriv hva som skal endres" in text(siri.post(address, {"reason": "Ny plan"}))
    assert siri.post(address, {"reason": "En samling går ut.", "amount": 350_000}).status_code == 303
    change = AwardChange.objects.get()

    assert "Søknader om endring" in text(tor.get(to("follow_up")))
    page = text(tor.get(to("award_change", change.pk)))
    assert "50 000 kr går tilbake til ordningen." in page
    assert "Igjen i ordningen 600 000 kr 650 000 kr" in page
    given = {"verdict": "accepted_changed", "amount": 1_000_001, "grounds": "Prøver"}
    shown = text(tor.post(to("prepare_award_change", change.pk), given | {"show": 1}))
    assert "Endringen krever 600 001 kr mer, og ordningen har 600 000 kr igjen." in shown
    assert tor.post(to("prepare_award_change", change.pk), given).status_code == 422
    assert tor.post(to("prepare_award_change", change.pk), given | {"amount": 360_000}).status_code == 303

    assert "En kollega må avgjøre den" in text(tor.get(to("award_change", change.pk)))
    assert "Til behandling" in text(siri.get(to("award_change", change.pk, desk="owner")))
    assert turid.post(to("decide_award_change", change.pk)).status_code == 303

    own_page = siri.get(to("award_change", change.pk, desk="owner"))
    assert "Godtatt med endringer" in text(own_page)
    letter = re.search(r'href="([^"]*/brev/\d+/)"', own_page.content.decode())
    assert letter
    assert siri.get(letter[1]).content.startswith(b"%PDF")
    assert as_(county.ola).get(letter[1]).status_code == 404
    assert "360 000 kr" in text(siri.get(own))
    assert "godtok endringen med endringer" in text(tor.get(to("award", county.award.pk)))


def test_what_was_not_used_is_shown_settled_forewarned_answered_and_demanded(county, clock):
    siri, tor, turid = as_(county.siri), as_(county.tor), as_(county.turid)
    pay(county.fresh(), 200_000)
    pay(county.fresh(), 200_000)
    report(county, 330_000)
    address = to("settle_award", county.award.pk)
    assert "Betales tilbake" in text(tor.get(address))
    keep = {"carried_over": 70_001, "grounds": "Siste samling holdes i mai.", "use_before": "2027-06-30"}
    assert "70 001 kr kan ikke overføres" in text(tor.post(address, keep))
    keep["carried_over"] = 30_000
    assert "Overføres til neste år" in text(tor.post(address, keep | {"show": 1}))
    assert tor.post(address, keep).status_code == 303
    assert turid.post(to("decide_settlement", county.award.pk)).status_code == 303
    assert "40 000 kr er ikke varslet ennå" in text(tor.get(to("follow_up")))

    warn = {"amount": 40_000, "grounds": "Ikke brukt.", "comments_due_on": "2026-06-15"}
    assert tor.post(to("forewarn_recipient", county.award.pk), warn).status_code == 303
    case = AwardRecovery.objects.get()
    assert "kan uttale seg til og med" in text(tor.get(to("award_recovery", case.pk)))
    own = to("award_recovery", case.pk, desk="owner")
    assert "Dere kan uttale dere til og med 15. juni 2026" in text(siri.get(own))
    assert siri.post(own, {"comments": "Vi er enige."}).status_code == 303
    given = {"recommends": "yes", "assessment": "Ikke brukt til formålet."}
    assert "Skriv hvilken dag beløpet senest skal være betalt" in text(tor.post(to("award_recovery", case.pk), given))
    given["pay_by"] = "2026-07-31"
    assert tor.post(to("award_recovery", case.pk), given).status_code == 303
    assert turid.post(to("decide_award_recovery", case.pk)).status_code == 303
    assert "Krevd tilbake" in text(siri.get(own))
    clock.move_to("2026-07-20")
    tor = as_(county.tor)
    assert tor.post(to("award_paid_back", case.pk), {"on": "2026-08-01"}).status_code == 422
    assert tor.post(to("award_paid_back", case.pk), {"on": "2026-07-19"}).status_code == 303
    case.refresh_from_db()
    assert case.status == "paid_back"


def test_a_control_is_published_drawn_answered_with_a_file_and_closed(county, clock):
    siri, tor = as_(county.siri), as_(county.tor)
    page = to("control_sample", county.year.pk)
    terms = {"seed": "a1b2c3", "percent": 100, "asks": "Send regnskapet."}
    assert tor.post(page, terms).status_code == 303
    public = to("control_sample", county.year.pk, desk="public")
    assert "a1b2c3" in text(Client().get(public))
    due = {"due_on": "2026-06-30"}
    assert "Det trekkes tidligst i morgen" in text(tor.post(to("draw_sample", county.year.pk), due))
    clock.move_to("2026-05-22")
    assert tor.post(to("draw_sample", county.year.pk), due).status_code == 303
    shown = text(Client().get(public))
    assert "1 av 1 tildelinger er trukket ut" in shown
    assert county.award.number in shown
    assert county.fjordvik.name not in shown

    control = Control.objects.get()
    own = to("award_control", control.pk, desk="owner")
    pdf = SimpleUploadedFile("regnskap.pdf", b"%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer << >>\n%%EOF\n")
    assert siri.post(to("attach_to_control", control.pk, desk="owner"), {"file": pdf}).status_code == 303
    bad = SimpleUploadedFile("regnskap.exe", b"MZ...")
    assert siri.post(to("attach_to_control", control.pk, desk="owner"), {"file": bad}).status_code == 422
    assert siri.post(own, {"answer": "Regnskapet er lagt ved."}).status_code == 303
    file = control.files.get()
    assert tor.get(to("award_control_file", file.pk)).content.startswith(b"%PDF")
    assert as_(county.ola).get(to("award_control_file", file.pk, desk="owner")).status_code == 404
    more = {"asks": "Send også deltakerlistene.", "due_on": "2026-07-31"}
    assert tor.post(to("ask_for_more", control.pk), more).status_code == 303
    assert siri.post(own, {"answer": "Listene er på side 2."}).status_code == 303
    result = {"is_in_order": "yes", "result": "Regnskapet stemmer."}
    assert tor.post(to("award_control", control.pk), result).status_code == 303
    assert "Kontrollert, i orden" in text(siri.get(own))


def test_the_report_begins_with_what_is_known(county):
    answers = {"teachers": 46, "leaders": 7, "goals": "Flere leser av lyst."}
    sent = {"scheme_year": county.year, "owner": county.fjordvik, "sent_at": county.award.decided_at}
    NeedsNotificationFactory(answers=answers, title="Lærende nettverk", **sent)
    OwnContributionFactory(award=county.award, amount=123_000)

    page = as_(county.siri).get(to("award_report", county.award.pk, "sluttrapport", desk="owner"))

    html = page.content.decode()
    assert 'value="46"' in html
    assert 'name="own_contribution" value="123000"' in html
    assert "Flere leser av lyst." in html
    assert "Behovet dere meldte Lærende nettverk" in text(page)


def test_the_figures_follow_the_filter_into_excel(county):
    report(county, 330_000, participants={"teachers": 41})
    AwardFactory(decided=True, scheme_year__year=2025, scheme_year__governor=county.year.governor, amount=100_000)
    tor = as_(county.tor)

    page = text(tor.get(to("award_statistics")))
    assert "500 000 kr" in page
    chosen = tor.get(to("award_statistics") + "?aar=2026")
    assert "Til sammen 400 000 kr 330 000 kr 70 000 kr 120 000 kr 41" in text(chosen)

    def rows(query=""):
        content = tor.get(to("award_statistics_file") + query).content
        return list(load_workbook(BytesIO(content)).active.iter_rows(min_row=4, values_only=True))

    assert len(rows()) == 2
    ((_scheme, year, number, _name, awarded, _paid, used, unused, *_rest),) = rows("?aar=2026")
    assert (year, number, awarded, used, unused) == (2026, county.award.number, 400_000, 330_000, 70_000)
    assert as_(county.far).get(to("award_statistics_file")).status_code == 200
    assert "Ingen tildelinger er vedtatt" in text(as_(county.far).get(to("award_statistics")))


def test_neither_strangers_nor_the_disqualified_get_in(county, clock):
    pay(county.fresh(), 400_000)
    siri, tor = as_(county.siri), as_(county.tor)
    siri.post(to("apply_for_change", county.award.pk, desk="owner"), {"reason": "Nytt", "purpose": "Skriving"})
    change = AwardChange.objects.get()
    warn = {"amount": 1, "grounds": "Ikke brukt.", "comments_due_on": "2026-06-15"}
    tor.post(to("forewarn_recipient", county.award.pk), warn)
    case = AwardRecovery.objects.get()
    names = [("award_change", change.pk), ("prepare_award_change", change.pk), ("award_recovery", case.pk)]
    for name, pk in names:
        assert as_(county.far).get(to(name, pk)).status_code == 404
        assert as_(county.siri).get(to(name, pk)).status_code == 403
    for name, pk in (("award_change", change.pk), ("award_recovery", case.pk), ("apply_for_change", county.award.pk)):
        assert as_(county.ola).get(to(name, pk, desk="owner")).status_code == 404

    ForumDisqualificationFactory(matter=county.year.about, person=county.turid.person, starts_on=date(2026, 5, 20))
    turid = as_(county.turid)
    for name, pk in names:
        assert turid.get(to(name, pk)).status_code == 404
    assert turid.get(to("control_sample", county.year.pk)).status_code == 403
    assert turid.post(to("decide_award_change", change.pk)).status_code == 404
    assert "Ingenting venter" in text(turid.get(to("follow_up")))
    assert "Ingen tildelinger er vedtatt" in text(turid.get(to("award_statistics")))


def test_a_provider_that_is_the_recipient_has_the_same_pages_at_its_own_desk(county):
    college = OrganisationFactory(provider=True, name="Høgskolen")
    nina = as_(works_for(college, RoleGrant.Role.PROVIDER_OFFICER))
    award = AwardFactory(decided=True, scheme_year=county.year, recipient=college)

    assert "Tilskudd" in text(nina.get(to("awards", desk="provider")))
    assert "Søk om endring" in text(nina.get(to("award", award.pk, desk="provider")))
    given = {"reason": "Flere studenter.", "amount": 450_000}
    assert nina.post(to("apply_for_change", award.pk, desk="provider"), given).status_code == 303
    change = AwardChange.objects.get()
    assert "Flere studenter." in text(nina.get(to("award_change", change.pk, desk="provider")))
    assert nina.post(to("take_back_award_change", change.pk, desk="provider")).status_code == 303
    assert nina.get(to("award", county.award.pk, desk="provider")).status_code == 404
    address = to("award_report", award.pk, "sluttrapport", desk="provider")
    written = {"used": 400_000, "own_contribution": 0, "goals": "Nådd", "edition": 0, "send": 1}
    assert nina.post(address, written).status_code == 303
    assert award.reports.get().status == "sent"


def test_the_list_of_what_waits_asks_no_more_often_when_it_grows(county):
    tor = as_(county.tor)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            tor.get(to("follow_up"))
        return len(found)

    AwardChangeFactory(award__scheme_year=county.year)
    few = queries()
    for _n in range(9):
        AwardChangeFactory(award__scheme_year=county.year)
    assert queries() == few
