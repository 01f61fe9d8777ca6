"""Words that letters, files and pages share, in the language that is switched on."""

from __future__ import annotations

from django.utils.translation import gettext as _

from pafyll.domain.values import Semester


def semester_in_words(semester: Semester | str) -> str:
    """høsten 2026. A semester may be given by its code."""
    one = semester if isinstance(semester, Semester) else Semester(semester)
    text = _("høsten %(year)s") if one.is_autumn else _("våren %(year)s")
    return text % {"year": one.budget_year}
