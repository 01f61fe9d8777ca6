"""The rules can be read, tested and run in a notebook without Django."""

from __future__ import annotations

import subprocess
import sys

LOADS = "import pkgutil, importlib, sys, pafyll.domain as d\n" + (
    "for m in pkgutil.walk_packages(d.__path__, 'pafyll.domain.'): importlib.import_module(m.name)\n"
    "loaded = sorted({name.split('.')[0] for name in sys.modules} & {'django', 'psycopg', 'typst', 'sqlite3'})\n"
    "sys.exit('loaded by pafyll.domain: ' + ', '.join(loaded) if loaded else 0)"
)


def test_importing_every_module_of_the_domain_loads_no_django_and_no_database() -> None:
    done = subprocess.run([sys.executable, "-c", LOADS], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
