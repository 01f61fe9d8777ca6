"""Triggers that keep what is signed as it was signed, and what is issued as it was issued: the database refuses.

A status may move on, and what comes later (paid, replaced, the document) may be written; nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator

VERSION, PLANNED, INVOICE = "agreements_agreementversion", "agreements_plannedinvoice", "agreements_invoice"
SIGNED = (
    *("agreement_id", "number", "reason", "amount", "starts_on", "ends_on", "background", "content", "participants"),
    *("provider_duties", "counterpart_duties", "provider_contact", "academic_contact", "counterpart_contact"),
    *("depends_on", "notice_months", "travel_included", "tax", "invoice_to", "buyer_reference", "due_days"),
)
ISSUED = (
    *("provider_id", "recipient_id", "agreement_id", "kind", "interval", "credits_id", "number", "text", "why"),
    *("net_ore", "vat_ore", "buyer_reference", "kid", "xml", "sha256", "document_id", "prepared_by_id"),
    *("issued_by_id", "issued_on", "due_on"),
)
REFUSED = {
    VERSION: "A version that is proposed or signed is never altered: write an amendment",
    PLANNED: "The invoice plan of a version that is proposed or signed is never altered: write an amendment",
    INVOICE: "An issued invoice is never altered: write a credit note",
}


def freeze(vendor: str) -> list[str]:
    """The statements that put the triggers in place."""
    make = _for_postgresql if vendor == "postgresql" else _for_sqlite
    return [statement for table, when in _conditions(vendor) for statement in make(table, when)]


def thaw(vendor: str) -> list[str]:
    """The statements that take them away."""
    tables = (VERSION, PLANNED, INVOICE)
    if vendor == "postgresql":
        return [f"DROP TRIGGER IF EXISTS {table}_frozen ON {table}" for table in tables]
    return [f"DROP TRIGGER IF EXISTS {table}_frozen" for table in tables]


def _conditions(vendor: str) -> Iterator[tuple[str, str]]:
    """Each table, and when a change of its row is refused."""
    differs = "IS DISTINCT FROM" if vendor == "postgresql" else "IS NOT"
    yield VERSION, f"OLD.status NOT IN ('draft') AND ({_any(SIGNED, differs)})"
    yield PLANNED, f"(SELECT status FROM {VERSION} WHERE id = OLD.version_id) <> 'draft'"  # noqa: S608
    yield INVOICE, f"OLD.number IS NOT NULL AND ({_any(ISSUED, differs)})"


def _any(columns: tuple[str, ...], differs: str) -> str:
    return " OR ".join(f'NEW."{name}" {differs} OLD."{name}"' for name in columns)


def _for_sqlite(table: str, when: str) -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSED[table]}'); END"
    return [f"CREATE TRIGGER {table}_frozen BEFORE UPDATE ON {table} WHEN {when} {refuse}"]


def _for_postgresql(table: str, when: str) -> list[str]:
    refuse = f"RAISE EXCEPTION '{REFUSED[table]}' USING ERRCODE = 'integrity_constraint_violation'"
    function = (
        f"CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN IF {when} THEN {refuse}; END IF; RETURN NEW; END $$"
    )
    trigger = f"CREATE TRIGGER {table}_frozen BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_refuse()"
    return [function, trigger]
