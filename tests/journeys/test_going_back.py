"""A list that is searched without leaving the page leaves nothing in the browser, and the way back is still there."""

from __future__ import annotations

from typing import Any

from tests.journeys.acting import heading, log_in

KEPT = "() => JSON.stringify([Object.entries(sessionStorage), Object.entries(localStorage)])"


def test_kari_searches_goes_back_and_the_browser_has_kept_no_page(browser_page: Any) -> None:
    log_in(browser_page, "kari")
    browser_page.goto("/studier/")
    before = heading(browser_page)
    browser_page.fill("main input[name=sok]", "lesing")
    browser_page.press("main input[name=sok]", "Enter")
    browser_page.wait_for_url("**sok=lesing**")

    kept = browser_page.evaluate(KEPT)
    assert "htmx-history-cache" not in kept
    assert "<" not in kept, "no page, and no part of one"

    browser_page.go_back()
    browser_page.wait_for_url("**/studier/")
    browser_page.locator("main input[name=sok]:not([value=lesing])").wait_for()
    assert heading(browser_page) == before
    assert browser_page.locator("header form[action='/logg-ut/']").count() == 1
