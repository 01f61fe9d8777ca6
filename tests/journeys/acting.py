"""What people do in a browser, in the words of the story: log in, move the clock."""

from __future__ import annotations

from typing import Any

from pafyll.devtools.seed.story.cast import BY_KEY


def log_in(page: Any, key: str) -> None:
    """Logs in as one of the cast on the page of people, and lands at the person's desk."""
    page.goto("/utvikling/")
    page.get_by_role("button", name=f"Logg inn som {BY_KEY[key].first_name}", exact=True).click()
    page.wait_for_load_state()


def heading(page: Any) -> str:
    """The page's own heading."""
    return str(page.locator("h1").inner_text())
