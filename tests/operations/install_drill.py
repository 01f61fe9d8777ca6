"""Carries out docs/howto/install.md in an empty Debian: `make install-drill`. Needs root, debootstrap and a network.

No init runs in the empty Debian, so its package `systemctl` stands in for systemd: it starts the very units that are
installed, as their users, without what only a kernel with an init can give them.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "howto" / "install.md"
RELEASE = "bookworm"
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# How this machine reaches the registries; not a part of what is installed.
HOME = Path.home()  # of root, here and there
REACHES_BY = (
    *(HOME / name for name in (".config/pip", ".pip", ".npmrc")),
    *(Path(folder) / "npmrc" for folder in ("/etc", "/usr/etc", "/usr/local/etc")),
    Path("/etc/pip.conf"),
)
TRUSTS = ("/etc/apt", "/etc/ssl/certs", "/usr/local/share/ca-certificates", "/etc/resolv.conf", "/etc/hosts")
REACHING = re.compile(r"(?i)proxy$|^pip_|^npm_config_|cert|ca_bundle")
PLAIN = {
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "HOME": str(HOME),
    "LANG": "C.UTF-8",
    "DEBIAN_FRONTEND": "noninteractive",
}
# The one that stands in for systemd knows no templates, and gives a service no folder in /run.
INSTANCES = """
for unit in /lib/systemd/system/postgresql@.service; do
  [ ! -f "$unit" ] || sed 's/%[iI]/15-main/g' "$unit" > /etc/systemd/system/postgresql@15-main.service
done
if id pafyll; then install -d -o pafyll -g pafyll /run/pafyll-web; fi
"""


def blocks() -> list[str]:
    """The commands of the page, in order."""
    return BLOCK.findall(PAGE.read_text(encoding="utf-8"))


def main() -> int:
    if os.geteuid() or shutil.which("debootstrap") is None:
        print("MANGLER: øvelsen må kjøres som root, med debootstrap: apt-get install -y debootstrap")
        return 1
    kept = _arguments().folder
    folder = kept or Path(tempfile.mkdtemp(prefix="pafyll-debian-"))
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)  # its root is everybody's there, and services have users of their own
    try:
        _debian(folder)
        with _mounted(folder):
            return _carry_out(folder)
    finally:
        if kept is None:
            shutil.rmtree(folder, ignore_errors=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, help="where the Debian is kept, and what was done there done once more")
    return parser.parse_args()


def _debian(folder: Path) -> None:
    """An empty Debian with this source where the page has it."""
    mirror = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(SITE)", "Created-By: Packages"],
        capture_output=True, text=True, check=True,
    ).stdout.split()[0]  # fmt: skip
    if not (folder / "usr/bin/apt-get").exists():
        how = ["debootstrap", "--variant=minbase", RELEASE, str(folder), mirror]
        subprocess.run(how, check=True, stdout=sys.stderr)
        named = [Path(value) for value in _reaching().values() if value.startswith("/")]
        for one in (*map(Path, TRUSTS), *REACHES_BY, *named):
            _copy(one, folder / one.relative_to("/"))
    source = folder / "opt/pafyll/source"
    source.mkdir(parents=True, exist_ok=True)
    packed = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, check=True, capture_output=True).stdout
    subprocess.run(["tar", "-x", "-C", str(source)], input=packed, check=True)


def _copy(here: Path, there: Path) -> None:
    if here.is_dir():
        shutil.copytree(here, there, dirs_exist_ok=True)
    elif here.exists():
        there.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(here, there)


@contextmanager
def _mounted(folder: Path) -> Iterator[None]:
    places = [["-t", "proc", "proc", "proc"], ["--bind", "/dev", "dev"], ["-t", "tmpfs", "tmpfs", "run"]]
    for *how, place in places:
        subprocess.run(["mount", *how, str(folder / place)], check=True)
    try:
        yield
    finally:
        for *_, place in reversed(places):
            subprocess.run(["umount", "-l", str(folder / place)], check=False)


def _carry_out(folder: Path) -> int:
    """Runs the page in a process space of its own, so that every service ends with it."""
    script = folder / "install.sh"
    first = "apt-get update -q && apt-get install -y -q --no-install-recommends systemctl"
    script.write_text("\n".join(["set -euxo pipefail", first, INSTANCES.join(["", *blocks()]), "echo INSTALLED"]))
    inside = ["unshare", "--pid", "--fork", "--kill-child", "chroot", str(folder), "bash", "/install.sh"]
    return subprocess.run(inside, env=PLAIN | _reaching(), stdin=subprocess.DEVNULL, check=False).returncode


def _reaching() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if REACHING.search(name)}


if __name__ == "__main__":
    sys.exit(main())
