"""Pages for those who see in other ways: enlarged four times, with larger or airier text, without movement, printed."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import pytest

from tests.fixtures.site import Site
from tests.journeys.acting import log_in

pytestmark = pytest.mark.heavy(60)
# The main pages of each desk; "" is nobody logged in.
PAGES = [
    ("", "/"),
    ("", "/studier/"),
    ("", "/studier/sammenlign/"),
    ("", "/tilgjengelighet/"),
    ("", "/stilguide/"),
    ("kari", "/min/"),
    ("kari", "/min/soknad/23/svar/"),
    ("kari", "/min/min-tur/"),
    ("per", "/skole/"),
    ("siri", "/eier/"),
    ("siri", "/eier/soknader/"),
    ("siri", "/eier/prioritering/"),
    ("siri", "/eier/plan/2/"),
    ("siri", "/eier/budsjett/"),
    ("nina", "/tilbyder/opptak/"),
    ("ada", "/nasjonal/"),
    ("ada", "/nasjonal/runder/3/"),
    ("leif", "/tillitsvalgt/"),
]
# What WCAG 1.4.12 asks that text be given room for.
AIRY = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-block-end: 2em !important; }
"""
FOUR_TIMES = {"width": 320, "height": 256}  # 1280 × 1024 enlarged to 400 %
# Text that its own box cuts off: the box hides what does not fit, and something does not fit.
CUT_OFF = """() => [...document.querySelectorAll("main *, header *")].filter(one => {
  const style = getComputedStyle(one), box = one.getBoundingClientRect();
  const hides = ["hidden", "clip"].includes(style.overflowX) || ["hidden", "clip"].includes(style.overflowY);
  const isForReaders = style.clipPath !== "none" || box.width <= 1 || box.height <= 1;
  return hides && !isForReaders && one.innerText?.trim()
    && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1);
}).map(one => one.outerHTML.slice(0, 120))"""
TOO_WIDE = """() => document.documentElement.scrollWidth > innerWidth
  ? [...document.querySelectorAll("main *, header *")].filter(one => one.getBoundingClientRect().right > innerWidth + 1
      && !one.closest(".p-scroll")).map(one => one.outerHTML.slice(0, 120)).slice(0, 3).concat("too wide") : []"""
# What stays in front of the page while it is scrolled, as a share of the window.
IN_FRONT = """() => Math.max(0, ...[...document.querySelectorAll("body *")]
  .filter(one => ["sticky", "fixed"].includes(getComputedStyle(one).position))
  .map(one => one.getBoundingClientRect().height / innerHeight))"""
MOVES = """() => document.getAnimations().filter(one => {
  const time = one.effect.getComputedTiming();
  return time.endTime > 1;
}).map(one => one.animationName || one.transitionProperty)"""


@pytest.fixture
def opened(browser: Any, site: Site) -> Iterator[Any]:
    """Goes through the main pages, as those who open them."""
    contexts = []

    def through(**options: Any) -> Iterator[tuple[str, Any]]:
        for person, some in itertools.groupby(PAGES, key=lambda one: one[0]):
            context = browser.new_context(base_url=site.url, locale="nb-NO", bypass_csp=True, **options)
            contexts.append(context)
            page = context.new_page()
            if person:
                log_in(page, person)
            for _person, address in some:
                answer = page.goto(address)
                assert answer.status == 200, address
                yield address, page

    yield through
    for context in contexts:
        context.close()


def test_enlarged_four_times_nothing_is_lost_or_in_the_way(opened: Any) -> None:
    for address, page in opened(viewport=FOUR_TIMES):
        assert page.evaluate(TOO_WIDE) == [], address
        assert page.evaluate(CUT_OFF) == [], address
        assert page.evaluate(IN_FRONT) < 0.34, address


def test_airy_text_has_room_on_a_narrow_screen(opened: Any) -> None:
    for address, page in opened(viewport={"width": 320, "height": 900}):
        page.add_style_tag(content=AIRY)
        assert page.evaluate(TOO_WIDE) + page.evaluate(CUT_OFF) == [], address


def test_text_of_twice_the_size_is_not_cut_off(opened: Any) -> None:
    """The letters alone, which no page needs to find room for within the width."""
    for address, page in opened(viewport={"width": 1280, "height": 900}):
        page.add_style_tag(content="html { font-size: 200% !important; }")
        assert page.evaluate(CUT_OFF) == [], address


def test_the_pages_have_room_on_screens_between(opened: Any) -> None:
    for address, page in opened(viewport={"width": 1024, "height": 900}):
        for width in (1024, 820, 770, 600):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate(TOO_WIDE) == [], (address, width)


def test_nothing_moves_for_those_who_do_not_want_it(opened: Any) -> None:
    for address, page in opened(reduced_motion="reduce"):
        links = page.locator("main .p-go, main .ds-button, main summary")
        for place in range(min(links.count(), 3)):
            if links.nth(place).is_visible():
                links.nth(place).hover()
        assert page.evaluate(MOVES) == [], address


def test_on_paper_there_are_words_and_no_menus(opened: Any) -> None:
    for address, page in opened(viewport={"width": 643, "height": 971}):
        page.emulate_media(media="print", color_scheme="dark")
        assert (
            page.locator(".p-header, .p-footer, .ds-skip-link").evaluate_all(
                "all => all.filter(one => one.checkVisibility()).length"
            )
            == 0
        ), address
        assert page.evaluate(TOO_WIDE) == [], address
        ink = page.evaluate("getComputedStyle(document.body).color")
        assert ink == "rgb(0, 0, 0)", (address, ink)
