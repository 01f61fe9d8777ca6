"""The accessibility statement says what the last run found, and nothing that it did not."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from pafyll.web.public import looked_at as looking
from pafyll.web.public.known_faults import KNOWN_FAULTS, KnownFault
from pafyll.web.public.looked_at import LookedAt, fingerprint, looked_at
from pafyll.web.public.statement import statement
from tests.fixtures.clock import STORY_TODAY
from tests.web.test_looks_everywhere import LEAVES, TABLE

pytestmark = pytest.mark.django_db
PAGE = "/tilgjengelighet/"
HOW = "Look at what is new: PAFYLL_LOOKS=changed pytest tests/web/test_looks_everywhere.py"
MOST_CHANGED = 0.1  # of the pages, before all must be looked at anew
# Between two looks the page itself says how many pages have changed; a release is looked at first.
AFTER_A_LOOK = pytest.mark.slow


def pages_of_the_table():
    """What somebody may open, by the approved table."""
    rows = csv.DictReader(TABLE.read_text().splitlines())
    opened = [one for one in rows if one["method"] == "GET" and one["day"] == STORY_TODAY and "200" in one.values()]
    return {one["path"] for one in opened if one["route"] not in LEAVES}


def page_seen(looks, faults=(), templates=("public/home.html",), of=None):
    used = list(templates)
    return {"on": "2026-05-04", "of": of or fingerprint(used), "looks": looks, "faults": list(faults),
            "templates": used}  # fmt: skip


def run_of(**pages):
    return LookedAt("4.10.2", (), pages)


def text_of(client, address=PAGE):
    return client.get(address).content.decode().replace("\u00a0", " ")


@pytest.fixture
def written(monkeypatch):
    """The statement of another run than ours."""

    def write(run):
        monkeypatch.setattr("pafyll.web.public.views.about.looked_at", lambda: run)

    return write


@AFTER_A_LOOK
def test_every_page_that_somebody_may_open_is_in_the_run_and_no_other():
    run, there = looked_at(), pages_of_the_table()

    assert run is not None
    assert there - set(run.pages) - run.files == set(), HOW
    assert set(run.pages) - there == set(), HOW


@AFTER_A_LOOK
def test_few_pages_have_changed_since_they_were_looked_at():
    run = looked_at()

    assert run is not None
    assert len(run.changed) <= MOST_CHANGED * len(run.pages), HOW


def test_the_page_says_the_figures_of_the_run(client, written):
    written(run_of(a=page_seen(["nb-1280-light", "nn-320-dark"]), b=page_seen(["nb-320-light"])))

    page = text_of(client)

    for said in ("axe 4.10.2", "4. mai 2026", "Bokmål, Nynorsk", "1 280 piksler", "320 piksler", "lyse, mørke"):
        assert said in page, said
    assert "English," not in page
    assert "høy kontrast" not in page
    assert "fant ingen brudd" in page


def test_faults_and_changes_are_told_and_the_status_is_no_longer_clean(client, written):
    broken = page_seen(["nb-320-light"], ["color-contrast <p> [nb-320-light]"], of="another")
    written(run_of(a=broken, b=page_seen(["nb-320-light"])))

    page = text_of(client)

    assert "følger kravene delvis" in page
    assert "color-contrast" in page
    assert "Sider som er endret etter prøven" in page
    assert "fant ingen brudd" not in page


def test_without_a_run_the_page_says_that_nothing_has_been_tested(client, written):
    written(None)

    page = text_of(client)

    assert "Sidene er ikke prøvd" in page
    assert "piksler" not in page


def test_a_known_fault_is_listed_by_its_criterion_and_makes_the_status_partial():
    fault = KnownFault("2.4.11", "Fokus ikke skjult", "Noe dekkes.", "Rull litt.", date(2026, 5, 4))

    shown = statement(run_of(a=page_seen(["nb-320-light"])), [fault])

    assert shown["known"] == [fault]
    assert "delvis" in shown["status"]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_law_contact_and_complaint_stand_in_every_language(client, settings, language):
    settings.CONTACT = "pafyll@example.no"
    client.cookies["django_language"] = language

    page = text_of(client)

    for said in ("17", "18", "47", "WCAG 2.1", "WCAG 2.2", "uustatus.no", "uutilsynet.no", "diskrimineringsnemnda.no",
                 "mailto:pafyll@example.no"):  # fmt: skip
        assert said in page, said


def test_a_template_that_is_changed_is_noticed(monkeypatch):
    run = run_of(a=page_seen(["nb-320-light"]))
    digests = dict(looking._digests())
    monkeypatch.setattr(looking, "_digests", lambda: digests | {"public/home.html": "another"})

    assert run.changed == ["a"]


def test_known_faults_name_criteria():
    assert all(one.criterion.count(".") == 2 for one in KNOWN_FAULTS)
