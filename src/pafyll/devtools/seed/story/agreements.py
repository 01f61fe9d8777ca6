"""The college's agreements with Fjordvik: one that is over, with all that followed, and one that Marit has not signed.

All sums are invented.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pafyll.apps.agreements.models import Agreement, AgreementVersion, Invoice
from pafyll.apps.agreements.services import incidents, invoicing, nightly, numbering, signing, writing
from pafyll.apps.agreements.services.incidents import NewIncident
from pafyll.apps.agreements.services.writing import AgreementTerms, NewAgreement
from pafyll.apps.assignments.models import Assignment
from pafyll.devtools.seed.story.days import TODAY, at
from pafyll.devtools.seed.story.world import World
from pafyll.domain.invoicing.plan import Interval, spread
from pafyll.domain.lifecycles.assignment import AssignmentStatus
from pafyll.domain.values import Kroner

Kind = Agreement.Kind
READING = AgreementTerms(
    amount=180_000,
    starts_on=date(2024, 8, 15),
    ends_on=date(2025, 6, 20),
    background="Skolene har kartlagt leseopplæringen sammen med kommunen.",
    content="Fire samlinger over to semestre.\nVeiledning på hver skole mellom samlingene.",
    participants="Fjordvik skole\nNes skole",
    provider_duties="lede samlingene og veilede mellom dem\nevaluere sammen med skolene",
    counterpart_duties="sette av tid for lærerne\ndekke sin egen del",
    provider_contact="Liv Strandmo, koordinator for oppdrag",
    academic_contact="Geir Sandnes, førstelektor",
    counterpart_contact="Siri Myrvang, saksbehandler",
    buyer_reference="4711-SKOLE",
    intervals=spread(Kroner(180_000), [date(2024, 9, 16), date(2025, 2, 17)], text="To samlinger med veiledning"),
)
ASSESSMENT = replace(
    READING,
    amount=196_000,
    starts_on=date(2026, 8, 17),
    ends_on=date(2027, 6, 18),
    background="To skoler vil utvikle vurderingspraksisen på mellomtrinnet.",
    content="Grunnpakke: fire dager over to semestre.\nVeiledning i egen klasse mellom samlingene.",
    depends_on="Tilskudd til kollektiv kompetanseutvikling for 2026",
    intervals=spread(Kroner(196_000), [date(2026, 9, 14), date(2027, 2, 15)], text="To dager av grunnpakken"),
)
PLANNING = replace(
    READING,
    amount=24_000,
    starts_on=date(2025, 10, 1),
    ends_on=date(2026, 3, 31),
    background="Hva vil skolene få til i regning?",
    content="To møter med lærerne og en kartlegging.",
    academic_contact="",
    provider_duties="",
    counterpart_duties="",
    intervals=(
        Interval(1, date(2025, 12, 1), Kroner(12_000), "Kartlegging"),
        Interval(2, date(2026, 3, 2), Kroner(12_000), "Møter og prosjektbeskrivelse"),
    ),
)


def plant_agreements(world: World) -> None:
    """After the assignments: they are what the agreements are about. In the order of time, as the numbers are."""
    _set_up(world)
    _programming(world)
    _reading(world)
    planning = _planning(world)
    _with_school(world)
    _planning_goes_on(world, planning)
    _assessment(world)
    _proposed_to_school(world)
    _put_away(world)
    nightly.carry_out_nightly(nightly.plan_nightly(TODAY), at=at(TODAY, 3))


def _set_up(world: World) -> None:
    details = numbering.InvoicingDetails(
        account="12345678903",
        street="Lærerveien 1",
        postal_code="9801",
        city="Innhavet",
        contact="Mona Tjelle",
        email="faktura@innhavet.example.no",
    )
    numbering.set_invoicing_details(
        provider=world.organisations["college"], details=details, by=world.user("mona"), at=at(date(2023, 6, 5))
    )


def _reading(world: World) -> None:
    """Over: amended once, with a supplement, three invoices and a credit note."""
    assignment = _finished_assignment(world)
    new = _new(world, "Lesing på mellomtrinnet", about=assignment.about)
    main = _agreed(world, new, READING, date(2024, 6, 10))
    _invoice(world, main, 1, date(2024, 9, 16), paid_on=date(2024, 10, 11))
    _amend(world, main)
    more = replace(
        READING,
        amount=22_000,
        starts_on=date(2025, 1, 15),
        background="Skolene vil prøve ut mer i klasserommet.",
        content="En dag ekstra med veiledning på hver skole.",
        intervals=(Interval(1, date(2025, 3, 17), Kroner(22_000), "En dag ekstra med veiledning"),),
    )
    extra = _new(world, "En dag til med veiledning", kind=Kind.SUPPLEMENTARY, main=main)
    supplement = _agreed(world, extra, more, date(2025, 1, 8))
    spring = _invoice(world, main, 2, date(2025, 2, 17))
    why = "Den siste samlingen ble en halv dag kortere enn avtalt."
    _credit(world, spring, day=date(2025, 3, 3), kroner=15_000, why=why)
    _paid(world, spring, date(2025, 3, 14))
    _invoice(world, supplement, 1, date(2025, 3, 17), paid_on=date(2025, 4, 15))


def _programming(world: World) -> None:
    """Terminated after the first invoice, which was to the wrong reference and credited as a whole."""
    terms = replace(
        READING,
        amount=60_000,
        starts_on=date(2023, 8, 21),
        ends_on=date(2024, 6, 14),
        background="",
        content="Tre kursdager i programmering.",
        intervals=spread(Kroner(60_000), [date(2023, 9, 18), date(2024, 2, 12)], text="Kurs i programmering"),
    )
    agreement = _agreed(world, _new(world, "Kurs i programmering"), terms, date(2023, 8, 14))
    invoice = _invoice(world, agreement, 1, date(2023, 9, 18))
    _credit(world, invoice, day=date(2023, 9, 25), kroner=None, why="Fakturaen gikk ut med feil referanse.")
    end = NewIncident("termination", date(2023, 12, 31), "Kommunen fikk ikke midlene den regnet med.")
    incidents.register_incident(agreement=agreement, incident=end, by=world.user("marit"), at=at(date(2023, 9, 29)))


def _planning(world: World) -> Agreement:
    """Runs out at the end of the month. Twice something has come in the way, and once it has passed."""
    new = _new(world, "Forarbeid til et regneprosjekt", kind=Kind.PLANNING)
    agreement = _agreed(world, new, PLANNING, date(2025, 9, 22))
    flood = incidents.register_incident(
        agreement=agreement,
        incident=NewIncident("force_majeure", date(2025, 11, 10), "Flom: veien til skolene var stengt."),
        by=world.user("marit"),
        at=at(date(2025, 11, 10)),
    )
    incidents.end_force_majeure(
        incident=flood, ends_on=date(2025, 11, 21), by=world.user("liv"), at=at(date(2025, 11, 24))
    )
    return agreement


def _planning_goes_on(world: World, agreement: Agreement) -> None:
    """One invoice is overdue and one is prepared; an amendment is being written."""
    _invoice(world, agreement, 1, date(2025, 12, 1))
    invoicing.prepare_invoice(agreement=agreement, interval=2, by=world.user("mona"), at=at(date(2026, 3, 2)))
    slide = NewIncident("force_majeure", date(2026, 3, 5), "Snøras: fergeleiet er stengt.")
    incidents.register_incident(agreement=agreement, incident=slide, by=world.user("liv"), at=at(date(2026, 3, 5)))
    version = writing.begin_amendment(
        agreement=agreement,
        reason="Det siste møtet må flyttes til april.",
        by=world.user("liv"),
        at=at(date(2026, 3, 9)),
    )
    terms = replace(writing.terms_of(version), ends_on=date(2026, 4, 30))
    writing.write_version(version=version, terms=terms, by=world.user("liv"), at=at(date(2026, 3, 9), 11))


def _with_school(world: World) -> None:
    """A school is the other party: its principal signs. One invoice is paid, and one was prepared too early."""
    day = date(2025, 10, 1)
    new = replace(_new(world, "Observasjon og veiledning"), counterpart=world.organisations["fjordvik_school"])
    terms = replace(
        PLANNING,
        amount=18_000,
        starts_on=date(2025, 10, 13),
        ends_on=date(2026, 6, 19),
        background="",
        content="To dager med observasjon i klassene og veiledning etterpå.",
        counterpart_contact="Per Haugland, rektor",
        buyer_reference="FJS-1",
        intervals=spread(Kroner(18_000), [date(2025, 11, 3), date(2026, 3, 2)], text="En dag med veiledning"),
    )
    made = writing.start_agreement(new=new, terms=terms, by=world.user("liv"), at=at(day))
    version = writing.propose(version=made.versions.get(), by=world.user("liv"), at=at(day, 11))
    _sign(world, version, "arvid", day)
    _sign(world, version, "per", day, hour=14)
    made.refresh_from_db()
    _invoice(world, made, 1, date(2025, 11, 3), paid_on=date(2025, 11, 28))
    early = invoicing.prepare_invoice(agreement=made, interval=2, by=world.user("mona"), at=at(date(2026, 2, 9)))
    invoicing.drop_invoice(invoice=early, by=world.user("mona"), at=at(date(2026, 2, 9), 11))
    ill = NewIncident("force_majeure", date(2026, 3, 3), "Skolen er stengt etter en vannlekkasje.")
    incidents.register_incident(agreement=made, incident=ill, by=world.user("per"), at=at(date(2026, 3, 3)))


def _assessment(world: World) -> None:
    """About the assignment that cannot start yet: the head of unit has signed, and the municipality has not."""
    assignment = Assignment.objects.get(number="OPP-2026-1")
    new = _new(world, assignment.title, about=assignment.about)
    made = writing.start_agreement(new=new, terms=ASSESSMENT, by=world.user("liv"), at=at(date(2026, 2, 23)))
    version = writing.propose(version=made.versions.get(), by=world.user("liv"), at=at(date(2026, 3, 2)))
    _sign(world, version, "arvid", date(2026, 3, 4))


def _proposed_to_school(world: World) -> None:
    """Waits for the principal and for the head of unit."""
    new = replace(_new(world, "Kurs i klasseledelse"), counterpart=world.organisations["fjordvik_school"])
    terms = replace(
        PLANNING,
        amount=18_000,
        starts_on=date(2026, 4, 7),
        ends_on=date(2026, 6, 19),
        background="",
        content="Et kurs over to ettermiddager.",
        counterpart_contact="Per Haugland, rektor",
        buyer_reference="FJS-1",
        intervals=(Interval(1, date(2026, 5, 4), Kroner(18_000), "Kurs i klasseledelse"),),
    )
    made = writing.start_agreement(new=new, terms=terms, by=world.user("liv"), at=at(date(2026, 3, 3)))
    writing.propose(version=made.versions.get(), by=world.user("liv"), at=at(date(2026, 3, 5)))


def _put_away(world: World) -> None:
    """A draft that nothing came of."""
    new = _new(world, "Skolebibliotek")
    made = writing.start_agreement(new=new, terms=ASSESSMENT, by=world.user("liv"), at=at(date(2026, 3, 4)))
    why = "Kommunen vil vente til høsten."
    writing.withdraw_draft(version=made.versions.get(), why=why, by=world.user("liv"), at=at(date(2026, 3, 6)))


def _new(world: World, title: str, **more: object) -> NewAgreement:
    return NewAgreement(world.organisations["college"], world.organisations["fjordvik"], title, **more)  # type: ignore[arg-type]


def _agreed(world: World, new: NewAgreement, terms: AgreementTerms, day: date) -> Agreement:
    made = writing.start_agreement(new=new, terms=terms, by=world.user("liv"), at=at(day))
    _both_sign(world, made.versions.get(), day)
    made.refresh_from_db()
    return made


def _both_sign(world: World, version: AgreementVersion, day: date) -> None:
    version = writing.propose(version=version, by=world.user("liv"), at=at(day, 11))
    _sign(world, version, "arvid", day, hour=12)
    _sign(world, version, "marit", day, hour=14)


def _sign(world: World, version: AgreementVersion, who: str, day: date, *, hour: int = 12) -> None:
    signing.sign(version=version, seen=version.fingerprint, by=world.user(who), at=at(day, hour))


def _amend(world: World, agreement: Agreement) -> None:
    """A third school joins, and the spring costs more."""
    reason = "En tredje skole blir med fra nyttår."
    version = writing.begin_amendment(
        agreement=agreement, reason=reason, by=world.user("liv"), at=at(date(2024, 11, 11))
    )
    first, second = version.plan()
    terms = replace(
        writing.terms_of(version),
        amount=216_000,
        participants=f"{READING.participants}\nLia skole",
        intervals=(first, replace(second, amount=Kroner(126_000))),
    )
    writing.write_version(version=version, terms=terms, by=world.user("liv"), at=at(date(2024, 11, 11), 11))
    _both_sign(world, version, date(2024, 11, 20))


def _invoice(world: World, agreement: Agreement, interval: int, day: date, *, paid_on: date | None = None) -> Invoice:
    made = invoicing.prepare_invoice(agreement=agreement, interval=interval, by=world.user("mona"), at=at(day))
    made = invoicing.issue_invoice(invoice=made, by=world.user("liv"), at=at(day, 13))
    if paid_on:
        _paid(world, made, paid_on)
    return made


def _credit(world: World, invoice: Invoice, *, day: date, kroner: int | None, why: str) -> None:
    note = invoicing.prepare_credit_note(invoice=invoice, kroner=kroner, why=why, by=world.user("mona"), at=at(day))
    invoicing.issue_invoice(invoice=note, by=world.user("bodil"), at=at(day, 13))


def _paid(world: World, invoice: Invoice, day: date) -> None:
    invoicing.register_paid(invoice=invoice, paid_on=day, by=world.user("mona"), at=at(day))


def _finished_assignment(world: World) -> Assignment:
    """What the finished agreement was about."""
    like = Assignment.objects.get(number="OPP-2026-1")
    return Assignment.objects.create(
        provider=like.provider,
        unit=like.unit,
        counterpart=like.counterpart,
        number="OPP-2024-1",
        title="Lesing på mellomtrinnet",
        description="Fire samlinger over to semestre.",
        area=like.area,
        status=AssignmentStatus.FINISHED,
        starts_on=date(2024, 8, 15),
        ends_on=date(2025, 6, 20),
        created_at=at(date(2024, 5, 13)),
    )
