"""A page of programme offerings as a table of texts by our columns. Every key that is not mapped is a fault."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import polars as pl

from pafyll.integrations.ooapi.mapping import CONSUMER, IN_CONSUMER, KNOWN, MODES, PLACES, STATES
from pafyll.integrations.tables.faults import Fault
from pafyll.integrations.tables.reader import RawTable, Unreadable, table_of_texts

FIRST_ROW = 2  # the first item has the number that the first row of a table has
LANGUAGES = ("nb", "no", "nn")


def read_offerings(file: str, content: bytes) -> RawTable:
    """The items as rows. Raises Unreadable when it is not a page of programme offerings."""
    try:
        page = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise Unreadable(Fault(file, None, "", "", "unreadable", {"format": "OOAPI (JSON)"})) from error
    items = page.get("items") if isinstance(page, dict) else None
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise Unreadable(Fault(file, None, "items", "", "ooapi_no_items"))
    faults = list(_unknown(file, None, "page", page, ""))
    rows = []
    for number, item in enumerate(items, start=FIRST_ROW):
        reader = _Item(file, number)
        rows.append(reader.row(item))
        faults += reader.faults
    columns = list(PLACES)
    cells = {str(at): [row.get(name, "") for row in rows] for at, name in enumerate(columns)}
    frame = pl.DataFrame(cells, schema={str(at): pl.String for at in range(len(columns))})
    return table_of_texts(file, columns, frame, faults)


def _unknown(file: str, row: int | None, kind: str, found: dict[str, Any], path: str) -> Iterator[Fault]:
    for key, value in found.items():
        if key not in KNOWN[kind] and value is not None:
            known = ", ".join(sorted(KNOWN[kind]))
            yield Fault(file, row, f"{path}{key}", "", "ooapi_unknown_key", {"known": known})


class _Item:
    """Reads one programme offering, and gathers what is wrong with it."""

    def __init__(self, file: str, number: int) -> None:
        self.file, self.number, self.faults = file, number, list[Fault]()

    def row(self, item: dict[str, Any]) -> dict[str, str]:
        self.faults += _unknown(self.file, self.number, "offering", item, "")
        programme = self._object(item, "programme")
        self.faults += _unknown(self.file, self.number, "programme", programme, "programme.")
        return {
            "kode": self._code(item, ""),
            "studiekode": self._code(programme, "programme."),
            "studium": self._said(programme, "name", "programme.") or self._said(item, "name", ""),
            "studiepoeng": self._credits(programme),
            "beskrivelse": self._said(programme, "description", "programme."),
            "opptakskrav": self._said(programme, "admissionRequirements", "programme."),
            "studieform": self._one(item, "modesOfDelivery", MODES),
            "studiested": self._city(item),
            "plasser": self._text(item.get("maxNumberStudents"), "maxNumberStudents"),
            "første dag": self._day(item, "startDateTime"),
            "siste dag": self._day(item, "endDateTime"),
            "egenbetaling": self._price(item),
            "status": self._word(item.get("state") or "concept", "state", STATES),
            **self._ours(item),
        }

    def _wrong(self, path: str, value: Any = "") -> str:
        self.faults.append(Fault(self.file, self.number, path, str(value)[:80], "ooapi_not_understood"))
        return ""

    def _object(self, holder: dict[str, Any], key: str) -> dict[str, Any]:
        found = holder.get(key)
        if isinstance(found, dict):
            return found
        self._wrong(key)
        return {}

    def _list(self, holder: dict[str, Any], key: str, path: str) -> list[Any]:
        found = holder.get(key)
        if found is None or isinstance(found, list):
            return found or []
        self._wrong(path + key)
        return []

    def _text(self, value: Any, path: str) -> str:
        if value is None:
            return ""
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            return self._wrong(path, value)
        return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)

    def _code(self, holder: dict[str, Any], path: str) -> str:
        entry = holder.get("primaryCode")
        return self._text(entry.get("code") if isinstance(entry, dict) else None, f"{path}primaryCode.code")

    def _said(self, holder: dict[str, Any], key: str, path: str) -> str:
        """The Norwegian text, or the only one there is."""
        texts = [one for one in self._list(holder, key, path) if isinstance(one, dict)]
        by_language = {str(one.get("language", "")).partition("-")[0]: one.get("value") for one in texts}
        chosen = next((by_language[code] for code in LANGUAGES if code in by_language), None)
        if chosen is None and texts:
            chosen = texts[0].get("value")
        return self._text(chosen, path + key)

    def _credits(self, programme: dict[str, Any]) -> str:
        for load in self._list(programme, "studyLoad", "programme."):
            if isinstance(load, dict) and load.get("studyLoadUnit") == "ects":
                return self._text(load.get("value"), "programme.studyLoad.value")
            return self._wrong("programme.studyLoad.studyLoadUnit", load)
        return ""

    def _one(self, item: dict[str, Any], key: str, words: dict[str, str]) -> str:
        found = self._list(item, key, "")
        if len(found) > 1:
            return self._wrong(key, found)
        return self._word(found[0], key, words) if found else ""

    def _word(self, value: Any, path: str, words: dict[str, str]) -> str:
        return words[value] if isinstance(value, str) and value in words else self._wrong(path, value)

    def _city(self, item: dict[str, Any]) -> str:
        for address in self._list(item, "addresses", ""):
            return self._text(address.get("city") if isinstance(address, dict) else address, "addresses.city")
        return ""

    def _price(self, item: dict[str, Any]) -> str:
        for cost in self._list(item, "priceInformation", ""):
            if isinstance(cost, dict) and cost.get("costType") == "total_costs" and cost.get("currency") == "NOK":
                return self._text(cost.get("amount"), "priceInformation.amount")
            return self._wrong("priceInformation", cost)
        return ""

    def _day(self, item: dict[str, Any], key: str) -> str:
        return self._text(item.get(key), key).partition("T")[0]

    def _ours(self, item: dict[str, Any]) -> dict[str, str]:
        consumer = item.get("consumer")
        if consumer is None:
            return {}
        if not isinstance(consumer, dict) or consumer.get("consumerKey") != CONSUMER:
            self._wrong("consumer.consumerKey", consumer)
            return {}
        self.faults += _unknown(self.file, self.number, "consumer", consumer, "consumer.")
        return {column: self._text(consumer.get(key), f"consumer.{key}") for key, column in IN_CONSUMER.items()}
