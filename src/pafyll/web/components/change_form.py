"""The form of a change: from when, why, and what it is changed to. Used at the owner's and the teacher's desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pafyll.apps.applications.models import Participation
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.apps.grants.services.wanting import Wanted, next_semester
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.lifecycles.participation import TermStatus
from pafyll.domain.rules.changes import MOVES, OPEN_TERMS, ChangeKind, reasons_for
from pafyll.domain.schemes import schemes
from pafyll.domain.values import Semester
from pafyll.web.components.tags.formats import scheme as scheme_name
from pafyll.web.components.tags.formats import semester as in_words

K = ChangeKind
GOALS = {
    "to_semester": (K.RESUME, K.SEMESTER),
    "to_scheme": (K.SCHEME,),
    "to_offer": (K.STUDY,),
    "to_school": (K.OWNER,),
}


class ChangeForm(forms.Form):
    """What is asked for. Whether it may be is for the rules."""

    since = forms.ChoiceField(label=_("Fra hvilket semester?"))
    to_semester = forms.ChoiceField(label=_("Til hvilket semester?"))
    to_scheme = forms.ChoiceField(label=_("Til hvilken ordning?"))
    to_offer = forms.TypedChoiceField(label=_("Til hvilket studium?"), coerce=int)
    to_school = forms.CharField(
        label=_("Organisasjonsnummeret til skolen læreren flytter til"), max_length=9, help_text=_("Ni siffer.")
    )
    reason = forms.ChoiceField(label=_("Hvorfor?"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Mer om grunnen"),
        help_text=_("Ikke skriv om helse eller andre private forhold. Grunnen over er nok."),
        widget=forms.Textarea,
        max_length=1000,
        required=False,
    )

    def __init__(self, *args: Any, participation: Participation, kind: ChangeKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.participation, self.kind = participation, kind
        for name, kinds in GOALS.items():
            if kind not in kinds:
                del self.fields[name]
        self._choose("since", [(one.code, in_words(one)) for one in self._semesters()])
        self._choose("reason", [(one.code, gettext(one.text)) for one in reasons_for(kind)])
        self._choose("to_semester", [(one.code, in_words(one)) for one in self._new_semesters()])
        self._choose("to_scheme", self._schemes())
        self._choose("to_offer", self._offers())

    def value(self) -> Wanted:
        """The change as the services read it."""
        given = self.cleaned_data
        new = given.get("to_semester")
        return Wanted(
            kind=self.kind,
            since=Semester(given["since"]),
            reason=given["reason"],
            words=given["words"],
            to_semester=Semester(new) if new else None,
            to_scheme=given.get("to_scheme", ""),
            to_offer=StudyOffer.objects.select_related("programme").filter(pk=given.get("to_offer") or 0).first(),
            to_school=self._school(given.get("to_school", "")),
        )

    @property
    def sent(self) -> list[tuple[str, str]]:
        """(name, value) of what was filled in, to be carried along to the confirmation."""
        return [(name, str(self.data.get(name, ""))) for name in self.fields]

    def _choose(self, name: str, choices: list[tuple[Any, str]]) -> None:
        if name in self.fields:
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def _semesters(self) -> list[Semester]:
        statuses = {TermStatus.AWAITING} if self.kind in MOVES else OPEN_TERMS
        statuses = {TermStatus.DEFERRED} if self.kind is K.RESUME else statuses
        return [term.when for term in self.participation.terms.all() if term.status in statuses]

    def _new_semesters(self) -> list[Semester]:
        year = self.participation.round.school_year
        if self.kind is K.SEMESTER:
            return [year.autumn, year.spring]
        first = next_semester(year.spring)
        return [year.spring, first, next_semester(first)]

    def _schemes(self) -> list[tuple[str, str]]:
        return [(code, scheme_name(code)) for code in schemes() if code != self.participation.scheme]

    def _offers(self) -> list[tuple[int, str]]:
        if "to_offer" not in self.fields:
            return []
        rows = StudyOffer.objects.filter(
            study_year=self.participation.round.study_year, status=StudyOffer.Status.PUBLISHED
        )
        rows = rows.exclude(pk=self.participation.offer_id or 0).select_related("programme__provider")
        return [(one.pk, str(one)) for one in rows]

    @staticmethod
    def _school(number: str) -> Organisation | None:
        schools = Organisation.objects.filter(kind=Organisation.Kind.SCHOOL, number=number.strip())
        return schools.select_related("parent").first() if number.strip() else None
