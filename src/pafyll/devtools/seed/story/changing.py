"""Changes after the award, the owners' choices, and cases about paying back."""

from __future__ import annotations

from datetime import date

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Participation
from pafyll.apps.casework.services.appeals import submit_appeal
from pafyll.apps.casework.services.handling import assign_appeal, decide_proposal, propose
from pafyll.apps.grants.models import Change, Commitment, RecoveryCase
from pafyll.apps.grants.services.changing import refuse_report, register_change, report_change, take_back
from pafyll.apps.grants.services.choosing import Choosing, choose, effect_of_choosing
from pafyll.apps.grants.services.deciding_changes import decide_change, prepare_change
from pafyll.apps.grants.services.letters import change_letter, forewarning_letter
from pafyll.apps.grants.services.reclaiming import (
    Forewarning,
    comment,
    decide_recovery,
    forewarn,
    prepare_recovery,
)
from pafyll.apps.grants.services.wanting import Wanted, effect_key, effect_of, wanted_of
from pafyll.devtools.seed.story.days import FINISHED, MIDDLE, at
from pafyll.devtools.seed.story.studying import of, officer, term, won_on_appeal
from pafyll.devtools.seed.story.world import World
from pafyll.domain.rules.changes import ChangeKind
from pafyll.domain.values import Semester

K = ChangeKind
AUTUMN, SPRING = Semester(f"{MIDDLE}H"), Semester(f"{MIDDLE + 1}V")


def withdraw(world: World, one: Participation, day: date) -> None:
    """Her owner registers that she has given her place back before the start."""
    _register(world, one, Wanted(K.WITHDRAW, AUTUMN, "new_job"), day)


def change_middle(world: World) -> None:
    """After the autumn was paid: two stopped, two deferred, others have reported and wished."""
    redirected, stopped = of(world, MIDDLE, "storby")[4:6]
    _redirect(world, redirected)
    _register(world, stopped, Wanted(K.DROP_OUT, AUTUMN, "workload"), date(MIDDLE + 1, 2, 20))
    _turned_down(world)
    for one in (of(world, MIDDLE, "nordlys")[0], of(world, MIDDLE, "county")[2]):
        _defer(world, one)
    _prepare(world, won_on_appeal(world)[0])
    selma = of(world, MIDDLE, "fjordvik")[1]
    wish = Wanted(K.DEFER, SPRING, "parental_leave")
    report_change(participation=selma, wanted=wish, by=_self(selma), at=at(date(MIDDLE + 1, 3, 8)))


def _redirect(world: World, one: Participation) -> None:
    change = _register(world, one, Wanted(K.DROP_OUT, AUTUMN, "not_admitted"), date(MIDDLE, 11, 10))
    choosing = Choosing(
        repays=False,
        grounds="Skolen mangler lærere med begynneropplæring, og har et kurs klart.",
        purpose="Kurs i begynneropplæring for fire lærere",
    )
    seen = effect_key(effect_of_choosing(change, repays=False))
    choose(change=change, choosing=choosing, seen=seen, by=officer(world, one), at=at(date(MIDDLE, 11, 20)))


def _defer(world: World, one: Participation) -> None:
    change = _register(world, one, Wanted(K.DEFER, SPRING, "illness"), date(MIDDLE + 1, 1, 12))
    words = "Studiestedet gir det samme emnet til høsten, så pengene kan holdes av i budsjettåret."
    _decide(world, change, words, date(MIDDLE + 1, 1, 19))
    change_letter(change=change, by=world.user("idar"), at=at(date(MIDDLE + 1, 1, 22)))


def _prepare(world: World, one: Participation) -> None:
    change = _register(world, one, Wanted(K.DEFER, SPRING, "family"), date(MIDDLE + 1, 2, 26))
    words = "Studiestedet gir ikke emnet igjen før neste studieår. Pengene kan ikke holdes av så lenge."
    prepare_change(
        change=change, recommends=True, assessment=words, by=world.user("ada"), at=at(date(MIDDLE + 1, 3, 6))
    )


def _turned_down(world: World) -> None:
    """The county did not go along with a wish; another time the teacher thought better of it."""
    emma, _trond, wenche = of(world, MIDDLE, "county")[:3]
    wish = Wanted(K.DEFER, SPRING, "workload")
    change = report_change(participation=emma, wanted=wish, by=_self(emma), at=at(date(MIDDLE, 10, 6)))
    words = "Vi har leid inn vikar for hele året. Vi ser heller på timeplanen sammen."
    refuse_report(change=change, words=words, by=world.user("gro"), at=at(date(MIDDLE, 10, 9)))
    _register(world, emma, Wanted(K.DEFER, SPRING, "family"), date(MIDDLE + 1, 3, 4))
    wish = Wanted(K.WITHDRAW, SPRING, "workload")
    change = report_change(participation=wenche, wanted=wish, by=_self(wenche), at=at(date(MIDDLE, 12, 1)))
    take_back(change=change, by=_self(wenche), at=at(date(MIDDLE, 12, 3)))


def reclaim_finished(world: World) -> None:
    """A check of 2024/25 gave six cases: two decided, of which one was appealed, one dropped, and three not done."""
    rows = of(world, FINISHED, "storby")
    _appeal_and_win(world, _warn(world, rows[1], date(2025, 9, 10), date(2025, 10, 1)))
    decided, dropped, commented, prepared = rows[4], rows[5], rows[6], rows[0]
    warned = of(world, FINISHED, "fjordvik")[0]
    _recover(world, _warn(world, decided, date(2025, 9, 10), date(2025, 10, 1)), recommends=True)
    _recover(world, _warn(world, dropped, date(2025, 9, 10), date(2025, 10, 1)), recommends=False)
    due = date(2026, 3, 9)
    _comment(world, _warn(world, commented, date(2026, 2, 16), due))
    _assess(world, _comment(world, _warn(world, prepared, date(2026, 2, 16), due)), True, date(2026, 3, 5))
    forewarning_letter(
        case=_warn(world, warned, date(2026, 3, 2), date(2026, 3, 31)),
        by=world.user("ada"),
        at=at(date(2026, 3, 2), 12),
    )


def _warn(world: World, one: Participation, day: date, due: date) -> RecoveryCase:
    row = Commitment.objects.get(term=term(one, "H"))
    grounds = "Studiestedet opplyser at deltakeren bare var registrert i deler av semesteret."
    warning = Forewarning(amount=row.paid // 3, grounds=grounds, comments_due_on=due)
    return forewarn(commitment=row, warning=warning, by=world.user("ada"), at=at(day))


def _comment(world: World, case: RecoveryCase) -> RecoveryCase:
    words = "Deltakeren byttet gruppe, og var med på alle samlinger. Vi legger ved timelisten."
    by = officer(world, case.commitment.term.participation)
    return comment(case=case, comments=words, by=by, at=at(date(2026, 2, 23)))


def _assess(world: World, case: RecoveryCase, recommends: bool, day: date) -> RecoveryCase:
    words = (
        "Timelisten viser det samme som studiestedet opplyste." if recommends else "Timelisten viser full deltakelse."
    )
    return prepare_recovery(case=case, recommends=recommends, assessment=words, by=world.user("ada"), at=at(day))


def _recover(world: World, case: RecoveryCase, *, recommends: bool) -> None:
    _assess(world, case, recommends, date(2025, 10, 6))
    decide_recovery(case=case, by=world.user("idar"), at=at(date(2025, 10, 8)))


def _appeal_and_win(world: World, case: RecoveryCase) -> None:
    """Storby appealed, and the directorate took its own demand back."""
    _recover(world, case, recommends=True)
    assert case.decision is not None
    hanne, rolf = world.user("hanne"), world.user("rolf")
    words = "Deltakeren byttet gruppe i oktober og var registrert hele tiden. Vi legger ved nye lister."
    appeal = submit_appeal(decision=case.decision, words=words, by=world.user("ola"), at=at(date(2025, 10, 20)))
    assign_appeal(appeal=appeal, by=hanne, at=at(date(2025, 10, 21)))
    grounds = "Studiestedet har rettet opplysningen. Deltakeren var registrert i hele semesteret."
    propose(appeal=appeal, outcome="upheld", effect="annul", grounds=grounds, by=hanne, at=at(date(2025, 10, 30)))
    decide_proposal(appeal=appeal, by=rolf, at=at(date(2025, 11, 4)))


def _register(world: World, one: Participation, wanted: Wanted, day: date) -> Change:
    one.refresh_from_db()
    seen = effect_key(effect_of(one, wanted))
    return register_change(participation=one, wanted=wanted, seen=seen, by=officer(world, one), at=at(day))


def _decide(world: World, change: Change, words: str, day: date) -> None:
    prepare_change(change=change, recommends=True, assessment=words, holds_money=True, by=world.user("ada"), at=at(day))
    seen = effect_key(effect_of(change.participation, wanted_of(change)))
    decide_change(change=change, seen=seen, by=world.user("idar"), at=at(day, 14))


def _self(one: Participation) -> User:
    """The log-in of the one who studies."""
    assert one.person.user is not None
    return one.person.user
