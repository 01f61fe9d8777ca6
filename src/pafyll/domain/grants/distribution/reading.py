"""From a mapping, as a YAML file holds it, to a pipeline; all that is wrong is told with where and what to do."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from pafyll.domain.answers import Answer, Refusal, no
from pafyll.domain.grants.distribution.fields import Bad, Field
from pafyll.domain.grants.distribution.fingerprint import canonical
from pafyll.domain.grants.distribution.flow import FRAME
from pafyll.domain.grants.distribution.pipeline import Pipeline
from pafyll.domain.grants.distribution.recipients import EQUAL, FIXED, Key
from pafyll.domain.grants.distribution.step import Step, defaults
from pafyll.domain.grants.distribution.steps import STEPS
from pafyll.domain.grants.distribution.texts import Text

KNOWN = {"title", "source", "model", "keys", "pots", "steps", "notes"}
KEY_KNOWN = {"label", "source", "revision", "counted_on", "starts_on", "ends_before"}
ASK = "ask"
MOST_STEPS = 60

# text and what to do; a pipeline is written by people, so every fault says both
WORDS: dict[str, tuple[str, str]] = {
    "not_asked": ("Pipelinen spør ikke etter «{name}». Den spør etter: {known}.", ""),
    "not_given": (
        "Tallet «{label}» ({name}) er ikke oppgitt.",
        "Det finnes ikke i kildene. Oppgi det selv, med kilde i beskrivelsen.",
    ),
    "no_pipeline": ("Dette er ikke en pipeline.", "Begynn filen med title: og steps:. Se eksemplene."),
    "key_label": ("Nøkkelen «{key}» mangler navn.", "Skriv label: og source:."),
    "not_a_date": ("{where}: «{value}» er ikke en dato.", "Skriv den som 2018-10-01."),
    "no_steps": ("Pipelinen har ingen steg.", "Legg til minst ett steg."),
    "too_many_steps": ("Pipelinen har {count} steg. Det er flere enn {most}.", "Del den i to."),
    "no_step_word": ("Steg {at} sier ikke hva slags steg det er. Skriv step: og ett av ordene {known}.", ""),
    "field_missing": ("Steg {at}: {label} ({name}) mangler.", "Fyll det ut."),
    "field_bad": ("Steg {at}, {label} ({name}): {why} {what}", ""),
    "misspelt_word": ("Kjenner ikke ordet «{word}» i {where}. Mente du {near}?", ""),
    "unknown_word": ("Kjenner ikke ordet «{word}» i {where}. Kjente ord: {known}.", ""),
    "unknown_pot": ("Steg {at} tar penger fra potten «{pot}», som ikke finnes ennå. Potter så langt: {known}.", ""),
    "circular_pot": ("Steg {at} fyller potten «{pot}» fra seg selv.", "Gi den nye potten et eget navn."),
    "pot_left_open": (
        "Det er ikke sagt hva som skjer med det som blir igjen i potten «{pot}».",
        "Legg til et steg som sier om resten føres tilbake eller lyses ut på nytt (remainder).",
    ),
}


def _fault(word: str, where: str = "", /, **facts: Any) -> Answer:
    text, remedy = WORDS[word]
    return no(word, text, remedy=remedy, field=where, **facts)


class PipelineFault(Refusal):
    """The pipeline cannot be used. answers holds everything that is wrong; answer is the first of it."""

    def __init__(self, answers: Sequence[Answer]) -> None:
        super().__init__(answers[0])
        self.answers = tuple(answers)


def pipeline_from(mapping: Any, given: Mapping[str, Any] | None = None) -> Pipeline:
    """The pipeline of a mapping. given fills in numbers that the mapping only asks for. Raises PipelineFault."""
    faults: list[Answer] = []
    content = _filled(_mapping(mapping, faults), dict(given or {}), faults)
    keys = _keys(content.get("keys", {}), faults)
    steps = _steps(content.get("steps"), faults)
    if not faults:
        faults += _pot_faults(steps)
    if faults:
        raise PipelineFault(faults)
    labels = {str(name): str(label) for name, label in dict(content.get("pots", {})).items()}
    return Pipeline(str(content.get("title", "")), tuple(steps), labels, keys, str(content.get("source", "")), content)


def asked_for(mapping: Any) -> dict[str, str]:
    """The numbers that a pipeline asks for: name and label."""
    return dict(_asked(mapping))


def _asked(node: Any) -> Iterator[tuple[str, str]]:
    if isinstance(node, Mapping) and ASK in node:
        yield str(node[ASK]), str(node.get("label", node[ASK]))
    elif isinstance(node, Mapping):
        for value in node.values():
            yield from _asked(value)
    elif isinstance(node, list | tuple):
        for value in node:
            yield from _asked(value)


# What is asked for


def _filled(content: Mapping[str, Any], given: dict[str, Any], faults: list[Answer]) -> dict[str, Any]:
    asked = asked_for(content)
    for name in sorted(given.keys() - asked.keys()):
        known = ", ".join(sorted(asked)) or "–"
        faults.append(_fault("not_asked", name=name, known=known))
    missing = [name for name in asked if given.get(name) in (None, "")]
    for name in missing:
        faults.append(_fault("not_given", name, label=asked[name], name=name))
    if missing:
        return {**content, "steps": []}
    return dict(json.loads(canonical(_replaced(content, given))))  # plain values: the content is stored as JSON


def _replaced(node: Any, given: Mapping[str, Any]) -> Any:
    if isinstance(node, Mapping):
        return given[str(node[ASK])] if ASK in node else {name: _replaced(value, given) for name, value in node.items()}
    if isinstance(node, list | tuple):
        return [_replaced(value, given) for value in node]
    return node


# Parts


def _mapping(mapping: Any, faults: list[Answer]) -> Mapping[str, Any]:
    if not isinstance(mapping, Mapping):
        faults.append(_fault("no_pipeline"))
        return {}
    unknown = [str(name) for name in mapping if name not in KNOWN]
    faults += [_unknown(name, sorted(KNOWN), "pipelinen") for name in unknown]
    return mapping


def _keys(given: Any, faults: list[Answer]) -> dict[str, Key]:
    found: dict[str, Key] = {}
    for code, spec in (given or {}).items() if isinstance(given, Mapping | None) else ():
        where = f"keys.{code}"
        if not isinstance(spec, Mapping) or "label" not in spec:
            faults.append(_fault("key_label", where, key=code))
            continue
        faults += [_unknown(str(name), sorted(KEY_KNOWN), f"nøkkelen {code}") for name in spec.keys() - KEY_KNOWN]
        days = {name: _day(spec.get(name), name, where, faults) for name in ("counted_on", "starts_on", "ends_before")}
        found[str(code)] = Key(
            str(code), str(spec["label"]), str(spec.get("source", "")), str(spec.get("revision", "")), **days
        )
    return found


def _day(value: Any, name: str, where: str, faults: list[Answer]) -> date | None:
    if value in (None, "") or type(value) is date:
        return value or None
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        faults.append(_fault("not_a_date", f"{where}.{name}", where=where, value=value))
        return None


def _steps(given: Any, faults: list[Answer]) -> list[Step]:
    if not isinstance(given, list | tuple) or (not given and not faults):
        if not faults:
            faults.append(_fault("no_steps"))
        return []
    if len(given) > MOST_STEPS:
        faults.append(_fault("too_many_steps", count=len(given), most=MOST_STEPS))
        return []
    found = [_step(spec, at, faults) for at, spec in enumerate(given, 1)]
    return [step for step in found if step is not None]


def _step(spec: Any, at: int, faults: list[Answer]) -> Step | None:
    where = f"steg {at}"
    if not isinstance(spec, Mapping) or "step" not in spec:
        faults.append(_fault("no_step_word", f"steps.{at}.step", at=at, known=", ".join(STEPS)))
        return None
    kind = STEPS.get(str(spec["step"]))
    if kind is None:
        faults.append(_unknown(str(spec["step"]), list(STEPS), where, f"steps.{at}.step"))
        return None
    names = [field.name for field in kind.FIELDS]
    unknown = [str(name) for name in spec if name not in (*names, "step")]
    faults += [_unknown(name, names, f"{where} ({kind.WORD})", f"steps.{at}.{name}") for name in unknown]
    values = defaults(kind.FIELDS)
    before = len(faults)
    for field in kind.FIELDS:
        _read(field, spec, at, values, faults)
    return None if unknown or len(faults) > before else kind(**values)


def _read(field: Field, spec: Mapping[str, Any], at: int, values: dict[str, Any], faults: list[Answer]) -> None:
    value = spec.get(field.name)
    where = f"steps.{at}.{field.name}"
    if value in (None, "", [], {}):
        if field.is_required:
            faults.append(_fault("field_missing", where, at=at, label=Text(field.label), name=field.name))
        return
    try:
        values[field.name] = field.parse(value)
    except Bad as bad:
        said: dict[str, Any] = {"why": Text(bad.text, bad.facts), "what": Text(bad.remedy, bad.facts)}
        faults.append(_fault("field_bad", where, at=at, label=Text(field.label), name=field.name, **said))


def _unknown(word: str, known: Sequence[str], where: str, field: str = "") -> Answer:
    near = difflib.get_close_matches(word, known, 1)
    if near:
        return _fault("misspelt_word", field, word=word, where=where, near=near[0])
    return _fault("unknown_word", field, word=word, where=where, known=", ".join(known))


# Between steps


def _pot_faults(steps: Sequence[Step]) -> list[Answer]:
    """Every pot is made before it is used, and nothing is left in a pot without a word about it."""
    faults: list[Answer] = []
    made, closed = {FRAME: 0}, dict[str, bool]()
    for at, step in enumerate(steps, 1):
        if step.pot not in made:
            faults.append(_fault("unknown_pot", f"steps.{at}.pot", at=at, pot=step.pot, known=", ".join(made)))
        closed[step.pot] = step.EMPTIES
        for pot in step.makes:
            if pot == FRAME or pot == step.pot:
                faults.append(_fault("circular_pot", f"steps.{at}.into", at=at, pot=pot))
            made[pot] = at
            closed[pot] = False
    for pot, at in made.items():
        if not closed.get(pot, False):
            faults.append(_fault("pot_left_open", f"steps.{max(at, 1)}", pot=pot))
    return faults


__all__ = ["EQUAL", "FIXED", "PipelineFault", "asked_for", "pipeline_from"]
