"""A page of programme offerings with their programmes expanded, as an OOAPI 6 server would answer."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from pafyll.integrations.ooapi.mapping import CONSUMER, IN_CONSUMER, MODES, NAMESPACE, STATES

MODE_OF = {word: code for code, word in MODES.items()}
STATE_OF = {"kladd": "concept", "publisert": "active", "avlyst": "cancelled"}
assert set(STATE_OF) == set(STATES.values())


def offerings_page(rows: Iterable[Mapping[str, str]]) -> bytes:
    """The rows (texts by our columns) as JSON."""
    items = [_offering(row) for row in rows]
    page = {"pageSize": len(items), "pageNumber": 1, "hasPreviousPage": False, "hasNextPage": False, "items": items}
    return (json.dumps(page, ensure_ascii=False, indent=2) + "\n").encode()


def _offering(row: Mapping[str, str]) -> dict[str, Any]:
    return {
        "programmeOfferingId": _identifier(f"offering/{row['kode']}"),
        "primaryCode": {"codeType": "offering_code", "code": row["kode"]},
        "name": _said(row["studium"]),
        "state": STATE_OF[row["status"]],
        "modesOfDelivery": [MODE_OF[row["studieform"]]],
        "maxNumberStudents": int(row["plasser"]),
        "startDateTime": _moment(row["første dag"], "00:00:00"),
        "endDateTime": _moment(row["siste dag"], "00:00:00"),
        "addresses": [{"addressType": "teaching", "city": row["studiested"]}] if row["studiested"] else None,
        "priceInformation": _price(row["egenbetaling"]),
        "programmeId": _identifier(f"programme/{row['studiekode']}"),
        "programme": _programme(row),
        "consumer": {"consumerKey": CONSUMER} | {name: row[column] for name, column in IN_CONSUMER.items()},
    }


def _programme(row: Mapping[str, str]) -> dict[str, Any]:
    return {
        "programmeId": _identifier(f"programme/{row['studiekode']}"),
        "primaryCode": {"codeType": "programme_code", "code": row["studiekode"]},
        "programmeType": "programme",
        "name": _said(row["studium"]),
        "description": _said(row["beskrivelse"]),
        "studyLoad": [{"studyLoadUnit": "ects", "value": _number(row["studiepoeng"])}],
        "admissionRequirements": _said(row["opptakskrav"]),
    }


def _number(text: str) -> int | float:
    value = float(text.replace(",", "."))
    return int(value) if value.is_integer() else value


def _said(text: str) -> list[dict[str, str]] | None:
    return [{"language": "nb", "value": text}] if text else None


def _price(amount: str) -> list[dict[str, str]] | None:
    return [{"costType": "total_costs", "amount": amount, "currency": "NOK"}] if amount else None


def _moment(day: str, time: str) -> str | None:
    """Midnight UTC: the day is what is meant, and is read back as it is written."""
    return f"{day}T{time}Z" if day else None


def _identifier(name: str) -> str:
    return str(uuid5(NAMESPACE_URL, NAMESPACE + name))
