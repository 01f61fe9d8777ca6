"""Year reports at the owner's and the authority's desk: page, PDF and Word say the same, in both written forms."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document
from pypdf import PdfReader

from pafyll.apps.statistics.models import Release
from pafyll.apps.statistics.queries.year_report import COUNTY, subjects_of

pytestmark = pytest.mark.django_db
DESKS = ("authority", "owner")


@pytest.mark.parametrize("desk", DESKS)
@pytest.mark.parametrize(("language", "said"), [("nb", "Hva tallene viser"), ("nn", "Kva tala viser")])
def test_page_pdf_and_word_say_the_same(as_ada, as_siri, desk, language, said):
    client = as_ada if desk == "authority" else as_siri
    query = f"?malform={language}&aar=2025"

    page = client.get(reverse(f"{desk}:year_report") + query).content.decode()
    pdf = client.get(reverse(f"{desk}:year_report_file", args=["pdf"]) + query)
    word = client.get(reverse(f"{desk}:year_report_file", args=["docx"]) + query)

    text = " ".join(part.extract_text() for part in PdfReader(BytesIO(pdf.content)).pages)
    file = Document(BytesIO(word.content))
    written = [paragraph.text for paragraph in file.paragraphs]
    assert f"<h2>{said}</h2>" in page
    assert f'class="p-document" lang="{language}"' in page
    assert said in text
    assert said in written
    for table in file.tables:
        for cell in table.rows[1].cells:
            assert cell.text in page


def test_ada_makes_a_countys_report(as_ada):
    code, name = subjects_of(Release.objects.get(status="published"), COUNTY)[0]

    page = as_ada.get(reverse("authority:year_report"), {"om": f"county-{code}"}).content.decode()

    assert name in page
    assert "Norge" in page


@pytest.mark.parametrize("query", ["?om=owner-99999999", "?om=county-xx", "?om=owner-abc", "?aar=1066&malform=xx"])
def test_an_address_that_asks_for_what_is_not_counted_gives_a_page(as_ada, query):
    assert as_ada.get(reverse("authority:year_report") + query).status_code == 200


def test_a_report_has_two_forms_and_no_third(as_siri):
    assert as_siri.get(reverse("owner:year_report_file", args=["txt"])).status_code == 404
