"""The newest release described for data catalogues, by DCAT-AP-NO: a catalogue, its data sets and their files.

The same statements are written as JSON-LD and as Turtle.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
EU = "http://publications.europa.eu/resource/authority/"
LICENCE = "http://data.norge.no/nlod/no/2.0"
THEME = EU + "data-theme/EDUC"
FILE_TYPES = {"csv": "CSV", "xlsx": "XLSX", "json": "JSON", "parquet": "PARQUET"}
MEDIA_TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
}


@dataclass(frozen=True)
class Iri:
    """A thing with an address."""

    address: str


@dataclass(frozen=True)
class Text:
    """Words in a language, or a value of a type; plain where both are empty."""

    text: str
    language: str = ""
    kind: str = ""  # a name with a prefix, such as xsd:dateTime


@dataclass(frozen=True)
class Statement:
    """subject – predicate (with a prefix) – what is said."""

    subject: str
    predicate: str
    said: Iri | Text


@dataclass(frozen=True)
class DataSet:
    """One breakdown of the release: its page, its title and its files by form."""

    address: str
    title: str
    description: str
    keywords: tuple[str, ...]
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Catalogue:
    """What is described, by whom, in which language."""

    address: str
    title: str
    description: str
    publisher: str
    publisher_number: str
    contact: str
    language: str
    version: str
    issued: datetime
    sets: tuple[DataSet, ...]


def statements_of(catalogue: Catalogue) -> list[Statement]:
    """Everything that the catalogue says, in a fixed order."""
    publisher, contact = f"{catalogue.address}#utgiver", f"{catalogue.address}#kontakt"
    said: list[tuple[str, str, Iri | Text]] = [
        (catalogue.address, "rdf:type", _iri("dcat:Catalog")),
        *_described(catalogue.address, catalogue.title, catalogue.description, catalogue),
        *((catalogue.address, "dcat:dataset", Iri(one.address)) for one in catalogue.sets),
        (publisher, "rdf:type", _iri("foaf:Agent")),
        (publisher, "foaf:name", Text(catalogue.publisher, catalogue.language)),
        (publisher, "dct:identifier", Text(catalogue.publisher_number)),
        (contact, "rdf:type", _iri("vcard:Organization")),
        (contact, "vcard:fn", Text(catalogue.publisher, catalogue.language)),
        (contact, "vcard:hasURL", Iri(catalogue.contact)),
    ]
    for one in catalogue.sets:
        said += _data_set(one, catalogue)
    return [Statement(*each) for each in said]


def _described(address: str, title: str, text: str, catalogue: Catalogue) -> list[tuple[str, str, Iri | Text]]:
    """What a catalogue and a data set both must say."""
    return [
        (address, "dct:identifier", Text(address)),
        (address, "dct:title", Text(title, catalogue.language)),
        (address, "dct:description", Text(text, catalogue.language)),
        (address, "dct:publisher", Iri(f"{catalogue.address}#utgiver")),
        (address, "dcat:contactPoint", Iri(f"{catalogue.address}#kontakt")),
        (address, "dct:issued", Text(catalogue.issued.isoformat(), kind="xsd:dateTime")),
        (address, "dct:license", Iri(LICENCE)),
    ]


def _data_set(one: DataSet, catalogue: Catalogue) -> Iterable[tuple[str, str, Iri | Text]]:
    yield one.address, "rdf:type", _iri("dcat:Dataset")
    yield from _described(one.address, one.title, one.description, catalogue)
    yield one.address, "dcat:theme", Iri(THEME)
    yield one.address, "dcat:version", Text(catalogue.version)
    yield one.address, "dcat:landingPage", Iri(one.address)
    yield one.address, "dct:accessRights", Iri(f"{EU}access-right/PUBLIC")
    for word in one.keywords:
        yield one.address, "dcat:keyword", Text(word, catalogue.language)
    for form, address in one.files:
        yield one.address, "dcat:distribution", Iri(f"{address}#fil")
        yield from _file(form, address, catalogue)


def _file(form: str, address: str, catalogue: Catalogue) -> Iterable[tuple[str, str, Iri | Text]]:
    it = f"{address}#fil"
    yield it, "rdf:type", _iri("dcat:Distribution")
    yield it, "dct:title", Text(FILE_TYPES[form], catalogue.language)
    yield it, "dcat:accessURL", Iri(address)
    yield it, "dcat:downloadURL", Iri(address)
    yield it, "dct:format", Iri(f"{EU}file-type/{FILE_TYPES[form]}")
    yield it, "dcat:mediaType", Iri(f"https://www.iana.org/assignments/media-types/{MEDIA_TYPES[form]}")
    yield it, "dct:license", Iri(LICENCE)


def _iri(name: str) -> Iri:
    prefix, _colon, rest = name.partition(":")
    return Iri(PREFIXES[prefix] + rest)


def as_json_ld(statements: Sequence[Statement]) -> bytes:
    """One object for each thing, flattened (JSON-LD 1.1)."""
    things: dict[str, dict[str, Any]] = {}
    for one in statements:
        thing = things.setdefault(one.subject, {"@id": one.subject})
        if one.predicate == "rdf:type":
            thing.setdefault("@type", []).append(one.said.address if isinstance(one.said, Iri) else one.said.text)
        else:
            thing.setdefault(one.predicate, []).append(_value(one.said))
    context = {prefix: address for prefix, address in PREFIXES.items() if prefix != "rdf"}
    return json.dumps({"@context": context, "@graph": list(things.values())}, ensure_ascii=False, indent=1).encode()


def _value(said: Iri | Text) -> dict[str, str]:
    if isinstance(said, Iri):
        return {"@id": said.address}
    if said.language:
        return {"@value": said.text, "@language": said.language}
    return {"@value": said.text, "@type": said.kind} if said.kind else {"@value": said.text}


def as_turtle(statements: Sequence[Statement]) -> bytes:
    """A statement on each line."""
    head = [f"@prefix {prefix}: <{address}> ." for prefix, address in PREFIXES.items()]
    lines = [f"<{one.subject}> {one.predicate} {_written(one.said)} ." for one in statements]
    return "\n".join([*head, "", *lines, ""]).encode()


def _written(said: Iri | Text) -> str:
    if isinstance(said, Iri):
        return f"<{said.address}>"
    text = json.dumps(said.text, ensure_ascii=False)  # Turtle escapes as JSON does
    return f"{text}@{said.language}" if said.language else f"{text}^^{said.kind}" if said.kind else text


WRITERS: dict[str, tuple[Callable[[Sequence[Statement]], bytes], str]] = {
    "jsonld": (as_json_ld, "application/ld+json"),
    "ttl": (as_turtle, "text/turtle; charset=utf-8"),
}
