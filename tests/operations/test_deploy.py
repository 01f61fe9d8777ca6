"""What is given to whoever installs it: each file is read by the program that it is written for."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.operations.nginx import program

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    subject = ["-subj", "/CN=pafyll.example.no", "-days", "1", "-nodes"]
    files = ["-keyout", str(tmp_path / "key.pem"), "-out", str(tmp_path / "fullchain.pem")]
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", *subject, *files], check=True, capture_output=True
    )
    return tmp_path


def test_nginx_accepts_its_example(certificate: Path) -> None:
    text = (DEPLOY / "nginx" / "pafyll.conf").read_text()
    text = text.replace("/etc/ssl/pafyll", str(certificate)).replace("/var/log/nginx", str(certificate))
    inside = certificate / "pafyll.conf"
    inside.write_text(re.sub(r"listen (\d+)", r"listen 127.0.0.1:1\1", text))
    whole = certificate / "nginx.conf"
    whole.write_text(f"pid {certificate}/pid; error_log stderr; events {{}} http {{ include {inside}; }}")
    done = subprocess.run([program(), "-t", "-c", str(whole)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_nginx_keeps_secret_addresses_out_of_its_log_and_the_figures_inside() -> None:
    text = (DEPLOY / "nginx" / "pafyll.conf").read_text()
    assert "$request_uri" not in text.partition("log_format")[2].partition(";")[0]
    assert "location = /helse/tall { return 404; }" in text
    secret = re.search(r"~\^/\(([^)]+)\)/", text)
    assert secret
    assert {"svar", "kalender", "min/undersokelser"} <= set(secret[1].split("|"))
