"""Answers to questions of the form "may this be done?": yes or no, and a no always says why."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as default
from typing import Any


@dataclass(frozen=True)
class Answer:
    """Truthy when yes. A no carries a stable code, a Norwegian text, the law it rests on and the field it concerns.

    text may hold {names} that facts fill in: the template is translated first, then filled.
    """

    is_yes: bool
    code: str = ""
    text: str = ""
    law: str = ""
    remedy: str = ""
    field: str = ""
    facts: dict[str, Any] = default(default_factory=dict)

    def __bool__(self) -> bool:
        return self.is_yes

    def __str__(self) -> str:
        return self.text.format_map(self.facts)


def yes(code: str = "yes", text: str = "", *, law: str = "", **facts: Any) -> Answer:
    """The answer yes. A text is only needed where the page shows why it is a yes."""
    return Answer(True, code, text, law=law, facts=facts)


def no(code: str, text: str, *, law: str = "", remedy: str = "", field: str = "", **facts: Any) -> Answer:
    """The answer no, with what happened (text), what to do (remedy) and where it says so (law)."""
    return Answer(False, code, text, law=law, remedy=remedy, field=field, facts=facts)


def first_no(answers: list[Answer]) -> Answer:
    """The first no among the answers, or a plain yes when there is none."""
    return next((answer for answer in answers if not answer), yes())


class Refusal(Exception):
    """A no that the person can act on. Carries the Answer: code, text, remedy, law, field."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.code)
        self.answer = answer


def require(answer: Answer) -> None:
    """Raises Refusal when the answer is no."""
    if not answer:
        raise Refusal(answer)
