"""The databases that tests copy are made anew when anything they are made from changes, and only then."""

from __future__ import annotations

import pytest

from tests import prepared


@pytest.fixture
def code(tmp_path, monkeypatch):
    """A little code of its own, with a migration, a template and what Python keeps beside them."""
    for name in ("models.py", "migrations/0001_initial.py", "letter.html", "__pycache__/models.pyc"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("before")
    monkeypatch.setattr(prepared, "ROOT", tmp_path)
    monkeypatch.setattr(prepared, "SOURCES", tmp_path)
    monkeypatch.setattr(prepared, "OTHERS", ())
    return tmp_path


def fingerprint():
    return prepared.fingerprint.__wrapped__()  # what a new process would say


@pytest.mark.parametrize("name", ["models.py", "migrations/0001_initial.py", "letter.html"])
def test_a_changed_file_gives_another_fingerprint(code, name):
    before = fingerprint()
    (code / name).write_text("after")

    assert fingerprint() != before


def test_a_new_a_moved_and_a_removed_file_give_others(code):
    seen = {fingerprint()}
    (code / "migrations/0002_more.py").write_text("before")
    seen.add(fingerprint())
    (code / "migrations/0002_more.py").rename(code / "migrations/0003_more.py")
    seen.add(fingerprint())
    (code / "letter.html").unlink()
    seen.add(fingerprint())

    assert len(seen) == 4


def test_what_python_keeps_beside_the_code_changes_nothing(code):
    before = fingerprint()
    (code / "__pycache__/models.pyc").write_text("after")

    assert fingerprint() == before


def test_another_version_of_a_library_gives_another_fingerprint(code, monkeypatch):
    before = fingerprint()
    monkeypatch.setattr(prepared, "distributions", list)

    assert fingerprint() != before


def test_the_story_that_a_run_begins_with_is_the_codes_own():
    assert prepared.file("empty").parent.name == prepared.fingerprint()
