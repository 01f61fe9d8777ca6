"""Invented facts for looking at a mail before anybody gets it: whatever its text asks for, something is answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.template.loader import get_template, render_to_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from pafyll.apps.casework.letters import Letter
from pafyll.apps.casework.mail_html import as_html
from pafyll.integrations.clock import OSLO

DAY = date(2026, 3, 24)
MOMENT = datetime(2026, 3, 24, 12, tzinfo=OSLO)
NAMES = re.compile(r"(?<![\w.|\"'])([a-z_]+)(?=[.|\s%}])")
WORDS: dict[str, Any] = {
    "first_name": "Kari",
    "person": "Kari Nordvik",
    "name": "Fjordvik kommune",
    "owner": "Fjordvik kommune",
    "party": "Fjordvik kommune",
    "recipient": "Fjordvik kommune",
    "counterpart": "Fjordvik kommune",
    "provider": "Høgskolen i Innhavet",
    "governor": "Statsforvalteren i Innhavet",
    "union": "Lærerlaget i Fjordvik",
    "study": "Matematikk 2 for 5.–10. trinn",
    "offer": "Matematikk 2 for 5.–10. trinn",
    "round": "Videreutdanning for lærere 2026/27",
    "survey": "Deltakerundersøkelsen",
    "event": "Delingskonferanse om lesing",
    "agreement": "AVT-2026-7, Kurs i klasseledelse",
    "scheme_year": "Desentralisert ordning 2026",
    "forum": "Samarbeidsforum Innhavet",
    "meeting": "Møte 2/2026",
    "opening": "Desentralisert ordning 2026",
    "plan": "Kompetanseplan 2026–2029",
    "case": "Videreutdanning 2026/27",
    "office": "Fjordvik skole",
    "workplace": "Fjordvik skole",
    "substitute": "Siri Solheim",
    "appeals_body": "Departementet for påfyll",
    "number": "2026-000123",
    "case_number": "2026/000123",
    "reference": "HENV-2026-17",
    "place": "Rådhuset, rom 204",
}
VALUES: dict[str, Any] = {
    "reason": "Skoleeieren har ikke penger til studiet i år.",
    "grounds": "Skoleeieren har ikke penger til studiet i år.",
    "why": "Studiet hadde for få søkere.",
    "label": "Studium",
    "before": "Matematikk 1",
    "after": "Matematikk 2",
    "text": "Skoleeieren har ikke penger til studiet i år.",
    "url": "https://pafyll.example.no/eksempel/",
    "address": "https://pafyll.example.no/eksempel/",
    "sources": ["Fjordvik kommune", "Storby kommune"],
    "targets": ["Nyvik kommune"],
    "semester": "2026H",
    "since": "2026H",
    "scheme": "substitute",
    "school_year": 2026,
    "credits_passed": Decimal(30),
    "recommends": True,
    "supports": True,
    "is_open": True,
    "missing": 3,
    "count": 3,
    "days": 14,
    "days_after": 0,
    "position": 2,
    "granted": 4,
    "applicants": 7,
    "amount": 120_000,
    "state_amount": 120_000,
    "to_recover": 0,
    "carried_over": 40_000,
    "least_answers": 5,
}
DATES = {"day", "due", "pay_by", "report_due", "use_before", "last_day", "comments_due_on", "expected_on", "answer_due"}
MOMENTS = {"answer_by", "last", "closes_before", "silent_since"}

NOT_PARTS = ("resolve_expression", "as_widget", "do_not_call_in_templates")  # what Django asks of anything


class Sample:
    """A thing that nobody has: each of its parts is another, or a date, a number or a word by its name."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or name in NOT_PARTS:
            raise AttributeError(name)
        return self if name in ("name", "title") and self._name in WORDS else sample(name)

    def __str__(self) -> str:
        return str(WORDS.get(self._name, _("et eksempel")))

    def __iter__(self) -> Iterator[Sample]:
        return iter((Sample(self._name), Sample(self._name)))

    def __len__(self) -> int:
        return 2


def sample(name: str) -> Any:
    """What something of that name is in an example."""
    if name in VALUES:
        return VALUES[name]
    if name.startswith("get_") and name.endswith("_display"):
        return str(_("et eksempel"))
    if name.endswith("_at") or name in MOMENTS:
        return MOMENT
    if name.endswith("_on") or name in DATES:
        return DAY
    if name.startswith(("is_", "has_")):
        return False
    return Sample(name)


def previewed(letter: Letter, language: str) -> tuple[str, str, str]:
    """(subject, text, HTML) of the letter with invented facts, in the language."""
    template = f"{letter.name.replace('/', '/mail/')}.txt"
    source: str = get_template(template).template.source  # type: ignore[attr-defined]
    inside = " ".join(re.findall(r"\{[{%](.*?)[%}]\}", source, flags=re.S))
    facts = {name: sample(name) for name in set(NAMES.findall(f"{inside} "))}
    with override(language):
        written = render_to_string(template, facts).strip()
        subject, _line, body = written.partition("\n")
        text = body.strip() + "\n"
        return subject.strip(), text, as_html(subject=subject.strip(), text=text, language=language)
