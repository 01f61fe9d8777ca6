"""Reads parameters.yaml and refuses a value without unit or source, and keys that it does not know."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from pafyll.domain.parameters.parameter import UNITS, DatedValue, Parameter, ParameterFault

PARAMETER_KEYS = {"label", "unit", "values"}
VALUE_KEYS = {"value", "source", "ends_before"}


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
    _require_keys(spec, PARAMETER_KEYS, PARAMETER_KEYS, f"{path.name}: {name}")
    if spec["unit"] not in UNITS:
        raise ParameterFault(f"{path.name}: {name} has unit {spec['unit']!r}; known units: {sorted(UNITS)}")
    if not isinstance(spec["values"], Mapping) or not spec["values"]:
        raise ParameterFault(f"{path.name}: {name} has no dated values (write 2018-08-01: {{value: …, source: …}})")
    values = [_dated_value(day, value, f"{path.name}: {name}") for day, value in spec["values"].items()]
    return Parameter(name, scheme, spec["label"], spec["unit"], tuple(sorted(values, key=lambda v: v.starts_on)))


def _dated_value(day: Any, spec: Mapping[str, Any], where: str) -> DatedValue:
    if type(day) is not date:
        raise ParameterFault(f"{where}: {day!r} is not a date (write 2018-08-01)")
    _require_keys(spec, {"value", "source"}, VALUE_KEYS, f"{where} {day}")
    if not str(spec["source"]).strip():
        raise ParameterFault(f"{where} {day}: the source is empty")
    ends_before = spec.get("ends_before")
    if ends_before is not None and (type(ends_before) is not date or ends_before <= day):
        raise ParameterFault(f"{where} {day}: ends_before {ends_before!r} is not a date after it")
    return DatedValue(day, spec["value"], str(spec["source"]), ends_before)


def _require_keys(spec: Any, needed: set[str], known: set[str], where: str) -> None:
    if not isinstance(spec, Mapping):
        raise ParameterFault(f"{where}: expected {sorted(needed)}, got {spec!r}")
    if missing := needed - spec.keys():
        raise ParameterFault(f"{where}: missing {sorted(missing)}")
    if unknown := spec.keys() - known:
        raise ParameterFault(f"{where}: unknown {sorted(map(str, unknown))}")
