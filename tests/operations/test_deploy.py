"""What is given to whoever installs it: each file is read by the program that it is written for."""

from __future__ import annotations

import re
import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import pytest
import requests
import yaml
from django.core.management import get_commands
from django.urls import get_resolver

from pafyll.config.missing import faults_of_production
from pafyll.integrations.clock import machine_now
from pafyll.operations.on_postgresql import DONE, LOG, STAMP, archive_command
from tests.operations.nginx import program, running
from tests.ports import free_port

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"


ROOT = DEPLOY.parent
DJANGO_COMMAND = re.compile(r"-m django (\w+)")


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    subject = ["-subj", "/CN=pafyll.example.no", "-days", "1", "-nodes"]
    files = ["-keyout", str(tmp_path / "key.pem"), "-out", str(tmp_path / "fullchain.pem")]
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", *subject, *files], check=True, capture_output=True
    )
    return tmp_path


@pytest.mark.parametrize("name", ["pafyll.conf", "compose.conf"])
def test_nginx_accepts_its_examples(certificate: Path, name: str) -> None:
    text = (DEPLOY / "nginx" / name).read_text().replace("server web:8000", "server 127.0.0.1:8000")
    text = text.replace("/etc/ssl/pafyll", str(certificate)).replace("/var/log/nginx", str(certificate))
    inside = certificate / "pafyll.conf"
    inside.write_text(re.sub(r"listen (\d+)", r"listen 127.0.0.1:1\1", text))
    whole = certificate / "nginx.conf"
    whole.write_text(f"pid {certificate}/pid; error_log stderr; events {{}} http {{ include {inside}; }}")
    done = subprocess.run([program(), "-t", "-c", str(whole)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_nginx_keeps_every_address_with_a_secret_out_of_its_log_and_the_figures_inside() -> None:
    text = (DEPLOY / "nginx" / "pafyll.conf").read_text()
    assert "$request_uri" not in text.partition("log_format")[2].partition(";")[0]
    assert "location = /helse/tall { return 404; }" in text
    hidden = re.search(r"~(\^/\([^)]+\)/)", text)
    assert hidden
    secret = [
        f"/{path}"
        for path in _paths(get_resolver(), "")
        if re.search(r"<\w+:token>", path) or path.startswith("logg-inn/<")
    ]
    assert len(secret) > 5
    assert [path for path in secret if not re.match(hidden[1], path)] == []


def test_the_two_examples_for_nginx_are_alike_but_for_where_the_pages_are() -> None:
    single, compose = ((DEPLOY / "nginx" / name).read_text() for name in ("pafyll.conf", "compose.conf"))
    static = re.search(r"    location /static/ \{.*?\n    \}\n\n", single, re.DOTALL)
    assert static
    expected = single.replace(static[0], "").replace("server 127.0.0.1:8000;", "server web:8000;")
    assert compose.splitlines()[2:] == expected.splitlines()[2:]


def _backup(folder: Path, days: int, begins: str, *, whole: bool = True) -> str:
    at = machine_now() - timedelta(days=days)
    made = folder / f"base-{at.astimezone(UTC).strftime(STAMP)}{'' if whole else '.under_way'}"
    made.mkdir()
    (made / "backup_label").write_text(f"START WAL LOCATION: 0/{begins[-1]}000028 (file {begins})\nSTART TIMELINE: 1\n")
    if whole:
        (made / DONE).write_text(at.isoformat())
    return made.name


def _log(folder: Path, *pieces: str) -> None:
    (folder / LOG).mkdir()
    for piece in pieces:
        (folder / LOG / piece).touch()


def _left(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.name != LOG}


def _forget(folder: Path, days: int) -> set[str]:
    subprocess.run([DEPLOY / "pafyll-forget-backups", folder, str(days)], check=True)
    return {path.name for path in (folder / LOG).iterdir()}


def test_backups_past_their_days_are_removed_with_the_log_that_no_other_needs(tmp_path: Path) -> None:
    old, kept = _backup(tmp_path, 40, f"{1:08}{2:016}"), _backup(tmp_path, 20, f"{1:08}{4:016}")
    newest, under_way = _backup(tmp_path, 1, f"{2:08}{6:016}"), _backup(tmp_path, 0, f"{1:08}{1:016}", whole=False)
    needed = {f"{1:08}{4:016}.gz", f"{2:08}{6:016}.gz", "00000002.history"}
    _log(tmp_path, f"{1:08}{2:016}", f"{1:08}{2:016}.00000028.backup.gz", f"{1:08}{3:016}.gz", *needed)
    assert _forget(tmp_path, 30) == needed
    assert _left(tmp_path) == {kept, newest, under_way}
    assert not (tmp_path / old).exists()


def test_backups_that_were_never_finished_are_removed_after_a_day_also_where_no_other_is(tmp_path: Path) -> None:
    _log(tmp_path, f"{1:08}{1:016}.gz")
    _backup(tmp_path, 2, f"{1:08}{1:016}", whole=False)
    under_way = _backup(tmp_path, 0, f"{1:08}{1:016}", whole=False)
    assert _forget(tmp_path, 30) == {f"{1:08}{1:016}.gz"}
    assert _left(tmp_path) == {under_way}


def test_the_newest_backup_is_never_removed_and_without_one_nothing_is(tmp_path: Path) -> None:
    _log(tmp_path, f"{1:08}{1:016}.gz")
    assert _forget(tmp_path, 30) == {f"{1:08}{1:016}.gz"}
    newest = _backup(tmp_path, 90, f"{1:08}{1:016}")
    assert _forget(tmp_path, 30) == {f"{1:08}{1:016}.gz"}
    assert _left(tmp_path) == {newest}


def test_the_log_is_handed_over_in_one_way_everywhere() -> None:
    for file in ("docs/howto/install.md", "docs/howto/run.md"):
        assert f"archive_command = '{archive_command(Path('/var/backups/pafyll'))}'" in (ROOT / file).read_text(), file
    assert f"-carchive_command={archive_command(Path('/backups'))}" in compose()["services"]["database"]["command"]


def compose() -> dict[str, Any]:
    return dict(yaml.safe_load((ROOT / "compose.yml").read_text()))


def test_compose_names_only_what_is_there() -> None:
    file = compose()
    services, volumes = file["services"], set(file["volumes"])
    for name, service in services.items():
        assert set(service.get("depends_on", {})) <= set(services), name
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            assert source in volumes or source in ("./deploy/tls",) or (ROOT / source).exists(), volume
    assert (ROOT / services["web"]["build"]["dockerfile"]).exists()
    assert services["web"]["env_file"] == "deploy/pafyll.env"  # from the example; never committed
    kept_out = (DEPLOY / ".gitignore").read_text().split()
    named = {one for service in services.values() for one in _listed(service.get("env_file", []))}
    assert {one.removeprefix("deploy/") for one in named} <= set(kept_out)
    assert {one["file"].removeprefix("deploy/") for one in file["secrets"].values()} <= set(kept_out)


def _listed(one: str | list[str]) -> list[str]:
    return [one] if isinstance(one, str) else one


def test_what_runs_in_compose_may_write_only_where_it_must() -> None:
    for name in ("web", "work", "nightly", "backup", "migrate"):
        service = compose()["services"][name]
        assert service["read_only"], name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name


def test_every_command_that_an_example_starts_exists() -> None:
    texts = [path.read_text() for path in [*DEPLOY.glob("systemd/*.service"), ROOT / "Containerfile"]]
    commands = {name for text in texts for name in DJANGO_COMMAND.findall(text)}
    for service in compose()["services"].values():
        words = service.get("command", [])
        commands |= {words[3]} if words[:3] == ["python", "-m", "django"] else set()
    assert commands <= set(get_commands())
    assert {"work", "nightly", "backup", "migrate", "collectstatic"} <= commands


def test_the_example_of_settings_starts_production_and_names_no_setting_that_is_not_explained() -> None:
    lines = (DEPLOY / "pafyll.env.example").read_text().splitlines()
    stated = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    assert faults_of_production(stated) == []
    known = (ROOT / "docs" / "howto" / "run.md").read_text()
    named = {line.removeprefix("#").split("=")[0] for line in lines if re.match(r"#?PAFYLL_\w+=", line)}
    explained = {name for name in named if f"`{name}`" in known or name.startswith("PAFYLL_IDPORTEN_")}
    assert explained == named


@pytest.mark.parametrize("unit", sorted(path.name for path in (DEPLOY / "systemd").glob("*")))
def test_systemd_understands_each_unit(unit: str, tmp_path: Path) -> None:
    checker = shutil.which("systemd-analyze")
    if checker is None:
        pytest.skip("Fant ikke systemd-analyze")
    text = (DEPLOY / "systemd" / unit).read_text().replace("/opt/pafyll/venv/bin/", "/bin/true #")
    (tmp_path / unit).write_text(text)
    if unit.endswith(".timer"):
        service = unit.replace(".timer", ".service")
        (tmp_path / service).write_text("[Service]\nExecStart=/bin/true\n")
    done = subprocess.run([checker, "verify", str(tmp_path / unit)], capture_output=True, text=True, check=False)
    assert [line for line in done.stderr.splitlines() if unit in line and "Unknown" in line] == []


def _paths(resolver: Any, before: str) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        here = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from _paths(pattern, here)
        else:
            yield here


@contextmanager
def in_front(certificate: Path, *, ciphers: str = "", of: int = 8000) -> Iterator[int]:
    """nginx with the example's configuration, on a port of its own, in front of another port."""
    port, other = free_port(), free_port()
    text = (DEPLOY / "nginx" / "pafyll.conf").read_text()
    text = text.replace("/etc/ssl/pafyll", str(certificate)).replace("/var/log/nginx", str(certificate))
    text = text.replace("listen 443 ", f"listen 127.0.0.1:{port} ").replace("listen 80;", f"listen 127.0.0.1:{other};")
    text = text.replace("server 127.0.0.1:8000", f"server 127.0.0.1:{of}")
    text = re.sub(r"ssl_ciphers [^;]+", f"ssl_ciphers {ciphers}", text) if ciphers else text
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    folders = "".join(f"{kind}_temp_path {certificate}/{kind};" for kind in kinds)
    whole = f"pid {certificate}/pid; error_log {certificate}/error.log; events {{}} http {{ {folders} {text} }}"
    with running(certificate, whole, port):
        yield port


def spoken(port: int, *, most: str, ciphers: str = "ALL") -> tuple[str, str]:
    """The version and the cipher that nginx agrees to with a caller who takes every version up to the most."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.set_ciphers(f"{ciphers}:@SECLEVEL=0")
    context.minimum_version, context.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion[most]
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line, context.wrap_socket(line) as safe:
        cipher = safe.cipher()
        return str(safe.version()), cipher[0] if cipher else ""


def test_nginx_sends_people_on_to_https_and_refuses_systems_that_call_in_clear(certificate: Path) -> None:
    with in_front(certificate) as _port:
        clear = re.search(r"listen 127\.0\.0\.1:(\d+);", (certificate / "nginx.conf").read_text())
        assert clear is not None
        here = f"http://127.0.0.1:{clear[1]}"
        people, systems = (
            requests.get(f"{here}{path}", timeout=20, allow_redirects=False) for path in ("/om/", "/api/v1/")
        )

    assert (people.status_code, people.headers["Location"]) == (301, "https://pafyll.example.no/om/")
    assert (systems.status_code, "Location" in systems.headers) == (403, False)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_nginx_speaks_the_two_newest_versions_of_tls_and_prefers_the_newest(certificate: Path) -> None:
    with in_front(certificate, ciphers="ALL:@SECLEVEL=0") as port:  # so that the version alone is what it refuses
        assert spoken(port, most="TLSv1_3")[0] == "TLSv1.3"
        assert spoken(port, most="TLSv1_2")[0] == "TLSv1.2"
        with pytest.raises(ssl.SSLError, match=r"(?i)version"):
            spoken(port, most="TLSv1_1")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("weak", ["AES128-SHA", "AES256-GCM-SHA384", "ECDHE-RSA-AES128-SHA256", "DHE-RSA-AES128-SHA"])
def test_nginx_takes_strong_ciphers_alone_the_strongest_first(certificate: Path, weak: str) -> None:
    with in_front(certificate) as port:
        asked = "ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384"
        assert spoken(port, most="TLSv1_2", ciphers=asked) == ("TLSv1.2", "ECDHE-RSA-AES256-GCM-SHA384")
        with pytest.raises(ssl.SSLError, match=r"(?i)handshake"):
            spoken(port, most="TLSv1_2", ciphers=weak)
