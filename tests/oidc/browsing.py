"""A browser that is sent to the provider and home again: our pages by Django's client, theirs by real requests."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from django.test import Client

from tests.oidc.running import OURS, Running

MOST_HOPS = 12


class Browser:
    """Cookies at both places, kept between log-ins, as a browser does."""

    def __init__(self) -> None:
        self.ours = Client()
        self.theirs = requests.Session()

    def log_in(self, code: str = "idporten", *, then: str = "", query: str = "") -> Any:
        """Through the whole of it: our answer when the provider has sent the browser home."""
        begun = self.begin(code, then=then, query=query)
        return self.ours.get(self.home_from(begun["Location"])) if begun.status_code == 303 else begun

    def begin(self, code: str = "idporten", *, then: str = "", query: str = "") -> Any:
        asked = f"/logg-inn/{code}/?{query}" + (f"&next={then}" if then else "")
        return self.ours.get(asked)

    def home_from(self, address: str) -> str:
        """Follows the provider's own pages till it sends the browser home; the address, without our origin."""
        for _hop in range(MOST_HOPS):
            if address.startswith(OURS):
                return address.removeprefix(OURS)
            answer = self.theirs.get(address, allow_redirects=False, timeout=10)
            assert "Location" in answer.headers, f"{answer.status_code} {answer.text[:500]}"
            address = urljoin(address, answer.headers["Location"])
        raise AssertionError("the provider never sent the browser home")

    def leave(self, form: dict[str, Any]) -> str:
        """Sends the form that ends the provider's session; where it sends the browser then."""
        page = self.theirs.post(form["address"], data=form["fields"], allow_redirects=False, timeout=10)
        while "Location" not in page.headers:
            page = self._press_yes(page)
        return page.headers["Location"]

    def _press_yes(self, page: requests.Response) -> requests.Response:
        assert page.ok, f"{page.url} {page.status_code}"
        xsrf = page.text.split('name="xsrf" value="')[1].split('"')[0]
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(page.url))
        sent = {"xsrf": xsrf, "logout": "yes"}
        return self.theirs.post(f"{origin}/session/end/confirm", data=sent, allow_redirects=False, timeout=10)


def said(answer: Any) -> str:
    """The text of one of our pages."""
    return answer.content.decode()


def is_in(browser: Browser) -> bool:
    return "_auth_user_id" in browser.ours.session


__all__ = ["Browser", "Running", "is_in", "said"]
