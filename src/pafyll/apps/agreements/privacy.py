"""What this app keeps about people. Each field stands under one mark; a field without one fails a test."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from pafyll.domain.privacy import Table, about_people, by_officers, nothing_personal
from pafyll.domain.privacy_marks import GRANT

TABLES: tuple[Table, ...] = (
    by_officers(
        "agreements.Agreement",
        "created_by",
        "provider counterpart kind main number title about status ended_on warned_days created_at",
    ),
    by_officers(
        "agreements.AgreementVersion",
        "prepared_by",
        (
            "agreement number status reason amount starts_on ends_on background content participants "
            "provider_duties counterpart_duties provider_contact academic_contact counterpart_contact depends_on "
            "notice_months travel_included tax invoice_to buyer_reference due_days prepared_at proposed_at "
            "signed_at fingerprint returned_because document"
        ),
    ),
    nothing_personal("agreements.PlannedInvoice", "version number invoice_on amount text"),
    by_officers("agreements.AgreementSignature", "by", "version side role is_delegated at fingerprint"),
    by_officers(
        "agreements.AgreementIncident", "registered_by", "agreement kind starts_on ends_on reason registered_at"
    ),
    by_officers(
        "agreements.Invoice",
        "prepared_by issued_by paid_by",
        (
            "provider recipient agreement version kind interval credits status number text why net_ore vat_ore "
            "buyer_reference kid content xml sha256 document prepared_at issued_at issued_on due_on paid_on"
        ),
    ),
    about_people(
        "agreements.ProviderSeries",
        _("Kontaktperson på fakturaer"),
        "",
        (GRANT, "contact email"),
        done_by="changed_by",
        impersonal=(
            "provider next_agreement next_invoice account kid_modulus is_vat_registered in_business_register street "
            "postal_code city changed_at"
        ),
    ),
)
