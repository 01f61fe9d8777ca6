"""The fingerprint of what is signed: parties, terms and plan, in one fixed way of writing."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from pafyll.apps.agreements.models import AgreementVersion

FIELDS = (
    *("number", "reason", "amount", "background", "content", "participants", "provider_duties", "counterpart_duties"),
    *("provider_contact", "academic_contact", "counterpart_contact", "depends_on", "notice_months"),
    *("travel_included", "tax", "invoice_to", "buyer_reference", "due_days"),
)


def fingerprint_of(version: AgreementVersion) -> str:
    """SHA-256 in hexadecimal. The same words and sums give the same one, whoever computes it and when."""
    agreement = version.agreement
    said: dict[str, Any] = {name: getattr(version, name) for name in FIELDS}
    said |= {
        "agreement": agreement.number,
        "title": agreement.title,
        "kind": agreement.kind,
        "provider": agreement.provider.number,
        "counterpart": agreement.counterpart.number,
        "starts_on": version.starts_on.isoformat(),
        "ends_on": version.ends_on.isoformat(),
        "plan": [[one.number, one.invoice_on.isoformat(), int(one.amount), one.text] for one in version.plan()],
    }
    written = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode(errors="surrogatepass")).hexdigest()
