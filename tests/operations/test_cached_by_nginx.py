"""A cache between us and people that keeps whatever it may, and heeds no cookie, has nothing of Kari's to give."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import requests

from tests.architecture.routes import routes
from tests.fixtures.site import Site
from tests.operations.nginx import running
from tests.ports import free_port

pytestmark = pytest.mark.heavy(90)
CACHE = """
error_log {folder}/error.log; pid {folder}/pid; events {{ worker_connections 64; }}
http {{
  access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/temp;
  fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  proxy_cache_path {folder}/cache keys_zone=all:10m;
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass {site}; proxy_set_header Host $http_host;
      proxy_cache all; proxy_cache_key $uri$is_args$args; proxy_cache_valid any 10m;
      proxy_ignore_headers Vary Set-Cookie Expires X-Accel-Expires {also};
      add_header X-Cache $upstream_cache_status always;
    }}
  }}
}}
"""


def configured(folder: Path, site: Site, port: int, *, also: str = "") -> str:
    return CACHE.format(folder=folder, site=site.url, port=port, also=also)


def logged_in(address: str, name: str) -> requests.Session:
    """Logs in as one of the cast, through the cache, as a browser does."""
    session = requests.Session()
    page = session.get(f"{address}/utvikling/", timeout=60)
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)
    assert found, page.text[:500]
    form = {"csrfmiddlewaretoken": found[1], "person": name}
    answer = session.post(f"{address}/utvikling/", data=form, headers={"Referer": address}, timeout=60)
    assert session.cookies.get("sessionid"), answer.status_code
    return session


def kept_of(address: str, session: requests.Session, paths: list[str]) -> list[str]:
    """The addresses that a stranger gets out of the cache after the session has asked for them."""
    kept = []
    for path in paths:
        session.get(address + path, allow_redirects=False, timeout=60)
        if requests.get(address + path, allow_redirects=False, timeout=60).headers.get("X-Cache") == "HIT":
            kept.append(path)
    return kept


@pytest.fixture
def hers(world: None) -> list[str]:
    """Every address that Kari may have asked for, but those that log her out."""
    names = ("teacher:", "public:", "api:")
    away = ("public:log_out", "public:logged_out", "public:ended_elsewhere")
    return sorted({route.url for route in routes() if route.name.startswith(names) and route.name not in away})


def test_a_stranger_gets_nothing_that_was_shown_to_kari(hers: list[str], site: Site, tmp_path: Path) -> None:
    port = free_port()
    with running(tmp_path, configured(tmp_path, site, port), port) as address:
        assert kept_of(address, logged_in(address, "kari"), hers) == []


def test_the_same_cache_gives_her_pages_away_when_it_is_told_to_take_no_heed_of_us(
    hers: list[str], site: Site, tmp_path: Path
) -> None:
    """So that the test above is known to see what it looks for."""
    port, some = free_port(), [path for path in hers if path.startswith("/min/")][:5]
    with running(tmp_path, configured(tmp_path, site, port, also="Cache-Control"), port) as address:
        session = logged_in(site.url, "kari")  # her cookie is for 127.0.0.1, on every port
        assert kept_of(address, session, some) == some
