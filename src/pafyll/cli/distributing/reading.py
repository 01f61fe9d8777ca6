"""From the options of `pafyll distribute` to a pipeline, recipients and requests, with every fault told at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from pafyll.cli.telling import Faulty, Stop
from pafyll.domain.answers import Refusal
from pafyll.domain.grants.distribution import Pipeline, PipelineFault, Recipient, Request, pipeline_from
from pafyll.domain.grants.distribution.mergers import Merger, merged
from pafyll.domain.grants.distribution.models import models
from pafyll.domain.grants.distribution.pipeline import keys_needed, units_needed
from pafyll.domain.grants.distribution.texts import Text
from pafyll.integrations.tables import Fault, Unreadable
from pafyll.integrations.tables.distribution import read_keys, read_mergers, read_requests
from pafyll.integrations.tables.reader import RawTable, read
from pafyll.protocols.language import _

MOST_BYTES = 2**20


@dataclass(frozen=True)
class Asked:
    """What is asked of `pafyll distribute`. on is the day the keys are for; None leaves the day unchecked."""

    pipeline: str
    keys: Path
    requests: Path | None = None
    mergers: Path | None = None
    merge: bool = False
    on: date | None = None
    given: Mapping[str, str] | None = None
    extra_columns: bool = False


@dataclass(frozen=True)
class Given:
    """The checked input, and what was added together on the way."""

    pipeline: Pipeline
    recipients: tuple[Recipient, ...]
    requests: tuple[Request, ...]
    notes: tuple[Text, ...]


def pipeline_at(place: str, given: Mapping[str, str] | None) -> Pipeline:
    """The pipeline of a file, or of one of the models by name. Raises Stop with everything that is wrong."""
    try:
        return pipeline_from(_content(place), given)
    except PipelineFault as fault:
        said = [_told(answer) for answer in fault.answers]
        raise Stop(
            "\n".join([_("{file} kan ikke brukes:").format(file=place), *[f"  – {one}" for one in said]])
        ) from None


def day_of(text: str) -> date | None:
    """--on as a date. Raises Stop."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        said = _("Datoen {day} kan ikke leses. Skriv den som 2018-10-01.")
        raise Stop(said.format(day=text)) from None


def given_by(options: Sequence[str]) -> dict[str, str]:
    """--set name=value as a mapping. Raises Stop."""
    found = {}
    for option in options:
        name, equals, value = option.partition("=")
        if not equals or not name.strip():
            said = _("«{option}» kan ikke leses. Skriv navn=verdi, for eksempel owners_percent=70.")
            raise Stop(said.format(option=option))
        found[name.strip()] = value.strip()
    return found


def read_given(asked: Asked) -> Given:
    """Everything checked. Raises Stop for the pipeline and Faulty for the tables."""
    pipeline = pipeline_at(asked.pipeline, asked.given)
    keys = keys_needed(pipeline)
    day = asked.on or next((key.counted_on for key in keys.values() if key.counted_on), None)
    mergers, faults = _mergers(asked.mergers)
    read_ = read_keys(
        _raw(asked.keys), keys, on=day, mergers=mergers, merge=asked.merge, extra_columns=asked.extra_columns
    )
    faults += read_.faults
    recipients, notes = merged(read_.recipients, day, mergers) if asked.merge and day else (read_.recipients, ())
    requests: tuple[Request, ...] = ()
    if asked.requests is not None:
        known = [one.number for one in recipients]
        requests, more = read_requests(_raw(asked.requests), units_needed(pipeline), known)
        faults += more
    if faults:
        raise Faulty(faults)
    return Given(pipeline, recipients, requests, notes)


def _content(place: str) -> Any:
    if place in models():
        return models()[place]
    path = Path(place)
    if not path.is_file():
        said = _("Finner ikke {file}. Skriv en fil, eller en av modellene: {models}.")
        raise Stop(said.format(file=place, models=", ".join(models())))
    if path.stat().st_size > MOST_BYTES:
        raise Stop(_("{file} er for stor til å være en pipeline.").format(file=place))
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        where = getattr(error, "problem_mark", None)
        line = where.line + 1 if where else 1
        raise Stop(_("{file} kan ikke leses som YAML. Se linje {line}.").format(file=place, line=line)) from None


def _mergers(path: Path | None) -> tuple[tuple[Merger, ...], list[Fault]]:
    return ((), []) if path is None else read_mergers(_raw(path))


def _raw(path: Path) -> RawTable:
    try:
        return read(path)
    except Unreadable as error:
        raise Faulty(error.faults) from error


def _told(answer: Any) -> str:
    """The answer with its remedy, in the chosen language."""
    text = Text(answer.text, answer.facts).sentence(_)
    return f"{text} {_(answer.remedy)}".strip()


def refused(refusal: Refusal) -> Stop:
    """Why the pipeline cannot be carried out on this frame and these recipients. Status 1: the files are right."""
    return Stop(_told(refusal.answer), status=1)
