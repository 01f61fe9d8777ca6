"""The description for data catalogues: what DCAT-AP-NO asks for is there, and both forms say the same.

The two readers below share no code with the writers.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime

import pytest

from pafyll.apps.statistics.open_data import Catalogue, DataSet, as_json_ld, as_turtle, statements_of

DCAT, DCT = "http://www.w3.org/ns/dcat#", "http://purl.org/dc/terms/"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
# What DCAT-AP-NO makes obligatory for each kind of thing.
OBLIGATORY = {
    "Catalog": ("dct:title", "dct:description", "dct:publisher", "dct:identifier", "dcat:contactPoint", "dcat:dataset"),
    "Dataset": ("dct:title", "dct:description", "dct:publisher", "dct:identifier", "dcat:contactPoint", "dcat:theme"),
    "Distribution": ("dcat:accessURL", "dct:format", "dct:license"),
}


@pytest.fixture
def statements():
    one = DataSet(
        "https://pafyll.example.no/tall/utgave/1/year/",
        'Tall "med" anførsel\\strek',
        "Flere\nlinjer – og æøå",
        ("studieår",),
        (("csv", "https://pafyll.example.no/tall/utgave/1/year.csv"),),
    )
    return statements_of(
        Catalogue(
            "https://pafyll.example.no/tall/", "Tall", "Om tall", "Direktoratet", "999999999",
            "https://pafyll.example.no/om/", "nb", "1", datetime(2026, 3, 5, 9, tzinfo=UTC), (one,),
        )
    )  # fmt: skip


def read_turtle(content: bytes) -> set[tuple[str, str, str]]:
    """Statements of one line each, as N-Triples with prefixes."""
    prefixes: dict[str, str] = {}
    found = set()
    for line in content.decode().splitlines():
        if named := re.fullmatch(r"@prefix (\w+): <([^>]+)> \.", line):
            prefixes[named[1]] = named[2]
        elif line:
            said = re.fullmatch(
                r'<([^<>"{}|^`\\\s]+)> (\w+):(\w+) (<[^<>"\s]+>|"(?:[^"\\]|\\.)*"(?:@[a-z]+|\^\^\w+:\w+)?) \.', line
            )
            assert said, line
            found.add((said[1], prefixes[said[2]] + said[3], _bare(said[4])))
    return found


def _bare(said: str) -> str:
    if said.startswith("<"):
        return said[1:-1]
    text = said[1 : said.rindex('"')]
    return re.sub(r"\\(.)", lambda one: {"n": "\n", "t": "\t", "r": "\r"}.get(one[1], one[1]), text)


def read_json_ld(content: bytes) -> set[tuple[str, str, str]]:
    read = json.loads(content)
    found = set()
    for thing in read["@graph"]:
        for name, values in thing.items():
            if name == "@type":
                found |= {(thing["@id"], TYPE, value) for value in values}
            elif name != "@id":
                prefix, _colon, rest = name.partition(":")
                found |= {
                    (thing["@id"], read["@context"][prefix] + rest, one.get("@id", one.get("@value"))) for one in values
                }
    return found


def test_both_forms_say_the_same(statements):
    assert read_turtle(as_turtle(statements)) == read_json_ld(as_json_ld(statements))
    assert len(read_turtle(as_turtle(statements))) == len(statements)


def test_everything_that_dcat_ap_no_asks_for_is_there(statements):
    found = read_turtle(as_turtle(statements))
    for kind, names in OBLIGATORY.items():
        things = {subject for subject, name, said in found if name == TYPE and said == DCAT + kind}
        assert things, kind
        for thing in things:
            said = {name for subject, name, _value in found if subject == thing}
            for name in names:
                assert name.replace("dct:", DCT).replace("dcat:", DCAT) in said, (kind, name)


def test_what_is_named_is_described(statements):
    found = read_turtle(as_turtle(statements))
    described = {subject for subject, _name, _said in found}
    for name in ("dataset", "distribution", "contactPoint"):
        assert {said for _subject, predicate, said in found if predicate == DCAT + name} <= described
