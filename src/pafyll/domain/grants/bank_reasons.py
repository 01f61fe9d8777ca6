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
        return no("other_reason", "Banken skriver: {said}", remedy=ASK, said=said)
    return no("no_reason", "Banken oppga ingen grunn som vi kjenner.", remedy=ASK)


ASK = "Spør banken, og oppgi referansen."
NEW_ACCOUNT = "Be skoleeieren føre et nytt kontonummer. Beløpet betales i neste utbetaling når det er godkjent."
AGAIN = "Beløpet tas med i neste utbetaling."
REASONS = {
    "AC01": no("AC01", "Banken fant ikke kontonummeret.", remedy=NEW_ACCOUNT),
    "AC03": no("AC03", "Kontonummeret kan ikke brukes.", remedy=NEW_ACCOUNT),
    "AC04": no("AC04", "Kontoen er avsluttet.", remedy=NEW_ACCOUNT),
    "AC06": no("AC06", "Kontoen er sperret.", remedy=NEW_ACCOUNT),
    "AM04": no("AM04", "Det var ikke dekning på kontoen det skulle betales fra.", remedy=AGAIN),
    "AM05": no("AM05", "Banken har fått den samme betalingen før.", remedy=ASK),
    "BE01": no("BE01", "Navnet på mottakeren hører ikke til kontoen.", remedy=NEW_ACCOUNT),
    "CUST": no("CUST", "Betalingen ble stoppet av oss i nettbanken.", remedy=AGAIN),
    "DT01": no("DT01", "Betalingsdatoen kunne ikke brukes.", remedy=AGAIN),
    "NARR": no("NARR", "Banken har gitt en forklaring i egne ord.", remedy=ASK),
}
