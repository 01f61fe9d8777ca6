"""Nina reports on what her university was awarded; others' awards are not there."""

from __future__ import annotations

import pytest
from django.urls import reverse

from pafyll.apps.grants.models import AwardReport
from tests.factories import AwardFactory
from tests.fixtures.forum import a_person


@pytest.fixture
def award(county):
    university = county.seats["nina"].organisation
    return AwardFactory(recipient=university, payee=university, decided=True, amount=300_000)


@pytest.fixture
def nina(client, county):
    client.force_login(county.user("nina"))
    return client


def test_nina_sees_the_award_and_sends_the_final_report(nina, award):
    listed = nina.get(reverse("provider:award_reports")).content.decode()
    address = reverse("provider:award_report", args=[award.pk, "sluttrapport"])
    given = {"used": 300_000, "own_contribution": 0, "goals": "Flere elever leser.", "edition": 0}
    kept = nina.post(address, given)
    sent = nina.post(address, {**given, "teachers": 12, "edition": 1, "send": "1"})

    assert "300\u00a0000\u00a0kr" in listed
    assert address in listed
    assert (kept.status_code, sent.status_code) == (303, 303)
    assert AwardReport.objects.get().status == "sent"


def test_what_is_used_beyond_the_award_is_told_where_it_is_written(nina, award):
    address = reverse("provider:award_report", args=[award.pk, "sluttrapport"])

    answer = nina.post(address, {"used": 400_000, "own_contribution": 0, "goals": "Mye.", "edition": 0, "send": "1"})

    assert answer.status_code == 422
    assert AwardReport.objects.get().status == "draft"


def test_another_recipients_award_is_not_there(nina, county):
    body = county.seats["siri"].organisation
    award = AwardFactory(recipient=body, payee=body, decided=True)

    assert nina.get(reverse("provider:award_report", args=[award.pk, "sluttrapport"])).status_code == 404
    assert award.purpose not in nina.get(reverse("provider:award_reports")).content.decode()


def test_a_kind_of_report_that_does_not_exist_is_404(nina, award):
    assert nina.get(reverse("provider:award_report", args=[award.pk, "arsrapport"])).status_code == 404


def test_a_colleague_without_the_task_is_told_who_has_it(client, county):
    university = county.seats["nina"].organisation
    client.force_login(a_person("faglig", "academic", university).user)

    answer = client.get(reverse("provider:award_reports"))

    assert answer.status_code == 403
    assert "studieadministratoren" in answer.content.decode()
