"""The bank's reasons for not paying, in words: what happened, and what to do so that the next payment goes well.

Source: ISO 20022 External Status Reason codes; the ones that Norwegian banks use for domestic transfers.
"""

from __future__ import annotations

from pafyll.domain.answers import Answer, no


def reason_in_words(code: str, said: str = "") -> Answer:
    """The reason with its remedy. A code that is not known gets the bank's own words, or says that none were given."""
    if code in REASONS:
        return REASONS[code]
    if said:
        return no("other_reason", "Banken skriver: {said}", remedy=REMEDIES["ask"], said=said)
    return no("no_reason", "Banken oppga ingen grunn som vi kjenner.", remedy=REMEDIES["ask"])


REMEDIES = {
    "ask": "Spør banken, og oppgi referansen.",
    "new_account": "Be skoleeieren føre et nytt kontonummer. Beløpet betales i neste utbetaling når det er godkjent.",
    "again": "Beløpet tas med i neste utbetaling.",
}
REASONS = {
    "AC01": no("AC01", "Banken fant ikke kontonummeret.", remedy=REMEDIES["new_account"]),
    "AC03": no("AC03", "Kontonummeret kan ikke brukes.", remedy=REMEDIES["new_account"]),
    "AC04": no("AC04", "Kontoen er avsluttet.", remedy=REMEDIES["new_account"]),
    "AC06": no("AC06", "Kontoen er sperret.", remedy=REMEDIES["new_account"]),
    "AM04": no("AM04", "Det var ikke dekning på kontoen det skulle betales fra.", remedy=REMEDIES["again"]),
    "AM05": no("AM05", "Banken har fått den samme betalingen før.", remedy=REMEDIES["ask"]),
    "BE01": no("BE01", "Navnet på mottakeren hører ikke til kontoen.", remedy=REMEDIES["new_account"]),
    "CUST": no("CUST", "Betalingen ble stoppet av oss i nettbanken.", remedy=REMEDIES["again"]),
    "DT01": no("DT01", "Betalingsdatoen kunne ikke brukes.", remedy=REMEDIES["again"]),
    "NARR": no("NARR", "Banken har gitt en forklaring i egne ord.", remedy=REMEDIES["ask"]),
}
