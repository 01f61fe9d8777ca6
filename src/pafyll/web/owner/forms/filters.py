"""The search above the list of applications."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pafyll.apps.applications.queries.owner import OwnerRow
from pafyll.domain.lifecycles.application import ApplicationStatus as S
from pafyll.domain.rules.subjects import subject_name
from pafyll.web.owner.filters import Filters

ALL = ("", _("Alle"))


class FilterForm(forms.Form):
    """Names of the fields are what stands in the address, so they are Norwegian."""

    sok = forms.CharField(label=_("Navn, studium, skole eller søknadsnummer"), required=False, max_length=100)
    status = forms.ChoiceField(label=_("Status"), required=False)
    skole = forms.ChoiceField(label=_("Skole"), required=False)
    fag = forms.ChoiceField(label=_("Fag"), required=False)
    rektor = forms.ChoiceField(
        label=_("Rektors uttalelse"),
        required=False,
        choices=[ALL, ("yes", _("Støtter")), ("no", _("Støtter ikke")), ("none", _("Mangler"))],
    )
    sorter = forms.ChoiceField(
        label=_("Sorter etter"),
        required=False,
        choices=[
            ("name", _("Navn")),
            ("lacks", _("Mangler studiepoeng først")),
            ("hours", _("Flest timer i faget")),
            ("refused", _("Flest tidligere avslag")),
            ("school", _("Skole")),
            ("sent", _("Innsendt, eldst først")),
            ("cost", _("Dyrest for oss")),
        ],
    )
    mangler = forms.BooleanField(label=_("Bare de som mangler studiepoeng i fag de underviser i"), required=False)

    def __init__(self, *args: Any, rows: Iterable[OwnerRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = list(rows)
        schools = {
            str(row.application.school_id): row.application.school.name for row in rows if row.application.school
        }
        subjects = {row.subject for row in rows if row.subject}
        statuses = {row.application.status for row in rows}
        self._choose("skole", sorted(schools.items(), key=lambda pair: pair[1]))
        self._choose(
            "fag", sorted(((code, gettext(subject_name(code))) for code in subjects), key=lambda pair: pair[1])
        )
        known = [(one.value, gettext(one.label)) for one in S if one in statuses]
        self._choose("status", [("undecided", gettext("Venter på svar fra oss")), *known])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = [ALL, *choices]  # type: ignore[attr-defined]

    def value(self) -> Filters:
        """What is looked for; what cannot be read is left out, and the page shows everything."""
        self.is_valid()
        given = self.cleaned_data
        return Filters(
            text=given.get("sok", ""),
            status=given.get("status", ""),
            school=given.get("skole", ""),
            subject=given.get("fag", ""),
            principal=given.get("rektor", ""),
            lacks_credits=given.get("mangler", False),
            sort=given.get("sorter", "") or "name",
        )
