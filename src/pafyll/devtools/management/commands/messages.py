"""Gathers every Norwegian text for translation and compiles the translations."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from pafyll.devtools.refusal_codes import TITLES, titles_file
from pafyll.devtools.rule_texts import PACKAGE, texts

GATHERED = PACKAGE / "devtools/gathered_texts.py"
HEADER = '"""Made by `make messages`: the texts beside the rules, for gettext to find. Not written by hand."""\n\n'


def gathered() -> str:
    """What gathered_texts.py should hold now."""
    lines = "".join(f"    _({text!r}),\n" for text in texts())
    return f"{HEADER}from django.utils.translation import gettext_noop as _\n\nTEXTS = [\n{lines}]\n"


class Command(BaseCommand):
    """Texts in pages and forms are found by gettext; those beside the rules are written to a file for it first."""

    help = "Gathers texts into locale/nn and locale/en and compiles them. Needs gettext: apt-get install -y gettext"

    def handle(self, *args: object, **options: object) -> None:
        if shutil.which("xgettext") is None:
            raise CommandError("Fant ikke gettext. Installer: apt-get install -y gettext")
        GATHERED.write_text(gathered(), encoding="utf-8")
        TITLES.write_text(titles_file(), encoding="utf-8")
        os.chdir(PACKAGE)
        Path(settings.LOCALE_PATHS[0]).mkdir(exist_ok=True)
        call_command("makemessages", locale=["nn", "en"], no_location=True, no_obsolete=True, no_wrap=True, verbosity=0)
        sys.path.insert(0, str(PACKAGE.parents[1]))
        from hatch_build import compile_messages

        compile_messages()
        self.stdout.write("django.po for nynorsk og engelsk er oppdatert.")
