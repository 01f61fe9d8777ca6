"""What is made, not written: front-end assets from npm, and the compiled translations.

The assets are other people's work, so they are never committed: the wheel carries them, a checkout fetches them once.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
LOCALE = ROOT / "src/pafyll/locale"
TARGET = ROOT / "src/pafyll/web/components/static/vendor"
FILES = {
    "designsystemet.css": "@digdir/designsystemet-css/dist/src/index.css",
    "designsystemet-theme.css": "@digdir/designsystemet-css/dist/theme/designsystemet.css",
    "designsystemet-web.js": "@digdir/designsystemet-web/dist/umd/index.js",
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
}
NPM_MISSING = (
    "Fant ikke npm, som henter designsystemet og htmx. Installer det og prøv igjen:\n"
    "  apt-get install -y nodejs npm      (Debian og Ubuntu)\n"
    "npm is missing; it fetches the design system and htmx. Install it as above and try again.\n"
)


def lock_fingerprint() -> str:
    """Which versions the lock file asks for, so that assets are fetched again only when it changes."""
    return hashlib.sha256((ROOT / "package-lock.json").read_bytes()).hexdigest()


def fetch_assets() -> None:
    """Leaves the files of FILES in TARGET, fetching them with npm only when the lock has changed."""
    stamp = TARGET / ".lock-sha256"
    wanted = lock_fingerprint() if (ROOT / "package-lock.json").exists() else ""
    have_all = all((TARGET / name).exists() for name in FILES)
    if have_all and (not wanted or (stamp.exists() and stamp.read_text() == wanted)):
        return
    npm = shutil.which("npm")
    if npm is None:
        sys.stderr.write(NPM_MISSING)
        raise SystemExit(1)
    subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], cwd=ROOT, check=True)
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, source in FILES.items():
        shutil.copyfile(ROOT / "node_modules" / source, TARGET / name)
    stamp.write_text(wanted)


def compile_messages() -> None:
    """Leaves a .mo beside every .po that has changed, so that no gettext is needed on the machine."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for source in LOCALE.glob("*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as readable:
            catalogue = read_po(readable, locale=source.parents[1].name)
        with target.open("wb") as writable:
            write_mo(writable, catalogue)


class CustomBuildHook(BuildHookInterface):  # the name hatchling looks for
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        fetch_assets()
        compile_messages()
        if version != "editable":  # a checkout reads the glossary where it stands
            build_data["force_include"]["docs/glossary.yaml"] = "pafyll/docs/glossary.yaml"


if __name__ == "__main__":
    fetch_assets()
    compile_messages()
