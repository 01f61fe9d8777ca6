"""Who may see, write and sign agreements, and who may invoice."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from pafyll.apps.agreements.barred import barred_from
from pafyll.apps.agreements.models import Agreement, AgreementVersion, Invoice
from pafyll.apps.agreements.models.agreement import AgreementVersionStatus as V
from pafyll.apps.agreements.models.invoice import NUMBERED
from pafyll.apps.organisations.models import Organisation, RoleGrant
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.lifecycles.agreement import AgreementStatus, InvoiceStatus

Role = RoleGrant.Role
SEES = (
    Role.ASSIGNMENT_COORDINATOR,
    Role.DEPUTY_HEAD,
    Role.SECTION_LEADER,
    Role.UNIT_HEAD,
    Role.PROJECT_ECONOMIST,
)
WRITES = (Role.ASSIGNMENT_COORDINATOR, Role.DEPUTY_HEAD, Role.PROJECT_ECONOMIST)
ISSUES = (*WRITES, Role.UNIT_HEAD)
SIGNS_FOR_PROVIDER = (Role.UNIT_HEAD,)
COUNTERPARTS = (Role.OWNER_OFFICER, Role.OWNER_DECIDER, Role.PRINCIPAL)
SHOWN = (V.PROPOSED, V.SIGNED, V.REPLACED)


def signs_for_counterpart(counterpart: Organisation) -> str:
    """The role that signs: the principal for a school, the decider for an owner."""
    return Role.PRINCIPAL if counterpart.kind == Organisation.Kind.SCHOOL else Role.OWNER_DECIDER


def acts_at(viewer: Viewer) -> frozenset[int]:
    """Keys of the providers whose agreements the viewer sees."""
    return viewer.organisations_in(*SEES)


def acts_against(viewer: Viewer) -> frozenset[int]:
    """Keys of the counterparts that the viewer acts for."""
    return viewer.organisations_in(*COUNTERPARTS)


def visible_agreements(viewer: Viewer, *, day: date) -> QuerySet[Agreement]:
    """Every one of the viewer's provider; to a counterpart, those that were ever proposed to it.

    None about what the viewer is disqualified in.
    """
    rows = Agreement.objects.select_related("provider", "counterpart", "main")
    proposed = AgreementVersion.objects.filter(status__in=SHOWN).values("agreement")
    mine = Q(provider__in=acts_at(viewer)) | Q(counterpart__in=acts_against(viewer), pk__in=proposed)
    return rows.filter(mine).exclude(about__in=barred_from(viewer, day=day))


def visible_versions(viewer: Viewer, agreement: Agreement) -> QuerySet[AgreementVersion]:
    """The provider's people see drafts; the counterpart sees what was proposed to it."""
    rows = agreement.versions.prefetch_related("planned", "signatures__by").order_by("number")
    return rows if agreement.provider_id in acts_at(viewer) else rows.filter(status__in=SHOWN)


def is_impartial(viewer: Viewer, agreement: Agreement, *, day: date) -> Answer:
    """Whether the viewer is not disqualified in what the agreement is about."""
    if agreement.about and agreement.about in barred_from(viewer, day=day):
        return no("disqualified", "Du er inhabil i saken. Be en kollega gjøre dette.", law="fvl. § 6")
    return yes()


def visible_invoices(viewer: Viewer, *, day: date) -> QuerySet[Invoice]:
    """Every one of the viewer's provider; to the recipient, those that are issued."""
    rows = Invoice.objects.select_related("provider", "recipient", "agreement", "version", "credits")
    issued = Q(recipient__in=acts_against(viewer), status__in=NUMBERED)
    shown = rows.filter(Q(provider__in=acts_at(viewer)) | issued)
    return shown.exclude(agreement__about__in=barred_from(viewer, day=day)).defer("xml", "content")


def may_write(viewer: Viewer, provider: int) -> Answer:
    """Whether the viewer may write agreements and prepare invoices: coordinator, deputy head and project economist."""
    if provider in viewer.organisations_in(*WRITES):
        return yes()
    return no(
        "not_agreement_writer",
        "Bare koordinatoren, nestlederen og prosjektøkonomen skriver avtaler og klargjør fakturaer.",
    )


def writes_anywhere(viewer: Viewer) -> bool:
    """Whether the viewer writes agreements for any provider."""
    return bool(viewer.organisations_in(*WRITES))


def may_edit(viewer: Viewer, version: AgreementVersion) -> Answer:
    """Whether the viewer may change the version: while it is a draft. What is proposed must be taken back first."""
    answer = may_write(viewer, version.agreement.provider_id)
    if answer and version.status != V.DRAFT:
        return no("version_is_frozen", "Versjonen er låst. Den kan ikke endres etter at den er sendt til signering.")
    return answer


def may_amend(viewer: Viewer, agreement: Agreement) -> Answer:
    """Whether the viewer may write an amendment: of an agreement in force without an amendment under way."""
    answer = may_write(viewer, agreement.provider_id)
    if answer and agreement.status != AgreementStatus.IN_FORCE:
        return no("not_in_force", "Bare en avtale som gjelder, kan endres.")
    if answer and agreement.versions.filter(status__in=(V.DRAFT, V.PROPOSED)).exists():
        return no("amendment_under_way", "En endring er alt under arbeid.", remedy="Gjør den ferdig, eller trekk den.")
    return answer


def may_sign(viewer: Viewer, version: AgreementVersion) -> Answer:
    """Whether the viewer may sign now, for the party that they may sign for."""
    if version.status != V.PROPOSED:
        return no("not_to_be_signed", "Versjonen er ikke til signering.")
    if not (stands := is_on_what_stands(version)):
        return stands
    mine = sides_of(viewer, version.agreement)
    if not mine:
        return no(
            "not_signer",
            "Avtalen signeres av enhetslederen hos {provider} og av {role} hos {counterpart}.",
            provider=version.agreement.provider.name,
            role=Role(signs_for_counterpart(version.agreement.counterpart)).label,
            counterpart=version.agreement.counterpart.name,
        )
    done = list(version.signatures.all())
    if viewer.user is not None and any(one.by_id == viewer.user.pk for one in done):
        return no("signs_twice", "Du har alt signert. En annen må signere for den andre parten.")
    if not side_to_sign(viewer, version):
        return no("already_signed", "Avtalen er alt signert for din part.")
    return yes()


def is_on_what_stands(version: AgreementVersion) -> Answer:
    """Whether the agreement that the version amends, and the main one that it adds to, are in force."""
    agreement = version.agreement
    if version.is_amendment and agreement.status != AgreementStatus.IN_FORCE:
        return no("not_in_force", "Bare en avtale som gjelder, kan endres.")
    if agreement.main is not None and agreement.main.status != AgreementStatus.IN_FORCE:
        return no("main_not_in_force", "Hovedavtalen {number} gjelder ikke.", number=agreement.main.number)
    return yes()


def side_to_sign(viewer: Viewer, version: AgreementVersion) -> str:
    """The party that the viewer would sign for: the first of theirs that has not signed, or ""."""
    done = {one.side for one in version.signatures.all()}
    return next((side for side in sides_of(viewer, version.agreement) if side not in done), "")


def sides_of(viewer: Viewer, agreement: Agreement) -> tuple[str, ...]:
    """Which parties the viewer may sign for: "provider", "counterpart", both or none."""
    for_provider = agreement.provider_id in viewer.organisations_in(*SIGNS_FOR_PROVIDER)
    role = signs_for_counterpart(agreement.counterpart)
    for_counterpart = agreement.counterpart_id in viewer.organisations_in(role)
    return ("provider",) * for_provider + ("counterpart",) * for_counterpart


def may_send_back(viewer: Viewer, version: AgreementVersion) -> Answer:
    """Whether the viewer may take back or send back what is to be signed: the writers, and those who could sign."""
    if version.status != V.PROPOSED:
        return no("not_to_be_signed", "Versjonen er ikke til signering.")
    if sides_of(viewer, version.agreement):
        return yes()
    return may_write(viewer, version.agreement.provider_id)


def may_register_incident(viewer: Viewer, agreement: Agreement) -> Answer:
    """Whether the viewer may register force majeure or a termination: the writers and signers of both parties."""
    if agreement.status != AgreementStatus.IN_FORCE:
        return no("not_in_force", "Dette kan bare føres på en avtale som gjelder.")
    return _is_of_a_party(viewer, agreement)


def may_end_hindrance(viewer: Viewer, agreement: Agreement) -> Answer:
    """Whether the viewer may say that force majeure is over: the same people, also when the agreement is over.

    What it held back may still be invoiced then, and would else wait for ever.
    """
    return _is_of_a_party(viewer, agreement)


def may_issue(viewer: Viewer, invoice: Invoice) -> Answer:
    """Whether the viewer may issue what a colleague prepared."""
    return first_no([_is_prepared(invoice), _issues(viewer, invoice), _is_another(viewer, invoice)])


def may_follow_up(viewer: Viewer, invoice: Invoice) -> Answer:
    """Whether the viewer may credit the invoice or register that it is paid."""
    answer = may_write(viewer, invoice.provider_id)
    if answer and not invoice.is_issued:
        return no("not_issued", "Fakturaen er ikke sendt ennå.")
    return answer


def _is_of_a_party(viewer: Viewer, agreement: Agreement) -> Answer:
    return yes() if sides_of(viewer, agreement) else may_write(viewer, agreement.provider_id)


def _is_prepared(invoice: Invoice) -> Answer:
    if invoice.status == InvoiceStatus.PREPARED:
        return yes()
    return no("not_prepared", "Fakturaen er alt sendt eller forkastet.")


def _issues(viewer: Viewer, invoice: Invoice) -> Answer:
    if invoice.provider_id in viewer.organisations_in(*ISSUES):
        return yes()
    return no("not_issuer", "Bare de som skriver avtaler, og enhetslederen, kan sende fakturaer.")


def _is_another(viewer: Viewer, invoice: Invoice) -> Answer:
    if viewer.user is not None and invoice.prepared_by_id != viewer.user.pk:
        return yes()
    return no("issues_own_work", "Du har selv klargjort den. En kollega må sende den.")
