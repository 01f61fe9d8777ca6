"""Everybody of the cast tries to find out what Kari answered, alone and together, with all that the pages give."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import product
from random import Random

import pytest
from django.test import Client
from django.urls import get_resolver

from pafyll.apps.organisations.models import Organisation, Person
from pafyll.apps.surveys.models import Survey, SurveyAnswer, SurveyInvitation
from pafyll.apps.surveys.queries.results import given_to
from pafyll.apps.surveys.services.answering import save_draft, send_answer
from pafyll.apps.surveys.services.closing import close_survey
from pafyll.devtools.seed.story.cast import CAST
from pafyll.integrations.clock import now
from tests.apps.surveys.acting import DAY, answer
from tests.factories import QuestionnaireFactory, QuestionnaireVersionFactory, SurveyFactory, SurveyInvitationFactory

pytestmark = pytest.mark.heavy(40)
SIGN = "Bare jeg skriver akkurat dette om lesekroken"
RESULTS = ("survey_results", "own_results", "survey_result", "survey_survey", "survey_named")
FILES = ("survey_results_workbook", "own_results_workbook", "survey_workbook")


def karis(survey: Survey) -> SurveyInvitation:
    return survey.invitations.get(person__user__username="kari")


@pytest.fixture
def survey(world):
    """The project survey that Kari is asked by: she and all the others have answered, and it is closed."""
    found = Survey.objects.get(owner__kind="provider", status="open")
    hers = karis(found)
    for one in found.invitations.filter(status="invited"):
        write(one, SIGN if one == hers else "")
    close_survey(survey=found, by=None, at=now())
    return found


def write(invitation, words):
    chosen = {"our_need": "4", "took_part": "3", "content": "5", "days_fit": "1", "tried": "often", "together": "2"}
    for part in invitation.survey.version.form.sections:
        given = {one.key: chosen.get(one.key, "") for one in part.questions} | {"better": words}
        save_draft(invitation=invitation, secret="x", section=part, given=given, on=date(2026, 3, 10))
    send_answer(invitation=invitation, secret="x", on=date(2026, 3, 10))


def client_of(key):
    client = Client()
    client.force_login(Person.objects.get(user__username=key).user)
    return client


def addresses(names):
    """Every address of those names, for every survey, every body and every filter, at every desk."""
    surveys = [str(one) for one in Survey.objects.values_list("pk", flat=True)]
    bodies = [str(one) for one in Organisation.objects.filter(kind="provider").values_list("pk", flat=True)]
    found = []
    for desk in get_resolver().url_patterns:
        for route in getattr(desk, "url_patterns", ()):
            if getattr(route, "name", None) in names:
                path = f"/{desk.pattern}{route.pattern}"
                found += [
                    path.replace("<int:pk>", survey).replace("<int:body>", body)
                    for survey in surveys
                    for body in (bodies if "<int:body>" in path else [""])
                ]
    return found


def filters():
    """Every way of narrowing: each provider and owner there is, and each subject, and the two first together."""
    numbers = dict(Organisation.objects.filter(kind="provider").values_list("name", "number"))
    owners = Organisation.objects.filter(kind__in=Organisation.OWNER_KINDS).values_list("number", flat=True)
    pairs = product(["", *numbers.values()], ["", *owners])
    return [f"?tilbyder={provider}&eier={owner}" for provider, owner in pairs]


@pytest.mark.parametrize("member", [one.key for one in CAST])
def test_nobody_of_the_cast_reads_what_kari_wrote_or_who_wrote_it(survey, member):
    client, name = client_of(member), str(karis(survey).person)
    for url in addresses((*RESULTS, *FILES)):
        response = client.get(url)
        assert response.status_code in (200, 403, 404)
        content = b"".join(response) if response.streaming else response.content
        assert SIGN.encode() not in content, url
        if response.status_code == 200 and member != "kari":
            assert name.encode() not in content, url


def test_all_of_them_together_cannot_reckon_their_way_to_fewer_than_five(world):
    """Everything that anybody is shown of a question, pooled: no two answers sets differ by one to four answers.

    Which answers each number rests on is what the attackers would have to work out; here they are told.
    """
    survey = large_survey(Random(7))
    given = given_to(survey)
    seen: dict[str, set[frozenset[int]]] = {}
    shown = 0
    for member in ("ada", "nina", "siri", "marit", "ola", "vigdis", "gro"):
        client = client_of(member)
        for url in addresses(("survey_results", "own_results", "survey_result")):
            for narrowed in ["", *filters()] if f"/{survey.pk}/" in url else []:
                response = client.get(url + narrowed)
                found = response.context.get("results") if response.context else None
                if response.status_code != 200 or found is None or found.count is None:
                    continue
                inside = frozenset(at for at, one in enumerate(given) if found.wanted.has(one.cell))
                seen.setdefault("", set()).add(inside)
                for _part, questions in found.sections:
                    for one in questions:
                        if one.tally is not None:
                            shown += 1
                            key = one.question.key
                            answered = frozenset(at for at in inside if key in given[at].answers)
                            seen.setdefault(key, set()).add(answered)

    assert shown > 20
    for key, groups in seen.items():
        atoms = Counter(tuple(at in group for group in groups) for at in range(len(given)))
        told = {sign: count for sign, count in atoms.items() if any(sign)}
        assert all(count >= 5 for count in told.values()), (key, told)


def large_survey(dice: Random) -> Survey:
    """Eighty of the nation's teachers at both places of study, from all owners, some from small ones."""
    directorate = Organisation.objects.get(kind="directorate")
    version = QuestionnaireVersionFactory(questionnaire=QuestionnaireFactory(owner=directorate))
    survey = SurveyFactory(version=version)
    providers = list(Organisation.objects.filter(kind="provider").values_list("number", flat=True))
    owners = list(Organisation.objects.filter(kind__in=Organisation.OWNER_KINDS).values_list("number", flat=True))
    weights = [max(1, 12 - 4 * at) for at in range(len(owners))]
    for _number in range(80):
        cell = [dice.choice([*providers, ""]), dice.choices(owners, weights)[0], dice.choice(["english", "norwegian"])]
        standing = "quit" if dice.random() < 0.3 else "completed"
        why = {"why": [dice.choice(["time", "level"])]} if standing == "quit" else {}
        invitation = SurveyInvitationFactory(survey=survey, cell=cell)
        answer(invitation, DAY, dice, standing=standing, useful=dice.choice("123"), **why)
    close_survey(survey=survey, by=None, at=now(), dice=dice)
    assert SurveyAnswer.objects.filter(survey=survey).count() == 80
    return survey
