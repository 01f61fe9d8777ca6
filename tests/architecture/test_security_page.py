"""docs/security.md says what the code does: every figure, file, key, system, purpose, job and event of its tables."""

from __future__ import annotations

import ast
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from pafyll.apps.casework import jobs
from pafyll.apps.casework.services.revealing import REVEALED
from pafyll.apps.catalogue.services import exchange
from pafyll.apps.forums.services import key_files, needs_sheets
from pafyll.apps.planning.services.importing import uploading
from pafyll.apps.privacy.models import Reading
from pafyll.apps.privacy.services import seeing_as
from pafyll.apps.privacy.services.scrubbing.leaving import SCRUBBED
from pafyll.apps.surveys.services import events
from pafyll.domain import privacy_marks
from pafyll.domain.assignments.taking_in import P as TAKING_IN
from pafyll.domain.privacy import Purpose
from pafyll.domain.rules import attachments, tokens
from pafyll.integrations.bank import reading
from pafyll.integrations.maskinporten.tokens import ACCESS
from pafyll.integrations.oidc.tokens import IDENTITY
from pafyll.integrations.tables import reader
from pafyll.web.components import confirming, lasting
from pafyll.web.public import going_round
from pafyll.web.support.forms import bulk
from tests.architecture.calls import calls, imports
from tests.architecture.sources import ROOT, python_files, text_of

PAGE = Path("docs/security.md")
SRC = ROOT / "src" / "pafyll"
MEGA, MEBI, DAY = 1_000_000, 2**20, date(2026, 11, 27)


def table(heading: str) -> list[list[str]]:
    """The rows of the table under the heading, without its head."""
    part = re.split(r"^## ", text_of(PAGE), flags=re.MULTILINE)
    [found] = [one for one in part if one.startswith(f"{heading}\n")]
    rows = [line for line in found.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


def code(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def in_production(name: str) -> int:
    """A figure of production's settings, which cannot be imported without production's secrets."""
    tree = ast.parse((SRC / "config" / "settings" / "prod.py").read_text(encoding="utf-8"))
    [found] = [one.value for one in tree.body if isinstance(one, ast.Assign) and ast.unparse(one.targets[0]) == name]
    return int(eval(ast.unparse(found), {"__builtins__": {}}))  # a product of numbers


def minutes(span: timedelta | int) -> str:
    seconds = span if isinstance(span, int) else int(span.total_seconds())
    return f"{seconds // 60} minutes"


def in_the_proxys_example(pattern: str) -> str:
    [found] = re.findall(pattern, (ROOT / "deploy" / "nginx" / "pafyll.conf").read_text(encoding="utf-8"))
    return str(found)


def test_the_limits_of_a_log_in_are_those_of_the_code() -> None:
    assert [row[1] for row in table("Log-in and its limits")] == [
        minutes(in_production("SESSION_IDLE_SECONDS")),
        f"{in_production('SESSION_COOKIE_AGE') // 3600} hours",
        f"{int(lasting.LONGEST.total_seconds()) // 3600} hours",
        minutes(lasting.WARN),
        minutes(confirming.WITHIN),
        minutes(going_round.LASTS),
        minutes(seeing_as.LASTS),
        f"{tokens.LONGEST.days} days",
    ]


def test_how_often_and_how_much_are_those_of_the_code() -> None:
    assert [int(row[1]) for row in table("How often, and how much")] == [
        settings.API_CALLS,
        *(TAKING_IN[name].on(DAY) for name in ("posts_per_address", "mails_per_recipient", "messages_per_inquiry")),
        events.MOST_A_DAY,
        going_round.AT_MOST,
        settings.DATA_UPLOAD_MAX_NUMBER_FIELDS,
        attachments.MOST_FILES,
        int(in_the_proxys_example(r"rate=(\d+)r/s")),
    ]


def test_every_kind_of_file_that_is_taken_is_there_with_its_size() -> None:
    rows = table("What people may send in")
    assert {row[3].strip("`"): row[2] for row in rows} == {
        "domain/rules/attachments.py": f"{attachments.MOST_BYTES // MEGA} MB",
        "apps/planning/services/importing/uploading.py": f"{uploading.MOST_BYTES // MEBI} MiB",
        "apps/forums/services/key_files.py": f"{key_files.MOST_BYTES // MEGA} MB",
        "apps/forums/services/needs_sheets.py": f"{needs_sheets.MOST_BYTES // MEGA} MB",
        "apps/catalogue/services/exchange.py": f"{exchange.MOST_BYTES // MEBI} MiB",
        "web/support/forms/bulk.py": f"{bulk.MOST_BYTES // MEBI} MiB",
        "integrations/bank/reading.py": f"{reading.MOST_BYTES // MEBI} MiB",
        "integrations/tables/reader.py": f"{reader.MOST_BYTES // 2**30} GiB",
    }
    limited = {_short(path) for path in _product() if re.search(r"^MOST_BYTES = ", text_of(path), re.MULTILINE)}
    assert {row[3].strip("`") for row in rows} == limited, "a file with a limit of its own is not on the page"
    assert f"{attachments.MOST_UNPACKED // MEGA} MB or {attachments.MOST_PARTS} parts" in text_of(PAGE).replace(
        "\n", " "
    )
    whole = in_the_proxys_example(r"client_max_body_size (\d+)m")
    assert f"at most {whole} MB" in text_of(PAGE)
    assert {one.code for one in attachments.KINDS.values()} == {"pdf", "png", "jpg", "docx", "xlsx"}


def test_every_key_of_the_settings_and_every_algorithm_is_there() -> None:
    rows = table("Keys and algorithms")
    named = {name for row in rows for name in code(row[0])}
    lists = text_of(Path("docs/howto/run.md")) + text_of(Path("deploy/pafyll.env.example"))
    asked = set(re.findall(r"PAFYLL_\w*(?:KEYS?|SECRET|TOKEN|PASSWORD)(?:_FILE)?\b", lists))
    assert named == asked
    by_name = {row[0]: row[1] for row in rows}
    assert by_name["Keys of ID-porten and Feide"] == ", ".join(IDENTITY.algorithms)
    assert by_name["Keys of Maskinporten"] == ", ".join(ACCESS.algorithms)
    assert all(cell for row in rows for cell in row), "for each: what, what for, who holds it, and until when"


def test_the_algorithms_of_the_code_are_those_of_the_page() -> None:
    ours = {call.name for call in calls() if call.name.startswith(("hashlib.", "hmac.new", "cryptography."))}
    assert {name.rsplit(".", 1)[0] for name in ours} <= {
        "hashlib",
        "hmac",
        "cryptography.fernet",
        "cryptography.fernet.Fernet",
    }
    assert {name for name in ours if name.startswith("hashlib.")} == {"hashlib.sha256", "hashlib.file_digest"}


ASKS = {
    "requests",
    "http",
    "socket",
    "smtplib",
    "urllib.request",
    "psycopg",
    "subprocess",
    "ftplib",
    "httpx",
    "aiohttp",
}


def test_every_part_that_talks_with_another_system_is_there() -> None:
    told = [part for row in table("Which systems talk with which") for part in code(row[4])]
    assert [part for part in told if not (SRC / part).exists()] == []
    talks = {_short(Path(path)) for path, name in imports() if _is_asking(name) and "/devtools/" not in path}
    assert [path for path in sorted(talks) if not any(path.startswith(part) for part in told)] == []
    assert [
        part for part in told if part != "integrations/postgresql" and not any(p.startswith(part) for p in talks)
    ] == []


@pytest.mark.parametrize(
    ("system", "file", "name"),
    [
        ("ID-porten, Feide", "integrations/oidc/metadata.py", "SECONDS"),
        ("Maskinporten", "integrations/maskinporten/keys.py", "SECONDS"),
        ("Webhooks' receivers", "integrations/webhooks/sending.py", "SECONDS"),
        ("The mail server", "config/settings/base.py", "EMAIL_TIMEOUT"),
        ("PostgreSQL", "config/settings/base.py", '"connect_timeout"'),
    ],
)
def test_no_system_is_waited_for_longer_than_the_page_says(system: str, file: str, name: str) -> None:
    [row] = [row for row in table("Which systems talk with which") if row[0] == system]
    found = re.search(rf"{name}(?: =|:) (\d+)", (SRC / file).read_text(encoding="utf-8"))
    assert found is not None
    assert row[3].startswith(f"{found[1]} seconds")


def test_every_purpose_has_one_level_of_protection() -> None:
    purposes = {one.code for one in vars(privacy_marks).values() if isinstance(one, Purpose)}
    rows = table("Levels of protection")
    told = [name for row in rows for name in code(row[1])]
    assert sorted(told) == sorted(purposes)
    [looked_after] = [row for row in rows if row[0] == "Looked after"]
    assert code(looked_after[3]) == list(Reading.What.values)


def test_every_job_is_there() -> None:
    kinds: dict[str, Any] = vars(jobs)["_kinds"]
    product = {name for name, kind in kinds.items() if kind.work.__module__.startswith("pafyll.")}
    assert {code(row[0])[0] for row in table("Heavy work")} == product


def test_every_event_that_is_logged_about_log_ins_is_there() -> None:
    rows = table("Security events")
    told = {code(row[0])[0] for row in rows if "pafyll.log_in" in row[1]}
    assert told == set(_logged_by("pafyll.log_in"))
    in_history = {code(row[0])[0] for row in rows if row[1] == "History of the person"}
    assert in_history == {REVEALED, seeing_as.SEEN_AS, SCRUBBED}


def _logged_by(name: str) -> list[str]:
    """How each line begins that is written to the log of the name: "log-in refused"."""
    begun = []
    for path in _product():
        text = text_of(path)
        if f'getLogger("{name}")' in text:
            begun += re.findall(r"\blog\.\w+\(\s*\"([^:\"]+):", text)
    return begun


def _product() -> list[Path]:
    return [path for path in python_files(under="src/") if "/cli/" not in str(path)]


def _short(path: Path) -> str:
    return str(path).removeprefix("src/pafyll/")


def _is_asking(name: str) -> bool:
    first = name.split(".")[0]
    return first in ASKS - {"http"} or name.startswith(("http.client", "urllib.request"))
