"""What followed the awards in Innhavet: changes, unused money, paying back, a control, and reminders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import advance
from pafyll.apps.forums.models import SchemeYear
from pafyll.apps.grants.accounts import account_for
from pafyll.apps.grants.models import Award, AwardRecovery, Control
from pafyll.apps.grants.services import award_changing as changing
from pafyll.apps.grants.services import award_recovering as recovering
from pafyll.apps.grants.services import controlling
from pafyll.apps.grants.services.award_changing import ChangeVerdict, WantedChange
from pafyll.apps.grants.services.award_recovering import Assessment
from pafyll.apps.grants.services.controlling import SampleTerms
from pafyll.apps.grants.services.deciding_awards import committed, decide_awards
from pafyll.apps.grants.services.ledger import Move, post
from pafyll.apps.grants.services.proposing_awards import Recommended, make_ready, propose_awards
from pafyll.apps.grants.services.reclaiming import Forewarning
from pafyll.apps.grants.services.reminding_awards import plan_award_reminders, send_award_reminders
from pafyll.apps.grants.services.reporting_awards import ReportTerms, accept_report, save_report, send_report
from pafyll.apps.grants.services.settling_awards import (
    SettlementTerms,
    decide_settlement,
    prepare_settlement,
    return_settlement,
)
from pafyll.devtools.seed.story.days import at
from pafyll.devtools.seed.story.needs import PDF
from pafyll.devtools.seed.story.world import World
from pafyll.domain.grants.collective.awarding import Share
from pafyll.domain.grants.ledger import AccountKind, EntryKind
from pafyll.domain.lifecycles.scheme_year import SCHEME_YEAR, SchemeYearStatus

HALVES = (Share(50, date(2024, 6, 3)), Share(50, date(2024, 11, 4)))
ASKS = "Send regnskapet for tiltaket, deltakerlistene og avtalen med partneren."
ACTS = {"fjordvik": "siri", "storby": "ola", "nordlys": "vigdis", "county": "gro", "college": "nina"}
# recipient: kroner awarded, paid, and reported as used. Made up, as all kroner of the story.
YEAR_2024 = {
    "fjordvik": (500_000, 460_000, 398_000),
    "storby": (900_000, 760_000, 700_000),
    "nordlys": (80_000, 80_000, 71_000),
    "county": (600_000, 300_000, 350_000),
    "college": (300_000, 300_000, 290_000),
}


@dataclass(frozen=True)
class Place:
    """The world, and the two who work for Tor's County Governor."""

    world: World
    tor: User
    turid: User

    def who(self, recipient: str) -> User:
        return self.world.user(ACTS[recipient])

    def award(self, recipient: str, year: int) -> Award:
        found = {"recipient": self.world.organisations[recipient], "scheme_year__year": year}
        return Award.objects.get(**found, scheme_year__scheme="decentralised")


def follow_up_awards(world: World) -> None:
    """The year 2024 from award to repayment, and what waits for an answer about 2025."""
    place = Place(world, world.user("tor"), User.objects.get(username="turid"))
    year = SchemeYear.objects.select_related("governor").get(scheme="decentralised", year=2024)
    _award(place, year)
    _change(place)
    for recipient, (_kroner, paid, used) in YEAR_2024.items():
        _pay_and_report(place, recipient, paid, used)
    _settle(place)
    _recover(place)
    _control(place, year)
    year.refresh_from_db()
    advance(year, lifecycle=SCHEME_YEAR, to=SchemeYearStatus.ENDED, by=place.tor, at=at(date(2025, 6, 2)))
    _wait_in_2025(place)
    for day in (date(2026, 1, 2), date(2026, 1, 22)):
        send_award_reminders(plan_award_reminders(at=at(day, 3)), at=at(day, 3))


def _award(place: Place, year: SchemeYear) -> None:
    organisations, day = place.world.organisations, at(date(2024, 4, 10))
    through = {"nordlys": organisations["fjordvik"]}
    recommended = [
        Recommended(organisations[key], kroner, "Leseopplæring som hele kollegiet er med på", payee=through.get(key))
        for key, (kroner, _paid, _used) in YEAR_2024.items()
    ]
    for award in propose_awards(year=year, recommended=recommended, by=place.tor, at=day):
        make_ready(award=award, shares=HALVES, by=place.tor, at=day)
    decide_awards(year=year, by=place.turid, at=at(date(2024, 4, 22)))
    terms = SampleTerms("Innhavet 2024, 07 19 23 28 31", 80, ASKS)
    controlling.announce_seed(year=year, terms=terms, by=place.tor, at=at(date(2024, 5, 6)))


def _change(place: Place) -> None:
    less = WantedChange("To skoler er slått sammen, og det blir en samling mindre.", amount=460_000)
    _decided(place, "fjordvik", 2024, less, ChangeVerdict("accepted", ""), date(2024, 8, 20))
    fewer = WantedChange("Tre skoler venter til neste år.", amount=700_000, until=date(2025, 2, 28))
    verdict = ChangeVerdict(
        "accepted_changed",
        "Utgiftene til partneren er de samme, så beløpet settes mindre ned. Perioden slutter til jul.",
        760_000,
        until=date(2024, 12, 20),
    )
    _decided(place, "storby", 2024, fewer, verdict, date(2024, 9, 2))


def _decided(place: Place, recipient: str, year: int, wanted: WantedChange, verdict: ChangeVerdict, day: date) -> None:
    award = place.award(recipient, year)
    change = changing.apply_for_change(award=award, wanted=wanted, by=place.who(recipient), at=at(day))
    changing.prepare_award_change(change=change, verdict=verdict, by=place.tor, at=at(day, 12))
    changing.decide_award_change(change=change, by=place.turid, at=at(day, 14))


def _pay_and_report(place: Place, recipient: str, paid: int, used: int) -> None:
    """As the bank did it in 2024, before the payments went through Påfyll."""
    award, who = place.award(recipient, 2024), place.who(recipient)
    accounts = {"scheme_year": award.scheme_year_id, "owner": award.payee_id}
    payable, there = (account_for(kind, 2024, **accounts) for kind in (AccountKind.PAYABLE, AccountKind.PAID))
    for kind, move, day in (
        (EntryKind.SEND, Move(committed(award), payable, paid), date(2024, 11, 5)),
        (EntryKind.SETTLE, Move(payable, there, paid), date(2024, 11, 6)),
    ):
        key = f"{kind}:{award.about}"
        post(kind=kind, key=key, moves=[move], booked_on=day, about=award.about, by=place.tor, at=at(day))
    Award.objects.filter(pk=award.pk).update(paid=paid)
    award.refresh_from_db()
    terms = ReportTerms(
        used=used,
        own_contribution=award.amount * 3 // 10,
        unused_because="Den siste samlingen ble kortere enn planlagt.",
        goals="Alle lærerne på trinnet bruker de samme lesestrategiene.",
        participants={"teachers": used // 10_000, "leaders": used // 80_000},
    )
    kept = save_report(award=award, kind="final", terms=terms, edition=0, by=who, at=at(date(2025, 1, 13)))
    send_report(report=kept, by=who, at=at(date(2025, 1, 14)))
    accept_report(report=kept, by=place.tor, at=at(date(2025, 2, 3)))


def _settle(place: Place) -> None:
    """Fjordvik may keep a little, Storby nothing; two wait, and one is not looked at yet."""
    kept = SettlementTerms(20_000, "Samlingen holdes i november, etter samme plan.", date(2025, 12, 19))
    for recipient, terms in (("fjordvik", kept), ("storby", SettlementTerms(0, "Tiltaket er avsluttet."))):
        award = place.award(recipient, 2024)
        made = prepare_settlement(award=award, terms=terms, by=place.tor, at=at(date(2025, 3, 4)))
        decide_settlement(settlement=made, by=place.turid, at=at(date(2025, 3, 5)))
    rest = SettlementTerms(0, "Halvparten av skolene ble ikke med.")
    prepare_settlement(award=place.award("county", 2024), terms=rest, by=place.tor, at=at(date(2026, 3, 4)))
    small = SettlementTerms(9_000, "Barnehagen bruker resten til høsten.", date(2026, 12, 18))
    made = prepare_settlement(award=place.award("nordlys", 2024), terms=small, by=place.tor, at=at(date(2026, 3, 2)))
    why = "Skriv hva pengene skal brukes til, og hvorfor det ikke kan dekkes av årets tildeling."
    return_settlement(settlement=made, why=why, by=place.turid, at=at(date(2026, 3, 3)))


def _recover(place: Place) -> None:
    """One paid back, one demanded, one dropped, one to be decided, one answered by Siri, and one just warned of."""
    unused = "Sluttrapporten viser at dette er betalt ut og ikke brukt."
    first = _case(place, "storby", 60_000, unused, date(2025, 3, 10), comments="Vi er enige, og betaler.")
    _assess(place, first, Assessment(True, "Pengene er ikke brukt til formålet.", date(2025, 5, 30)), date(2025, 4, 2))
    recovering.decide_award_recovery(case=first, by=place.turid, at=at(date(2025, 4, 3)))
    recovering.book_paid_back(case=first, on=date(2025, 5, 28), by=place.tor, at=at(date(2025, 5, 30)))
    double = "En faktura fra partneren er ført to ganger."
    second = _case(place, "storby", 15_000, double, date(2026, 1, 12), comments="Det stemmer.")
    _assess(place, second, Assessment(True, "Utgiften er dekket to ganger.", date(2026, 4, 30)), date(2026, 2, 16))
    recovering.decide_award_recovery(case=second, by=place.turid, at=at(date(2026, 2, 17)))
    travel = "Det mangler bilag for reiser."
    third = _case(place, "county", 25_000, travel, date(2025, 3, 12), comments="Bilagene er lagt ved.")
    _assess(place, third, Assessment(False, "Bilagene viser at pengene er brukt til formålet."), date(2025, 4, 7))
    recovering.decide_award_recovery(case=third, by=place.turid, at=at(date(2025, 4, 8)))
    fourth = _case(place, "nordlys", 4_000, "Et møte ble avlyst, men er ført.", date(2026, 1, 26))
    _assess(place, fourth, Assessment(True, "Møtet ble ikke holdt.", date(2026, 4, 30)), date(2026, 2, 23))
    _case(place, "fjordvik", 42_000, unused, date(2026, 2, 20), comments="Vi ber om å få bruke 15 000 kroner i vår.")
    _case(place, "college", 10_000, unused, date(2026, 3, 2))


def _case(place: Place, recipient: str, kroner: int, grounds: str, day: date, comments: str = "") -> AwardRecovery:
    warning = Forewarning(kroner, grounds, date.fromordinal(day.toordinal() + 21))
    award = place.award(recipient, 2024)
    case = recovering.forewarn_recipient(award=award, warning=warning, by=place.tor, at=at(day))
    if comments:
        later, who = at(date.fromordinal(day.toordinal() + 10)), place.who(recipient)
        return recovering.comment_on_recovery(case=case, comments=comments, by=who, at=later)
    return case


def _assess(place: Place, case: AwardRecovery, terms: Assessment, day: date) -> None:
    recovering.prepare_award_recovery(case=case, terms=terms, by=place.tor, at=at(day))
    case.refresh_from_db()


def _control(place: Place, year: SchemeYear) -> None:
    """Four of five are drawn; what each showed. Fjordvik, where it is drawn, is asked for more."""
    sample = year.control_sample
    due = date(2025, 3, 31)
    drawn = controlling.draw_sample(sample=sample, due_on=due, by=place.tor, at=at(date(2025, 3, 3)))
    drawn.sort(key=lambda one: (one.award.recipient.name == "Fjordvik kommune", one.place))
    for control in drawn:
        _answer(place, control)
    day = at(date(2025, 4, 14))
    in_order, deviated, _waits, missing = drawn
    words = "Regnskapet og listene stemmer med rapporten."
    controlling.close_control(control=in_order, is_in_order=True, result=words, by=place.tor, at=day)
    words = "To bilag mangler. Mottakeren har rettet rutinen."
    controlling.close_control(control=deviated, is_in_order=False, result=words, by=place.tor, at=day)
    more = "Deltakerlisten fra den andre samlingen mangler."
    late = at(date(2026, 3, 3))
    controlling.ask_for_more(control=missing, asks=more, due_on=date(2026, 3, 24), by=place.tor, at=late)


def _answer(place: Place, control: Control) -> None:
    names = {organisation.pk: key for key, organisation in place.world.organisations.items()}
    who, day = place.who(names[control.award.recipient_id]), at(date(2025, 3, 20))
    controlling.attach_to_control(control=control, name="Regnskap 2024.pdf", content=PDF, by=who, at=day)
    controlling.answer_control(control=control, answer="Regnskapet er lagt ved.", by=who, at=day)


def _wait_in_2025(place: Place) -> None:
    """A seed that nothing is drawn with yet, an application that is ready to be decided, and one that is new."""
    year = SchemeYear.objects.select_related("governor").get(scheme="decentralised", year=2025)
    terms = SampleTerms("Innhavet 2025, 02 11 17 20 33", 50, ASKS)
    controlling.announce_seed(year=year, terms=terms, by=place.tor, at=at(date(2025, 5, 5)))
    wanted = WantedChange("Samlingen som ble avlyst på grunn av uvær, kan holdes i mai.", until=date(2026, 5, 29))
    verdict = ChangeVerdict(
        "accepted_changed",
        "Samlingen kan holdes, men må være ferdig i april så rapporten kommer i tide.",
        until=date(2026, 4, 30),
        report_due=date(2026, 5, 20),
    )
    award, siri, gro = place.award("fjordvik", 2025), place.who("fjordvik"), place.who("county")
    change = changing.apply_for_change(award=award, wanted=wanted, by=siri, at=at(date(2026, 2, 25)))
    changing.prepare_award_change(change=change, verdict=verdict, by=place.tor, at=at(date(2026, 3, 5)))
    award = place.award("county", 2025)
    hasty = WantedChange("Vi vil ha med en skole til.", amount=280_000)
    first = changing.apply_for_change(award=award, wanted=hasty, by=gro, at=at(date(2025, 9, 1)))
    changing.take_back_change(change=first, by=gro, at=at(date(2025, 9, 3)))
    other = WantedChange("Vi vil bruke midlene til utstyr.", purpose="Utstyr til verkstedene")
    refused = ChangeVerdict("refused", "Utstyr er utenfor formålet med ordningen.")
    _decided(place, "county", 2025, other, refused, date(2025, 9, 10))
    wanted = WantedChange("Vurderingsarbeidet fortsetter med en skole til.", 265_000, until=date(2026, 6, 19))
    changing.apply_for_change(award=award, wanted=wanted, by=gro, at=at(date(2026, 3, 3)))
