"""An agreement between a provider and a counterpart, its versions, and the invoices that follow from it."""

from pafyll.domain.lifecycles.lifecycle import Lifecycle, Status


class AgreementStatus(Status):
    DRAFT = "draft", "Utkast"
    IN_FORCE = "in_force", "Gjelder"
    ENDED = "ended", "Utløpt"
    TERMINATED = "terminated", "Sagt opp"
    DROPPED = "dropped", "Ikke inngått"


A = AgreementStatus
AGREEMENT = Lifecycle(
    "agreement",
    "avtalen",
    AgreementStatus,
    {
        A.DRAFT: {A.IN_FORCE, A.DROPPED},  # in force when both parties have signed the first version
        A.IN_FORCE: {A.ENDED, A.TERMINATED},
        A.ENDED: set(),
        A.TERMINATED: set(),
        A.DROPPED: set(),
    },
)


class AgreementVersionStatus(Status):
    DRAFT = "draft", "Under arbeid"
    PROPOSED = "proposed", "Til signering"
    SIGNED = "signed", "Signert"
    REPLACED = "replaced", "Avløst"
    WITHDRAWN = "withdrawn", "Trukket"


V = AgreementVersionStatus
AGREEMENT_VERSION = Lifecycle(
    "agreement_version",
    "versjonen",
    AgreementVersionStatus,
    {
        V.DRAFT: {V.PROPOSED, V.WITHDRAWN},
        V.PROPOSED: {V.SIGNED, V.DRAFT},  # taken back, or sent back by the counterpart
        V.SIGNED: {V.REPLACED},  # by the next version that both have signed
        V.REPLACED: set(),
        V.WITHDRAWN: set(),
    },
)


class InvoiceStatus(Status):
    PREPARED = "prepared", "Klargjort"
    ISSUED = "issued", "Sendt"
    PAID = "paid", "Betalt"
    CREDITED = "credited", "Kreditert"
    DROPPED = "dropped", "Forkastet"


N = InvoiceStatus
INVOICE = Lifecycle(
    "invoice",
    "fakturaen",
    InvoiceStatus,
    {
        N.PREPARED: {N.ISSUED, N.DROPPED},  # issued by another person than the one who prepared it
        N.ISSUED: {N.PAID, N.CREDITED},
        N.PAID: {N.CREDITED},
        N.CREDITED: set(),
        N.DROPPED: set(),
    },
)
