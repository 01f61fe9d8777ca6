"""Life after the award: who confirmed, who did not, who stopped, and what the directorate has to decide."""

from __future__ import annotations

from datetime import date

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import ConfirmationWindow, Participation, ParticipationTerm
from pafyll.apps.applications.services.closing import close_window
from pafyll.apps.applications.services.completing import complete
from pafyll.apps.applications.services.confirmation_letters import receipt_document
from pafyll.apps.applications.services.confirming import confirm_terms, report_not_started, terms_in
from pafyll.apps.applications.services.late import ask_late, decide_late, prepare_late
from pafyll.apps.applications.services.reminding import plan_reminders, send_reminders
from pafyll.apps.casework.models import Decision
from pafyll.devtools.seed.story.days import FINISHED, MIDDLE, at
from pafyll.devtools.seed.story.plot import OFFICERS
from pafyll.devtools.seed.story.world import World
from pafyll.domain.lifecycles.participation import TermStatus

ILL = "Saksbehandleren var sykmeldt i hele perioden. Deltakeren var i gang fra skolestart."


def study_finished(world: World) -> None:
    """Both semesters of 2024/25 were confirmed, one of them late, and everybody completed."""
    late = of(world, FINISHED, "storby")[-1]
    confirm_all(world, FINISHED, "H", date(FINISHED, 8, 20), but=[late])
    close(world, FINISHED, "H", date(FINISHED, 9, 2))
    case = ask_late(term=term(late, "H"), grounds=ILL, by=world.user("ola"), at=at(date(FINISHED, 9, 3)))
    words = "Studiestedet bekrefter at deltakeren var i gang. Forsinkelsen skyldes sykdom hos skoleeieren."
    prepare_late(case=case, recommends=True, assessment=words, by=world.user("ada"), at=at(date(FINISHED, 9, 9)))
    decide_late(case=case, by=world.user("idar"), at=at(date(FINISHED, 9, 11)))
    confirm_all(world, FINISHED, "V", date(FINISHED + 1, 2, 10))
    close(world, FINISHED, "V", date(FINISHED + 1, 3, 16))
    for one in Participation.objects.filter(round=world.rounds[FINISHED]).order_by("pk"):
        complete(participation=one, by=officer(world, one), at=at(date(FINISHED + 1, 6, 20)))


def start_middle(world: World) -> None:
    """In the autumn the county forgot two, and Fjordvik the one who won her appeal."""
    missed = [*of(world, MIDDLE, "county")[1:], *won_on_appeal(world)]
    confirm_all(world, MIDDLE, "H", date(MIDDLE, 8, 20), but=missed)
    close(world, MIDDLE, "H", date(MIDDLE, 9, 2))


def won_on_appeal(world: World) -> list[Participation]:
    """Those who got their place in the middle round by an appeal: their decision names no run."""
    decided = Decision.objects.filter(kind="place", outcome="granted", grounds__has_key="appeal")
    keys = [int(about.split(":")[1]) for about in decided.values_list("about", flat=True)]
    rows = Participation.objects.filter(round=world.rounds[MIDDLE], application__in=keys)
    return list(rows.select_related("person__user", "owner", "round").order_by("pk"))


def go_on_middle(world: World) -> None:
    """The spring window is open: Siri has not confirmed, the others have, and two ask about the autumn."""
    emma, trond, wenche = of(world, MIDDLE, "county")[:3]
    gro, ada, idar = world.user("gro"), world.user("ada"), world.user("idar")
    refused = ask_late(term=term(trond, "H"), grounds="Vi glemte fristen.", by=gro, at=at(date(MIDDLE, 9, 8)))
    words = "At fristen ble glemt, er ikke en særlig grunn. Studiestedet kan ikke bekrefte at deltakeren var i gang."
    prepare_late(case=refused, recommends=False, assessment=words, by=ada, at=at(date(MIDDLE, 9, 15)))
    decide_late(case=refused, by=idar, at=at(date(MIDDLE, 9, 17)))
    waiting = ask_late(term=term(wenche, "H"), grounds=ILL, by=gro, at=at(date(MIDDLE + 1, 2, 24)))
    words = "Studiestedet bekrefter at deltakeren har vært på alle samlinger."
    prepare_late(case=waiting, recommends=True, assessment=words, by=ada, at=at(date(MIDDLE + 1, 3, 3)))
    for one in won_on_appeal(world):
        ask_late(term=term(one, "H"), grounds=ILL, by=officer(world, one), at=at(date(MIDDLE + 1, 3, 5)))
    confirm_all(world, MIDDLE, "V", date(MIDDLE + 1, 2, 16), but=[*of(world, MIDDLE, "fjordvik"), emma, trond, wenche])
    report_not_started(
        term=term(trond, "V"),
        window=window_of(world, MIDDLE, "V"),
        reason="new_job",
        words="",
        by=gro,
        at=at(date(MIDDLE + 1, 2, 18)),
    )
    window, county = window_of(world, MIDDLE, "V"), world.organisations["county"]
    confirm_terms(window=window, owner=county, terms=[term(emma, "V").pk], by=gro, at=at(date(MIDDLE + 1, 3, 4), 15))
    moment = at(date(MIDDLE + 1, 3, 1))
    send_reminders(plan_reminders(at=moment), at=moment)


def of(world: World, year: int, owner: str) -> list[Participation]:
    """The owner's participants in the year's round, in the order of their places."""
    rows = Participation.objects.filter(round=world.rounds[year], owner=world.organisations[owner])
    return list(rows.select_related("person__user", "owner", "round").order_by("pk"))


def term(one: Participation, letter: str) -> ParticipationTerm:
    """The participant's autumn ("H") or spring ("V")."""
    return ParticipationTerm.objects.get(participation=one, semester__endswith=letter)


def window_of(world: World, year: int, letter: str) -> ConfirmationWindow:
    return ConfirmationWindow.objects.get(round=world.rounds[year], semester__endswith=letter)


def officer(world: World, one: Participation) -> User:
    """Who works with the participant's owner."""
    key = next(key for key, owner in world.organisations.items() if owner.pk == one.owner_id)
    return world.user(OFFICERS[key])


def confirm_all(world: World, year: int, letter: str, day: date, *, but: list[Participation] | None = None) -> None:
    """Each owner's officer confirms those that wait, those named left out. Siri's receipt is kept as a document."""
    window, kept = window_of(world, year, letter), [one.pk for one in but or []]
    waiting = terms_in(window).filter(status=TermStatus.AWAITING).exclude(participation__in=kept)
    for key, who in OFFICERS.items():
        owner, by = world.organisations[key], world.user(who)
        keys = list(waiting.filter(participation__owner=owner).order_by("pk").values_list("pk", flat=True))
        if keys:
            done = confirm_terms(window=window, owner=owner, terms=keys, by=by, at=at(day))
            if who == "siri" and done.receipt is not None:
                receipt_document(receipt=done.receipt, by=by, at=at(day, 11))


def close(world: World, year: int, letter: str, day: date) -> None:
    close_window(window=window_of(world, year, letter), by=None, at=at(day, 1))
