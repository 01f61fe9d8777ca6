"""Changes of organisations, files of work, and what people get wrong."""

from __future__ import annotations

from datetime import date

from factory import SelfAttribute, Sequence, SubFactory, Trait

from pafyll.apps.support.models import (
    BulkFile,
    BulkRow,
    FormFault,
    Reorganisation,
    ReorganisationChoice,
    ReorganisationSource,
    ReorganisationTarget,
)
from pafyll.domain.lifecycles.bulk_file import BulkFileStatus
from pafyll.domain.lifecycles.reorganisation import ReorganisationStatus as S
from tests.factories.base import NOW, Factory
from tests.factories.people import OrganisationFactory, PersonFactory, UserFactory


class ReorganisationFactory(Factory):
    """Municipalities that become one on New Year's Day."""

    class Meta:
        model = Reorganisation

    kind = "merge"
    day = date(2027, 1, 1)
    source = "Oppdiktet forskrift om sammenslåing"
    planned_by = SubFactory(UserFactory, username="selma")
    planned_at = NOW
    status = S.PLANNED

    class Params:
        planned = Trait(status=S.PLANNED)
        proposed = Trait(status=S.PROPOSED, proposed_by=SubFactory(UserFactory, username="selma"), proposed_at=NOW)
        approved = Trait(
            status=S.APPROVED,
            proposed_by=SubFactory(UserFactory, username="selma"),
            decided_by=SubFactory(UserFactory, username="ada"),
            decided_at=NOW,
        )
        carried_out = Trait(
            status=S.CARRIED_OUT,
            proposed_by=SubFactory(UserFactory, username="selma"),
            decided_by=SubFactory(UserFactory, username="ada"),
            carried_out_at=NOW,
        )
        cancelled = Trait(status=S.CANCELLED)
        merge = Trait(kind="merge")
        split = Trait(kind="split")
        close = Trait(kind="close")
        move = Trait(kind="move")


class ReorganisationSourceFactory(Factory):
    class Meta:
        model = ReorganisationSource

    reorganisation = SubFactory(ReorganisationFactory)
    organisation = SubFactory(OrganisationFactory, municipality=True)


class ReorganisationTargetFactory(Factory):
    class Meta:
        model = ReorganisationTarget

    reorganisation = SubFactory(ReorganisationFactory)
    organisation = SubFactory(OrganisationFactory, municipality=True)
    name = SelfAttribute("organisation.name")
    number = Sequence(lambda n: f"{970_000_000 + n}")


class ReorganisationChoiceFactory(Factory):
    class Meta:
        model = ReorganisationChoice

    reorganisation = SubFactory(ReorganisationFactory)
    person = SubFactory(PersonFactory)
    target = SubFactory(ReorganisationTargetFactory, reorganisation=SelfAttribute("..reorganisation"))


class FormFaultFactory(Factory):
    class Meta:
        model = FormFault

    day = NOW.date()
    page = "teacher:step"
    form = "pafyll.web.support.forms.bulk.BulkForm"
    field = Sequence("kind{}".format)
    code = "required"
    count = 1


class BulkFileFactory(Factory):
    class Meta:
        model = BulkFile

    kind = BulkFile.Kind.ROLES
    name = "roller.csv"
    sha256 = "a" * 64
    sent_by = SubFactory(UserFactory, username="selma")
    sent_at = NOW

    class Params:
        tried = Trait(status=BulkFileStatus.TRIED)
        carried_out = Trait(status=BulkFileStatus.CARRIED_OUT)
        undone = Trait(status=BulkFileStatus.UNDONE)
        discarded = Trait(status=BulkFileStatus.DISCARDED)
        roles = Trait(kind=BulkFile.Kind.ROLES)
        deadlines = Trait(kind=BulkFile.Kind.DEADLINES)
        mails = Trait(kind=BulkFile.Kind.MAILS)
        merges = Trait(kind=BulkFile.Kind.MERGES)


class BulkRowFactory(Factory):
    class Meta:
        model = BulkRow

    file = SubFactory(BulkFileFactory)
    number = Sequence(lambda n: n + 2)
    cells = {"epost": "kari@example.no"}

    class Params:
        ready = Trait(status=BulkRow.Status.READY)
        faulty = Trait(status=BulkRow.Status.FAULTY)
        done = Trait(status=BulkRow.Status.DONE)
        refused = Trait(status=BulkRow.Status.REFUSED)
        undone = Trait(status=BulkRow.Status.UNDONE)
