"""Bills for tests: one that is plain, and as many as are wanted that are not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from pafyll.domain.invoicing.bills import Address, Adjustment, Bill, BillLine, BillParty, CreditBill, InvoiceBill
from pafyll.domain.invoicing.kid import kid_of
from pafyll.domain.invoicing.vat import Vat, VatCategory, exempt_teaching, ordinary

DAY = date(2025, 10, 1)
COLLEGE = BillParty(
    "Høgskolen i Innhavet",
    "974760673",
    Address("Lærerveien 1", "9801", "Innhavet"),
    "Mona Tjelle",
    "faktura@innhavet.example.no",
    is_vat_registered=True,
)
FJORDVIK = BillParty("Fjordvik kommune", "889640782", Address("Rådhusgata 2", "9802", "Fjordvik"))
PLAIN = InvoiceBill(
    number="1001",
    issued_on=DAY,
    seller=COLLEGE,
    buyer=FJORDVIK,
    lines=(BillLine("Første samling", Decimal(90_000), exempt_teaching()),),
    buyer_reference="4711-SKOLE",
    contract="AVT-2025-1",
    account="12345678903",
    kid=kid_of("1001"),
    due_on=DAY + timedelta(days=30),
)
TAXES = (exempt_teaching(), ordinary(DAY), Vat(VatCategory.STANDARD, Decimal(15)), Vat(VatCategory.ZERO))
OUTSIDE = Vat(VatCategory.OUTSIDE, reason="Selgeren er ikke i Merverdiavgiftsregisteret")
NAMES = (
    "Samling",
    "Veiledning & oppfølging",
    '<svg onload="alert(1)">',
    '=HYPERLINK("http://example.no";"x")',
    "]]>",
    "&amp;&#0;",
    "Áŋá ŧ đ",
    "𝄞 نص",
    "x" * 900,
    "ﬀ\u200d\u202e\tslutt",
)


def random_bills(number: int, *, seed: int) -> Iterator[Bill]:
    """Invoices and credit notes by turns; every seed gives the same ones."""
    random = Random(seed)
    for at in range(number):
        yield _random(random, at)


def _random(random: Random, at: int) -> Bill:
    taxes = (OUTSIDE,) if random.random() < 0.1 else TAXES
    lines = tuple(_line(random, taxes, first=n == 0) for n in range(random.randint(1, 12)))
    gross = sum((line.net for line in lines if line.net > 0), Decimal(0))
    taken = -sum((line.net for line in lines if line.net < 0), Decimal(0))
    adjustments = tuple(_adjustment(random, taxes, most=(gross - taken) / 4) for _ in range(random.randint(0, 3)))
    seller = replace(COLLEGE, name=random.choice(NAMES), in_business_register=random.random() < 0.5)
    bill = replace(
        PLAIN,
        number=str(1000 + at),
        seller=seller,
        buyer=replace(FJORDVIK, name=random.choice(NAMES), contact=random.choice(("", *NAMES))),
        lines=lines,
        adjustments=adjustments,
        rounds=random.random() < 0.5,
        note=random.choice(("", *NAMES)),
        kid=kid_of(str(1000 + at).zfill(random.randint(4, 24)), modulus=random.choice((10, 11))),
    )
    if random.random() < 0.2:
        bill = replace(bill, prepaid=_ore((gross - taken) / 8))
    return _credit(bill) if at % 2 else bill


def _line(random: Random, taxes: tuple[Vat, ...], *, first: bool) -> BillLine:
    quantity = Decimal(random.randint(1, 20_000)).scaleb(-random.randint(0, 3))
    price = Decimal(random.randint(0, 30_000_000)).scaleb(-random.randint(0, 4))
    if first:  # enough to take the others' deductions off
        quantity, price = Decimal(1), Decimal(random.randint(10**12, 2 * 10**12))
    elif random.random() < 0.2:
        quantity = -quantity
    unit = random.choice(("DAY", "HUR", "C62"))
    return BillLine(random.choice(NAMES), price, random.choice(taxes), quantity, unit, random.choice(("", *NAMES)))


def _adjustment(random: Random, taxes: tuple[Vat, ...], *, most: Decimal) -> Adjustment:
    amount = max(Decimal("0.01"), _ore(most * random.randint(1, 1000) / 1000))
    return Adjustment(random.choice(NAMES), amount, random.choice(taxes), random.random() < 0.5)


def _ore(exact: Decimal) -> Decimal:
    return exact.quantize(Decimal("0.01"))


def _credit(bill: InvoiceBill) -> CreditBill:
    common = {name: value for name, value in vars(bill).items() if name != "due_on"}
    return CreditBill(**common, credits="999", credits_issued_on=DAY)
