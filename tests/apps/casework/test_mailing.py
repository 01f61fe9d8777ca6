"""Mail is written with the change, sent once, tried again when the server is down, and given up with the reason."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives
from django.db import transaction

from pafyll.apps.casework.letters import Letter, Topic, letters
from pafyll.apps.casework.mail_html import as_html
from pafyll.apps.casework.mail_samples import previewed
from pafyll.apps.casework.models import Mail, MailChoice
from pafyll.apps.casework.queries.mail import mails_sent, mails_to, topics_for
from pafyll.apps.casework.services import delivering
from pafyll.apps.casework.services.delivering import WAITS, deliver, try_again
from pafyll.apps.casework.services.gathering import gather_all, held
from pafyll.apps.casework.services.mail_choices import choose
from pafyll.apps.casework.services.mailing import Reader, post
from pafyll.apps.organisations.models import Organisation, RoleGrant
from pafyll.apps.organisations.permissions import Grant, Viewer
from pafyll.domain.answers import Refusal
from pafyll.domain.lifecycles.mail import MailStatus
from pafyll.integrations.clock import machine_now
from tests.architecture.sources import ROOT
from tests.factories import MailChoiceFactory, MailFactory, OrganisationFactory, PersonFactory, UserFactory
from tests.factories.base import NOW

S, Role, When = MailStatus, RoleGrant.Role, MailChoice.When
LONGER: dict[str, Any] = {
    "subject": {"title": "Plass i videreutdanning"}, "appeal": {"case_number": "2026/000001", "expected_on": None},
}  # fmt: skip


@pytest.fixture
def worker(settings) -> None:
    """Somebody beside the pages delivers, as in production."""
    settings.JOBS = "worker"


class Server:
    """A mail server that answers as it is told, and remembers what it took."""

    def __init__(self, *answers: Exception | None) -> None:
        self.answers, self.taken = list(answers), []

    def send_messages(self, messages: list[EmailMultiAlternatives]) -> int:
        answer = self.answers.pop(0) if self.answers else None
        if answer is not None:
            raise answer
        self.taken += messages
        return len(messages)

    def close(self) -> None:
        """Nothing to close."""


@pytest.fixture
def server(monkeypatch):
    def told(*answers: Exception | None) -> Server:
        made = Server(*answers)
        monkeypatch.setattr(delivering, "get_connection", lambda: made)
        return made

    return told


@pytest.mark.django_db
def test_what_is_undone_is_never_told_of(worker) -> None:
    @transaction.atomic
    def undone() -> None:
        post("casework/preliminary", [Reader("kari@example.no")], **LONGER)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        undone()

    assert not Mail.objects.exists()


@pytest.mark.django_db
def test_a_mail_waits_until_it_is_delivered_and_then_goes_once(worker, server) -> None:
    post("casework/preliminary", [Reader("kari@example.no", "nn")], **LONGER)
    took = server()

    assert [deliver(machine=machine_now()), deliver(machine=machine_now())] == [1, 0]

    [message] = took.taken
    mail = Mail.objects.get()
    assert (mail.status, mail.tries, mail.language) == (S.SENT, 1, "nn")
    assert message.extra_headers["Message-ID"] == f"<{mail.key}@pafyll.example.no>"
    assert [one.mimetype for one in message.alternatives] == ["text/html"]


@pytest.mark.django_db
def test_a_server_that_is_down_is_tried_again_later_and_later_and_then_given_up(worker, server) -> None:
    mail, machine = MailFactory(), machine_now()
    for wait in WAITS:
        server(SMTPServerDisconnected())
        assert deliver(machine=machine) == 0
        mail.refresh_from_db()
        assert (mail.status, mail.next_try_at) == (S.WAITING, machine + wait)
        assert deliver(machine=machine + wait - timedelta(seconds=1)) == 0  # not its turn yet
        machine += wait

    server(SMTPServerDisconnected())
    deliver(machine=machine)

    mail.refresh_from_db()
    assert (mail.status, mail.tries) == (S.FAILED, len(WAITS) + 1)
    assert "svarer ikke" in mail.error


@pytest.mark.django_db
def test_an_address_that_is_refused_stops_at_once_with_the_reason_and_the_others_go(worker, server) -> None:
    refused, other = MailFactory(), MailFactory()
    took = server(SMTPRecipientsRefused({refused.address: (550, b"User unknown")}), None)

    assert deliver(machine=machine_now()) == 1

    refused.refresh_from_db()
    assert (refused.status, refused.error) == (
        S.FAILED, "E-posttjeneren tar ikke imot post til adressen: 550 User unknown",
    )  # fmt: skip
    assert took.taken[0].to == [other.address]


@pytest.mark.django_db
def test_what_failed_is_tried_again_by_somebody_who_has_mended_it_and_nothing_else_is() -> None:
    failed, sent, by = MailFactory(failed=True), MailFactory(sent=True), UserFactory()

    try_again(mail=failed, by=by, at=NOW, machine=machine_now())

    failed.refresh_from_db()
    assert (failed.status, failed.tries) == (S.WAITING, 0)
    with pytest.raises(Refusal):
        try_again(mail=sent, by=by, at=NOW, machine=machine_now())


@pytest.mark.django_db
def test_a_mail_that_another_has_taken_is_left_to_it(worker, server) -> None:
    MailFactory(next_try_at=machine_now() + timedelta(seconds=60))
    took = server()

    assert deliver(machine=machine_now()) == 0
    assert took.taken == []


@pytest.mark.django_db
def test_a_secret_address_is_forgotten_when_it_is_sent(worker, server) -> None:
    mail = MailFactory(letter="surveys/invitation", text="Svar her: https://pafyll.example.no/svar/abc/")
    server()

    deliver(machine=machine_now())

    mail.refresh_from_db()
    assert mail.text == ""


SUBSTITUTE = {"case": {"case_number": "2026/1"}, "substitute": {"substitute": "Ola", "starts_on": date(2026, 3, 11)}}
OPTIONAL = "casework/minutes_confirmed"
MEETINGS = {"union": "Lærerlaget", "case": {"case_number": "2026/1", "title": "En sak"}}


@pytest.mark.django_db
@pytest.mark.parametrize(("when", "status"), [("at_once", S.WAITING), ("daily", S.HELD), ("never", S.UNWANTED)])
def test_optional_mail_comes_as_the_reader_has_chosen(worker, when: str, status: str) -> None:
    user = UserFactory()
    MailChoiceFactory(reader=user, topic=Topic.MEETINGS, when=when)

    post(OPTIONAL, [Reader.of_user(user)], **MEETINGS)
    post("casework/substitute_appointed", [Reader.of_user(user)], **SUBSTITUTE)

    required, optional = Mail.objects.order_by("-pk")
    assert (optional.status, required.status) == (status, S.WAITING)


@pytest.mark.django_db
def test_what_is_held_comes_in_one_mail_once_and_a_required_one_never_waits(worker) -> None:
    user = UserFactory()
    MailFactory.create_batch(2, held=True, reader=user, subject="Referatet er godkjent")
    assert held() == [(user.pk, 2)]

    assert [gather_all(), gather_all()] == [1, 0]

    [digest] = Mail.objects.filter(letter="casework/digest")
    assert digest.subject == "2 varsler fra Påfyll"
    assert digest.text.count("Referatet er godkjent") == 4
    assert set(Mail.objects.filter(gathered_in=digest).values_list("status", flat=True)) == {S.GATHERED}


@pytest.mark.django_db
def test_one_chooses_for_oneself_among_what_concerns_ones_roles() -> None:
    union = Grant(Role.UNION_REPRESENTATIVE, OrganisationFactory(union=True))
    leif = Viewer(UserFactory(), PersonFactory(), (union,))

    choose(user=leif.user, language="nn", choices={Topic.MEETINGS: When.DAILY})

    assert [(one.topic, one.when) for one in topics_for(viewer=leif)] == [(Topic.MEETINGS, When.DAILY)]
    leif.user.refresh_from_db()
    assert leif.user.language == "nn"


def holding(role: str, organisation: Organisation) -> Viewer:
    return Viewer(UserFactory(), PersonFactory(), (Grant(role, organisation),))


@pytest.mark.django_db
def test_one_reads_ones_own_mail_and_an_organisation_sees_what_it_has_sent() -> None:
    owner, other = OrganisationFactory(municipality=True), OrganisationFactory(municipality=True)
    mail, national = MailFactory(sender=owner), MailFactory(sender=None)
    MailFactory(sender=owner, letter="surveys/reminder")  # says who has not answered
    officer = holding(Role.OWNER_OFFICER, owner)
    stranger = holding(Role.OWNER_OFFICER, other)
    ada = holding(Role.DIRECTORATE_OFFICER, OrganisationFactory(directorate=True))

    assert list(mails_to(viewer=Viewer(mail.reader))) == [mail]
    assert list(mails_sent(viewer=officer, desk="owner")) == [mail]
    assert list(mails_sent(viewer=stranger, desk="owner")) == []
    assert list(mails_sent(viewer=ada, desk="authority")) == [national]


def test_every_text_is_declared_and_every_declared_mail_has_a_text() -> None:
    texts = {f"{path.parents[1].name}/{path.stem}" for path in ROOT.glob("src/pafyll/apps/*/templates/*/mail/*.txt")}

    assert texts == set(letters())


@pytest.mark.parametrize("letter", letters().values(), ids=lambda one: one.name)
@pytest.mark.parametrize("language", ["nb", "nn"])
def test_every_mail_can_be_looked_at_with_invented_facts(letter: Letter, language: str) -> None:
    subject, text, html = previewed(letter, language)

    assert subject.strip()
    assert text.strip()
    assert f'<html lang="{language}">' in html
    assert "<img" not in html
    assert "src=" not in html


def test_html_has_the_same_words_with_points_and_links_and_lets_no_markup_in() -> None:
    text = "Hei <b>Kari</b>.\nSe https://pafyll.example.no/min/.\n\n- én\n- to\n"

    html = as_html(subject="Om <i>", text=text, language="nb")

    assert "Hei &lt;b&gt;Kari&lt;/b&gt;.<br>" in html
    assert '<a href="https://pafyll.example.no/min/">https://pafyll.example.no/min/</a>.' in html
    assert "<ul><li>én</li><li>to</li></ul>" in html
    assert "<h1>Om &lt;i&gt;</h1>" in html


def test_no_mail_is_sent_but_through_the_outbox() -> None:
    sends = ("send_mail(", "EmailMessage(", "get_connection(")
    files = [
        path for path in (ROOT / "src/pafyll/apps").rglob("*.py") if any(word in path.read_text() for word in sends)
    ]

    assert [path.relative_to(ROOT) for path in files] == [Path("src/pafyll/apps/casework/services/delivering.py")]
