"""A disqualified officer neither sees nor does anything in the case, at any address; a substitute may for a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.models import Case, CasePaper
from pafyll.apps.casework.permissions.cases import may_handle, may_see
from pafyll.apps.casework.services.attaching_to_case import NewAttachment, attach
from pafyll.apps.casework.services.cases import move_case
from pafyll.apps.casework.services.consultations import Invitation, give_statement, invite
from pafyll.apps.casework.services.drafting import next_edition
from pafyll.apps.casework.services.impartiality import Period, appoint_substitute, declare_disqualified
from pafyll.apps.casework.services.issuing_papers import issue_paper
from pafyll.apps.casework.services.paper_versions import write_version
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.answers import Refusal
from pafyll.domain.lifecycles.case import CaseStatus as S
from pafyll.web.owner.urls import urlpatterns
from tests.factories import CaseSubstituteFactory, ImpartialityDeclarationFactory
from tests.factories.base import NOW, TODAY

ADDRESSES = sorted(one.name for one in urlpatterns if str(one.pattern).startswith("saker/<int:pk>/"))


@pytest.fixture
def full(case: Case, paper: CasePaper, siri: User, union: Organisation) -> Case:
    """A case with everything an address can name: attachment, issued and drafted paper, consultation and bodies."""
    attach(case=case, new=NewAttachment("Program", "program.pdf", b"%PDF-1.7 %%EOF"), by=siri, at=NOW)
    issue_paper(paper=paper, seen=paper.current, audience=CasePaper.Audience.UNIONS, by=siri, at=NOW)
    move_case(case=case, to=S.IN_CONSULTATION, by=siri, at=NOW)
    invite(case=case, invitation=Invitation(union, NOW + timedelta(days=7), "Rom 2", "?"), by=siri, at=NOW)
    next_edition(case=case, by=siri, at=NOW)
    return case


def _address(name: str, case: Case) -> str:
    parameters = next(str(one.pattern) for one in urlpatterns if one.name == name)
    values: dict[str, Callable[[], Any]] = {
        "pk": lambda: case.pk,
        "paper": lambda: case.papers.get(status="issued").pk,
        "form": lambda: "pdf",
        "key": lambda: "b1",
        "consultation": lambda: case.consultations.get().pk,
        "body": lambda: case.bodies.get(part="hears").pk,
        "attachment": lambda: case.attachments.get().pk,
    }
    return reverse(f"owner:{name}", kwargs={key: make() for key, make in values.items() if f":{key}>" in parameters})


def _as(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("name", ADDRESSES)
def test_every_address_of_the_case_is_closed_to_the_disqualified_with_the_reason(
    name: str, full: Case, siri: User
) -> None:
    address, client = _address(name, full), _as(siri)
    ImpartialityDeclarationFactory(case=full)

    for method in ("get", "post"):
        answer = getattr(client, method)(address)
        if answer.status_code == 405:
            continue
        assert answer.status_code == 403, f"{method} {address}"
        assert "inhabil" in answer.content.decode()
        assert full.title not in answer.content.decode()


def test_the_addresses_are_those_of_a_case() -> None:
    assert {"case", "case_paper", "paper_file", "case_attachment", "consultation", "resolve_case"} <= set(ADDRESSES)


def test_the_list_and_its_export_leave_the_case_out_and_say_so(full: Case, siri: User) -> None:
    client = _as(siri)
    assert full.title in client.get("/eier/saker/").content.decode()
    ImpartialityDeclarationFactory(case=full)

    page = client.get("/eier/saker/").content.decode()
    assert full.title not in page
    assert "Du er inhabil i 1 sak" in page
    assert full.title not in client.get("/eier/saker/csv/").content.decode()


def test_a_declaration_for_a_time_that_is_over_or_not_begun_closes_nothing(full: Case, siri: User) -> None:
    ImpartialityDeclarationFactory(case=full, over=True)
    ImpartialityDeclarationFactory(case=full, starts_on=TODAY + timedelta(days=1))
    assert _as(siri).get(_address("case", full)).status_code == 200


def test_services_refuse_the_disqualified_as_the_pages_do(full: Case, siri: User) -> None:
    ImpartialityDeclarationFactory(case=full)
    paper = full.papers.get(status="drafted")
    with pytest.raises(Refusal, match="disqualified"):
        write_version(paper=paper, seen=paper.current, blocks=[], what="Skrev", by=siri, at=NOW)
    with pytest.raises(Refusal, match="disqualified"):
        move_case(case=full, to=S.WITHDRAWN, why="Fordi", by=siri, at=NOW)


def test_a_colleague_reads_but_acts_only_as_a_substitute_and_only_in_the_window(
    full: Case, siri: User, eli: User, marit: User
) -> None:
    day = NOW.date()
    assert may_see(viewer_of(eli, day=day), full, day=day)
    assert may_handle(viewer_of(eli, day=day), full, day=day).code == "not_your_case"

    period = Period(day, day + timedelta(days=10))
    appoint_substitute(case=full, substitute=eli, period=period, reason="Siri er borte.", by=marit, at=NOW)
    for shift, may in ((-1, False), (0, True), (9, True), (10, False)):
        then = day + timedelta(days=shift)
        assert bool(may_handle(viewer_of(eli, day=then), full, day=then)) is may, then


def test_a_substitute_must_work_for_the_owner_and_be_impartial(
    full: Case, siri: User, eli: User, marit: User, ola: User
) -> None:
    period = Period(TODAY, TODAY + timedelta(days=10))
    given = {"case": full, "period": period, "reason": "Ferie", "by": marit, "at": NOW}
    with pytest.raises(Refusal, match="not_with_owner"):
        appoint_substitute(substitute=ola, **given)
    ImpartialityDeclarationFactory(case=full, officer=eli)
    with pytest.raises(Refusal, match="substitute_disqualified"):
        appoint_substitute(substitute=eli, **given)


def test_anyone_may_say_it_of_themselves_but_only_a_decider_of_another(
    full: Case, siri: User, eli: User, marit: User
) -> None:
    given = {"case": full, "ground": "spouse", "period": Period(TODAY), "at": NOW}
    with pytest.raises(Refusal, match="not_decider"):
        declare_disqualified(officer=siri, by=eli, **given)
    made = declare_disqualified(officer=siri, by=marit, **given)
    assert made.law == "fvl. (1967) § 6 første ledd bokstav c, kommuneloven § 13-3"


def test_mail_about_the_case_goes_to_the_substitute_and_not_to_the_disqualified(
    full: Case, siri: User, eli: User, leif: User, django_capture_on_commit_callbacks: Any
) -> None:
    ImpartialityDeclarationFactory(case=full)
    CaseSubstituteFactory(case=full, substitute=eli)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        give_statement(consultation=full.consultations.get(), words="Nei.", stances={}, by=leif, at=NOW)
    assert [one.to for one in mail.outbox] == [[eli.email]]


def test_ola_never_sees_siris_case(full: Case, ola: User) -> None:
    client = _as(ola)
    assert full.title not in client.get("/eier/saker/").content.decode()
    for name in ADDRESSES:
        address = _address(name, full)
        assert {client.get(address).status_code, client.post(address).status_code} <= {404, 405}, address
