"""A service's no, put where the person can do something about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms

from pafyll.apps.casework.services import AlreadyChanged
from pafyll.domain.answers import Answer, Refusal
from pafyll.web.components.tags.formats import t

T = TypeVar("T")


def said(answer: Answer) -> str:
    """What happened and what to do, in the reader's language."""
    return " ".join(part for part in (t(answer), t(answer.remedy)) if part)


def tried(form: forms.Form, act: Callable[[], T]) -> T | None:
    """What the service gave; None when it said no, which then stands on the field it names or on top of the form.

    Someone else's change in the meantime is not the form's fault, and gets a page of its own.
    """
    try:
        return act()
    except AlreadyChanged:
        raise
    except Refusal as refusal:
        answer: Any = refusal.answer
        fault = forms.ValidationError(said(answer), code=answer.code)
        form.add_error(answer.field if answer.field in form.fields else None, fault)
        return None


def is_done(form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether the form was rightly filled in and the service did it; a no stands in the form as tried has it."""
    return form.is_valid() and tried(form, act) is not None
