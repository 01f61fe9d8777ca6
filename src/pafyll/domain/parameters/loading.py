"""Reads parameters.yaml and refuses a value without unit or source, and keys that it does not know."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from pafyll.domain.parameters.parameter import UNITS, Claim, DatedValue, Parameter, ParameterFault

NEEDED_KEYS = {"label", "unit", "values"}
PARAMETER_KEYS = NEEDED_KEYS | {"claims", "not_found"}
VALUE_KEYS = {"value", "source", "ends_before", "derived"}
CLAIM_KEYS = {"value", "source", "starts_on", "ends_before"}


def parameters_of(module_file: str) -> dict[str, Parameter]:
    """The parameters.yaml beside a scheme's __init__.py; the folder's name is the scheme's code."""
    folder = Path(module_file).parent
    return parameters_from(folder / "parameters.yaml", scheme=folder.name)


def parameters_from(path: Path, *, scheme: str) -> dict[str, Parameter]:
    """All parameters in a file by name. Raises ParameterFault with file, parameter and what is wrong."""
    content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    if not isinstance(content, Mapping):
        raise ParameterFault(f"{path.name}: expected parameters by name, got {type(content).__name__}")
    return {name: _parameter(name, scheme, spec, path) for name, spec in content.items()}


def _parameter(name: str, scheme: str, spec: Mapping[str, Any], path: Path) -> Parameter:
    where = f"{path.name}: {name}"
    _require_keys(spec, NEEDED_KEYS, PARAMETER_KEYS, where)
    if spec["unit"] not in UNITS:
        raise ParameterFault(f"{where} has unit {spec['unit']!r}; known units: {sorted(UNITS)}")
    claims, not_found = spec.get("claims", []), str(spec.get("not_found", ""))
    if not isinstance(spec["values"], Mapping) or not (spec["values"] or claims or not_found):
        raise ParameterFault(f"{where} has no dated values (write 2018-08-01: {{value: …, source: …}})")
    values = [_dated_value(day, value, where) for day, value in spec["values"].items()]
    by_day = tuple(sorted(values, key=lambda value: value.starts_on))
    stated = tuple(_claim(claim, where) for claim in claims)
    return Parameter(name, scheme, spec["label"], spec["unit"], by_day, stated, not_found)


def _dated_value(day: Any, spec: Mapping[str, Any], where: str) -> DatedValue:
    if type(day) is not date:
        raise ParameterFault(f"{where}: {day!r} is not a date (write 2018-08-01)")
    _require_keys(spec, {"value", "source"}, VALUE_KEYS, f"{where} {day}")
    _require_value(spec, f"{where} {day}")
    ends_before = _ends_before(spec, day, where)
    return DatedValue(day, spec["value"], str(spec["source"]), ends_before, str(spec.get("derived", "")))


def _claim(spec: Mapping[str, Any], where: str) -> Claim:
    _require_keys(spec, {"value", "source"}, CLAIM_KEYS, f"{where}: claim")
    _require_value(spec, f"{where}: claim")
    starts_on = spec.get("starts_on")
    if starts_on is not None and type(starts_on) is not date:
        raise ParameterFault(f"{where}: {starts_on!r} is not a date (write 2018-08-01)")
    return Claim(spec["value"], str(spec["source"]), starts_on, _ends_before(spec, starts_on or date.min, where))


def _ends_before(spec: Mapping[str, Any], day: date, where: str) -> date | None:
    ends_before = spec.get("ends_before")
    if ends_before is not None and (type(ends_before) is not date or ends_before <= day):
        raise ParameterFault(f"{where} {day}: ends_before {ends_before!r} is not a date after it")
    return ends_before


def _require_value(spec: Mapping[str, Any], where: str) -> None:
    if not str(spec["source"]).strip():
        raise ParameterFault(f"{where}: the source is empty")
    if isinstance(spec["value"], float):
        raise ParameterFault(f'{where}: {spec["value"]} is not exact (write it as text: "37.5")')


def _require_keys(spec: Any, needed: set[str], known: set[str], where: str) -> None:
    if not isinstance(spec, Mapping):
        raise ParameterFault(f"{where}: expected {sorted(needed)}, got {spec!r}")
    if missing := needed - spec.keys():
        raise ParameterFault(f"{where}: missing {sorted(missing)}")
    if unknown := spec.keys() - known:
        raise ParameterFault(f"{where}: unknown {sorted(map(str, unknown))}")
