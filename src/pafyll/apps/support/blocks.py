"""What stops a change of organisations: money on its way, and papers that wait for somebody's signature."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pafyll.apps.agreements.models import AgreementVersion
from pafyll.apps.applications.models import Ranking
from pafyll.apps.grants.models import Change, Commitment, Payment, PaymentStatement, Recovery
from pafyll.apps.grants.models.change import OPEN as OPEN_CHANGES
from pafyll.apps.support.frame_parts import stale_frames
from pafyll.apps.support.models import Reorganisation
from pafyll.apps.support.rights import BEFORE_DECISION, UNDER_WAY, applications, open_with, participations
from pafyll.apps.support.sharing import people_to_share, schools_to_share
from pafyll.apps.support.ways import Ways
from pafyll.domain.lifecycles.agreement import AgreementVersionStatus
from pafyll.domain.lifecycles.payment import PaymentStatus
from pafyll.domain.lifecycles.payment_statement import PaymentStatementStatus, RecoveryStatus
from pafyll.domain.lifecycles.ranking import RankingStatus
from pafyll.domain.lifecycles.reorganisation import OPEN
from pafyll.domain.rules.reorganising import ReorganisationKind as K

ON_ITS_WAY = (PaymentStatus.PREPARED, PaymentStatus.APPROVED, PaymentStatus.SENT, PaymentStatus.ACCEPTED)
UNPAID = (PaymentStatementStatus.PAYABLE, PaymentStatementStatus.RETURNED, PaymentStatementStatus.ON_HOLD)


@dataclass(frozen=True)
class Block:
    """Something that must be done first, and how many there are."""

    code: str
    text: object
    remedy: object
    count: int


def statements(ways: Ways) -> int:
    rows = PaymentStatement.objects.filter(status__in=UNPAID)
    if ways.kind is K.MOVE:
        keys = [one.row.pk for one in participations(ways)]
        return rows.filter(lines__commitment__term__participation__in=keys).distinct().count()
    return rows.filter(owner__in=ways.owners).count()


def payments(ways: Ways) -> int:
    theirs = Q(statement__owner__in=ways.owners) | Q(part__award__payee__in=ways.owners)
    if ways.kind is K.MOVE:
        keys = [one.row.pk for one in participations(ways)]
        theirs = Q(statement__lines__commitment__term__participation__in=keys)
    return Payment.objects.filter(theirs, status__in=ON_ITS_WAY).distinct().count()


def partly_paid(ways: Ways) -> int:
    """A semester that is paid in part cannot be handed over: what is paid belongs to the one who got it."""
    keys = [one.row.pk for one in participations(ways) if one.owner]
    rows = Commitment.objects.filter(term__participation__in=keys, paid__gt=0)
    return rows.filter(amount__gt=F("paid") + F("released")).count()


def recoveries(ways: Ways) -> int:
    return Recovery.objects.filter(owner__in=ways.owners, status=RecoveryStatus.DEMANDED).count()


def signatures(ways: Ways) -> int:
    theirs = Q(agreement__provider__in=ways.sources) | Q(agreement__counterpart__in=ways.sources)
    rows = AgreementVersion.objects.filter(theirs, status=AgreementVersionStatus.PROPOSED)
    return 0 if ways.kind is K.MOVE else rows.distinct().count()


def rankings(ways: Ways) -> int:
    """A list that is begun in a round that is not decided: who stands in it may not change under the owner's hands."""
    mine = Q(owner__in=ways.owners)
    keys = [one.row.pk for one in applications(ways)]
    rows = Ranking.objects.filter(mine | Q(entries__application__in=keys), round__status__in=BEFORE_DECISION)
    return rows.filter(Q(entries__isnull=False) | Q(status=RankingStatus.SUBMITTED)).distinct().count()


def changes(ways: Ways) -> int:
    """A change of a study in a school that moves: the case is the old owner's until it is decided."""
    if ways.kind is not K.MOVE:
        return 0
    rows = Change.objects.filter(participation__school__in=ways.moving, participation__status__in=UNDER_WAY)
    return rows.filter(status__in=OPEN_CHANGES).count()


def held_by_the_closing(ways: Ways) -> int:
    """Open matters of one that closes and has no successor. Studies of a school that closes stay with its owner."""
    if ways.kind is not K.CLOSE:
        return 0
    with_owner = ("participations", "commitments") if ways.schools else ()
    return sum(count for code, count in open_with(ways).items() if code not in with_owner)


def not_shared_out(ways: Ways) -> int:
    """Schools and people of one that is split, without a place to go to."""
    if ways.kind is not K.SPLIT:
        return 0
    schools = set(schools_to_share(ways).values_list("pk", flat=True)) - ways.by_school.keys()
    people = set(people_to_share(ways).values_list("pk", flat=True)) - ways.by_person.keys()
    return len(schools) + len(people)


def other_changes(ways: Ways) -> int:
    """Another open change of the same organisations: one at a time, or nobody knows what comes of it."""
    same = Q(sources__organisation__in=ways.sources) | Q(targets__organisation__in=ways.sources)
    rows = Reorganisation.objects.filter(same, status__in=OPEN, day__lte=ways.reorganisation.day)
    return rows.exclude(pk=ways.reorganisation.pk).distinct().count()


def not_there(ways: Ways) -> int:
    """Sources that are closed already."""
    return sum(one.ends_before is not None for one in ways.sources.values())


@dataclass(frozen=True)
class Ground:
    """Why a change is stopped, and what to do about it."""

    text: object
    remedy: object
    count: Callable[[Ways], int]


DONE_FIRST = _("Gjør dem ferdige før dagen, eller velg en senere dag.")
GROUNDS: dict[str, Ground] = {
    "statements": Ground(_("oppgjør som ikke er betalt"), _("Betal dem, eller velg en senere dag."), statements),
    "payments": Ground(_("betalinger på vei til banken"), _("Vent til banken har svart."), payments),
    "partly_paid": Ground(_("semestre som er betalt bare delvis"), DONE_FIRST, partly_paid),
    "recoveries": Ground(_("krav om tilbakebetaling som ikke er gjort opp"), DONE_FIRST, recoveries),
    "signatures": Ground(_("avtaler til signering"), _("Signer dem, eller ta dem tilbake."), signatures),
    "rankings": Ground(
        _("prioriteringer i gang i runder som ikke er avgjort"), _("Velg en dag etter at runden er avgjort."), rankings
    ),
    "changes": Ground(_("endringer av studier som ikke er avgjort"), DONE_FIRST, changes),
    "held": Ground(
        _("åpne saker og skoler hos en som legges ned"), _("Velg sammenslåing, eller flytt dem først."),
        held_by_the_closing,
    ),
    "not_shared_out": Ground(
        _("skoler og mennesker uten et sted å gå til"), _("Velg hvor hver av dem skal gå."), not_shared_out
    ),
    "stale_frames": Ground(
        _("rammer som er endret etter at de ble delt"), _("Velg på nytt hvordan de deles."), stale_frames
    ),
    "other_changes": Ground(
        _("andre endringer av de samme til samme tid"), _("Gjennomfør eller avlys den andre først."), other_changes
    ),
    "not_there": Ground(_("organisasjoner som allerede er lagt ned"), _("Ta dem ut av endringen."), not_there),
}  # fmt: skip


def blocks_of(ways: Ways) -> list[Block]:
    """Everything that stops the change as things are now; empty when it can be carried out."""
    found = [Block(code, one.text, one.remedy, one.count(ways)) for code, one in GROUNDS.items()]
    return [one for one in found if one.count]
