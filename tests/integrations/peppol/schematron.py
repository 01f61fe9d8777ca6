"""Runs official Schematron files: ours turns them into XSLT 2, and Saxon carries that out.

Only what the rules of CEN and Peppol use: patterns, rules in order of precedence, let, assert and XSLT functions.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

SCH = "{http://purl.oclc.org/dsdl/schematron}"
XSL = "{http://www.w3.org/1999/XSL/Transform}"


@dataclass(frozen=True)
class Failed:
    """An assertion that does not hold: its number, how grave it is, and its text."""

    rule: str
    flag: str
    text: str


class Rules:
    """A Schematron file, compiled once."""

    def __init__(self, processor: Any, file: Path) -> None:
        self.asserts = 0
        self._processor = processor
        sheet = etree.tostring(self._sheet(etree.parse(file).getroot()), encoding="unicode")
        self._compiled = processor.new_xslt30_processor().compile_stylesheet(stylesheet_text=sheet)

    def failed(self, bill: bytes) -> list[Failed]:
        """Every assertion that does not hold for the bill."""
        node = self._processor.parse_xml(xml_text=bill.decode())
        said = self._compiled.transform_to_string(xdm_node=node)
        return [Failed(one.get("id"), one.get("flag"), one.text or "") for one in etree.fromstring(said.encode())]

    def _sheet(self, schema: Any) -> Any:
        names = {one.get("prefix"): one.get("uri") for one in schema.iter(f"{SCH}ns")}
        sheet = etree.Element(f"{XSL}stylesheet", version="2.0", nsmap={"xsl": XSL[1:-1], **names})
        etree.SubElement(sheet, f"{XSL}output", method="xml", encoding="UTF-8")
        for function in schema.iter(f"{XSL}function"):
            sheet.append(function)
        for let in schema.findall(f"{SCH}let"):
            _variable(sheet, let)
        patterns = schema.findall(f"{SCH}pattern")
        start = etree.SubElement(sheet, f"{XSL}template", match="/")
        found = etree.SubElement(start, "failed")
        for number, pattern in enumerate(patterns):
            for let in pattern.findall(f"{SCH}let"):
                _variable(sheet, let)
            etree.SubElement(found, f"{XSL}apply-templates", select="/", mode=f"m{number}")
            self._pattern(sheet, pattern, f"m{number}")
        return sheet

    def _pattern(self, sheet: Any, pattern: Any, mode: str) -> None:
        rules = pattern.findall(f"{SCH}rule")
        for at, rule in enumerate(rules):
            match = rule.get("context")
            template = etree.SubElement(sheet, f"{XSL}template", match=match, mode=mode, priority=str(len(rules) - at))
            for let in rule.findall(f"{SCH}let"):
                _variable(template, let)
            for one in rule.findall(f"{SCH}assert"):
                self.asserts += 1
                _assert(template, one)
            _on(template, mode)
        _on(etree.SubElement(sheet, f"{XSL}template", match="*|/", mode=mode, priority="-1"), mode)
        etree.SubElement(sheet, f"{XSL}template", match="text()|@*", mode=mode, priority="-2")


def _variable(parent: Any, let: Any) -> None:
    etree.SubElement(parent, f"{XSL}variable", name=let.get("name"), select=let.get("value"))


def _assert(template: Any, one: Any) -> None:
    choose = etree.SubElement(template, f"{XSL}if", test=f"not({one.get('test')})")
    said = etree.SubElement(choose, "one", id=one.get("id"), flag=one.get("flag") or "fatal")
    etree.SubElement(said, f"{XSL}text").text = "".join(one.itertext()).strip()


def _on(template: Any, mode: str) -> None:
    etree.SubElement(template, f"{XSL}apply-templates", select="*", mode=mode)
