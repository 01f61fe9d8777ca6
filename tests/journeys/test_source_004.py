"""Source 004 in one go: from a school's anonymous inquiry to what was learned in the project that came of it.

The working group of 2021 asks for a transparent way with price, checklists and agreement before the work starts, and an
evaluation after. Each step is taken by the one who has it, on the pages that she finds by links.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.fixtures.site import Site
from tests.journeys import project_asking as asking
from tests.journeys import project_learning as learning
from tests.journeys import project_money as money
from tests.journeys import project_papers as papers

pytestmark = [pytest.mark.journey, pytest.mark.heavy(200)]


def test_a_school_asks_and_a_project_is_agreed_run_paid_and_learned_from(browser_page: Any, site: Site) -> None:
    page = browser_page
    link = _inquiry_to_team(page, site)
    _papers(page, site)
    asking.by_the_link(page, link, "Fagmiljøet tar kontakt om avtale og budsjett.")
    _start(page, site)
    asking.by_the_link(page, link, "Avtalen er signert, og arbeidet er i gang. Det varer til 18. juni 2027.")
    _money(page, site)
    _evaluation(page, site)
    asking.by_the_link(page, link, "Arbeidet er gjennomført og evaluert. Takk for samarbeidet.")


def _inquiry_to_team(page: Any, site: Site) -> str:
    """Returns the inquirer's secret link."""
    site.move_clock("2026-03-11")
    link = asking.ask(page)
    asking.triage(page)
    asking.by_the_link(page, link, "Fagmiljøet vurderer om og hvordan det kan hjelpe.")
    asking.propose_team(page)
    asking.put_on_agenda(page)
    asking.by_the_link(page, link, "Ledergruppen behandler henvendelsen på et møte. Du får svar senest 25. mars 2026.")
    site.move_clock("2026-03-25")
    asking.say_yes(page)
    asking.by_the_link(page, link, "Ja, det vil vi gjerne. Torunn Eikemo tar kontakt.")
    asking.declare(page)
    site.move_clock("2026-03-27")
    asking.find_disqualified(page)
    asking.replace(page)
    return link


def _papers(page: Any, site: Site) -> None:
    """Everybody signs in turn. Until all have, the start is refused with what is missing and who has it."""
    site.move_clock("2026-04-07")
    papers.cannot_start_with_nothing(page)
    papers.classify(page)
    papers.draft_budget(page)
    papers.answer_project_list(page)
    papers.countersign(page)
    papers.cannot_start_without_budget(page)
    papers.sign_budget(page)
    papers.sign_unit_list(page)


def _start(page: Any, site: Site) -> None:
    site.move_clock("2026-04-20")
    papers.agree(page)
    site.move_clock("2026-08-17")
    papers.start(page)
    asking.take_in_up2(page)


def _money(page: Any, site: Site) -> None:
    """An amendment, a supplementary agreement, three invoices and a credit note."""
    site.move_clock("2026-09-15")
    autumn = money.invoice_autumn(page)
    site.move_clock("2026-11-10")
    money.reprice(page)
    money.amend(page)
    site.move_clock("2027-01-12")
    money.supplement(page)
    site.move_clock("2027-02-16")
    spring = money.invoice_spring(page)
    assert spring > autumn  # the plan of the version in force
    site.move_clock("2027-03-16")
    assert money.invoice_extra(page) == money.EXTRA_KRONER
    money.credit(page)
    money.read_by_the_payer(page)
    money.totals(page, autumn + spring)


def _evaluation(page: Any, site: Site) -> None:
    site.move_clock("2027-06-21")
    learning.finish(page)
    learning.ask_teachers(page)
    learning.ask_leaders(page)
    learning.answer_all(page)
    site.move_clock("2027-06-28")
    learning.close_surveys(page)
    site.move_clock("2027-08-24")
    learning.talk(page)
    learning.evaluate(page)
    learning.share(page)
    site.move_clock("2027-09-23")
    learning.hold(page)
    learning.learned(page)
    learning.take_up(page)
