"""Forms that are sent empty: axe finds nothing, and the pages say what is missing."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from tests.architecture.routes import ANONYMOUS
from tests.fixtures.site import Site
from tests.journeys.acting import answered, log_in
from tests.web.looking import faults_of, open_in
from tests.web.test_looks_everywhere import ALL, Page, pages  # noqa: F401

# Of the long form: each form sent empty, in each way of seeing it.
pytestmark = [pytest.mark.heavy(60), pytest.mark.slow]
# The first form with something that must be filled in, all of it emptied, and the browser told to let it through.
EMPTY = """() => {
  const form = [...document.querySelectorAll("main form[method=post]")].find(one => one.querySelector("[required]"));
  if (!form) return false;
  form.noValidate = true;
  for (const one of form.querySelectorAll("input:not([type=hidden]), textarea, select")) {
    if (["checkbox", "radio"].includes(one.type)) one.checked = false;
    else if (one.type !== "file") one.value = "";
  }
  const button = form.querySelector("[type=submit], button:not([type])");
  if (button) button.click(); else form.requestSubmit();
  return true;
}"""
SAYS_WHAT = ".p-error-summary, .ds-validation-message"


def test_a_form_that_is_sent_empty_says_what_is_missing(browser: Any, site: Site, pages: list[Page]) -> None:  # noqa: F811
    faults, forms = [], 0
    for person, some in itertools.groupby(pages, key=lambda one: one[2]):
        context = browser.new_context(base_url=site.url, locale="nb-NO", timezone_id="Europe/Oslo", bypass_csp=True)
        page = context.new_page()
        if person != ANONYMOUS:
            log_in(page, person)
        for path, address, _person, looks in some:
            found = _faults_when_sent_empty(page, site, address, looks[0])
            forms += found is not None
            faults += [f"{path} {one} [{looks[0]}]" for one in found or []]
        context.close()
    assert forms > (50 if ALL else 2)
    assert faults == []


def _faults_when_sent_empty(page: Any, site: Site, address: str, look: Any) -> list[str] | None:
    """None where there is no form to send."""
    if open_in(page, site, address, look) is None:
        return None
    with answered(page):
        if not page.evaluate(EMPTY):
            return None
    page.wait_for_load_state("networkidle")  # a new page may follow the answer
    found = faults_of(page, look)
    if page.locator("main form").count() and not page.locator(SAYS_WHAT).count():
        return [*found, "says nothing about what is missing"] if page.url.endswith(address) else found
    return found
