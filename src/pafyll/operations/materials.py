"""What a version is made of, as a CycloneDX document: what the locks say of names, versions and hashes, and no more."""

from __future__ import annotations

import base64
import json
import re
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pafyll.operations.refusing import CannotGoOn

PINNED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(?P<version>[^\s;\\]+)(?:\s*;\s*(?P<when>[^\\]+))?")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
SPACE = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")  # RFC 9562's own, for addresses
PROJECT = "pkg:pypi/pafyll"


def bill_of_materials(python_lock: Path, browser_lock: Path, *, version: str) -> dict[str, Any]:
    """The same locks give the same document, to the last letter: two of them can be compared."""
    components = sorted([*_python(python_lock), *_browser(browser_lock)], key=lambda one: str(one["purl"]))
    serial = uuid.uuid5(SPACE, json.dumps([version, components], sort_keys=True))
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application", "bom-ref": f"{PROJECT}@{version}", "name": "pafyll", "version": version,
                "purl": f"{PROJECT}@{version}", "licenses": [{"license": {"id": "EUPL-1.2"}}],
            }
        },
        "components": components,
        "dependencies": [{"ref": f"{PROJECT}@{version}", "dependsOn": [one["bom-ref"] for one in components]}],
    }  # fmt: skip


def _python(lock: Path) -> Iterator[dict[str, Any]]:
    """Each package with the hashes of all its files: which of them is used depends on the machine."""
    for block in re.split(r"\n(?=[A-Za-z0-9])", _text(lock)):
        found = PINNED.match(block)
        if found is None:
            continue
        name = re.sub(r"[-_.]+", "-", found["name"]).lower()
        component = _component("pypi", name, found["version"], [("SHA-256", one) for one in HASH.findall(block)])
        if found["when"]:
            component["properties"] = [{"name": "pafyll:when", "value": found["when"].strip()}]
        yield component


def _browser(lock: Path) -> Iterator[dict[str, Any]]:
    packages: dict[str, dict[str, Any]] = json.loads(_text(lock)).get("packages", {})
    for path, facts in packages.items():
        if path:
            name = path.rpartition("node_modules/")[2]
            kind, _, digest = str(facts.get("integrity", "")).partition("-")
            hashes = [(kind.upper().replace("SHA", "SHA-"), base64.b64decode(digest).hex())] if digest else []
            yield _component("npm", name.replace("@", "%40"), str(facts["version"]), hashes, shown=name)


def _component(kind: str, name: str, version: str, hashes: list[tuple[str, str]], *, shown: str = "") -> dict[str, Any]:
    purl = f"pkg:{kind}/{name}@{version}"
    return {
        "type": "library", "bom-ref": purl, "name": shown or name, "version": version, "purl": purl,
        "hashes": [{"alg": alg, "content": content} for alg, content in hashes],
    }  # fmt: skip


def _text(lock: Path) -> str:
    if not lock.is_file():
        raise CannotGoOn(f"Finner ikke {lock}. Kjør kommandoen i mappen med kildekoden, eller si hvor låsen er.")
    return lock.read_text(encoding="utf-8")
