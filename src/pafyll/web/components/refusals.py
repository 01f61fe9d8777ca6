"""A service's no, put where the person can do something about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms

from pafyll.apps.casework.services import AlreadyChanged
from pafyll.domain.answers import Refusal
from pafyll.web.components.tags.formats import t


def tried(form: forms.Form, act: Callable[[], Any]) -> bool:
    """Whether the service said yes; a no goes to the field it names, or to the top of the form.

    Someone else's change in the meantime is not the form's fault, and gets a page of its own.
    """
    try:
        act()
    except AlreadyChanged:
        raise
    except Refusal as refusal:
        answer = refusal.answer
        said = " ".join(part for part in (t(answer), t(answer.remedy)) if part)
        fault = forms.ValidationError(said, code=answer.code)
        form.add_error(answer.field if answer.field in form.fields else None, fault)
        return False
    return True
