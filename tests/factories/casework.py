"""Events, decisions, issued documents, appeals and outages."""

from __future__ import annotations

from datetime import timedelta

from factory import LazyAttribute, SelfAttribute, Sequence, SubFactory, Trait

from pafyll.apps.casework.letters import Topic
from pafyll.apps.casework.models import (
    Appeal,
    AppealAttachment,
    Decision,
    DoorTicket,
    Event,
    GroundsDemand,
    Heartbeat,
    Job,
    Mail,
    MailChoice,
    Outage,
    TaskCalendar,
)
from pafyll.apps.documents.models import Document
from pafyll.domain.lifecycles.appeal import AppealStatus as S
from pafyll.domain.lifecycles.job import JobStatus as J
from pafyll.domain.lifecycles.mail import MailStatus as M
from tests.factories.base import NOW, Factory
from tests.factories.people import OrganisationFactory, UserFactory


class EventFactory(Factory):
    class Meta:
        model = Event

    about = "application:1"
    verb = "submitted"
    before = "draft"
    after = "submitted"
    by = SubFactory(UserFactory, username="kari")
    at = NOW


class DocumentFactory(Factory):
    class Meta:
        model = Document

    kind = "place_decision"
    title = "Svar på søknad om videreutdanning"
    context = LazyAttribute(lambda document: {})
    pdf = b"%PDF-1.7"
    text = "Du får plass."
    sha256 = "e" * 64
    about = "application:1"
    issued_by = SubFactory(UserFactory, username="idar")
    issued_at = NOW

    class Params:
        nynorsk = Trait(language="nn", title="Svar på søknad om vidareutdanning")
        corrected = Trait(version=2, replaces=SubFactory("tests.factories.casework.DocumentFactory"))


class DecisionFactory(Factory):
    class Meta:
        model = Decision

    kind = "place"
    about = "application:1"
    case_number = Sequence("26/{:05d}".format)
    outcome = "granted"
    grounds = LazyAttribute(lambda decision: [])
    lines = LazyAttribute(lambda decision: [])
    prepared_by = SubFactory(UserFactory, username="ada")
    decided_by = SubFactory(UserFactory, username="idar")
    decided_at = NOW
    document = SubFactory(DocumentFactory)

    class Params:
        refused = Trait(outcome="refused")


class GroundsDemandFactory(Factory):
    """A demand that waits, or with answered=True has its answer."""

    class Meta:
        model = GroundsDemand

    decision = SubFactory(DecisionFactory)
    demanded_by = SubFactory(UserFactory, username="kari")
    demanded_at = NOW

    class Params:
        answered = Trait(
            answer="Slik ble det vurdert.", answered_by=SubFactory(UserFactory, username="ada"), answered_at=NOW
        )


class AppealFactory(Factory):
    """An appeal that has come; a trait takes it to another status with what that presupposes."""

    class Meta:
        model = Appeal

    decision = SubFactory(DecisionFactory, outcome="refused")
    case_number = Sequence("2026/9{:05d}".format)
    status = S.SUBMITTED
    words = "Jeg mener at fagene mine ikke ble regnet med."
    content_hash = "a" * 64
    submitted_by = SubFactory(UserFactory, username="kari")
    submitted_at = NOW

    class Params:
        taken = Trait(officer=SubFactory(UserFactory, username="hanne"))
        ended = Trait(
            taken=True,
            grounds="Opplysningene var feil.",
            concluded_at=NOW,
            outcome_decision=SubFactory(
                DecisionFactory, kind="appeal", about="appeal:1", outcome=SelfAttribute("..status")
            ),
        )
        submitted = Trait(status=S.SUBMITTED)
        assigned = Trait(status=S.ASSIGNED, taken=True)
        proposed = Trait(status=S.PROPOSED, taken=True, proposed_outcome=S.DISMISSED, grounds="Kom for sent.")
        forwarded = Trait(
            status=S.FORWARDED,
            taken=True,
            statement="Vedtaket er riktig.",
            appeals_body=SubFactory(OrganisationFactory, ministry=True),
            forwarded_at=NOW,
        )
        upheld = Trait(status=S.UPHELD, ended=True, effect="wish_1")
        upheld_in_part = Trait(status=S.UPHELD_IN_PART, ended=True, effect="wish_2")
        not_upheld = Trait(status=S.NOT_UPHELD, ended=True)
        dismissed = Trait(status=S.DISMISSED, ended=True, is_late=True)
        withdrawn = Trait(status=S.WITHDRAWN, concluded_at=NOW)
        late = Trait(is_late=True, deadline_on=NOW.date())


class AppealAttachmentFactory(Factory):
    """A file with an appeal: a PDF, or a picture or a Word document by trait."""

    class Meta:
        model = AppealAttachment

    appeal = SubFactory(AppealFactory)
    name = "bekreftelse.pdf"
    kind = "pdf"
    content = b"%PDF-1.7"
    size = 8
    sha256 = Sequence("{:064x}".format)
    added_by = SubFactory(UserFactory, username="kari")
    added_at = NOW

    class Params:
        pdf = Trait(kind="pdf")
        png = Trait(kind="png", name="bilde.png")
        jpg = Trait(kind="jpg", name="bilde.jpg")
        docx = Trait(kind="docx", name="brev.docx")


class OutageFactory(Factory):
    """An outage that is over, or with going_on=True is not."""

    class Meta:
        model = Outage

    starts_at = NOW
    ends_at = LazyAttribute(lambda outage: outage.starts_at + timedelta(hours=2))
    cause = "Innloggingen svarte ikke."
    desks = LazyAttribute(lambda outage: ["teacher"])
    registered_by = SubFactory(UserFactory, username="ada")
    registered_at = NOW

    class Params:
        going_on = Trait(ends_at=None)


class JobFactory(Factory):
    """A job that waits; a trait takes it further."""

    class Meta:
        model = Job

    kind = "staff_read"
    about = Sequence("sheep:{}".format)
    started_by = SubFactory(UserFactory, username="siri")
    started_at = NOW
    heartbeat_at = NOW

    class Params:
        ended = Trait(attempts=1, ended_at=NOW)
        queued = Trait(status=J.QUEUED)
        running = Trait(status=J.RUNNING, attempts=1, reached=3, total=10, text="Leser filen")
        done = Trait(status=J.DONE, ended=True, total=10)
        failed = Trait(status=J.FAILED, ended=True, error="Filen kan ikke leses. Lagre den på nytt.")
        cancelled = Trait(status=J.CANCELLED, ended=True)


class MailFactory(Factory):
    """A mail that waits to be sent; a trait takes it further."""

    class Meta:
        model = Mail

    letter = "applications/approved"
    address = Sequence("leser{}@example.no".format)
    reader = SubFactory(UserFactory)
    language = "nb"
    subject = "Skoleeier har godkjent søknaden"
    text = "Hei.\n\nSøknaden er godkjent.\n"
    written_at = NOW
    next_try_at = NOW

    class Params:
        waiting = Trait(status=M.WAITING)
        held = Trait(status=M.HELD)
        sent = Trait(status=M.SENT, sent_at=NOW, tries=1)
        gathered = Trait(status=M.GATHERED, gathered_in=SubFactory("tests.factories.casework.MailFactory", sent=True))
        failed = Trait(status=M.FAILED, tries=1, error="E-posttjeneren svarte: 550 User unknown")
        unwanted = Trait(status=M.UNWANTED)


class MailChoiceFactory(Factory):
    """Somebody who wants the mail about a topic otherwise."""

    class Meta:
        model = MailChoice

    reader = SubFactory(UserFactory)
    topic = Topic.PROGRESS
    when = MailChoice.When.DAILY

    class Params:
        at_once = Trait(when=MailChoice.When.AT_ONCE)
        daily = Trait(when=MailChoice.When.DAILY)
        never = Trait(when=MailChoice.When.NEVER)


class TaskCalendarFactory(Factory):
    """The address of a calendar with the deadlines of an owner's tasks."""

    class Meta:
        model = TaskCalendar

    user = SubFactory(UserFactory)
    desk = TaskCalendar.Desk.OWNER
    made_at = NOW

    class Params:
        teacher = Trait(desk=TaskCalendar.Desk.TEACHER)
        school = Trait(desk=TaskCalendar.Desk.SCHOOL)
        owner = Trait(desk=TaskCalendar.Desk.OWNER)
        provider = Trait(desk=TaskCalendar.Desk.PROVIDER)
        authority = Trait(desk=TaskCalendar.Desk.AUTHORITY)
        representative = Trait(desk=TaskCalendar.Desk.REPRESENTATIVE)
        support = Trait(desk=TaskCalendar.Desk.SUPPORT)


class HeartbeatFactory(Factory):
    class Meta:
        model = Heartbeat
        django_get_or_create = ("name",)

    name = "backup"
    beat_at = NOW


class DoorTicketFactory(Factory):
    """In line. waited: let in after ten minutes."""

    class Meta:
        model = DoorTicket

    taken_at = NOW
    seen_at = NOW

    class Params:
        inside = Trait(let_in_at=NOW)
        waited = Trait(
            let_in_at=LazyAttribute(lambda ticket: ticket.taken_at + timedelta(minutes=10)),
            sends_before=LazyAttribute(lambda ticket: ticket.taken_at + timedelta(minutes=40)),
        )
