"""Writing an agreement: begun, changed while it is a draft, amended when it is in force, and sent to be signed."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.agreements.fingerprints import fingerprint_of
from pafyll.apps.agreements.models import Agreement, AgreementVersion, Invoice, PlannedInvoice
from pafyll.apps.agreements.models.invoice import NUMBERED
from pafyll.apps.agreements.permissions import (
    is_impartial,
    is_on_what_stands,
    may_amend,
    may_edit,
    may_send_back,
    may_write,
)
from pafyll.apps.agreements.services.numbering import next_agreement_number
from pafyll.apps.agreements.services.telling import tell_signers, tell_writer
from pafyll.apps.casework.services import Refusal, advance, record, require
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Viewer, viewer_of
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.invoicing.carriable import can_carry
from pafyll.domain.invoicing.plan import Interval, is_whole, keeps_invoiced
from pafyll.domain.lifecycles.agreement import AGREEMENT, AGREEMENT_VERSION, AgreementStatus, AgreementVersionStatus
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.domain.values import Kroner

A, V, Kind = AgreementStatus, AgreementVersionStatus, Agreement.Kind


@dataclass(frozen=True)
class AgreementTerms:
    """What a version says. amount is whole kroner before value added tax; intervals are the invoice plan."""

    amount: int
    starts_on: date
    ends_on: date
    content: str
    provider_contact: str
    counterpart_contact: str
    buyer_reference: str
    intervals: tuple[Interval, ...] = ()
    background: str = ""
    participants: str = ""
    provider_duties: str = ""
    counterpart_duties: str = ""
    academic_contact: str = ""
    depends_on: str = ""
    notice_months: int = 3
    travel_included: bool = True
    tax: str = AgreementVersion.Tax.EXEMPT
    invoice_to: str = ""
    due_days: int = 30
    reason: str = ""


TERMS = tuple(one.name for one in fields(AgreementTerms) if one.name != "intervals")


@dataclass(frozen=True)
class NewAgreement:
    """Between whom, of which kind, and what it concerns. main is the agreement that a supplement adds to."""

    provider: Organisation
    counterpart: Organisation
    title: str
    kind: str = Kind.MAIN
    about: str = ""
    main: Agreement | None = None


@transaction.atomic
def start_agreement(*, new: NewAgreement, terms: AgreementTerms, by: User, at: datetime) -> Agreement:
    """Begins an agreement with its first version as a draft. Only the provider's people see it until it is proposed."""
    day = norwegian_day(at)
    require(first_no([may_write(_viewer(by, at), new.provider.pk), _fits(new), _has_order(terms)]))
    agreement = Agreement(
        provider=new.provider,
        counterpart=new.counterpart,
        kind=new.kind,
        main=new.main,
        number=next_agreement_number(new.provider.pk, day=day),
        title=" ".join(new.title.split()),
        about=new.about or (new.main.about if new.main else ""),
        created_by=by,
        created_at=at,
    )
    require(is_impartial(_viewer(by, at), agreement, day=day))
    agreement.save()
    _new_version(agreement, 1, terms, by, at)
    record(about=agreement.key, verb="started", by=by, at=at, after=A.DRAFT)
    return agreement


@transaction.atomic
def write_version(*, version: AgreementVersion, terms: AgreementTerms, by: User, at: datetime) -> AgreementVersion:
    """Changes a draft. Raises Refusal when it is proposed or signed: it is locked then."""
    version = locked_version(version)
    require(first_no([_may(by, at, version.agreement), may_edit(_viewer(by, at), version), _has_order(terms)]))
    for name in TERMS:
        setattr(version, name, getattr(terms, name))
    version.prepared_by, version.prepared_at = by, at
    version.save(update_fields=[*TERMS, "prepared_by", "prepared_at"])
    version.planned.all().delete()
    _plan(version, terms.intervals)
    record(about=version.agreement.key, verb="written", by=by, at=at, version=version.number)
    return version


@transaction.atomic
def begin_amendment(*, agreement: Agreement, reason: str, by: User, at: datetime) -> AgreementVersion:
    """A new draft that says the same as the version in force, to be changed and signed by both parties again."""
    agreement = locked_agreement(agreement)
    require(first_no([_may(by, at, agreement), may_amend(_viewer(by, at), agreement)]))
    if not reason.strip():
        raise Refusal(no("reason_missing", "Skriv hvorfor avtalen skal endres.", field="reason"))
    standing = agreement.versions.get(status=V.SIGNED)
    terms = terms_of(standing, reason=reason.strip())
    made = _new_version(agreement, standing_number(agreement) + 1, terms, by, at)
    record(about=agreement.key, verb="amendment_begun", by=by, at=at, why=reason.strip(), version=made.number)
    return made


@transaction.atomic
def withdraw_draft(*, version: AgreementVersion, why: str, by: User, at: datetime) -> AgreementVersion:
    """Nothing came of the draft. Is it the first one, there is no agreement either."""
    version = locked_version(version)
    require(first_no([_may(by, at, version.agreement), may_edit(_viewer(by, at), version)]))
    advance(version, lifecycle=AGREEMENT_VERSION, to=V.WITHDRAWN, by=by, at=at, why=why.strip())
    if version.agreement.status == A.DRAFT:
        advance(version.agreement, lifecycle=AGREEMENT, to=A.DROPPED, by=by, at=at, why=why.strip())
    return version


@transaction.atomic
def propose(*, version: AgreementVersion, by: User, at: datetime) -> AgreementVersion:
    """Locks the draft and sends it to both parties to be signed. Refused while the plan does not add up."""
    version = locked_version(version)
    agreement = version.agreement
    require(first_no([_may(by, at, agreement), may_edit(_viewer(by, at), version), _is_ready(version)]))
    advance(version, lifecycle=AGREEMENT_VERSION, to=V.PROPOSED, by=by, at=at)
    mark = fingerprint_of(version)
    version.proposed_at, version.fingerprint, version.returned_because = at, mark, ""
    version.save(update_fields=["proposed_at", "fingerprint", "returned_because"])
    record(about=agreement.key, verb="proposed", by=by, at=at, version=version.number, sha256=mark)
    tell_signers(version, day=norwegian_day(at))
    return version


@transaction.atomic
def send_back(*, version: AgreementVersion, why: str, by: User, at: datetime) -> AgreementVersion:
    """Taken back by the provider, or sent back by the counterpart: a draft again, and no signature stands."""
    version = locked_version(version)
    require(first_no([_may(by, at, version.agreement), may_send_back(_viewer(by, at), version)]))
    if not why.strip():
        raise Refusal(no("reason_missing", "Skriv hva som må endres.", field="why"))
    advance(version, lifecycle=AGREEMENT_VERSION, to=V.DRAFT, by=by, at=at, why=why.strip())
    lost = [str(one.by) for one in version.signatures.select_related("by")]
    version.signatures.all().delete()
    version.returned_because, version.fingerprint, version.proposed_at = why.strip(), "", None
    version.save(update_fields=["returned_because", "fingerprint", "proposed_at"])
    record(
        about=version.agreement.key,
        verb="sent_back",
        by=by,
        at=at,
        why=why.strip(),
        version=version.number,
        signatures_lost=lost,
    )
    tell_writer(version, by=by)
    return version


def terms_of(version: AgreementVersion, *, reason: str = "") -> AgreementTerms:
    """What the version says, as a value."""
    kept = {name: getattr(version, name) for name in TERMS}
    return AgreementTerms(**{**kept, "reason": reason or version.reason}, intervals=version.plan())


def standing_number(agreement: Agreement) -> int:
    """The highest number of any version, also of those that came to nothing."""
    return max(agreement.versions.values_list("number", flat=True), default=0)


def invoiced_numbers(agreement: Agreement, *, until: datetime | None = None) -> frozenset[int]:
    """The intervals that an issued invoice stands for, issued until the moment; one wholly credited is free again."""
    rows = Invoice.objects.filter(agreement=agreement, kind=Invoice.Kind.INVOICE, status__in=("issued", "paid"))
    rows = rows if until is None else rows.filter(issued_at__lte=until)
    return frozenset(number for number in rows.values_list("interval", flat=True) if number)


def invoiced_kroner(agreement: Agreement, *, until: datetime | None = None) -> Kroner:
    """What is invoiced less what is credited, until the moment. Whole kroner before tax; parts of one are left out."""
    rows = Invoice.objects.filter(agreement=agreement, status__in=NUMBERED)
    rows = rows if until is None else rows.filter(issued_at__lte=until)
    sums = [ore if kind == Invoice.Kind.INVOICE else -ore for kind, ore in rows.values_list("kind", "net_ore")]
    return Kroner(sum(sums) // 100)


def locked_agreement(agreement: Agreement) -> Agreement:
    """The row as it is now, locked. Whoever locks a version or an invoice locks its agreement first (ADR 22)."""
    rows = Agreement.objects.select_for_update(of=("self",)).select_related("provider", "counterpart", "main")
    return rows.get(pk=agreement.pk)


def locked_version(version: AgreementVersion) -> AgreementVersion:
    """The version as it is now, behind the lock of its agreement."""
    agreement = locked_agreement(Agreement(pk=version.agreement_id))
    found = AgreementVersion.objects.get(pk=version.pk)
    found.agreement = agreement
    return found


def require_impartial(by: User, at: datetime, agreement: Agreement) -> None:
    """Raises Refusal when the person is disqualified in what the agreement is about."""
    require(_may(by, at, agreement))


def _may(by: User, at: datetime, agreement: Agreement) -> Answer:
    return is_impartial(_viewer(by, at), agreement, day=norwegian_day(at))


def _is_ready(version: AgreementVersion) -> Answer:
    agreement, plan = version.agreement, version.plan()
    before = agreement.versions.filter(status=V.SIGNED).first()
    answers = [
        is_on_what_stands(version),
        is_whole(plan, version.kroner, starts_on=version.starts_on),
        can_carry(version.buyer_reference, what="Mottakerens referanse", longest=80),
        can_carry(version.counterpart_contact, what="Kontaktpersonen hos kjøperen", longest=200),
        can_carry(version.invoice_to, what="Adressen til kjøperen", longest=200),
        *(can_carry(one.text, what="Teksten i fakturaplanen", longest=200) for one in plan),
    ]
    if before is not None:
        answers.append(keeps_invoiced(before.plan(), plan, invoiced_numbers(agreement)))
        answers.append(_changes_something(before, version))
    return first_no(answers)


def _changes_something(before: AgreementVersion, after: AgreementVersion) -> Answer:
    if terms_of(before, reason="-") != terms_of(after, reason="-"):
        return yes()
    return no("amendment_changes_nothing", "Endringen sier det samme som avtalen som gjelder.")


def _fits(new: NewAgreement) -> Answer:
    if not new.title.strip():
        return no("title_missing", "Skriv hva avtalen gjelder.", field="title")
    if (new.kind == Kind.SUPPLEMENTARY) != (new.main is not None):
        return no("main_missing", "En tilleggsavtale hører til en hovedavtale.", field="main")
    if new.main is None:
        return yes()
    same = (new.main.provider_id, new.main.counterpart_id) == (new.provider.pk, new.counterpart.pk)
    if not same or new.main.kind == Kind.SUPPLEMENTARY or new.main.status != A.IN_FORCE:
        return no("main_does_not_fit", "Velg en avtale mellom de samme partene som gjelder nå.", field="main")
    return yes()


def _has_order(terms: AgreementTerms) -> Answer:
    if terms.ends_on < terms.starts_on:
        return no("ends_before_start", "Sluttdatoen må være startdatoen eller senere.", field="ends_on")
    return yes()


def _new_version(agreement: Agreement, number: int, terms: AgreementTerms, by: User, at: datetime) -> AgreementVersion:
    made = AgreementVersion.objects.create(
        agreement=agreement,
        number=number,
        prepared_by=by,
        prepared_at=at,
        **{name: getattr(terms, name) for name in TERMS},
    )
    _plan(made, terms.intervals)
    return made


def _plan(version: AgreementVersion, intervals: tuple[Interval, ...]) -> None:
    PlannedInvoice.objects.bulk_create(
        PlannedInvoice(version=version, number=one.number, invoice_on=one.invoice_on, amount=one.amount, text=one.text)
        for one in intervals
    )


def _viewer(by: User, at: datetime) -> Viewer:
    return viewer_of(by, day=norwegian_day(at))
