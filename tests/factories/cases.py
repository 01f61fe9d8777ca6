"""An owner's political cases: papers, consultations, resolutions, and who may handle them."""

from __future__ import annotations

from datetime import date, timedelta

from factory import LazyAttribute, SelfAttribute, Sequence, SubFactory, Trait

from pafyll.apps.casework.models import (
    Case,
    CaseAttachment,
    CaseBody,
    CasePaper,
    CaseSubstitute,
    CommitteeStatement,
    Consultation,
    ConsultationParticipant,
    ConsultationStatement,
    FollowUp,
    ImpartialityDeclaration,
    PaperVersion,
    Resolution,
    ResolutionPoint,
)
from pafyll.domain.lifecycles.case import CaseStatus as S
from pafyll.domain.lifecycles.case import ConsultationStatus as K
from pafyll.domain.lifecycles.case import PaperStatus as P
from tests.factories.base import NOW, Factory
from tests.factories.casework import DocumentFactory
from tests.factories.people import OrganisationFactory, UserFactory

SIRI = {"username": "siri"}
LEIF = {"username": "leif"}
BLOCKS = [
    {"id": "b1", "kind": "heading", "text": "Forslag til vedtak"},
    {"id": "b2", "kind": "proposal", "points": [{"text": "Fire lærere får tilbud om videreutdanning."}]},
]


class CaseFactory(Factory):
    """A case that has been started; a trait takes it to another status."""

    class Meta:
        model = Case

    owner = SubFactory(OrganisationFactory, municipality=True)
    case_number = Sequence("2026/8{:05d}".format)
    title = "Videreutdanning av lærere 2026/27"
    status = S.DRAFTED
    deadline_on = date(2026, 3, 31)
    officer = SubFactory(UserFactory, **SIRI)
    created_by = SelfAttribute("officer")
    created_at = NOW

    class Params:
        drafted = Trait(status=S.DRAFTED)
        in_consultation = Trait(status=S.IN_CONSULTATION)
        for_committee = Trait(status=S.FOR_COMMITTEE)
        for_resolution = Trait(status=S.FOR_RESOLUTION)
        resolved = Trait(status=S.RESOLVED)
        closed = Trait(status=S.CLOSED)
        withdrawn = Trait(status=S.WITHDRAWN)


class CaseBodyFactory(Factory):
    class Meta:
        model = CaseBody

    case = SubFactory(CaseFactory)
    name = "Formannskapet"
    part = CaseBody.Part.RESOLVES
    meets_on = date(2026, 3, 24)

    class Params:
        hears = Trait(name="Hovedutvalg for oppvekst", part=CaseBody.Part.HEARS)


class FollowUpFactory(Factory):
    class Meta:
        model = FollowUp

    case = SubFactory(CaseFactory)
    earlier_text = "formannskapssak 151/10"
    asked = "Kommunedirektøren kommer tilbake med en sak."


class CasePaperFactory(Factory):
    """A paper that is being written; issued or replaced it has its document."""

    class Meta:
        model = CasePaper

    case = SubFactory(CaseFactory)
    status = P.DRAFTED

    class Params:
        kept = Trait(
            document=SubFactory(DocumentFactory, kind="case_paper"),
            word=b"PK",
            audience=CasePaper.Audience.PUBLIC,
            issued_by=SubFactory(UserFactory, **SIRI),
            issued_at=NOW,
        )
        drafted = Trait(status=P.DRAFTED)
        issued = Trait(status=P.ISSUED, kept=True)
        replaced = Trait(status=P.REPLACED, kept=True)


class PaperVersionFactory(Factory):
    class Meta:
        model = PaperVersion

    paper = SubFactory(CasePaperFactory)
    number = 1
    blocks = LazyAttribute(lambda version: BLOCKS)
    figures = LazyAttribute(lambda version: {})
    what = "Laget utkast"
    by = SubFactory(UserFactory, **SIRI)
    at = NOW


class CaseAttachmentFactory(Factory):
    class Meta:
        model = CaseAttachment

    case = SubFactory(CaseFactory)
    title = "Program for kvalitetsutvikling"
    file_name = "program.pdf"
    content_type = "application/pdf"
    content = b"%PDF-1.7"
    sha256 = "f" * 64
    added_by = SubFactory(UserFactory, **SIRI)
    added_at = NOW

    class Params:
        public = Trait(is_public=True)


class ConsultationFactory(Factory):
    """A union that is invited; a trait takes the meeting to another status."""

    class Meta:
        model = Consultation

    case = SubFactory(CaseFactory, in_consultation=True)
    union = SubFactory(OrganisationFactory, union=True)
    status = K.INVITED
    meets_at = NOW + timedelta(days=7)
    place = "Møterom 2"
    invitation = "Vi ber om organisasjonens syn."
    invited_by = SubFactory(UserFactory, **SIRI)
    invited_at = NOW

    class Params:
        written = Trait(minutes="Partene er enige.", minutes_by=SubFactory(UserFactory, **SIRI), minutes_at=NOW)
        invited = Trait(status=K.INVITED)
        held = Trait(status=K.HELD, written=True)
        confirmed = Trait(
            status=K.CONFIRMED, written=True, confirmed_by=SubFactory(UserFactory, **LEIF), confirmed_at=NOW
        )
        cancelled = Trait(status=K.CANCELLED)


class ConsultationParticipantFactory(Factory):
    class Meta:
        model = ConsultationParticipant

    consultation = SubFactory(ConsultationFactory)
    name = "Leif Rønningsen"
    side = ConsultationParticipant.Side.EMPLOYEES


class ConsultationStatementFactory(Factory):
    class Meta:
        model = ConsultationStatement

    consultation = SubFactory(ConsultationFactory)
    words = "Vi vil prioritere videreutdanning."
    stances = LazyAttribute(lambda statement: {"1": "agrees"})
    points = LazyAttribute(lambda statement: ["Fire lærere får tilbud om videreutdanning."])
    given_by = SubFactory(UserFactory, **LEIF)
    given_at = NOW

    class Params:
        dissenting = Trait(stances=LazyAttribute(lambda statement: {"1": "dissents"}))


class CommitteeStatementFactory(Factory):
    class Meta:
        model = CommitteeStatement

    body = SubFactory(CaseBodyFactory, hears=True)
    number = "12/26"
    met_on = date(2026, 2, 12)
    words = "Utvalget slutter seg til forslaget."
    recorded_by = SubFactory(UserFactory, **SIRI)
    recorded_at = NOW


class ResolutionFactory(Factory):
    class Meta:
        model = Resolution

    case = SubFactory(CaseFactory, resolved=True)
    body = LazyAttribute(lambda resolution: CaseBodyFactory(case=resolution.case))
    number = "31/26"
    resolved_on = date(2026, 2, 24)
    recorded_by = SubFactory(UserFactory, **SIRI)
    recorded_at = NOW


class ResolutionPointFactory(Factory):
    """A point that was adopted as it was proposed."""

    class Meta:
        model = ResolutionPoint

    resolution = SubFactory(ResolutionFactory)
    number = 1
    proposed = "Fire lærere får tilbud om videreutdanning."
    text = SelfAttribute("proposed")
    outcome = ResolutionPoint.Outcome.ADOPTED
    opened = LazyAttribute(lambda point: [])

    class Params:
        adopted = Trait(outcome=ResolutionPoint.Outcome.ADOPTED)
        amended = Trait(outcome=ResolutionPoint.Outcome.AMENDED, text="Fem lærere får tilbud.")
        rejected = Trait(outcome=ResolutionPoint.Outcome.REJECTED, text="")
        added = Trait(outcome=ResolutionPoint.Outcome.ADDED, proposed="", text="Saken kommer tilbake til høsten.")


class ImpartialityDeclarationFactory(Factory):
    """Siri is disqualified from today on."""

    class Meta:
        model = ImpartialityDeclaration

    case = SubFactory(CaseFactory)
    officer = SelfAttribute("case.officer")
    ground = "spouse"
    law = "fvl. (1967) § 6 første ledd bokstav c, kommuneloven § 13-3"
    starts_on = NOW.date()
    declared_by = SelfAttribute("officer")
    declared_at = NOW

    class Params:
        over = Trait(starts_on=date(2026, 1, 1), ends_before=date(2026, 2, 1))


class CaseSubstituteFactory(Factory):
    class Meta:
        model = CaseSubstitute

    case = SubFactory(CaseFactory)
    substitute = SubFactory(UserFactory, username="eli")
    stands_in_for = SelfAttribute("case.officer")
    starts_on = NOW.date()
    ends_before = date(2026, 7, 1)
    reason = "Saksbehandleren er inhabil."
    appointed_by = SubFactory(UserFactory, username="marit")
    appointed_at = NOW
