"""Writes a result folder whole or not at all: everything goes to a folder beside it, which then takes its name."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pafyll.cli.telling import Stop
from pafyll.protocols.language import _

MANIFEST = "run.json"


def refuse_unsafe(out: Path, *, replace: bool) -> None:
    """Raises Stop when the folder holds something that writing would take away."""
    if not out.exists():
        return
    if not out.is_dir():
        raise Stop(_("{out} er en fil. Velg en mappe med --out.").format(out=out))
    content = [path.name for path in out.iterdir()]
    if content and MANIFEST not in content:
        said = _("Mappen {out} har andre filer enn et resultat fra pafyll. Velg en tom eller ny mappe med --out.")
        raise Stop(said.format(out=out))
    if content and not replace:
        raise Stop(_("Mappen {out} har et resultat fra før. Velg en ny mappe, eller bruk --replace.").format(out=out))


@contextmanager
def whole_folder(out: Path) -> Iterator[Path]:
    """A folder to write in; it becomes `out` when the block ends well, and disappears when it does not."""
    out = out.absolute()
    out.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    try:
        yield draft
        draft.chmod(0o755)
        _take_name(draft, out)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise


def _take_name(draft: Path, out: Path) -> None:
    if not out.exists():
        os.replace(draft, out)
        return
    former = draft.with_name(draft.name + ".former")
    os.replace(out, former)
    try:
        os.replace(draft, out)
    except OSError:
        os.replace(former, out)
        raise
    shutil.rmtree(former)


def fingerprints(folder: Path) -> dict[str, str]:
    """SHA-256 of every file in the folder, by its path within it."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {path.relative_to(folder).as_posix(): _sha256(path) for path in files}


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def write_manifest(folder: Path, content: dict[str, Any]) -> None:
    """The run's own account: what went in, what came out, and the fingerprint of every file."""
    said = json.dumps({**content, "files": fingerprints(folder)}, indent=2, ensure_ascii=False)
    (folder / MANIFEST).write_text(said + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> dict[str, Any]:
    """The account of an earlier run. Raises Stop when the folder holds none."""
    try:
        content = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        said = _("{folder} har ikke noe resultat fra pafyll allocate (filen {name} mangler eller kan ikke leses).")
        raise Stop(said.format(folder=folder, name=MANIFEST)) from error
    return dict(content)
