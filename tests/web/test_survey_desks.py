"""Those who ask: the directorate sees the nation, the provider and the owner their own part when it is large enough."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest

from pafyll.apps.organisations.models import Organisation
from pafyll.apps.surveys.models import AgreedMeasure, QualityDialogue, Questionnaire, QuestionnaireVersion, Survey


@pytest.fixture
def national(world):
    return Survey.objects.get(owner__kind="directorate", status="closed")


def text_of(client, url, status=200):
    response = client.get(url)
    assert response.status_code == status, url
    return response.content.decode().replace("\u00a0", " ")


def sheet_of(client, url):
    content = client.get(url).content
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(BytesIO(content)).active.iter_rows()]


def test_ada_sees_the_nation_with_charts_and_their_tables(as_ada, national):
    text = text_of(as_ada, f"/nasjonal/undersokelser/{national.pk}/resultat/")

    assert "10 svar vises sammen" in text
    assert text.count('<svg class="p-chart__picture"') == text.count('class="p-chart"') > 10
    assert "Svarene er så like at de ville vist hva hver enkelt svarte." in text
    assert "Mer tid til å prøve ut mellom samlingene." in text


def test_the_excel_follows_the_filter_and_says_what_the_page_says(as_ada, national):
    base = f"/nasjonal/undersokelser/{national.pk}/resultat/"
    college = Organisation.objects.get(name="Høgskolen i Innhavet").number
    everybody, group = sheet_of(as_ada, f"{base}excel/"), sheet_of(as_ada, f"{base}excel/?tilbyder={college}")

    assert "Høgskolen i Innhavet" in group[0][0]
    results = as_ada.get(f"{base}?tilbyder={college}").context["results"]
    told = {one.question.label: dict(one.tally.counts) for _p, qs in results.sections for one in qs if one.tally}
    rows = [row for row in group if row[1] in told and told[row[1]]]
    assert rows
    assert all(told[row[1]][row[2]] == row[3] for row in rows)
    assert sum(row[3] or 0 for row in everybody[3:]) > sum(row[3] or 0 for row in group[3:])


def test_a_group_that_is_too_small_is_refused_with_the_reason_also_as_excel(as_ada, national):
    university = Organisation.objects.get(name="Universitetet i Storby").number
    base = f"/nasjonal/undersokelser/{national.pk}/resultat/"

    assert "For få svar til å vises" in text_of(as_ada, f"{base}?tilbyder={university}")
    assert len(sheet_of(as_ada, f"{base}excel/?tilbyder={university}")) == 3


def test_nina_sees_her_own_and_no_other_place_of_study(as_nina, national):
    college = Organisation.objects.get(name="Høgskolen i Innhavet")
    university = Organisation.objects.get(name="Universitetet i Storby")
    own = f"/tilbyder/resultater/{national.pk}/{college.pk}/"

    assert "5 svar vises sammen" in text_of(as_nina, own)
    text_of(as_nina, f"/tilbyder/resultater/{national.pk}/{university.pk}/", status=404)
    assert "5 svar vises sammen" in text_of(as_nina, f"{own}?tilbyder={university.number}"), "cannot be exchanged"
    text_of(as_nina, f"/tilbyder/undersokelser/{national.pk}/resultat/", status=404)


def test_an_owner_sees_its_teachers_only_when_enough_of_them_answered(as_ola, as_siri, national):
    assert "Nok svar" in text_of(as_ola, "/eier/undersokelser/")
    assert "For få svar til å vises" in text_of(as_siri, "/eier/undersokelser/")
    assert "For få svar til å vises." in text_of(as_siri, f"/eier/undersokelser/{national.pk}/")


def test_the_response_is_shown_live_and_never_by_name(as_ada, as_nina, world):
    open_now = Survey.objects.get(owner__kind="directorate", status="open")
    assert "1 av 4 har svart (25 %)" in text_of(as_ada, f"/nasjonal/undersokelser/{open_now.pk}/")
    project = Survey.objects.get(owner__kind="provider", status="open")
    text = text_of(as_nina, f"/tilbyder/undersokelser/{project.pk}/")
    assert [str(one) for one in project.invitations.all() if str(one) in text] == []


def test_only_a_confidential_survey_tells_its_owner_who_said_what(as_nina, as_ada, national):
    leaders = Survey.objects.get(owner__kind="provider", status="closed")
    text = text_of(as_nina, f"/tilbyder/undersokelser/{leaders.pk}/navn/")

    assert "Per Haugland" in text
    text_of(as_ada, f"/nasjonal/undersokelser/{national.pk}/navn/", status=404)
    text_of(as_ada, f"/nasjonal/undersokelser/{leaders.pk}/navn/", status=404)


def test_the_governor_asks_nobody(as_tor):
    text_of(as_tor, "/nasjonal/undersokelser/", status=403)
    text_of(as_tor, "/nasjonal/dialog/", status=403)


def test_ada_makes_a_survey_from_a_ready_questionnaire_to_open(as_ada, world):
    directorate = Organisation.objects.get(kind="directorate")
    as_ada.post("/nasjonal/undersokelser/skjema/hent/project_leaders/", {"owner": directorate.pk})
    version = QuestionnaireVersion.objects.get(questionnaire__owner=directorate, questionnaire__code="project_leaders")
    for step in ("test", "live"):
        as_ada.post(f"/nasjonal/undersokelser/utgave/{version.pk}/gjor/", {"do": step})
    given = {
        "title": "Skoleledere", "title_nn": "Skuleleiarar", "version": version.pk, "moment": "by_list",
        "promise": "anonymous", "opens_on": "2026-03-10", "closes_on": "2026-03-20",
    }  # fmt: skip
    made = as_ada.post("/nasjonal/undersokelser/ny/", given)
    survey = Survey.objects.get(title="Skoleledere")
    assert made.url == f"/nasjonal/undersokelser/{survey.pk}/"
    as_ada.post(f"{made.url}flytt/", {"do": "open"})
    as_ada.post(f"{made.url}inviter/", {"addresses": "Per <per@example.no>\nannen@example.no", "language": "nb"})

    survey.refresh_from_db()
    assert (survey.status, survey.least_answers, survey.invitations.count()) == ("open", 5, 2)


def test_a_line_that_is_no_address_is_named(as_ada, world):
    survey = Survey.objects.get(owner__kind="directorate", status="open")
    response = as_ada.post(f"/nasjonal/undersokelser/{survey.pk}/inviter/", {"addresses": "Per", "language": "nb"})

    assert response.status_code == 422
    assert "«Per» er ikke en adresse" in response.content.decode()


def test_nina_edits_her_own_questionnaire_with_scales_and_nynorsk(as_nina, world):
    given = {"owner": Organisation.objects.get(name="Høgskolen i Innhavet").pk, "title": "Etter samlingen",
             "title_nn": "Etter samlinga", "purpose": "Bedre samlinger.", "purpose_nn": "Betre samlingar."}  # fmt: skip
    as_nina.post("/tilbyder/undersokelser/skjema/nytt/", given)
    version = Questionnaire.objects.get(title="Etter samlingen").versions.get()
    base = f"/tilbyder/undersokelser/utgave/{version.pk}/"
    as_nina.post(f"{base}del/ny/", {"title": "Samlingen", "seen": 1})
    question = {"label": "Var det nyttig?", "section": "part_1", "kind": "scale", "is_required": "on",
                "choices": "Nei\nBåde og\nJa", "condition": "", "seen": 2}  # fmt: skip
    as_nina.post(f"{base}sporsmal/ny/", question)
    as_nina.post(f"{base}nynorsk/", {"seen": 3, **{f"t{n}": f"nynorsk {n}" for n in range(5)}})
    for step in ("test", "live"):
        as_nina.post(f"{base}gjor/", {"do": step})

    version.refresh_from_db()
    assert version.status == "live"
    assert [one.code for one in version.form.question("var_det_nyttig").choices] == ["1", "2", "3"]
    assert version.form_in("nn").question("var_det_nyttig").label == "nynorsk 1"


def test_the_dialogue_is_kept_by_the_directorate_and_answered_by_the_provider(as_ada, as_nina, world):
    dialogue = QualityDialogue.objects.get()
    as_ada.post(
        f"/nasjonal/dialog/{dialogue.pk}/tiltak/", {"words": "Ny plan", "side": "provider", "due_on": "2026-09-01"}
    )
    measure = AgreedMeasure.objects.get(words="Ny plan")
    url = f"/tilbyder/dialog/tiltak/{measure.pk}/"
    assert as_nina.post(url, {"to": "done", "outcome": " "}).status_code == 422
    as_nina.post(url, {"to": "done", "outcome": "Planen er vedtatt."})

    assert "Planen er vedtatt." in text_of(as_ada, f"/nasjonal/dialog/{dialogue.pk}/")
    theirs = AgreedMeasure.objects.filter(side="directorate").first()
    assert as_nina.get(f"/tilbyder/dialog/tiltak/{theirs.pk}/").status_code == 403
