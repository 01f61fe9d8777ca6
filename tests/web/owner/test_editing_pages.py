"""Siri corrects an application in the browser, and applies for a study outside the catalogue."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse

from pafyll.apps.applications.models import Application, Ranking, Round
from pafyll.apps.applications.services.contents import contents_as_sent
from pafyll.domain.lifecycles.application import ApplicationStatus as S
from tests.web.owner.test_owner_pages import text, url

pytestmark = pytest.mark.django_db
WHY = "Læreren ba oss rette reisen."
OTHER = {
    "other_study_name": "Matematikk på nett",
    "other_study_provider": "Universitetet i Fjordvik",
    "other_study_subject": "mathematics",
    "other_study_credits": "30",
}


@pytest.fixture
def stated(siri: Any) -> Application:
    rows = Application.objects.filter(owner__name="Fjordvik kommune", round__study_year=2026, status=S.STATED)
    return rows.exclude(offer_1=None).earliest("pk")


def filled(application: Application, **changes: Any) -> dict[str, Any]:
    """The form as it stands, with changes."""
    values = {**vars(contents_as_sent(application)), "version": application.version, "why": WHY, **changes}
    return {name: "" if value is None else value for name, value in values.items()}


def test_siri_corrects_the_travel_and_the_page_shows_what_changed_and_why(as_siri, stated):
    page = text(as_siri.get(url("edit", stated.pk)))
    assert "læreren får e-post med hva som er endret" in page
    assert "får rektor se på den på nytt" in page

    answer = as_siri.post(url("edit", stated.pk), filled(stated, travel_1=1234))

    assert (answer.status_code, answer.url) == (303, url("application", stated.pk))
    page = text(as_siri.get(answer.url))
    assert "Rettet av skoleeier" in page
    assert "1 234 kr" in page
    assert WHY in page


def test_the_teacher_reads_who_corrected_it_and_what(as_siri, stated, client_of):
    as_siri.post(url("edit", stated.pk), filled(stated, travel_1=1234))
    teacher = client_of(stated.person)

    assert "Skoleeieren har rettet søknaden" in text(teacher.get(reverse("teacher:application", args=[stated.pk])))
    receipt = text(teacher.get(reverse("teacher:receipt", args=[stated.pk])))
    assert f"hos skoleeieren har rettet søknaden: {WHY}" in receipt
    assert "1 234 kr" in receipt
    assert "stemmer fortsatt" in receipt


def test_a_form_without_a_reason_comes_back_with_the_fault_by_the_field(as_siri, stated):
    answer = as_siri.post(url("edit", stated.pk), filled(stated, travel_1=1234, why=""))

    assert answer.status_code == 422
    assert "Skriv noe her" in text(answer)


def test_somebody_elses_change_in_the_meantime_is_not_overwritten(as_siri, stated):
    form = filled(stated, travel_1=1234)
    as_siri.post(url("edit", stated.pk), filled(stated, travel_1=99))

    answer = as_siri.post(url("edit", stated.pk), form)

    assert answer.status_code == 409
    assert Application.objects.get(pk=stated.pk).travel_1 == 99


def test_ola_neither_sees_nor_sends_the_form(as_ola, stated):
    assert as_ola.get(url("edit", stated.pk)).status_code == 404
    assert as_ola.post(url("edit", stated.pk), filled(stated)).status_code == 404


def test_a_sent_list_has_no_link_to_correct(as_siri, stated):
    assert url("edit", stated.pk) in as_siri.get(url("application", stated.pk)).content.decode()

    Ranking.objects.filter(owner=stated.owner, round=stated.round).update(status="submitted")

    assert url("edit", stated.pk) not in as_siri.get(url("application", stated.pk)).content.decode()


def test_siri_applies_for_a_study_outside_the_catalogue_on_a_teachers_behalf(as_siri):
    found = as_siri.get(f"{url('add')}?sok=Jonas").content.decode()
    address = url("add_for", int(re.search(r"/eier/soknader/ny/(\d+)/", found)[1]))
    form = as_siri.get(address).content.decode()
    school = re.search(r'name="school".*?<option value="(\d+)"', form, re.S)[1]
    rest = {"semesters": "both", "scheme_1": "substitute", "travel_1": "0", "motivation": "Skolen trenger det."}

    answer = as_siri.post(address, {"school": school, **rest, **OTHER})

    assert answer.status_code == 303, text(answer)
    assert "Matematikk på nett, Universitetet i Fjordvik (30 studiepoeng)" in text(as_siri.get(answer.url))


def test_where_only_the_catalogue_counts_nothing_else_is_asked(as_siri, stated):
    Round.objects.filter(pk=stated.round_id).update(allows_other_study=False)

    page = as_siri.get(url("edit", stated.pk)).content.decode()

    assert 'name="other_study_name"' not in page
    assert 'name="offer_1"' in page


def test_without_a_catalogue_only_the_other_study_is_asked(as_siri, stated):
    Round.objects.filter(pk=stated.round_id).update(has_catalogue=False)

    page = as_siri.get(url("edit", stated.pk)).content.decode()

    assert 'name="offer_1"' not in page
    assert 'name="other_study_name"' in page
