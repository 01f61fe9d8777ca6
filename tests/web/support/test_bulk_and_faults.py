"""Idar works from a file, Selma sees what people get wrong, and nothing of what they wrote is kept."""

from __future__ import annotations

import re
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.html import escape

from pafyll.apps.organisations.models import Organisation
from pafyll.apps.support.models import BulkFile, FormFault
from pafyll.devtools.refusal_codes import TITLES as TITLES_FILE
from pafyll.devtools.refusal_codes import spoken_codes, titles_file, unclear_codes
from pafyll.domain.lifecycles.bulk_file import BulkFileStatus as F
from pafyll.integrations.clock import today
from pafyll.web.support.refusal_groups import BY_CODE
from pafyll.web.support.views.faults import title_of

FILES, FAULTS = "/brukerstotte/filer/", "/brukerstotte/feil/"


def text(answer, status=200) -> str:
    assert answer.status_code == status
    return answer.content.decode()


def sent(client, content: str):
    return client.post(FILES, {"kind": "roles", "file": SimpleUploadedFile("roller.csv", content.encode())})


def test_idar_tries_a_file_does_it_and_takes_it_back(as_idar):
    number = Organisation.objects.get(name="Fjordvik kommune").number
    rows = f"epost;rolle;organisasjon;fra;til;grunn\nhanne@example.no;owner_officer;{number};2026-04-01;;\n;;;;;x"
    answer = sent(as_idar, rows)
    made = BulkFile.objects.order_by("-pk").first()
    assert answer["Location"] == f"{FILES}{made.pk}/"
    page = text(as_idar.get(f"{FILES}{made.pk}/"))
    assert "Kan utføres: 1" in page
    assert "Kolonnen epost er tom" in page

    assert "Utført: 1" in text(as_idar.post(f"{FILES}{made.pk}/utfor/", follow=True))
    assert "Angret: 1" in text(as_idar.post(f"{FILES}{made.pk}/angre/", follow=True))


def test_a_file_without_the_columns_is_told_so_on_the_field(as_idar):
    assert "mangler kolonnene" in text(sent(as_idar, "navn;rolle\na;b"), 422)


def test_a_tried_file_can_be_thrown_away(as_idar):
    waiting = BulkFile.objects.get(status=F.TRIED)
    as_idar.post(f"{FILES}{waiting.pk}/forkast/")
    waiting.refresh_from_db()

    assert waiting.status == F.DISCARDED


def test_the_receipt_is_a_workbook_with_every_row(as_selma):
    done = BulkFile.objects.get(status=F.CARRIED_OUT)
    answer = as_selma.get(f"{FILES}{done.pk}/kvittering/")
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active

    assert sheet.max_row == 3 + done.rows.count()
    assert "Utført" in [cell.value for cell in sheet[4]]


def test_nobody_else_gets_in(as_siri, as_kari):
    for who in (as_siri, as_kari):
        for path in (FILES, FAULTS):
            assert who.get(path).status_code == 403


def test_a_fault_in_a_form_is_counted_without_what_was_written(as_selma):
    FormFault.objects.all().delete()
    as_selma.post("/brukerstotte/endringer/ny/", {"kind": "merge", "source": "HEMMELIG", "sources": "HEMMELIG 123"})

    found = {(one.page, one.field, one.code) for one in FormFault.objects.all()}
    assert ("support:new_reorganisation", "day", "required") in found
    assert "HEMMELIG" not in str(list(FormFault.objects.values()))


def test_a_refusal_is_counted_by_its_code(as_idar):
    FormFault.objects.all().delete()
    sent(as_idar, "navn;rolle\na;b")

    one = FormFault.objects.get()
    assert (one.page, one.field, one.code, one.count) == ("support:bulk", "file", "missing_columns", 1)


def test_looking_at_a_form_counts_nothing(as_selma, client):
    before = FormFault.objects.count()
    as_selma.get("/brukerstotte/endringer/ny/")
    client.get("/studier/", {"fag": "finnes-ikke"})

    assert FormFault.objects.count() == before


def test_selma_sees_the_most_frequent_in_the_questions_own_words_and_takes_them_out(as_selma):
    page = text(as_selma.get(FAULTS))
    assert "Hvor er det vedtatt?" in page
    assert "<svg" in page
    narrowed = text(as_selma.get(FAULTS, {"rom": "public", "tid": "7"}))
    assert "Hvor er det vedtatt?" not in narrowed

    rows = as_selma.get(f"{FAULTS}csv/", {"rom": "public"}).content.decode().splitlines()
    assert rows[0] == "Side;Spørsmål;Feil;Kode;Antall"
    assert len(rows) == 3
    assert as_selma.get(f"{FAULTS}excel/").status_code == 200


def counted(code: str, times: int = 1) -> None:
    where = {"page": "owner:rank", "form": "pafyll.web.owner.forms.freed.TakeBackForm", "field": "why"}
    FormFault.objects.create(day=today(), code=code, count=times, **where)


def test_selma_reads_what_people_were_told_with_the_code_small_beside_it(as_selma):
    FormFault.objects.all().delete()
    counted("missing_columns", 3)
    counted("reason_missing", 2)
    counted("of_a_rule_that_is_gone")

    page = as_selma.get(FAULTS).content.decode()

    for title, code in (
        (title_of("missing_columns"), "missing_columns"),
        ("Noe som må fylles ut eller velges, mangler", "reason_missing"),
        ("Svaret ble ikke godtatt", "of_a_rule_that_is_gone"),
    ):
        assert f'{escape(title)}<br><span class="p-muted p-small">{code}</span>' in page
    assert "{" not in title_of("missing_columns")
    rows = as_selma.get(f"{FAULTS}csv/").content.decode().splitlines()
    assert any(row.endswith(";reason_missing;2") for row in rows)


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("support:new_reorganisation", "Brukerstøtte: /brukerstotte/endringer/ny/"),
        ("public:ask", "Åpne sider: /samarbeid/…/henvendelse/"),
        ("owner:a_page_that_is_gone", "Skoleeier: a_page_that_is_gone"),
    ],
)
def test_selma_reads_which_page_it_was_by_its_address(as_selma, page, shown):
    FormFault.objects.all().delete()
    FormFault.objects.create(day=today(), page=page, form="", field="", code="reason_missing", count=1)

    assert f">{shown}</td>" in text(as_selma.get(FAULTS))


def test_a_title_that_ends_in_something_left_out_has_no_fourth_dot():
    assert title_of("missing_columns") == "Filen mangler kolonnene …"


def test_every_refusal_has_a_title_that_is_no_code():
    """A new code that says several things is given a group in refusal_groups.py."""
    assert [code for code in unclear_codes() if code not in BY_CODE] == []
    assert sorted(BY_CODE.keys() - set(unclear_codes())) == []
    assert [code for code in spoken_codes() if title_of(code) in ("", code)] == []


def test_the_titles_are_those_that_the_rules_say_now():
    assert TITLES_FILE.read_text(encoding="utf-8") == titles_file(), "kjør: make messages"


def test_selma_chooses_among_titles_and_each_is_told_from_the_others(as_selma):
    FormFault.objects.all().delete()
    for code in ("reason_missing", "why_missing", "required"):
        counted(code)

    page = as_selma.get(FAULTS).content.decode()

    options = re.findall(r'<option value="(reason_missing|why_missing|required)">([^<]+)</option>', page)
    assert len({label for _code, label in options}) == len(options) == 3


@pytest.mark.parametrize("query", ["?tid=rot", "?rom=finnes-ikke", "?feil=' OR 1=1"])
def test_an_odd_filter_shows_everything(as_selma, query):
    assert "Hvor er det vedtatt?" in text(as_selma.get(f"{FAULTS}{query}"))
