"""Appeals about places: who may, who may not, what the clock does, and what an upheld one gives."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from pafyll.apps.applications.models import AllocationResult, Application
from pafyll.apps.applications.queries.places import place_of
from pafyll.apps.casework import outcomes
from pafyll.apps.casework.models import Appeal, Decision, Event
from pafyll.apps.casework.outcomes import effects_of
from pafyll.apps.casework.permissions.appeals import may_read_words
from pafyll.apps.casework.queries.appeals import Wanted, wanted_appeals
from pafyll.apps.casework.queries.deadlines import deadline_of
from pafyll.apps.casework.queries.statistics import appeal_numbers
from pafyll.apps.casework.services.appeals import (
    answer_demand,
    content_hash,
    demand_grounds,
    submit_appeal,
    withdraw_appeal,
)
from pafyll.apps.casework.services.handling import (
    assign_appeal,
    decide_forwarded,
    decide_proposal,
    forward,
    propose,
    return_proposal,
    send_preliminary,
    take_late,
)
from pafyll.apps.documents.models import Document
from pafyll.apps.organisations.models import Person
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.answers import Refusal
from pafyll.integrations.clock import OSLO

pytestmark = pytest.mark.django_db
WORDS = "Jeg var sykmeldt i vår, og fagene mine ble ikke registrert."
GROUNDS = "Opplysningene var feil."


def on(day: str, hour: int = 10, minute: int = 0) -> datetime:
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), OSLO).replace(hour=hour, minute=minute)


def user(key: str):
    return Person.objects.get(user__username=key).user


@pytest.fixture
def karis(world):
    """The decision that refused Kari a place; she was told on 22 April 2025."""
    application = Application.objects.get(person__user__username="kari", round__study_year=2025)
    return Decision.objects.get(about=application.about)


def appealed(decision, day="2025-05-06", words=WORDS):
    return submit_appeal(decision=decision, words=words, by=user("kari"), at=on(day))


def prepared(decision, day="2025-05-06"):
    return assign_appeal(appeal=appealed(decision, day), by=user("hanne"), at=on(day, 12))


def proposed(decision, outcome="upheld", effect="wish_1"):
    appeal = prepared(decision)
    return propose(
        appeal=appeal, outcome=outcome, effect=effect, grounds=GROUNDS, by=user("hanne"), at=on("2025-05-08")
    )


def refused_with(code):
    return pytest.raises(Refusal, match=code)


# The deadline


def test_karis_deadline_is_three_weeks_after_she_was_told(karis):
    deadline = deadline_of(karis)

    assert deadline.last_day == date(2025, 5, 13)
    assert deadline.is_open(on("2025-05-13", 23, 59))
    assert not deadline.is_open(on("2025-05-14", 0))


def test_the_deadline_has_not_begun_for_a_decision_that_nobody_was_told_of(karis):
    Decision.objects.filter(pk=karis.pk).update(notified_at=None)

    assert deadline_of(Decision.objects.get(pk=karis.pk)) is None


def test_a_demand_for_grounds_stops_the_clock_until_ada_answers(karis, mailoutbox, django_capture_on_commit_callbacks):
    demand = demand_grounds(decision=karis, by=user("kari"), at=on("2025-05-13", 23, 59))
    assert deadline_of(karis).is_stopped

    with django_capture_on_commit_callbacks(execute=True):
        answer_demand(demand=demand, text="Alle plassene var gitt.", by=user("ada"), at=on("2025-05-19"))

    assert deadline_of(Decision.objects.get(pk=karis.pk)).last_day == date(2025, 6, 10)  # 9 June is Whit Monday
    assert "10.\xa0juni 2025" in mailoutbox[0].body


def test_grounds_are_demanded_once_at_a_time_and_not_after_the_deadline(karis):
    with refused_with("too_late_to_demand"):
        demand_grounds(decision=karis, by=user("kari"), at=on("2025-05-14", 0))
    demand_grounds(decision=karis, by=user("kari"), at=on("2025-05-02"))
    with refused_with("already_demanded"):
        demand_grounds(decision=karis, by=user("kari"), at=on("2025-05-03"))


# The party


def test_only_the_party_appeals_and_demands_grounds(karis):
    for key in ("jonas", "per", "siri", "marit", "ola", "ada"):
        with refused_with("not_the_party"):
            submit_appeal(decision=karis, words=WORDS, by=user(key), at=on("2025-05-06"))
        with refused_with("not_the_party"):
            demand_grounds(decision=karis, by=user(key), at=on("2025-05-06"))


def test_the_receipt_comes_at_once_and_proves_what_was_stored(karis, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        appeal = appealed(karis)
    receipt = Document.objects.get(about=appeal.about)

    assert receipt.kind == "appeal_receipt"
    assert WORDS in receipt.text
    assert appeal.content_hash == content_hash(karis, Appeal.objects.get(pk=appeal.pk).words)
    assert appeal.content_hash[:12] in receipt.text
    [mail] = mailoutbox
    assert appeal.case_number in mail.subject
    assert "sykmeldt" not in mail.body  # a mail says nothing of what was written


def test_the_letters_follow_the_partys_form_of_norwegian(karis):
    kari = user("kari")
    kari.language = "nn"
    kari.save()

    assert Document.objects.get(about=appealed(karis).about).title == "Vi har fått klaga di"


def test_an_appeal_says_something_and_there_is_one_at_a_time(karis):
    with refused_with("nothing_written"):
        appealed(karis, words="  \n")
    first = appealed(karis)
    with refused_with("already_appealed"):
        appealed(karis)
    withdraw_appeal(appeal=first, by=user("kari"), at=on("2025-05-07"))
    assert appealed(karis, "2025-05-08").status == "submitted"


def test_kari_may_take_her_appeal_back_until_it_is_concluded(karis):
    appeal = proposed(karis)
    withdraw_appeal(appeal=appeal, by=user("kari"), at=on("2025-05-09"))
    assert appeal.status == "withdrawn"
    with refused_with("not_from_this_status"):
        decide_proposal(appeal=appeal, by=user("rolf"), at=on("2025-05-10"))


# Two people


@pytest.mark.parametrize("key", ["ada", "idar"])
def test_those_who_prepared_or_made_the_decision_cannot_handle_the_appeal(karis, key):
    appeal = appealed(karis)

    with refused_with("same_person") as refusal:
        assign_appeal(appeal=appeal, by=user(key), at=on("2025-05-07"))

    assert "forberedt av Ada Lindkvist og fattet av Idar Stokke" in str(refusal.value.answer)
    assert refusal.value.answer.law == "fvl. § 6"


def test_idar_who_made_the_decision_cannot_decide_the_appeal(karis):
    with refused_with("same_person"):
        decide_proposal(appeal=proposed(karis), by=user("idar"), at=on("2025-05-09"))


def test_an_officer_who_is_also_a_decider_cannot_decide_her_own_proposal(karis):
    appeal = proposed(karis)
    Appeal.objects.filter(pk=appeal.pk).update(officer=user("rolf"))
    appeal.refresh_from_db()

    with refused_with("same_person_prepared"):
        decide_proposal(appeal=appeal, by=user("rolf"), at=on("2025-05-09"))


def test_the_appeals_body_is_not_the_one_who_prepared_the_case(karis):
    appeal = prepared(karis)
    forward(appeal=appeal, statement="Vedtaket er riktig.", by=user("hanne"), at=on("2025-05-20"))
    Appeal.objects.filter(pk=appeal.pk).update(officer=user("astrid"))
    appeal.refresh_from_db()

    with refused_with("same_person_prepared"):
        decide_forwarded(
            appeal=appeal, outcome="not_upheld", effect="", grounds=GROUNDS, by=user("astrid"), at=on("2025-06-01")
        )


def test_the_first_instance_never_says_no_itself(karis):
    appeal = prepared(karis)
    with refused_with("outcome_missing"):
        propose(appeal=appeal, outcome="not_upheld", effect="", grounds=GROUNDS, by=user("hanne"), at=on("2025-05-08"))


def test_a_proposal_can_be_returned_with_a_reason(karis):
    appeal = proposed(karis)
    return_proposal(appeal=appeal, why="Sjekk timeplanen.", by=user("rolf"), at=on("2025-05-09"))

    assert (appeal.status, appeal.proposed_outcome) == ("assigned", "")
    assert Event.objects.filter(about=appeal.about, why="Sjekk timeplanen.").exists()


def test_two_deciders_at_once_cannot_both_win(karis):
    first = proposed(karis)
    second = Appeal.objects.get(pk=first.pk)
    decide_proposal(appeal=first, by=user("rolf"), at=on("2025-05-09"))

    with refused_with("not_from_this_status"):
        decide_proposal(appeal=second, by=user("rolf"), at=on("2025-05-09"))
    assert Decision.objects.filter(about=karis.about).count() == 2


# Need to know


def test_only_those_who_handle_it_read_what_kari_wrote(karis):
    appeal = appealed(karis)

    def readers():
        at = date(2025, 5, 20)
        fresh = Appeal.objects.select_related("decision").get(pk=appeal.pk)
        everyone = Person.objects.exclude(user=None).filter(role_grants__isnull=False).distinct()
        return {p.user.username for p in everyone if may_read_words(viewer_of(p.user, day=at), fresh)}

    assert readers() == {"kari"}
    assign_appeal(appeal=appeal, by=user("hanne"), at=on("2025-05-07"))
    assert readers() == {"kari", "hanne"}
    propose(appeal=appeal, outcome="upheld", effect="wish_1", grounds=GROUNDS, by=user("hanne"), at=on("2025-05-08"))
    assert readers() == {"kari", "hanne", "rolf"}
    return_proposal(appeal=appeal, why="Mer.", by=user("rolf"), at=on("2025-05-09"))
    forward(appeal=appeal, statement="Riktig.", by=user("hanne"), at=on("2025-05-10"))
    assert readers() == {"kari", "hanne", "astrid"}


# Late


def test_a_late_appeal_is_taken_with_a_reason_or_dismissed(karis):
    appeal = prepared(karis, "2025-05-14")
    assert appeal.is_late
    with refused_with("late"):
        forward(appeal=appeal, statement="Riktig.", by=user("hanne"), at=on("2025-05-20"))

    take_late(appeal=appeal, why="Kari var innlagt.", by=user("hanne"), at=on("2025-05-21"))
    forward(appeal=appeal, statement="Riktig.", by=user("hanne"), at=on("2025-05-22"))

    assert appeal.status == "forwarded"
    assert "Kari var innlagt." in Document.objects.get(about=appeal.about, kind="appeal_forwarding").text


def test_after_a_year_no_reason_is_good_enough(karis):
    in_time = prepared(karis, "2026-04-22")
    take_late(appeal=in_time, why="Syk.", by=user("hanne"), at=on("2026-04-23"))
    withdraw_appeal(appeal=in_time, by=user("kari"), at=on("2026-04-23", 11))

    too_late = prepared(karis, "2026-04-23")
    with refused_with("after_a_year"):
        take_late(appeal=too_late, why="Syk.", by=user("hanne"), at=on("2026-04-24"))
    propose(
        appeal=too_late, outcome="dismissed", effect="", grounds="Over ett år.", by=user("hanne"), at=on("2026-04-24")
    )
    decide_proposal(appeal=too_late, by=user("rolf"), at=on("2026-04-25"))
    assert too_late.status == "dismissed"
    assert Decision.objects.filter(about=karis.about).count() == 1


# The month


def test_after_a_month_the_list_says_that_kari_waits_until_she_is_told(karis):
    appeal = prepared(karis)
    hanne = viewer_of(user("hanne"), day=date(2025, 6, 7))

    def needs(at):
        rows = wanted_appeals(viewer=hanne, wanted=Wanted("open", "preliminary"), at=at)
        return [row.is_overdue for row in rows if row.appeal.pk == appeal.pk]

    assert needs(on("2025-05-29")) == []
    assert needs(on("2025-06-06")) == [False]
    assert needs(on("2025-06-07")) == [True]
    send_preliminary(
        appeal=appeal,
        why="Vi venter på Fjordvik.",
        expected_on=date(2025, 6, 20),
        by=user("hanne"),
        at=on("2025-06-07"),
    )
    assert needs(on("2025-06-08")) == []
    assert "20. juni 2025" in Document.objects.get(about=appeal.about, kind="appeal_preliminary").text


# The effect


def test_the_officer_sees_cost_and_displaced_before_deciding(karis):
    effects = effects_of(karis)

    assert effects
    for effect in effects:
        assert effect.amount("state") == sum(effect.amount("state", year) for year in effect.budget_years)
        assert effect.amount("state") > 0
        assert not any("Kari Nordvik" in one for one in effect.displaced)


def test_the_one_displaced_under_the_rule_had_a_place_and_keeps_it(karis):
    effect = effects_of(karis)[0]
    assert effect.displaced
    numbers = [one.split(" ")[0] for one in effect.displaced]
    before = list(Application.objects.filter(number__in=numbers).values_list("status", flat=True))

    decide_proposal(appeal=proposed(karis), by=user("rolf"), at=on("2025-05-09"))

    assert set(before) == {"granted"}
    assert list(Application.objects.filter(number__in=numbers).values_list("status", flat=True)) == before


def test_an_upheld_appeal_gives_a_place_beside_the_others_and_takes_nobodys(karis):
    others = Application.objects.filter(round__study_year=2025).exclude(person__user__username="kari").order_by("pk")
    before = list(others.values_list("pk", "status"))
    results = list(AllocationResult.objects.order_by("pk").values())
    effect = effects_of(karis)[0]

    appeal = decide_proposal(appeal=proposed(karis), by=user("rolf"), at=on("2025-05-09"))

    new = Decision.objects.get(supersedes=karis)
    application = Application.objects.get(person__user__username="kari", round__study_year=2025)
    assert (appeal.status, application.status, new.outcome) == ("upheld", "granted", "granted")
    assert list(others.values_list("pk", "status")) == before
    assert list(AllocationResult.objects.order_by("pk").values()) == results
    assert new.lines == list(effect.lines)
    assert new.grounds["why"] == GROUNDS
    assert (new.prepared_by, new.decided_by) == (user("hanne"), user("rolf"))
    place = place_of(application)
    assert place.is_after_appeal
    assert place.amount("state") == effect.amount("state")
    assert effects_of(new) == []
    letter = Document.objects.get(about=appeal.about, kind="appeal_decision")
    assert appeal.outcome_decision.document_id is None or letter.title == "Du har fått medhold i klagen"


def test_the_old_decision_stands_as_it_was(karis):
    before = Decision.objects.filter(pk=karis.pk).values().get()
    decide_proposal(appeal=proposed(karis), by=user("rolf"), at=on("2025-05-09"))

    assert Decision.objects.filter(pk=karis.pk).values().get() == before


def test_an_appeal_that_is_not_upheld_changes_nothing_but_gives_the_grounds(karis):
    appeal = prepared(karis)
    forward(appeal=appeal, statement="Riktig.", by=user("hanne"), at=on("2025-05-20"))
    decide_forwarded(
        appeal=appeal,
        outcome="not_upheld",
        effect="",
        grounds="Reglene er fulgt.",
        by=user("astrid"),
        at=on("2025-06-16"),
    )

    assert Application.objects.get(person__user__username="kari", round__study_year=2025).status == "refused"
    letter = Document.objects.get(about=appeal.about, kind="appeal_decision")
    assert "Reglene er fulgt." in letter.text
    assert "kan ikke påklages videre" in letter.text


def test_an_effect_that_is_not_offered_is_refused(karis):
    with refused_with("effect_missing"):
        proposed(karis, effect="wish_9")


def test_those_who_asked_are_told_inside_the_transaction_and_can_stop_it(karis):
    told = []

    def listen(reversal):
        told.append((reversal.old.pk, reversal.new.outcome, reversal.effect.code, reversal.decided_by.username))
        raise Refusal(outcomes_answer)

    from pafyll.domain.answers import no

    outcomes_answer = no("no_money", "Bevilgningen rekker ikke.")
    appeal = proposed(karis)
    outcomes.on_reversal("place", listen)
    try:
        with refused_with("no_money"):
            decide_proposal(appeal=appeal, by=user("rolf"), at=on("2025-05-09"))
    finally:
        outcomes._registry.listeners["place"].remove(listen)

    assert told == [(karis.pk, "granted", "wish_1", "rolf")]
    assert Appeal.objects.get(pk=appeal.pk).status == "proposed"
    assert not Decision.objects.filter(supersedes=karis).exists()


# In numbers


def test_the_numbers_count_every_appeal_once(world):
    rows = appeal_numbers(viewer=viewer_of(user("hanne"), day=date(2026, 3, 10)))

    assert sum(row.received for row in rows) == Appeal.objects.count()
    assert all(row.received == row.open + sum(row.ends) for row in rows)
    finished = next(row for row in rows if row.year == 2024)
    assert (finished.received, finished.late, finished.open) == (5, 1, 0)
    assert finished.outcomes == {"upheld": 1, "upheld_in_part": 1, "not_upheld": 1, "dismissed": 1, "withdrawn": 1}
    assert finished.longest_days == 57  # from 7 May to 3 July


def test_the_governor_and_the_owners_have_no_numbers(world):
    for key in ("tor", "siri", "kari"):
        assert appeal_numbers(viewer=viewer_of(user(key), day=date(2026, 3, 10))) == []
