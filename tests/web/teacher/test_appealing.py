"""Kari demands grounds, appeals and follows her case; her owner sees that she has, and not a word of it."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pafyll.apps.applications.models import Application
from pafyll.apps.casework.models import Appeal, Decision, GroundsDemand
from pafyll.apps.documents.models import Document

WORDS = "Jeg var sykmeldt, og <b>fagene</b> mine mangler."


@pytest.fixture
def application(world, clock):
    clock.move_to("2025-05-02")
    return Application.objects.get(person__user__username="kari", round__study_year=2025)


def page_of(client, name, *args):
    return client.get(reverse(f"teacher:{name}", args=args)).content.decode().replace("\xa0", " ")


def send(client, application, **given):
    return client.post(reverse("teacher:appeal", args=[application.pk]), {"words": WORDS, "action": "send", **given})


def test_the_answer_says_the_last_day_and_how_it_was_counted(as_kari, application):
    said = page_of(as_kari, "decision", application.pk)

    assert "Siste dag for å klage er 13. mai 2025." in said
    assert "Vedtaket kom fram til parten tirsdag 22. april 2025." in said
    assert "fvl. (1967) § 29" in said
    assert "Krev begrunnelse" in said


def test_a_demand_for_grounds_stops_the_clock_on_the_page(as_kari, application):
    answer = as_kari.post(reverse("teacher:demand_grounds", args=[application.pk]), follow=True)

    assert answer.redirect_chain[0][1] == 303
    assert "Klagefristen står stille til du har fått begrunnelsen." in answer.content.decode()
    assert GroundsDemand.objects.filter(decision__about=application.about, answered_at=None).count() == 1


def test_kari_sees_the_appeal_once_more_before_it_is_sent(as_kari, application):
    preview = send(as_kari, application, action="preview").content.decode()
    assert "Den er ikke sendt ennå." in preview
    assert "&lt;b&gt;fagene&lt;/b&gt;" in preview
    assert not Appeal.objects.filter(decision__about=application.about).exists()

    edited = send(as_kari, application, action="edit").content.decode()
    assert "sykmeldt" in edited

    sent = send(as_kari, application)
    assert sent.status_code == 303
    appeal = Appeal.objects.get(decision__about=application.about)
    assert sent["Location"] == reverse("teacher:follow_appeal", args=[application.pk, appeal.pk])


def test_an_empty_appeal_is_told_what_to_write(as_kari, application):
    answer = send(as_kari, application, words=" ", action="preview")

    assert answer.status_code == 422
    assert "Skriv noe her." in answer.content.decode()


def test_kari_follows_her_case_reads_the_receipt_and_takes_it_back(as_kari, as_jonas, application):
    send(as_kari, application)
    appeal = Appeal.objects.get(decision__about=application.about)
    receipt = Document.objects.get(about=appeal.about)
    address = reverse("teacher:appeal_letter", args=[application.pk, appeal.pk, receipt.pk])

    assert appeal.content_hash in page_of(as_kari, "follow_appeal", application.pk, appeal.pk)
    assert as_kari.get(address).content.startswith(b"%PDF")
    assert as_jonas.get(address).status_code == 404
    assert as_jonas.get(reverse("teacher:follow_appeal", args=[application.pk, appeal.pk])).status_code == 404

    assert "vedtaket står som det er" in page_of(as_kari, "withdraw_appeal", application.pk, appeal.pk)
    as_kari.post(reverse("teacher:withdraw_appeal", args=[application.pk, appeal.pk]))
    assert "Du har trukket klagen." in page_of(as_kari, "follow_appeal", application.pk, appeal.pk)


def test_an_appeal_about_somebody_elses_application_is_not_found_under_mine(as_kari, application):
    others = Appeal.objects.exclude(decision__about=application.about).first()
    assert as_kari.get(reverse("teacher:follow_appeal", args=[application.pk, others.pk])).status_code == 404


def test_after_the_deadline_the_page_asks_why_it_is_late(as_kari, application, clock):
    clock.move_to("2025-05-14 00:00")

    assert "Skriv hvorfor klagen kommer sent." in page_of(as_kari, "appeal", application.pk)
    assert "Krev begrunnelse" not in page_of(as_kari, "decision", application.pk)


def test_siri_sees_the_status_of_the_appeal_but_not_what_it_says(as_kari, as_siri, as_ola, application, clock):
    send(as_kari, application)
    clock.move_to("2026-03-10")

    said = as_siri.get(reverse("owner:appeals")).content.decode()
    assert "Kari Nordvik" in said
    assert "Mottatt" in said
    assert "sykmeldt" not in said
    assert "Kari Nordvik" not in as_ola.get(reverse("owner:appeals")).content.decode()


def test_siri_sees_what_an_upheld_appeal_costs_the_owner(as_siri, world):
    assert "Medhold" in as_siri.get(reverse("owner:appeals")).content.decode()


def test_the_one_who_was_upheld_reads_that_the_place_is_hers(client_of, world):
    won = Decision.objects.exclude(supersedes=None).get(about__in=[
        a.about for a in Application.objects.filter(round__study_year=2025)
    ])  # fmt: skip
    application = Application.objects.select_related("person__user").get(pk=won.about.split(":")[1])

    said = page_of(client_of(application.person), "decision", application.pk)

    assert "Du har fått plass" in said
    assert "Du fikk plassen etter klage." in said
    assert "Hent vedtaksbrevet" not in said  # the letter is with the appeal


def test_kari_attaches_a_file_that_her_officer_reads_and_her_owner_does_not(as_kari, as_hanne, as_siri, application):
    send(as_kari, application)
    appeal = Appeal.objects.get(decision__about=application.about)
    page = reverse("teacher:follow_appeal", args=[application.pk, appeal.pk])

    refused = as_kari.post(page, {"file": SimpleUploadedFile("brev.pdf", b"MZ a program")})
    assert refused.status_code == 422
    assert "Det er innholdet som teller" in refused.content.decode()
    sent = as_kari.post(page, {"file": SimpleUploadedFile("Brev fra legen.pdf", b"%PDF-1.7 brev %%EOF")})
    assert (sent.status_code, sent["Location"]) == (303, page)

    file = appeal.attachments.get()
    mine = as_kari.get(reverse("teacher:appeal_attachment", args=[application.pk, appeal.pk, file.pk]))
    assert (mine.content, mine["Content-Type"]) == (b"%PDF-1.7 brev %%EOF", "application/pdf")
    assert mine["Content-Disposition"].startswith("attachment;")
    theirs = reverse("authority:appeal_attachment", args=[appeal.pk, file.pk])
    assert as_hanne.get(theirs).status_code == 403  # not before she has taken the case
    as_hanne.post(reverse("authority:assign_appeal", args=[appeal.pk]))
    assert as_hanne.get(theirs).content == b"%PDF-1.7 brev %%EOF"
    assert "Brev fra legen.pdf" in as_hanne.get(reverse("authority:appeal", args=[appeal.pk])).content.decode()
    assert as_siri.get(theirs).status_code in (403, 404)
