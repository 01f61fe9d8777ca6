"""Nynorsk is complete: every text has a translation with the same places to fill in, and the list is fresh."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from pafyll.devtools.management.commands.messages import GATHERED, gathered

NYNORSK = Path("src/pafyll/locale/nn/LC_MESSAGES/django.po")
PLACES = re.compile(r"%\(\w+\)s|%[sd]|\{\w*[^}]*\}")
BOKMAAL = re.compile(r"\b(ikke|jeg|hva|hvorfor|noen|skoleeier|mangler ikke|være|bare|hvilken|hvordan)\b", re.IGNORECASE)
# One form of each word where nynorsk allows two: søke and blei are ours, these are not.
OTHER_FORMS = re.compile(
    r"\b(vart|vorte|søkje\w*|søkjar\w*|trekkjer?|leggje|setje|byggjer?|dekkjer?|krevje|gjev|oppgjev?|lat|difor|svarar)\b",
    re.IGNORECASE,
)


def _messages() -> list[Message]:
    with NYNORSK.open("rb") as readable:
        return [message for message in read_po(readable, locale="nn") if message.id]


def _forms(text: str | tuple[str, ...] | list[str]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def test_every_text_is_there_in_nynorsk() -> None:
    missing = [message.id for message in _messages() if not all(_forms(message.string)) or message.fuzzy]
    assert missing == []


def test_translations_keep_the_places_to_fill_in() -> None:
    faults = [
        (before, after)
        for message in _messages()
        for before, after in zip(_forms(message.id), _forms(message.string), strict=True)
        if sorted(PLACES.findall(before)) != sorted(PLACES.findall(after))
    ]
    assert faults == []


def test_no_bokmaal_words_are_left_in_nynorsk() -> None:
    left = [text for message in _messages() for text in _forms(message.string) if BOKMAAL.search(text)]
    assert left == []


def test_nynorsk_keeps_to_one_form_of_each_word() -> None:
    strayed = [text for message in _messages() for text in _forms(message.string) if OTHER_FORMS.search(text)]
    assert strayed == []


def test_the_texts_beside_the_rules_are_gathered() -> None:
    assert GATHERED.read_text(encoding="utf-8") == gathered(), "kjør: make messages"


@pytest.mark.django_db
def test_a_page_in_nynorsk_speaks_nynorsk(client) -> None:  # type: ignore[no-untyped-def]
    client.cookies["django_language"] = "nn"
    page = client.get("/").content.decode()
    assert 'lang="nn"' in page
    assert "Vidareutdanning" in page
