"""English is complete: every text has a translation with the same places to fill in, and no Norwegian is left in it."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from tests.architecture.test_translations import PLACES

NYNORSK_TOO = ("no", "open")
WORD = re.compile(r"[a-zæøå]{2,}")
LOCALE = Path("src/pafyll/locale")
NORWEGIAN = re.compile(
    r"\b(ikke|hva|hvorfor|noen|er|og|til|søknad\w*|lærer\w*|kommune\w*|skoleeier\w*|når)\b", re.IGNORECASE
)
# Words that users type, which stand as they are («ikke bestått (failed)»), and names.
KEPT = re.compile(r"[a-zæøå ]+ \([^)]*\)|[“‘\"(][^”’\")]*[”’\")]|«[^»]*»|Møre og Romsdal|[A-ZÆØÅ]\w*")


def _messages(language: str) -> list[Message]:
    with (LOCALE / language / "LC_MESSAGES/django.po").open("rb") as readable:
        return [message for message in read_po(readable, locale=language) if message.id]


def _forms(text: str | tuple[str, ...] | list[str]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def test_every_text_is_there_in_english() -> None:
    missing = [message.id for message in _messages("en") if not all(_forms(message.string)) or message.fuzzy]
    assert missing == []


def test_english_and_nynorsk_have_the_same_texts() -> None:
    english, nynorsk = ({(one.context, one.id) for one in _messages(language)} for language in ("en", "nn"))
    assert english == nynorsk


def test_english_keeps_the_places_to_fill_in() -> None:
    faults = [
        (before, after)
        for message in _messages("en")
        for before, after in zip(_forms(message.id), _forms(message.string), strict=True)
        if sorted(PLACES.findall(before)) != sorted(PLACES.findall(after))
    ]
    assert faults == []


def test_no_norwegian_is_left_in_english() -> None:
    left = [
        text for message in _messages("en") for text in _forms(message.string) if NORWEGIAN.search(KEPT.sub("", text))
    ]
    assert left == []


def test_translating_is_called_by_the_names_that_the_gathering_of_texts_knows() -> None:
    renamed = [
        (str(path), alias.asname)
        for path in Path("src/pafyll").rglob("*.py")
        if "translation import" in (source := path.read_text(encoding="utf-8"))
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if "gettext" in alias.name and alias.asname not in (None, "_")
    ]
    assert renamed == []


def test_no_english_is_left_in_nynorsk() -> None:
    english, bokmaal, nynorsk = _counted("en"), Counter[str](), _counted("nn")
    for message in _messages("en"):
        bokmaal.update(_words(_forms(message.id)[0]))
    left = []
    for message in _messages("nn"):
        text = _forms(message.string)[0]
        words = _words(text)
        known = {*_words(_forms(message.id)[0]), *NYNORSK_TOO}  # in the source too: a code or a name
        foreign = [one for one in words if english[one] > 3 * max(bokmaal[one], nynorsk[one]) and one not in known]
        if words and 2 * len(foreign) >= len(words):
            left.append(text)
    assert left == []


def _counted(language: str) -> Counter[str]:
    """How often each word stands in the texts."""
    return Counter(word for message in _messages(language) for word in _words(_forms(message.string)[0]))


def _words(text: str) -> list[str]:
    return WORD.findall(PLACES.sub("", text).lower())


@pytest.mark.django_db
def test_a_page_in_english_speaks_english(client) -> None:  # type: ignore[no-untyped-def]
    client.cookies["django_language"] = "en"
    page = client.get("/").content.decode()
    assert 'lang="en"' in page
    assert "Further education" in page
    assert 'value="nb" lang="nb">Bokmål' in page
    assert 'value="nn" lang="nn">Nynorsk' in page
