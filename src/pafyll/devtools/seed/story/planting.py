"""Plants the story world, part by part and year by year; each part builds on those before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

from django.conf import settings
from django.db import transaction

from pafyll.devtools.seed.story.admission import admit_and_report, offer_admission
from pafyll.devtools.seed.story.after_awards import follow_up_awards
from pafyll.devtools.seed.story.agreements import plant_agreements
from pafyll.devtools.seed.story.allocation import allocate_finished, allocate_middle, try_out_current
from pafyll.devtools.seed.story.appeals import appeal_in_finished, appeal_in_middle
from pafyll.devtools.seed.story.applications import write_applications
from pafyll.devtools.seed.story.assignment_prices import plant_prices
from pafyll.devtools.seed.story.assignments import plant_assignments
from pafyll.devtools.seed.story.award_payments import pay_awards
from pafyll.devtools.seed.story.awards import award_collective
from pafyll.devtools.seed.story.budgeting import budget_for_owners
from pafyll.devtools.seed.story.cases import plant_cases, resolve_fjordviks_case
from pafyll.devtools.seed.story.catalogue import cancel_few, publish_catalogue
from pafyll.devtools.seed.story.changing import change_middle, reclaim_finished
from pafyll.devtools.seed.story.competence import state_what_people_can
from pafyll.devtools.seed.story.county_scheme import plant_county_scheme
from pafyll.devtools.seed.story.days import CURRENT, FINISHED, MIDDLE, NEXT
from pafyll.devtools.seed.story.distribution import plant_distribution
from pafyll.devtools.seed.story.figures import publish_figures
from pafyll.devtools.seed.story.forums import plant_forums
from pafyll.devtools.seed.story.freed import estimate_costs, fill_places_before_the_start, free_places_now
from pafyll.devtools.seed.story.inquiries import plant_inquiries
from pafyll.devtools.seed.story.keys import plant_keys
from pafyll.devtools.seed.story.log_ins import plant_log_ins
from pafyll.devtools.seed.story.mails import deliver_mail
from pafyll.devtools.seed.story.money import appropriate_money, leave_money_waiting, set_frames
from pafyll.devtools.seed.story.nation import plan_for_the_country
from pafyll.devtools.seed.story.needs import plant_needs
from pafyll.devtools.seed.story.offers import write_next_years_offers
from pafyll.devtools.seed.story.operations import plant_operations
from pafyll.devtools.seed.story.organisations import found_organisations
from pafyll.devtools.seed.story.outages import tell_of_outages
from pafyll.devtools.seed.story.own_reports import keep_own_reports
from pafyll.devtools.seed.story.payments import pay_autumn, pay_finished, pay_spring
from pafyll.devtools.seed.story.people import meet_people
from pafyll.devtools.seed.story.plans import plan_competence
from pafyll.devtools.seed.story.privacy import plant_privacy
from pafyll.devtools.seed.story.qualifications import describe_qualifications
from pafyll.devtools.seed.story.reorganisations import count_what_is_wrong, reorganise, work_from_files
from pafyll.devtools.seed.story.rounds import announce_round, copy_of_last_year
from pafyll.devtools.seed.story.staff import tell_of_staff
from pafyll.devtools.seed.story.staff_files import tell_of_staff_files
from pafyll.devtools.seed.story.studying import go_on_middle, start_middle, study_finished
from pafyll.devtools.seed.story.surveys import plant_surveys
from pafyll.devtools.seed.story.tokens import plant_tokens, try_out_middle
from pafyll.devtools.seed.story.turns import add_for_a_teacher, reopen_fjordviks_list
from pafyll.devtools.seed.story.webhooks import plant_webhooks
from pafyll.devtools.seed.story.world import World

NO_MAIL = "django.core.mail.backends.dummy.EmailBackend"


def plant_story(tell: Callable[[str], object] = lambda text: None) -> World:
    """The whole story world in an empty database. tell is called with a line for each part."""
    with without_mail(), transaction.atomic():
        world = World()
        tell("Fylket Innhavet: kommuner, skoler og studiesteder")
        world.organisations = found_organisations()
        tell("Menneskene, arbeidsforholdene og rollene")
        meet_people(world)
        describe_qualifications(world)
        tell("Studiekatalogen")
        publish_catalogue(world)
        appropriate_money(world)
        tell("Runden 2024/25: søkt, fordelt, vedtatt og avsluttet")
        _tell_of(world, FINISHED)
        allocate_finished(world)
        appeal_in_finished(world)
        study_finished(world)
        pay_finished(world)
        tell("Runden 2025/26: søkt, fordelt og vedtatt")
        _tell_of(world, MIDDLE)
        reopen_fjordviks_list(world)
        allocate_middle(world)
        tell("Klagene, plassene som ble ledige, og livet etter svaret")
        offer_admission(world)
        fill_places_before_the_start(world)
        appeal_in_middle(world)
        start_middle(world)
        pay_autumn(world)
        reclaim_finished(world)
        go_on_middle(world)
        change_middle(world)
        pay_spring(world)
        free_places_now(world)
        resolve_fjordviks_case(world)
        tell("Runden 2026/27: skoleeierne prioriterer")
        _tell_of(world, CURRENT)
        add_for_a_teacher(world)
        try_out_current(world)
        estimate_costs(world)
        leave_money_waiting(world)
        cancel_few(world)
        plant_cases(world)
        tell_of_outages(world)
        budget_for_owners(world)
        tell("De ansatte: utdanning, tidligere år og unntak")
        tell_of_staff(world)
        tell_of_staff_files(world)
        world.rounds[NEXT] = copy_of_last_year(world, NEXT, date(CURRENT, 3, 9))
        tell("Kompetanseplanene")
        plan_competence(world)
        plan_for_the_country(world)
        tell("Kollektiv utvikling: ordningene og samarbeidsforumet")
        plant_forums(world)
        plant_needs(world)
        award_collective(world)
        pay_awards(world)
        follow_up_awards(world)
        plant_distribution(world)
        plant_keys(world)
        tell("Høgskolens oppdrag")
        department = plant_assignments(world)
        plant_prices(world, department)
        state_what_people_can(world)
        plant_inquiries(world, department)
        plant_agreements(world)
        tell("Opptaket og studietilbudene")
        admit_and_report(world)
        write_next_years_offers(world)
        plant_surveys(world)
        plant_county_scheme(world)
        tell("De offentlige tallene")
        publish_figures(world)
        keep_own_reports(world)
        plant_log_ins()
        plant_privacy()
        reorganise(world)
        work_from_files(world)
        count_what_is_wrong()
        plant_operations()
        plant_tokens()
        try_out_middle(world)
        plant_webhooks()
        deliver_mail(world)  # last: it is about all that was written
    return world


def _tell_of(world: World, year: int) -> None:
    announce_round(world, year)
    set_frames(world, year)
    write_applications(world, year)


@contextmanager
def without_mail() -> Iterator[None]:
    """What was written to people in the story was written long ago: nothing is sent when it is planted."""
    backend = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = NO_MAIL
    try:
        yield
    finally:
        settings.EMAIL_BACKEND = backend
