"""HTML, SVG, formulas and steering signs in every field come out as plain signs on page, mail, Excel, PDF and Word."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html.parser import HTMLParser
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core import mail
from django.test import Client
from docx import Document as read_word
from openpyxl import load_workbook
from pypdf import PdfReader

from pafyll.apps.assignments.models import UnitMeeting
from pafyll.apps.assignments.services import deciding, meetings, receiving, teams, triage
from pafyll.domain.answers import Refusal
from pafyll.domain.assignments.team import TeamNeed
from tests.factories.base import NOW
from tests.fixtures.department import Department

HOSTILE = {
    "html": '<script>alert(1)</script><img src=x onerror="alert(2)">',
    "svg": '<svg onload="alert(3)"><use href="#x"/></svg>',
    "formula": "=HYPERLINK(A1;B2)+cmd|calc!A0",
    "plus": "+1+1",
    "at": "@SUM(1+1)",
    "template": "{{ 7|add:7 }}{% load x %}{name}%(name)s",
    "typst": '#read("x") $x^2$ *fet* \\[ <lapp> @cite',
    "unseen": "Lia\u202eeloks\u200b\x07\x00 skole",
}
OURS = {"script", "link", "img", "svg"}  # tags that only our own frame writes


class Active(HTMLParser):
    """What on a page could run: scripts, handlers and pictures, with where they come from."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if any(name.startswith("on") for name in given) or tag in ("iframe", "object", "embed", "use"):
            self.found.append((tag, given))
        if tag in ("script", "img") and not (given.get("src") or "").startswith("/static/"):
            self.found.append((tag, given))


@pytest.fixture
def carried(department: Department, django_capture_on_commit_callbacks, clock, request):
    """An inquiry whose every field is hostile, carried through triage, the forum and the minutes."""
    bad = HOSTILE[request.param]
    liv = department.user("liv")
    with django_capture_on_commit_callbacks(execute=True):
        new = receiving.NewInquiry(bad, "ond@skole.example.no", bad, bad, form_key="ond")
        drawn = receiving.Drawn("hemmelig-lenke", "HV-26-ABCDEF")
        received = receiving.receive_inquiry(
            provider=department.college, new=new, link_to="https://pafyll.example.no/{}/".format, at=NOW, drawn=drawn
        )
        asked = received.inquiry
        to = triage.Triage(department.unit, "ordinary", department.people["liv"], "", department.school)
        triage.triage(inquiry=asked, to=to, by=liv, at=NOW)
        receiving.add_message(inquiry=asked, text=bad, at=NOW)
        triage.write_note(inquiry=asked, text=bad, by=liv, at=NOW)
        asked.refresh_from_db()
        need = TeamNeed("collective", "Kollektiv utvikling", ("2026H",), 10)
        chosen = [teams.Chosen(department.people["geir"].pk, "manager")]
        team = teams.propose(inquiry=asked, need=need, chosen=chosen, departs_why=bad, by=liv, at=NOW)
        meeting = _meeting(department, asked, bad)
        planned = deciding.Planned(bad, date(2026, 8, 17), date(2027, 6, 18))
        deciding.decide_yes(item=meeting.items.first(), grounds=bad, answer=bad, proposal=team,
                            planned=planned, by=liv, at=_later())  # fmt: skip
        meeting.refresh_from_db()
        by_item = {one.pk: bad for one in meeting.items.all()}
        meeting = meetings.write_minutes(meeting=meeting, minutes=bad, by_item=by_item,
                                         present=[department.people["liv"].pk], by=liv, at=_later())  # fmt: skip
        meetings.approve_minutes(meeting=meeting, by=liv, at=_later())
    asked.refresh_from_db()
    return asked, UnitMeeting.objects.get()


def _later():
    return NOW + timedelta(days=3)


def _meeting(department, asked, bad):
    liv = department.user("liv")
    new = meetings.NewMeeting("leader_forum", bad, NOW + timedelta(days=2), bad)
    meeting = meetings.plan_meeting(unit=department.unit, new=new, by=liv, at=NOW)
    meetings.put_on_agenda(meeting=meeting, inquiry=asked, by=liv, at=NOW)
    meetings.add_matter(meeting=meeting, title=bad, words=bad, by=liv, at=NOW)
    return meetings.call_meeting(meeting=meeting, by=liv, at=NOW)


@pytest.mark.parametrize("carried", sorted(HOSTILE), indirect=True)
def test_hostile_words_are_only_signs_everywhere(carried, department, request):
    asked, meeting = carried
    _pages_are_still(asked, meeting, department)
    _mails_are_plain(asked)
    _the_workbook_holds_texts(department)
    _the_papers_hold_words(asked, meeting, department)


def _pages_are_still(asked, meeting, department):
    liv = department.client("liv")
    pages = [
        Client().get("/henvendelse/hemmelig-lenke/"),
        liv.get("/tilbyder/henvendelser/?status=alle"),
        liv.get(f"/tilbyder/henvendelser/{asked.pk}/"),
        liv.get("/tilbyder/moter/"),
        liv.get(f"/tilbyder/moter/{meeting.pk}/"),
        liv.get(f"/tilbyder/moter/{meeting.pk}/skriv-referat/") if meeting.status == "held" else None,
        liv.get(f"/tilbyder/oppdrag/{asked.assignment_id}/"),
        liv.get("/tilbyder/oppdrag/"),
    ]
    for page in pages:
        if page is not None:
            assert page.status_code == 200
            html = page.content.decode()
            assert Active(html).found == []
            assert "14{" not in html  # a template in the words is not run
            assert not re.search("[\u202a-\u202e\u200b\x00-\x08]", html)


def _mails_are_plain(asked):
    assert mail.outbox
    for letter in mail.outbox:
        assert "\n" not in letter.subject
        assert letter.content_subtype == "plain"
        for html, kind in letter.alternatives:
            assert kind == "text/html"
            assert Active(html).found == []
        assert not re.search("[\u202a-\u202e\u200b\x00-\x08]", letter.body)
    first = next(one for one in mail.outbox if one.to == [asked.email])
    assert asked.text not in first.body  # a mail to a stranger carries nobody's words
    assert asked.name not in first.body


def _the_workbook_holds_texts(department):
    content = department.client("liv").get("/tilbyder/henvendelser/excel/?status=alle").content
    sheet = load_workbook(BytesIO(content)).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} <= {"s", "n"}
    parts = ZipFile(BytesIO(content))
    assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")
    assert b"hyperlink" not in parts.read("xl/worksheets/sheet1.xml").lower()


def _the_papers_hold_words(asked, meeting, department):
    liv = department.client("liv")
    for kind in ("saksliste", "referat"):
        pdf = liv.get(f"/tilbyder/moter/{meeting.pk}/{kind}.pdf")
        assert pdf.status_code == 200
        assert not re.search(rb"/(JavaScript|JS|Launch|EmbeddedFile|URI)\b", pdf.content)
        assert len(PdfReader(BytesIO(pdf.content)).pages) < 8
        word = liv.get(f"/tilbyder/moter/{meeting.pk}/{kind}.docx")
        parts = ZipFile(BytesIO(word.content))
        body = parts.read("word/document.xml")
        assert b"<script" not in body
        assert b"<svg" not in body
        assert not any(name.lower().endswith(("vbaproject.bin", ".svg")) for name in parts.namelist())
        said = "\n".join(one.text for one in read_word(BytesIO(word.content)).paragraphs)
        assert asked.workplace in said  # the words are there, as words


@pytest.mark.parametrize("field", ["name", "email", "workplace", "text"])
def test_ten_megabytes_in_any_field_are_refused_by_the_service_too(department, field):
    with pytest.raises(Refusal) as refused:
        department.ask(**{field: "K" * 10_000_000})

    assert refused.value.answer.code == "too_long"
    assert refused.value.answer.field == field
