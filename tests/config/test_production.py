"""What production never has: the demonstration's clock, and the page where anyone becomes one of the cast."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from pafyll.config.missing import faults_of_production

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "pafyll.config.settings.prod",
    "PAFYLL_SECRET_KEY": "a-secret-for-this-test-only",
    "PAFYLL_HOSTS": "pafyll.example.no",
    "PAFYLL_DATABASE": "sqlite://:memory:",
    "PAFYLL_FIND_KEY": "a-key-for-this-test-only-and-no-other",
}
LOOK_FOR_LOG_IN_AS = """
import django
django.setup()
from django.urls import Resolver404, resolve
for address in ("/utvikling/", "/utvikling/klokka/", "/utvikling/forhandsvisning/"):
    try:
        resolve(address)
        print("found", address)
    except Resolver404:
        pass
"""


def started(code: str, **stated: str) -> subprocess.CompletedProcess[str]:
    """Python with production's settings and nothing else from the environment that concerns them."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PAFYLL_", "DJANGO_"))}
    environment = kept | PRODUCTION | stated
    return subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize("name", ["PAFYLL_NOW", "PAFYLL_NOW_FILE"])
def test_production_does_not_start_with_a_clock_that_can_be_moved(name):
    done = started("from django.conf import settings; settings.DEBUG", **{name: "2026-03-10"})

    assert done.returncode == 1
    assert name in done.stderr


def test_nobody_logs_in_as_kari_or_moves_the_clock_in_production():
    done = started(LOOK_FOR_LOG_IN_AS)

    assert (done.returncode, done.stdout) == (0, ""), done.stderr


def test_everything_that_is_missing_is_named_at_once_in_plain_norwegian():
    done = started(
        "from django.conf import settings; settings.DEBUG", PAFYLL_HOSTS="", PAFYLL_LOGIN="idporten", PAFYLL_FIND_KEY=""
    )

    assert done.returncode == 1
    for named in ("PAFYLL_HOSTS mangler: vertsnavnene", "PAFYLL_IDPORTEN_ISSUER mangler", "PAFYLL_SEAL_KEYS mangler"):
        assert named in done.stderr
    assert "PAFYLL_FIND_KEY mangler" in done.stderr
    assert "PAFYLL_ADDRESS mangler" in done.stderr


def test_history_is_never_sealed_without_a_key():
    done = started("from django.conf import settings; settings.DEBUG", PAFYLL_FIND_KEY="")

    assert done.returncode == 1
    assert "PAFYLL_HISTORY_KEYS mangler: nøkkelen som historikken forsegles med" in done.stderr


@pytest.mark.parametrize(
    ("keys", "said"),
    [("short", "for kort"), (PRODUCTION["PAFYLL_FIND_KEY"], "må være andre nøkler enn PAFYLL_FIND_KEY")],
)
def test_a_key_for_history_is_long_and_its_own(keys, said):
    done = started("from django.conf import settings; settings.DEBUG", PAFYLL_HISTORY_KEYS=keys)

    assert done.returncode == 1
    assert said in done.stderr


@pytest.mark.parametrize("name", ["PAFYLL_JOBS", "PAFYLL_SECOND_WALL", "PAFYLL_WEBHOOKS"])
def test_a_word_that_means_nothing_is_named_and_not_passed_over(name):
    [said] = faults_of_production(PRODUCTION | {name: "loopback"})

    assert said.startswith(f"{name} er «loopback», men må være ")


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        ({}, "True False"),
        ({"PAFYLL_SECOND_WALL": "on"}, "True False"),
        ({"PAFYLL_SECOND_WALL": "off"}, "False True"),
    ],
)
def test_pages_are_read_through_the_second_wall_unless_it_is_turned_off(stated, found):
    done = started(
        "import django; django.setup()\n"
        "from django.conf import settings; from pafyll.integrations.postgresql.reading import reads_everything\n"
        "print(settings.SECOND_WALL, reads_everything())",
        **stated,
    )

    assert done.stdout.strip() == found, done.stderr


def test_history_may_have_keys_of_its_own_and_no_key_for_numbers():
    stated = {"PAFYLL_FIND_KEY": "", "PAFYLL_HISTORY_KEYS": f"{'n' * 40} {'o' * 40}"}
    done = started("from django.conf import settings; print(len(settings.HISTORY_KEYS))", **stated)

    assert (done.returncode, done.stdout) == (0, "2\n"), done.stderr


def test_production_asks_people_to_confirm_and_says_when_nobody_can_log_in():
    done = started(
        "import django; django.setup()\n"
        "from django.conf import settings; from django.core.checks import run_checks\n"
        "print(settings.CONFIRMS, settings.LOG_IN_AS, [one.id for one in run_checks() if one.id.startswith('pafyll')])"
    )

    assert done.stdout.strip() == "True False ['pafyll.W001']", done.stderr


def test_a_session_in_production_lasts_a_working_day_an_hour_unused_and_no_longer_than_the_browser():
    done = started(
        "from django.conf import settings\n"
        "print(settings.SESSION_COOKIE_AGE, settings.SESSION_IDLE_SECONDS)\n"
        "print(settings.SESSION_EXPIRE_AT_BROWSER_CLOSE, settings.SESSION_COOKIE_SECURE)"
    )

    assert done.stdout.strip() == f"{8 * 60 * 60} {60 * 60}\nTrue True", done.stderr


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        ({"PAFYLL_SECRET_KEY": "kort"}, "PAFYLL_SECRET_KEY er for kort"),
        ({"PAFYLL_HOSTS": "*"}, "PAFYLL_HOSTS må være vertsnavn"),
        ({"PAFYLL_HOSTS": "https://pafyll.example.no"}, "PAFYLL_HOSTS må være vertsnavn"),
        ({"PAFYLL_PROXIES": "en"}, "PAFYLL_PROXIES må være et helt tall"),
        ({"PAFYLL_WAITING_ROOM": "-1"}, "PAFYLL_WAITING_ROOM må være et helt tall"),
        ({"PAFYLL_JOBS": "arbeider"}, "PAFYLL_JOBS er «arbeider»"),
        ({"PROMETHEUS_MULTIPROC_DIR": "/finnes/ikke"}, "PROMETHEUS_MULTIPROC_DIR peker på /finnes/ikke"),
    ],
)
def test_what_cannot_be_meant_is_told_before_anybody_is_served(stated, told):
    done = started("from django.conf import settings; settings.DEBUG", **stated)

    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_production_logs_json_and_has_the_figures_behind_a_token_when_there_is_one():
    done = started(
        "import django; django.setup()\n"
        "import logging; from django.conf import settings\n"
        "logging.getLogger('prøve').warning('Kari, %s', '018990 00079'); print(settings.METRICS_TOKEN)",
        PAFYLL_METRICS_TOKEN="hemmelig",
    )

    assert done.stdout.strip() == "hemmelig", done.stderr
    assert '"message": "Kari, [fjernet]"' in done.stderr
