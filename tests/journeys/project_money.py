"""While the work runs: an amendment and a supplement, three invoices as PDF and EHF, and a credit note."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

from tests.journeys.acting import answered, fill_in, fill_in_plan, follow, log_in, log_in_colleague, press, say
from tests.journeys.project_asking import TITLE, open_assignment
from tests.journeys.project_papers import MANAGER, both_sign, price_on

EXTRA = "En delingsdag på Nes skole"
REASON = "Nes skole vil ha én dag til om våren."
CBC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2}"
CREDITED, EXTRA_KRONER = 5_000, 14_500


def reprice(page: Any) -> None:
    """One more day: a new version of the budget, with the reason, signed by the economist."""
    log_in_colleague(page, MANAGER)
    open_assignment(page)
    follow(page, "Budsjett og pris")
    before = price_on(page)
    follow(page, "Ny versjon")
    fill_in(page, "Begrunnelse", REASON)
    press(page, "Begynn")
    fill_in(page, "Tillegg på 1 dag", "1")
    fill_in(page, "Reise, én fast sum (kroner)", "22000")
    press(page, "Lagre")
    assert price_on(page) > before
    log_in(page, "mona")
    open_assignment(page)
    follow(page, "Budsjett og pris")
    press(page, "Signer budsjettet")


def open_agreement(page: Any, title: str = TITLE, desk: str = "/tilbyder/avtaler/") -> str:
    page.goto(desk)
    follow(page, title, exact=True)
    page.get_by_role("heading", name=title, level=1).wait_for()
    return str(page.url)


def amend(page: Any) -> None:
    """An amendment to the budget's new sum: what it changes is seen before anybody signs."""
    log_in(page, "liv")
    open_assignment(page)
    follow(page, "Budsjett og pris")
    price = price_on(page)
    open_agreement(page)
    follow(page, "Skriv en endring")
    fill_in(page, "Hvorfor skal avtalen endres?", REASON)
    press(page, "Gå videre")
    before = int(page.get_by_label("Avtalt sum (kroner)").input_value())
    fill_in(page, "Avtalt sum (kroner)", str(price))
    last = page.get_by_role("group", name="Faktura, rad").last.get_by_label("Kroner")
    last.fill(str(int(last.input_value()) + price - before))
    press(page, "Lagre utkastet")
    said = say(page)
    assert "Hva endringen gjør" in said
    assert f"(+{_kroner(price - before)})" in said
    assert "Likt avtalen" in said  # as the signed budget
    assert "Fakturaplanen før og etter" in said
    assert "Forskjeller fra versjonen før" in said
    press(page, "Send til signering")
    both_sign(page)
    assert "Endringsprotokoll 1" in say(page)


def _kroner(amount: int) -> str:
    return f"{amount:,} kr".replace(",", " ")


def supplement(page: Any) -> None:
    """More work under the agreement in force, with its own sum and plan; both sign."""
    log_in(page, "liv")
    open_agreement(page)
    follow(page, "Ny tilleggsavtale")
    fill_in(page, "Hva tillegget gjelder", EXTRA)
    fill_in(page, "Gjelder fra", "2027-01-15")
    fill_in(page, "Hva som skal gjøres", "En dag der begge skolene deler det de har prøvd ut.")
    fill_in(page, "Avtalt sum (kroner)", str(EXTRA_KRONER))
    fill_in_plan(page, ("2027-03-15", EXTRA_KRONER, "En delingsdag"))
    press(page, "Lagre utkastet")
    press(page, "Send til signering")
    both_sign(page, EXTRA)
    log_in(page, "liv")
    open_agreement(page)
    assert EXTRA in say(page)


def invoice(page: Any, text: str, title: str = TITLE) -> int:
    """The economist prepares what the plan says, the coordinator sends it, and the files agree. Returns the kroner."""
    log_in(page, "mona")
    open_agreement(page, title)
    row = page.get_by_role("row").filter(has_text=text)
    kroner = _first_kroner(row.inner_text())
    with answered(page):
        row.get_by_role("button", name="Klargjør").click()
    assert "En kollega" in say(page)  # nobody sends what she prepared herself
    log_in(page, "liv")
    open_agreement(page, title)
    page.get_by_role("row").filter(has_text=text).get_by_role("link", name="Klargjort faktura").click()
    press(page, "Send til mottakeren")
    assert _check_files(page, "Invoice") == kroner
    return kroner


def _first_kroner(text: str) -> int:
    found = re.search(r"([\d \u00a0]+)[ \u00a0]kr", text)
    assert found, text
    return int(re.sub(r"\D", "", found[1]))


def _check_files(page: Any, root: str) -> int:
    """The PDF is one, and the EHF is well-formed with totals that agree. Returns what is to be paid, in kroner."""
    pdf = page.request.get(page.get_by_role("link", name="Last ned PDF").get_attribute("href"))
    assert pdf.body().startswith(b"%PDF")
    ehf = page.request.get(page.get_by_role("link", name="Last ned EHF (XML)").get_attribute("href"))
    document = ElementTree.fromstring(ehf.body())
    assert document.tag.endswith(f"}}{root}")
    lines = [_sum(one) for one in document.iter(f"{CBC}LineExtensionAmount")]
    total, before_tax = _only(document, "PayableAmount"), _only(document, "TaxExclusiveAmount")
    assert sum(lines) == 2 * before_tax  # the lines, and their sum
    assert total == before_tax  # teaching is without VAT
    return total


def _only(document: Any, name: str) -> int:
    (found,) = document.iter(f"{CBC}{name}")
    return _sum(found)


def _sum(element: Any) -> int:
    kroner, ore = element.text.split(".")
    assert ore == "00"
    return int(kroner)


def invoice_autumn(page: Any) -> int:
    return invoice(page, "To dager om høsten")


def invoice_spring(page: Any) -> int:
    return invoice(page, "To dager om våren")


def invoice_extra(page: Any) -> int:
    return invoice(page, "En delingsdag", EXTRA)


def credit(page: Any) -> None:
    """Half a day fell out in spring: a credit note, prepared by one and sent by another."""
    log_in(page, "mona")
    open_agreement(page)
    page.get_by_role("row").filter(has_text="To dager om våren").get_by_role("link", name="Faktura").click()
    follow(page, "Skriv kreditnota")
    fill_in(page, "Beløp før merverdiavgift (kroner)", str(CREDITED))
    fill_in(page, "Hvorfor?", "Den siste dagen ble kortere enn avtalt.")
    press(page, "Klargjør kreditnotaen")
    log_in(page, "liv")
    page.goto("/tilbyder/faktura/")
    follow(page, "Kreditnota uten nummer ennå")
    press(page, "Send til mottakeren")
    assert _check_files(page, "CreditNote") == CREDITED


def read_by_the_payer(page: Any) -> None:
    """The municipality has the three invoices and the credit note, with why."""
    log_in(page, "marit")
    page.goto("/eier/faktura/")
    for text in ("To dager om høsten", "To dager om våren", "En delingsdag"):
        assert text in say(page)
    follow(page, "Kreditnota")
    assert "Den siste dagen ble kortere enn avtalt." in say(page)


def totals(page: Any, invoiced: int) -> None:
    """The agreement's page has the money right: all of it is invoiced, less what was credited."""
    log_in(page, "liv")
    open_agreement(page)
    said = re.sub(r"\s+", " ", say(page))
    assert f"Fakturert, fratrukket kreditert {_kroner(invoiced - CREDITED)}" in said
    assert f"Igjen å fakturere {_kroner(CREDITED)}" in said
