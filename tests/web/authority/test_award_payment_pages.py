"""Tor and Turid pay in the browser, without JavaScript; Siri and the bank see what they should, and nobody else."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from pafyll.apps.documents.models import Document
from pafyll.apps.grants.models import BankAccount, BankLine, PaymentRun
from pafyll.apps.grants.services.proposing_awards import Recommended
from pafyll.apps.organisations.models import RoleGrant
from pafyll.integrations.bank.fake import FakeBank
from tests.apps.grants.paying_parts import (
    JUNE,
    MAY,
    Paid,
    accept_midterm,
    decide_all,
    faults,
    governor_and_year,
)
from tests.factories import BankAccountFactory, NeedsNotificationFactory, OrganisationFactory
from tests.factories.forums import ForumDisqualificationFactory
from tests.fixtures.forum import a_person

Role = RoleGrant.Role
BANK = FakeBank(also_pays=(("GEBYR", 250),))


def text(response) -> str:
    bare = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", unescape(bare)).replace("\xa0", " ")


def to(name, *args) -> str:
    return reverse(f"authority:{name}", args=args)


def file(content: bytes) -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile("fra-banken.xml", content)}


def as_(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def place(db, clock):
    """Fjordvik gets 400 000 in halves, and passes 60 000 on to a private school."""
    world = governor_and_year()
    town = OrganisationFactory(municipality=True, name="Fjordvik kommune")
    BankAccountFactory(approved=True, organisation=town)
    school = OrganisationFactory(private_owner=True, name="Nordlys friskole", written_form="nn")
    clock.move_to(MAY.date().isoformat())
    decide_all(world, [Recommended(town, 400_000, "Lesing"), Recommended(school, 60_000, "Skolemiljø", payee=town)])
    people = {
        "siri": a_person("siri", Role.OWNER_OFFICER, town).user,
        "vigdis": a_person("vigdis", Role.OWNER_OFFICER, school).user,
        "ola": a_person("ola", Role.OWNER_OFFICER, OrganisationFactory(municipality=True)).user,
        "far": a_person("far", Role.COUNTY_GOVERNOR, OrganisationFactory(county_governor=True)).user,
    }
    clock.move_to(JUNE.date().isoformat())
    return world, people


def prepared_run(world: Paid) -> PaymentRun:
    answer = as_(world.tor).post(to("prepare_award_run", world.year.pk), {"pay_on": JUNE.date().isoformat()})
    assert answer.status_code == 303
    return PaymentRun.objects.get()


def test_from_what_is_due_to_paid_in_the_browser(place, django_capture_on_commit_callbacks):
    world, people = place
    tor, turid, siri = as_(world.tor), as_(world.turid), as_(people["siri"])
    page = text(tor.get(to("prepare_award_run", world.year.pk)))
    assert "Kan betales i dag" in page
    assert "Nordlys friskole betales til Fjordvik kommune 1" in page
    assert "Delutbetalingen betales tidligst 1. november 2026." in page

    run = prepared_run(world)
    waits = text(turid.get(to("award_payments", world.year.pk)))
    assert f"{world.tor} har klargjort 230 000 kr. En kollega må godkjenne." in waits
    assert "Ingen del kan betales i dag." not in waits
    assert "Ingen del kan betales i dag." in text(tor.get(to("prepare_award_run", world.year.pk)))
    assert "Den som godkjenner, må være en annen" in text(tor.get(to("award_run", run.pk)))
    assert tor.post(to("approve_award_run", run.pk)).status_code == 403
    assert "Godkjenn 230 000 kr" in text(turid.get(to("approve_award_run", run.pk)))
    assert turid.post(to("approve_award_run", run.pk)).status_code == 303
    assert tor.post(to("send_award_run", run.pk)).status_code == 303

    order = tor.get(to("award_order_file", run.pk, "xml")).content
    assert b"Fjordvik kommune" in order
    assert "Nordlys friskole" in tor.get(to("award_order_file", run.pk, "csv")).content.decode("utf-8-sig")
    assert "Sendt til banken" in text(siri.get(reverse("owner:award", args=[world.awards["fjordvik kommune"].pk])))
    assert tor.post(to("award_answers", run.pk), file(BANK.answer(order))).status_code == 303
    with django_capture_on_commit_callbacks(execute=True):
        assert tor.post(to("reconcile_awards", world.year.pk), file(BANK.statement(order))).status_code == 303

    page = text(tor.get(to("award_payments", world.year.pk)))
    assert "230 000 kr utbetalt" in page
    assert "Betalt 3. juni 2026 PK-" in page
    assert faults(world) == []
    told = [one for one in mail.outbox if one.subject.startswith("Tilskudd er betalt")]
    assert {one.to[0] for one in told} == {"siri@example.no", "vigdis@example.no"}
    assert any("Endelig mottaker er Nordlys friskole." in one.body for one in told)


def test_the_line_that_matches_nothing_is_explained(place):
    world, _people = place
    run = prepared_run(world)
    as_(world.turid).post(to("approve_award_run", run.pk))
    tor = as_(world.tor)
    tor.post(to("send_award_run", run.pk))
    run.refresh_from_db()
    tor.post(to("reconcile_awards", world.year.pk), file(BANK.statement(bytes(run.file))))

    line = BankLine.objects.get(reference="GEBYR")
    assert "Ingen betaling herfra har denne referansen." in text(tor.get(to("reconcile_awards", world.year.pk)))
    explained = tor.post(to("explain_award_line", world.year.pk, line.pk), {"why": "Bankens gebyr"})
    assert explained.status_code == 303
    assert "Bankens gebyr" in text(tor.get(to("reconcile_awards", world.year.pk)))


def test_recipient_and_payee_read_the_letter_and_see_their_payments(place):
    world, people = place
    award = world.awards["nordlys friskole"]
    letter = Document.objects.get(kind="award_letter", about=award.about)
    assert (letter.language, award.decision.document) == ("nn", letter)
    assert "Endeleg mottakar er Nordlys friskole" in letter.text.replace("\n  ", " ")
    assert "Kopi til: Fjordvik kommune" in letter.text

    for name in ("siri", "vigdis"):
        client = as_(people[name])
        page = text(client.get(reverse("owner:award", args=[award.pk])))
        assert "Les tilskuddsbrevet (PDF)" in page
        assert "endelig mottaker er Nordlys friskole" in page
        pdf = client.get(reverse("owner:award_letter", args=[award.pk]))
        assert (pdf["Content-Type"], pdf.content) == ("application/pdf", bytes(letter.pdf))
    assert as_(world.tor).get(to("award_letter", award.pk)).content == bytes(letter.pdf)


def test_nobody_else_sees_the_letter_or_the_payments(place):
    world, people = place
    run, award = prepared_run(world), world.awards["fjordvik kommune"]

    assert as_(people["ola"]).get(reverse("owner:award_letter", args=[award.pk])).status_code == 404
    assert as_(people["vigdis"]).get(reverse("owner:award_letter", args=[award.pk])).status_code == 404
    for name, key in (
        ("award_payments", world.year.pk),
        ("prepare_award_run", world.year.pk),
        ("award_run", run.pk),
        ("approve_award_run", run.pk),
        ("return_award_run", run.pk),
        ("award_answers", run.pk),
        ("reconcile_awards", world.year.pk),
        ("award_account", world.year.pk),
        ("award_letter", award.pk),
    ):
        assert as_(people["far"]).get(to(name, key)).status_code == 404, name
        assert as_(people["siri"]).get(to(name, key)).status_code == 403, name


def test_a_disqualified_colleague_sees_and_does_nothing(place):
    world, _people = place
    run = prepared_run(world)
    need = NeedsNotificationFactory(scheme_year=world.year)
    ForumDisqualificationFactory(person=world.turid.person, matter=need.about)
    turid = as_(world.turid)

    for name, key in (("award_payments", world.year.pk), ("award_run", run.pk), ("reconcile_awards", world.year.pk)):
        shown = turid.get(to(name, key))
        assert shown.status_code == 403
        assert "Du er inhabil" in text(shown)
        assert "Fjordvik" not in text(shown)
    assert turid.post(to("approve_award_run", run.pk)).status_code == 403
    run.refresh_from_db()
    assert run.status == "prepared"


def test_a_run_is_sent_back_with_the_reason(place):
    world, _people = place
    run = prepared_run(world)

    assert as_(world.turid).post(to("return_award_run", run.pk), {"why": ""}).status_code == 422
    assert as_(world.turid).post(to("return_award_run", run.pk), {"why": "Feil dag."}).status_code == 303
    assert "Feil dag." in text(as_(world.tor).get(to("award_run", run.pk)))


def test_the_account_that_is_paid_from_is_approved_by_a_colleague(place):
    world, _people = place
    tor, turid = as_(world.tor), as_(world.turid)
    assert tor.post(to("award_account", world.year.pk), {"number": "1234 56 78903"}).status_code == 303
    made = BankAccount.objects.get(organisation=world.governor, status="entered")

    assert tor.post(to("approve_award_account", world.year.pk, made.pk)).status_code == 403
    assert turid.post(to("approve_award_account", world.year.pk, made.pk)).status_code == 303
    made.refresh_from_db()
    assert made.status == "approved"


def test_before_anything_is_decided_there_is_nothing_to_pay(db, clock):
    world = governor_and_year()

    page = as_(world.tor).get(to("award_payments", world.year.pk))
    assert "Tildelingene er ikke vedtatt ennå" in text(page)
    assert as_(world.tor).get(to("prepare_award_run", world.year.pk)).status_code == 403


def test_a_part_that_waits_says_for_what_and_the_next_run_pays_it(place, clock):
    world, people = place
    award = world.awards["fjordvik kommune"]
    clock.move_to("2026-11-03")
    own = text(as_(people["siri"]).get(reverse("owner:award", args=[award.pk])))
    assert "Delrapporten er ikke godkjent ennå." in own
    assert "Den neste delen betales når delrapporten er godkjent." in own

    accept_midterm(award)
    assert "Den neste delen betales" not in text(as_(people["siri"]).get(reverse("owner:award", args=[award.pk])))
    page = text(as_(world.tor).get(to("prepare_award_run", world.year.pk)))
    assert page.count("Klar til utbetaling") == 3
