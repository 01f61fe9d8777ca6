"""What Siri, Leif, Per and everyone else see of a case, and that nothing is seen too early."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.models import Case, CasePaper
from pafyll.apps.casework.services.attaching_to_case import NewAttachment, attach
from pafyll.apps.casework.services.cases import move_case
from pafyll.apps.casework.services.consultations import Invitation, Minutes, give_statement, invite, write_minutes
from pafyll.apps.casework.services.drafting import next_edition
from pafyll.apps.casework.services.issuing_papers import issue_paper
from pafyll.apps.casework.services.paper_versions import blocks_of, version_of
from pafyll.apps.organisations.models import Organisation, RoleGrant
from pafyll.domain.lifecycles.case import CaseStatus as S
from tests.apps.cases.conftest import AVAILABLE, Purse
from tests.factories import CaseFactory, OrganisationFactory, PersonFactory, RoleGrantFactory
from tests.factories.base import NOW

PUBLIC, UNIONS = CasePaper.Audience.PUBLIC, CasePaper.Audience.UNIONS


def _as(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def _do(client: Client, paper: CasePaper, do: str, **more: str) -> str:
    paper.refresh_from_db()
    answer = client.post(reverse("owner:change_paper", args=[paper.case_id]), {"do": do, "seen": paper.current, **more})
    assert answer.status_code == 303
    paper.refresh_from_db()
    return answer.headers["Location"]


def _order(paper: CasePaper) -> list[str]:
    return [block.id for block in blocks_of(version_of(paper))]


def test_siri_adds_moves_removes_and_undoes_with_plain_forms(paper: CasePaper, siri: User) -> None:
    client, before = _as(siri), _order(paper)

    where = _do(client, paper, "add b3", **{"kind-b3": "list"})
    made = where.rstrip("/").rpartition("/")[2]
    assert _order(paper).index(made) == before.index("b3") + 1
    _do(client, paper, f"up {made}")
    assert _order(paper).index(made) == before.index("b3")
    _do(client, paper, f"remove {made}")
    assert _order(paper) == before
    _do(client, paper, "undo")
    assert made in _order(paper)


def test_a_chosen_figure_is_put_into_the_text_and_shown_before_anything_is_kept(paper: CasePaper, siri: User) -> None:
    client, address = _as(siri), reverse("owner:case_block", args=[paper.case_id, "b22"])
    sent = {"seen": paper.current, "text": "Vi har", "insert": AVAILABLE}

    page = client.post(address, sent | {"do": "insert"}).content.decode()
    assert f"Vi har {{{AVAILABLE}}}" in page
    assert "2000000 kr" in page
    part = client.post(
        address, sent | {"text": f"Vi har {{{AVAILABLE}}}", "do": "look"}, headers={"HX-Request": "true"}
    )
    assert part.content.decode().strip().startswith('<section id="look"')
    paper.refresh_from_db()
    assert paper.current == 1

    assert client.post(address, sent | {"text": f"Vi har {{{AVAILABLE}}}.", "do": "save"}).status_code == 303
    assert "Vi har <span" in _text(client, reverse("owner:case_paper", args=[paper.case_id]))


def test_what_siri_wrote_stays_when_somebody_else_was_quicker(paper: CasePaper, siri: User, marit: User) -> None:
    address = reverse("owner:case_block", args=[paper.case_id, "b22"])
    _as(marit).post(address, {"seen": 1, "text": "Marits", "do": "save"})
    answer = _as(siri).post(address, {"seen": 1, "text": "Siris", "do": "save"})
    assert answer.status_code == 409
    assert "Noen andre har endret" in answer.content.decode()


def test_a_moved_figure_is_red_with_a_sign_and_words_and_one_button_renews_it(
    paper: CasePaper, siri: User, purse: Purse
) -> None:
    purse.amounts[AVAILABLE] = 1_500_000
    client, address = _as(siri), reverse("owner:case_paper", args=[paper.case_id])

    page = _text(client, address)
    assert 'data-state="moved"' in page
    assert "▲" in page
    assert "er nå 1500000 kr" in page
    _do(client, paper, f"renew {AVAILABLE}")
    assert 'data-state="moved"' not in _text(client, address)


def test_a_table_is_written_with_bars_between_its_cells(paper: CasePaper, siri: User) -> None:
    client, address = _as(siri), reverse("owner:case_block", args=[paper.case_id, "b12"])
    table = f"Hva | 2026 | 2027\nStaten | 100 | 200\nVi | 50\nSum | 150 | {{{AVAILABLE}}}"
    client.post(address, {"seen": 1, "text": "Penger", "table": table, "last_is_sum": "on", "do": "save"})
    paper.refresh_from_db()
    block = next(one for one in blocks_of(version_of(paper)) if one.id == "b12")
    assert block.rows[1] == ("Vi", "50", "")
    assert table.splitlines()[0] in _text(client, address)


@pytest.fixture
def stated(case: Case, paper: CasePaper, siri: User, leif: User, union: Organisation) -> Case:
    """Leif's union has spoken, and the minutes wait for its confirmation. One attachment is public, one is not."""
    for title, is_public in (("Program", True), ("Referat", False)):
        new = NewAttachment(title, f"{title}.pdf", b"%PDF-1.7 %%EOF", is_public)
        attach(case=case, new=new, by=siri, at=NOW - timedelta(hours=1))
    issue_paper(paper=paper, seen=paper.current, audience=UNIONS, by=siri, at=NOW)
    move_case(case=case, to=S.IN_CONSULTATION, by=siri, at=NOW)
    invitation = Invitation(union, NOW + timedelta(hours=3), "Møterom 2", "Hva mener dere?")
    consultation = invite(case=case, invitation=invitation, by=siri, at=NOW)
    give_statement(consultation=consultation, words="For få plasser.", stances={1: "dissents"}, by=leif, at=NOW)
    people = [(str(siri), "employer"), (str(leif), "employees")]
    write_minutes(consultation=consultation, minutes=Minutes("Uenige.", people), by=siri, at=NOW)
    return case


def _public(case: Case) -> CasePaper:
    by = case.officer
    paper = next_edition(case=case, by=by, at=NOW)
    return issue_paper(paper=paper, seen=paper.current, audience=PUBLIC, by=by, at=NOW)


def test_leif_reads_everything_and_confirms_the_minutes(stated: Case, leif: User) -> None:
    client, pk = _as(leif), stated.consultations.get().pk
    page = _text(client, reverse("representative:consultation", args=[pk]))
    assert "For få plasser." in page
    assert "2000000 kr" in page
    for attachment in stated.attachments.all():
        address = reverse("representative:case_attachment", args=[pk, attachment.pk])
        assert client.get(address).headers["Content-Disposition"].startswith("attachment")
    assert client.post(reverse("representative:confirm_minutes", args=[pk])).status_code == 303
    assert stated.consultations.get().status == "confirmed"


def test_randi_does_not_see_the_consultation_of_leifs_union(stated: Case, randi: User) -> None:
    client, pk = _as(randi), stated.consultations.get().pk
    assert client.get(reverse("representative:consultation", args=[pk])).status_code == 404
    assert stated.title not in _text(client, reverse("representative:consultations"))


def test_nothing_is_public_before_the_paper_is_issued_to_everyone(stated: Case) -> None:
    client, address = Client(), reverse("public:case", args=[stated.slug])
    paper, attachment = stated.papers.get(), stated.attachments.get(title="Program")
    assert stated.title not in _text(client, reverse("public:cases"))
    assert client.get(address).status_code == 404
    assert client.get(reverse("public:paper_file", args=[stated.slug, paper.pk, "pdf"])).status_code == 404
    assert client.get(reverse("public:case_attachment", args=[stated.slug, attachment.pk])).status_code == 404

    _public(stated)
    assert stated.title in _text(client, reverse("public:cases"))
    assert "For få plasser." in _text(client, address)
    assert client.get(reverse("public:paper_file", args=[stated.slug, paper.pk, "pdf"])).status_code == 404


def test_everyone_reads_the_public_attachment_only_and_nobodys_name(stated: Case, siri: User, leif: User) -> None:
    issued = _public(stated)
    page = _text(Client(), reverse("public:case", args=[stated.slug]))
    assert str(siri) not in page
    assert str(leif) not in page
    assert "Uenige." not in page
    program, referat = stated.attachments.get(title="Program"), stated.attachments.get(title="Referat")
    assert Client().get(reverse("public:case_attachment", args=[stated.slug, program.pk])).status_code == 200
    assert Client().get(reverse("public:case_attachment", args=[stated.slug, referat.pk])).status_code == 404
    for form in ("pdf", "docx"):
        assert Client().get(reverse("public:paper_file", args=[stated.slug, issued.pk, form])).status_code == 200
    assert "Referat" not in issued.document.text  # type: ignore[union-attr]


def test_per_reads_what_his_owner_has_sent_out_and_no_other_owners(stated: Case, fjordvik: Organisation) -> None:
    per, other = PersonFactory(), PersonFactory()
    school = OrganisationFactory(parent=fjordvik)
    RoleGrantFactory(person=per, role=RoleGrant.Role.PRINCIPAL, organisation=school)
    RoleGrantFactory(person=other, role=RoleGrant.Role.PRINCIPAL, organisation=OrganisationFactory())

    assert "2000000 kr" in _text(_as(per.user), reverse("school:case", args=[stated.pk]))
    assert _as(other.user).get(reverse("school:case", args=[stated.pk])).status_code == 404
    assert stated.title not in _text(_as(other.user), reverse("school:cases"))


def test_the_list_finds_by_word_status_and_mine_and_shows_the_nearest_deadline_first(
    case: Case, siri: User, fjordvik: Organisation
) -> None:
    near = CaseFactory(owner=fjordvik, title="Veiledere", deadline_on=date(2026, 3, 12), for_resolution=True)
    over = CaseFactory(owner=fjordvik, title="Gammel sak", deadline_on=date(2026, 1, 1), closed=True)
    client = _as(siri)
    page = _text(client, "/eier/saker/")
    assert page.index(near.title) < page.index(case.title) < page.index(over.title)
    assert "Snart frist" in page
    assert case.title not in _text(client, "/eier/saker/?sok=veiledere")
    assert over.title not in _text(client, "/eier/saker/?status=open")


def test_the_list_takes_as_many_queries_for_fifty_cases_as_for_five(siri: User, fjordvik: Organisation) -> None:
    client = _as(siri)
    for _n in range(5):
        CaseFactory(owner=fjordvik)
    client.get("/eier/saker/")
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get("/eier/saker/")
    for _n in range(15):
        CaseFactory(owner=fjordvik)
    with CaptureQueriesContext(connection) as many:
        client.get("/eier/saker/")
    assert len(many) == len(few)


def test_a_file_with_programs_in_it_does_not_come_in(case: Case, siri: User) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    bad = SimpleUploadedFile("plan.pdf", b"MZ programkode")
    answer = _as(siri).post(reverse("owner:case_attachments", args=[case.pk]), {"title": "Plan", "file": bad})
    assert answer.status_code == 422
    assert "ikke av et slag vi tar imot" in answer.content.decode()
    assert not case.attachments.exists()
