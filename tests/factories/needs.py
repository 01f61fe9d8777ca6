"""Needs notifications: forms, needs in every state, files, receipts, requests for more, and who is told of openings."""

from __future__ import annotations

from datetime import datetime

from factory import LazyAttribute, LazyFunction, SelfAttribute, Sequence, SubFactory, Trait

from pafyll.apps.forums.models import (
    CalendarFeed,
    FormVersion,
    NeedsAttachment,
    NeedsNotification,
    NeedsReceipt,
    OpeningNotice,
    OpeningSubscription,
    SupplementRequest,
)
from pafyll.domain.lifecycles.needs_notification import FormVersionStatus as F
from pafyll.domain.lifecycles.needs_notification import NeedsNotificationStatus as N
from pafyll.domain.rules.questions import spelled, standard_form
from pafyll.integrations.clock import OSLO
from tests.factories.base import NOW, Factory
from tests.factories.forums import SchemeYearFactory
from tests.factories.people import OrganisationFactory, UserFactory

ANSWERS = {
    "status": "Elevundersøkelsen viser at elevene ikke får nok utfordringer.",
    "anchoring_staff": "Alle enhetene har drøftet behovet i personalmøter i januar.",
    "anchoring_unions": "Drøftet med organisasjonene 20. januar.",
    "applicant": "alone",
    "measure_title": "Lærende nettverk om lesing",
    "measure_kind": "network",
    "measure": "Vi deler erfaringer og prøver ut mellom samlingene.",
    "goals": "Flere elever leser godt på 5. trinn.",
    "target_group": "Lærere på 1.–7. trinn",
    "teachers": 40,
    "kindergarten_staff": 12,
    "leaders": 6,
    "years": "2",
    "amount_year_1": 400_000,
    "amount_year_2": 350_000,
    "own_effort": "Arbeidstid til nettverksmøtene.",
}
DUE = datetime(2026, 3, 21, tzinfo=OSLO)


class FormVersionFactory(Factory):
    """The standard form, being worked on; a trait gives the other states."""

    class Meta:
        model = FormVersion

    scheme_year = SubFactory(SchemeYearFactory, announced=True)
    number = Sequence(lambda n: n + 1)
    content = LazyFunction(lambda: spelled(standard_form()))
    made_by = SubFactory(UserFactory, username="tor")
    made_at = NOW

    class Params:
        preview = Trait(status=F.PREVIEW)
        test = Trait(status=F.TEST)
        live = Trait(status=F.LIVE)
        replaced = Trait(status=F.REPLACED)


class NeedsNotificationFactory(Factory):
    """A draft with every answer but the partners; a trait gives the other states."""

    class Meta:
        model = NeedsNotification

    form = SubFactory(FormVersionFactory, live=True)
    scheme_year = SelfAttribute("form.scheme_year")
    owner = SubFactory(OrganisationFactory, municipality=True)
    number = Sequence("B2026-9{:05d}".format)
    answers = LazyFunction(lambda: dict(ANSWERS))
    title = ANSWERS["measure_title"]
    first_year = SelfAttribute("scheme_year.year")
    years = 2
    amounts = LazyAttribute(lambda need: [400_000, 350_000])
    amount_first = 400_000
    amount_total = 750_000
    created_by = SubFactory(UserFactory, username="siri")
    created_at = NOW

    class Params:
        draft = Trait(status=N.DRAFT)
        sent = Trait(status=N.SENT, sent_at=NOW)
        supplement_asked = Trait(status=N.SUPPLEMENT_ASKED, sent_at=NOW, supplement_due=DUE)
        treated = Trait(status=N.TREATED, sent_at=NOW)
        withdrawn = Trait(status=N.WITHDRAWN)


class NeedsAttachmentFactory(Factory):
    class Meta:
        model = NeedsAttachment

    notification = SubFactory(NeedsNotificationFactory)
    question = "budget"
    name = "budsjett.pdf"
    kind = "pdf"
    content = b"%PDF-1.4\n%%EOF"
    size = 14
    sha256 = Sequence("{:064x}".format)
    added_by = SubFactory(UserFactory, username="siri")
    added_at = NOW


class NeedsReceiptFactory(Factory):
    class Meta:
        model = NeedsReceipt

    notification = SubFactory(NeedsNotificationFactory, sent=True)
    number = Sequence(lambda n: n + 1)
    kind = NeedsReceipt.Kind.SENT
    answers = SelfAttribute("notification.answers")
    content = LazyAttribute(
        lambda receipt: {
            "scheme": receipt.notification.scheme_year.title,
            "owner": receipt.notification.owner.name,
            "form": 1,
            "sections": [{"title": "Tiltaket", "rows": [{"question": "Hva heter tiltaket?", "answer": "Nettverk"}]}],
            "files": [],
        }
    )
    fingerprint = "0" * 64
    stored_by = SubFactory(UserFactory, username="siri")
    stored_at = NOW

    class Params:
        resent = Trait(kind=NeedsReceipt.Kind.RESENT)
        supplement = Trait(kind=NeedsReceipt.Kind.SUPPLEMENT)


class SupplementRequestFactory(Factory):
    class Meta:
        model = SupplementRequest

    notification = SubFactory(NeedsNotificationFactory, supplement_asked=True)
    words = "Skriv mer om hvordan barnehagene er med."
    due_at = DUE
    asked_by = SubFactory(UserFactory, username="tor")
    asked_at = NOW


class OpeningSubscriptionFactory(Factory):
    class Meta:
        model = OpeningSubscription

    user = SubFactory(UserFactory, username="siri")
    organisation = SubFactory(OrganisationFactory, municipality=True)
    scheme = "collective_2026"
    since = NOW


class OpeningNoticeFactory(Factory):
    class Meta:
        model = OpeningNotice

    subscription = SubFactory(OpeningSubscriptionFactory)
    about = "scheme_year:1"
    told_at = NOW


class CalendarFeedFactory(Factory):
    class Meta:
        model = CalendarFeed

    user = SubFactory(UserFactory, username="siri")
    organisation = SubFactory(OrganisationFactory, municipality=True)
    desk = CalendarFeed.Desk.OWNER
    made_at = NOW

    class Params:
        authority = Trait(
            desk=CalendarFeed.Desk.AUTHORITY, organisation=SubFactory(OrganisationFactory, county_governor=True)
        )
