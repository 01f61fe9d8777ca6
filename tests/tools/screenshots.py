"""Pictures of every page as each of the cast sees it, and what axe finds there.

python -m tests.tools.screenshots                     everyone, wide and narrow, light and dark
python -m tests.tools.screenshots --who siri ola      some of the cast ("anyone" is nobody logged in)
python -m tests.tools.screenshots --only /eier/       only addresses that hold the text
python -m tests.tools.screenshots --language nn  in nynorsk
python -m tests.tools.screenshots --url http://127.0.0.1:8000   a site that already runs

Pictures go to var/screens/<person>/<language>/<page>-<width>-<scheme>.png. The exit status is 1 when axe finds
something or a page is wider than the screen.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Error, Page, sync_playwright

from tests import browsers
from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "var" / "screens"
WIDTHS = (1280, 320)
SCHEMES = ("light", "dark")
MOST_PAGES = 40
PUBLIC = (
    "/",
    "/studier/",
    "/studier/?sok=matematikk&form=gatherings",
    "/studier/?sok=finnesikke",
    "/studier/sammenlign/",
    "/frister/",
    "/regler/",
    "/regler/2024-25/",
    "/ordliste/",
    "/logg-inn/",
    "/om/",
    "/personvern/",
    "/tilgjengelighet/",
    "/stilguide/",
    "/finnes-ikke/",
    "/utvikling/",
    "/utvikling/forhandsvisning/",
)
CAST = {
    "kari": "/min/",
    "jonas": "/min/",
    "per": "/skole/",
    "siri": "/eier/",
    "marit": "/eier/",
    "ola": "/eier/",
    "nina": "/tilbyder/",
    "tor": "/nasjonal/",
    "ada": "/nasjonal/",
    "idar": "/nasjonal/",
    "hanne": "/nasjonal/klager/",
    "astrid": "/nasjonal/klager/",
    "leif": "/tillitsvalgt/",
}


@dataclass(frozen=True)
class Finding:
    """Something wrong with a page in one width and colour scheme."""

    page: str
    variant: str
    what: str


def main() -> int:
    """Takes the pictures and prints what was found."""
    options = read_options()
    findings: list[Finding] = []
    with site(options.url, options.day) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browsers.chromium(), args=["--no-sandbox"])
        for who in options.who:
            findings += pictures_of(browser, url, who, options)
        browser.close()
    for finding in sorted(set(findings), key=lambda one: (one.page, one.what, one.variant)):
        print(f"{finding.page}  [{finding.variant}]  {finding.what}")
    print(f"{len(findings)} funn. Bildene ligger i {OUT}")
    return 1 if findings else 0


def read_options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description="Skjermbilder av alle sider, med axe.")
    parser.add_argument("--url", help="et nettsted som allerede går")
    parser.add_argument("--day", default="2026-03-10", help="dagen nettstedet står på")
    parser.add_argument("--who", nargs="*", default=["anyone", *CAST], help="hvem som ser")
    parser.add_argument("--language", choices=["nb", "nn"], default="nb", help="målformen sidene leses i")
    parser.add_argument("--only", default="", help="bare adresser som har teksten i seg")
    parser.add_argument("--widths", nargs="*", type=int, default=list(WIDTHS))
    parser.add_argument("--schemes", nargs="*", default=list(SCHEMES))
    parser.add_argument("--no-axe", action="store_true", help="bare bilder")
    return parser.parse_args()


def pictures_of(browser: Browser, url: str, who: str, options: argparse.Namespace) -> list[Finding]:
    """All pages of one person, in every width and scheme."""
    state = logged_in(browser, url, who, options.language)
    pages = [page for page in pages_of(browser, url, who, state) if options.only in page]
    findings = []
    for width in options.widths:
        for scheme in options.schemes:
            context = browser.new_context(
                base_url=url, viewport={"width": width, "height": 900}, color_scheme=scheme, storage_state=state
            )
            page = context.new_page()
            for address in pages:
                variant = f"{width}-{scheme}"
                findings += look_at(page, address, who, variant, with_axe=not options.no_axe)
            context.close()
    return findings


def logged_in(browser: Browser, url: str, who: str, language: str) -> Any:
    """The cookies of the person, got through the log-in-as page and the choice of language in the header."""
    context = browser.new_context(base_url=url)
    if who != "anyone":
        page = context.new_page()
        page.goto("/utvikling/")
        page.locator(f"form:has(input[name=person][value={who}]) button").click()
        page.wait_for_load_state()
    choose_language(context.new_page(), language)
    state = context.storage_state()
    context.close()
    return state


def choose_language(page: Page, language: str) -> None:
    """Presses the button that the header has for the language, unless the site speaks it already."""
    page.goto("/")
    choice = page.locator(f"button[name=language][value={language}]")
    if choice.count():
        choice.click()
        page.wait_for_load_state()
    spoken = page.locator("html").get_attribute("lang")
    if spoken != language:
        raise SystemExit(f"Siden er på {spoken}, ikke {language}.")


def pages_of(browser: Browser, url: str, who: str, state: Any) -> list[str]:
    """The public pages for anyone; for one of the cast, the desk's first page and what it and its menu link to."""
    if who == "anyone":
        return [*PUBLIC, *links_from(browser, url, state, "/studier/", r"^/studier/\d+/$")[:1]]
    home = CAST[who]
    first = [home, *links_from(browser, url, state, home, f"^{home}")]
    more = [link for page in first[:12] for link in links_from(browser, url, state, page, f"^{home}")]
    return list(dict.fromkeys(one_of_a_kind([*first, *more])))[:MOST_PAGES]


def links_from(browser: Browser, url: str, state: Any, address: str, pattern: str) -> list[str]:
    """Addresses on a page that fit the pattern, in the order they stand; files to download are left out."""
    context = browser.new_context(base_url=url, storage_state=state)
    page = context.new_page()
    try:
        page.goto(address)
    except Error as fault:
        if "Download is starting" not in fault.message:
            raise
    found = page.eval_on_selector_all("a[href]", "links => links.map(link => link.getAttribute('href'))")
    context.close()
    paths = [link.split("#")[0].replace(url, "") for link in found]
    return [path for path in paths if re.search(pattern, path) and not re.search(r"\.(pdf|xlsx|csv|json)$", path)]


def one_of_a_kind(addresses: list[str]) -> list[str]:
    """One address of those that differ only in a number."""
    kinds: dict[str, str] = {}
    for address in addresses:
        kinds.setdefault(re.sub(r"\d+", "#", address.split("?")[0]), address)
    return list(kinds.values())


def look_at(page: Page, address: str, who: str, variant: str, *, with_axe: bool) -> list[Finding]:
    """Takes the picture, and lists what axe, the console and the ruler say."""
    said: list[str] = []

    def listen(message: Any) -> None:
        if message.type == "error":
            said.append(message.text)

    page.on("console", listen)
    try:
        response = page.goto(address)
    except Error as fault:
        if "Download is starting" in fault.message:
            return []
        raise
    finally:
        page.remove_listener("console", listen)
    folder = OUT / who / (page.locator("html").get_attribute("lang") or "")
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{file_name(address)}-{variant}.png", full_page=True)
    found = [text for text in said if "404" not in text]
    if response is None or response.status >= 500:
        found.append(f"svarte {response.status if response else 'ikke'}")
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        found.append("siden er bredere enn skjermen")
    found += violations(page) if with_axe else []
    return [Finding(f"{who} {address}", variant, what) for what in found]


def violations(page: Page) -> list[str]:
    """What axe finds: the rule and the first element it found it on."""
    rows = Axe().run(page).response["violations"]
    return [f"{row['id']}: {row['nodes'][0]['html'][:140]} ({len(row['nodes'])})" for row in rows]


def file_name(address: str) -> str:
    """A file name for an address: / is forside."""
    return re.sub(r"[^a-z0-9]+", "-", address.lower()).strip("-") or "forside"


@contextmanager
def site(url: str | None, day: str) -> Iterator[str]:
    """The site given, or one of our own with the story world on a free port."""
    if url:
        yield url.rstrip("/")
        return
    with tempfile.TemporaryDirectory() as folder:
        environment = environment_in(folder, day)
        for command in (["migrate", "-v0"], ["seed", "--size", "story", "-v0"]):
            subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True, timeout=180)
        address = f"127.0.0.1:{free_port()}"
        command = [sys.executable, "manage.py", "runserver", "--noreload", address]
        with (Path(folder) / "server.log").open("w") as log:
            server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            wait_for(f"http://{address}/", server)
            yield f"http://{address}"
        finally:
            server.terminate()
            server.wait(timeout=20)


def environment_in(folder: str, day: str) -> dict[str, str]:
    """Settings for a site whose database, mail and clock lie in the folder."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "pafyll.config.settings.dev"),
        "PAFYLL_DATABASE": f"sqlite:///{folder}/site.sqlite3",
        "PAFYLL_VAR": folder,
        "PAFYLL_NOW": day,
        "PAFYLL_NOW_FILE": f"{folder}/now.txt",
    }


def wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    """Returns when the site answers. Raises SystemExit when it does not start within a minute."""
    for _ in range(300):
        if server.poll() is not None:
            break
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("Nettstedet startet ikke.")


if __name__ == "__main__":
    raise SystemExit(main())
