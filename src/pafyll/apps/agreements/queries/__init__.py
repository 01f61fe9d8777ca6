"""What is read of agreements and invoices."""

from pafyll.apps.agreements.queries.signed import SignedAgreement, signed_agreement_about

__all__ = ["SignedAgreement", "signed_agreement_about"]
