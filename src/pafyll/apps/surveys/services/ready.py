"""Questionnaires that come with Påfyll: written once, taken over by whoever asks, and then theirs to change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pafyll.apps.accounts.models import User
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.surveys.models import QuestionnaireVersion
from pafyll.apps.surveys.services.questionnaires import Heading, begin_questionnaire
from pafyll.domain.rules.questions import QuestionForm, form_from

FOLDER = Path(__file__).resolve().parents[1] / "questionnaires"
Said = dict[str, str]  # by language


@dataclass(frozen=True)
class Ready:
    """A questionnaire as it is kept in a file: bokmål as the form, nynorsk by place."""

    code: str
    heading: Heading
    content: list[Any]
    words: dict[str, str]

    @property
    def form(self) -> QuestionForm:
        return form_from(self.content)


@cache
def ready_questionnaires() -> Mapping[str, Ready]:
    """Those there are, by code."""
    return {file.stem: _read(file) for file in sorted(FOLDER.glob("*.yaml"))}


def take_ready(*, owner: Organisation, code: str, by: User, at: datetime) -> QuestionnaireVersion:
    """The owner's own copy of a ready questionnaire, to look through, change and take into use."""
    found = ready_questionnaires()[code]
    return begin_questionnaire(
        owner=owner, code=code, heading=found.heading, by=by, at=at, content=found.content, words=found.words
    )


def _read(file: Path) -> Ready:
    spec = yaml.safe_load(file.read_text(encoding="utf-8"))
    title, purpose, words = spec["title"], spec["purpose"], dict[str, str]()
    heading = Heading(title["nb"], title["nn"], purpose["nb"], purpose["nn"])
    content = [_part(part, spec.get("answers", {}), words) for part in spec["parts"]]
    return Ready(file.stem, heading, content, words)


def _part(part: dict[str, Any], answers: Mapping[str, Any], words: dict[str, str]) -> dict[str, Any]:
    questions = [_question(one, answers, words) for one in part["questions"]]
    return _texts(part, f"part:{part['key']}", ("title", "help"), words) | {"questions": questions}


def _question(spec: dict[str, Any], answers: Mapping[str, Any], words: dict[str, str]) -> dict[str, Any]:
    """Answers to choose between are written once under the file's `answers`, and named by the questions."""
    made = _texts(spec, spec["key"], ("label", "help"), words)
    choices = answers[spec["choices"]] if "choices" in spec else ()
    words |= {f"{spec['key']}.choices.{one['code']}": one["nn"] for one in choices}
    if choices:
        made["choices"] = [{"code": one["code"], "label": one["nb"]} for one in choices]
    return made


def _texts(spec: dict[str, Any], start: str, names: tuple[str, ...], words: dict[str, str]) -> dict[str, Any]:
    said: dict[str, Said] = {name: spec[name] for name in names if name in spec}
    words |= {f"{start}.{name}": text["nn"] for name, text in said.items()}
    return spec | {name: text["nb"] for name, text in said.items()}
