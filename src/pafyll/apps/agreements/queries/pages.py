"""Agreements as the pages show them: the list, one agreement with its plan and money, and what an amendment does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from pafyll.apps.agreements.models import Agreement, AgreementIncident, AgreementVersion, Invoice
from pafyll.apps.agreements.models.agreement import AgreementVersionStatus
from pafyll.apps.agreements.models.invoice import STANDING
from pafyll.apps.agreements.permissions import visible_agreements, visible_versions
from pafyll.apps.agreements.queries.incidents import incidents_of
from pafyll.apps.agreements.services.documents import version_before
from pafyll.apps.agreements.services.writing import invoiced_kroner, invoiced_numbers
from pafyll.apps.organisations.models import RoleGrant
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.answers import Answer
from pafyll.domain.invoicing.incidents import stopped
from pafyll.domain.invoicing.plan import Interval, PlanEffect, effect_of
from pafyll.domain.lifecycles.agreement import AgreementStatus
from pafyll.domain.rules.agreement_ending import warning_due
from pafyll.domain.values import Kroner

V, Role = AgreementVersionStatus, RoleGrant.Role
OPEN = (V.DRAFT, V.PROPOSED)


@dataclass(frozen=True)
class AgreementRow:
    """A line of the list. version is the one in force, or the latest; missing are the parties that have not signed."""

    agreement: Agreement
    version: AgreementVersion
    missing: tuple[str, ...]
    days_left: int | None

    @property
    def amount(self) -> Kroner:
        return self.version.kroner


@dataclass(frozen=True)
class PlanRow:
    """A planned invoice, the invoice that was made of it, and why it cannot be made where it cannot."""

    interval: Interval
    invoice: Invoice | None
    stopped: Answer | None


@dataclass(frozen=True)
class AgreementPage:
    """Everything on the page of an agreement."""

    agreement: Agreement
    versions: tuple[AgreementVersion, ...]
    standing: AgreementVersion | None
    open: AgreementVersion | None
    plan: tuple[PlanRow, ...]
    invoiced: Kroner
    incidents: tuple[AgreementIncident, ...]
    supplements: tuple[AgreementRow, ...]
    days_left: int | None

    @property
    def shown(self) -> AgreementVersion:
        """The version whose terms are on the page: the one in force, or the latest."""
        return self.standing or self.versions[-1]

    @property
    def left(self) -> Kroner:
        return self.shown.kroner - self.invoiced


def agreement_rows(rows: QuerySet[Agreement], *, viewer: Viewer, day: date) -> list[AgreementRow]:
    """Those that are signed, to be signed or drafted, with who has not signed. Three queries."""
    versions = AgreementVersion.objects.order_by("number").prefetch_related("signatures")
    found = rows.prefetch_related(Prefetch("versions", queryset=versions))
    return [_row(one, viewer, day) for one in found]


def rows_about(about: str, *, viewer: Viewer, day: date) -> list[AgreementRow]:
    """The agreements about a thing ("assignment:17") that the viewer may see, the newest first. Three queries."""
    return agreement_rows(visible_agreements(viewer, day=day).filter(about=about), viewer=viewer, day=day)


def agreement_page(agreement: Agreement, *, viewer: Viewer, day: date) -> AgreementPage:
    """One agreement. About ten queries, however many versions and invoices it has."""
    versions = tuple(visible_versions(viewer, agreement))
    for one in versions:
        one.agreement = agreement
    standing = next((one for one in versions if one.status == V.SIGNED), None)
    supplements = visible_agreements(viewer, day=day).filter(main=agreement)
    return AgreementPage(
        agreement=agreement,
        versions=versions,
        standing=standing,
        open=next((one for one in versions if one.status in OPEN), None),
        plan=tuple(plan_rows(standing or versions[-1], day=day)),
        invoiced=invoiced_kroner(agreement),
        incidents=tuple(agreement.incidents.select_related("registered_by")),
        supplements=tuple(agreement_rows(supplements, viewer=viewer, day=day)),
        days_left=_days_left(agreement, standing, day),
    )


def plan_rows(version: AgreementVersion, *, day: date) -> list[PlanRow]:
    """The plan of the version beside what is made of it. Three queries."""
    plan = version.plan()
    invoices = Invoice.objects.filter(agreement=version.agreement_id, kind=Invoice.Kind.INVOICE, status__in=STANDING)
    made = {one.interval: one for one in invoices.defer("xml", "content")}
    hindered = stopped(plan, incidents_of(version.agreement), day=day)
    return [PlanRow(one, made.get(one.number), hindered.get(one.number)) for one in plan]


def effect_of_version(version: AgreementVersion) -> PlanEffect | None:
    """What an amendment does to the money and the plan; None for the agreement itself. Five queries at most.

    What was invoiced is as it was when the amendment was proposed; for a draft, as it is now.
    """
    if not version.is_amendment:
        return None
    before = version_before(version)
    return effect_of(
        before=before.plan(),
        after=version.plan(),
        amounts=(before.kroner, version.kroner),
        invoiced=invoiced_kroner(version.agreement, until=version.proposed_at),
        invoiced_numbers=invoiced_numbers(version.agreement, until=version.proposed_at),
    )


def missing_parties(version: AgreementVersion) -> tuple[str, ...]:
    """The names of the parties that have not signed what is to be signed."""
    if version.status != V.PROPOSED:
        return ()
    signed = {one.side for one in version.signatures.all()}
    agreement = version.agreement
    parties = (("provider", agreement.provider.name), ("counterpart", agreement.counterpart.name))
    return tuple(name for side, name in parties if side not in signed)


def _row(agreement: Agreement, viewer: Viewer, day: date) -> AgreementRow:
    versions = list(agreement.versions.all())
    for one in versions:
        one.agreement = agreement
    standing = next((one for one in versions if one.status == V.SIGNED), None)
    waiting: Iterable[AgreementVersion] = [one for one in versions if one.status == V.PROPOSED]
    missing = tuple(name for one in waiting for name in missing_parties(one))
    return AgreementRow(agreement, standing or versions[-1], missing, _days_left(agreement, standing, day))


def _days_left(agreement: Agreement, standing: AgreementVersion | None, day: date) -> int | None:
    """Days to the last one, from the day that the first warning is due; None before it and when it is over."""
    if standing is None or agreement.status != AgreementStatus.IN_FORCE or warning_due(standing.ends_on, day) is None:
        return None
    return (standing.ends_on - day).days
