"""Reads XML from outside with care: no entities, no document type, a limit of size; and tells plainly what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from pafyll.domain.answers import Answer, Refusal, no

MOST_BYTES = 50 * 2**20


def read_document(content: bytes, *, most: int = MOST_BYTES) -> Element:
    """The root element. Raises Refusal when the file is too large, cut short, not XML, or declares entities."""
    if len(content) > most:
        raise Refusal(too_large(len(content), most))
    try:
        root: Element = fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        raise Refusal(_unsafe()) from error
    except (ParseError, ValueError, LookupError) as error:
        raise Refusal(not_whole()) from error
    return root


def local(element: Element) -> str:
    """The element's name without its namespace: every version of a message has one of its own."""
    return str(element.tag).rsplit("}", 1)[-1]


def find(element: Element, *path: str) -> Element | None:
    """The first element down the path of local names."""
    here: Element | None = element
    for name in path:
        here = next((child for child in here if local(child) == name), None) if here is not None else None
    return here


def each(element: Element, name: str) -> Iterator[Element]:
    """Every element of the name below, however deep."""
    return (one for one in element.iter() if local(one) == name)


def text(element: Element | None, *path: str) -> str:
    """The text down the path, trimmed; "" when it is not there."""
    found = find(element, *path) if element is not None else None
    return (found.text or "").strip() if found is not None else ""


def too_large(size: int, most: int) -> Answer:
    return no(
        "bank_file_too_large",
        "Filen er på {size} MB, og grensen er {most} MB.",
        remedy="Be banken om en fil for en kortere periode.",
        field="file",
        size=str(size // 2**20),
        most=str(most // 2**20),
    )


def _unsafe() -> Answer:
    return no(
        "bank_file_unsafe",
        "Filen har innhold som en bankfil aldri har (egne definisjoner), og er ikke lest.",
        remedy="Last ned filen på nytt fra nettbanken. Skjer det igjen, meld fra til banken.",
        field="file",
    )


def not_whole() -> Answer:
    return no(
        "bank_file_not_whole",
        "Filen er ikke hel: den slutter før den er ferdig, eller den er ikke XML. Ingenting er lest inn.",
        remedy="Last ned filen på nytt fra nettbanken, og prøv igjen.",
        field="file",
    )
