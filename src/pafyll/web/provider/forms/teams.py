"""A team: what is needed, who is chosen, who declares what, and who is UP1."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pafyll.apps.assignments.competence_source import source
from pafyll.apps.assignments.models import AssignmentMember, Unit
from pafyll.apps.assignments.queries.staff import staff_of
from pafyll.apps.assignments.services.councils import NewTerm
from pafyll.apps.assignments.services.teams import Chosen
from pafyll.apps.documents.words import semester_in_words
from pafyll.apps.organisations.models import Person
from pafyll.domain.assignments.impartiality import DISQUALIFIED, IMPARTIAL, OUTCOMES, QUESTIONS, Ties
from pafyll.domain.assignments.taking_in import LINE, MESSAGE
from pafyll.domain.assignments.team import TeamNeed
from pafyll.domain.values import SchoolYear
from pafyll.web.components.tags.formats import t

PARAMETERS = {"field": "felt", "percent": "prosent", "semesters": "semester"}
COMING = 3  # school years


class NeedForm(forms.Form):
    """What the assignment asks of each. Sent with GET."""

    field = forms.ChoiceField(label=_("Felt"))
    percent = forms.IntegerField(label=_("Prosent av stillingen for hver"), min_value=1, max_value=100)
    semesters = forms.MultipleChoiceField(label=_("Semester"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = source().fields()
        self.fields["field"].choices = [(code, gettext(name)) for code, name in names.items()]  # type: ignore[attr-defined]
        years = [SchoolYear(SchoolYear.of(day).start + ahead) for ahead in range(COMING)]
        coming = [one for year in years for one in (year.autumn, year.spring) if one.ends_on >= day]
        self.fields["semesters"].choices = [(one.code, semester_in_words(one).capitalize()) for one in coming]  # type: ignore[attr-defined]

    def add_prefix(self, field_name: str) -> str:
        """The field's name in the address."""
        return PARAMETERS.get(field_name, field_name)

    def need(self) -> TeamNeed:
        """What the rule asks."""
        asked = self.cleaned_data
        code = asked["field"]
        return TeamNeed(code, source().fields()[code], tuple(asked["semesters"]), asked["percent"])


class TeamForm(forms.Form):
    """The team: a part for each of those who work here, and why when it is another than the rule's."""

    all_optional = True

    departs_why = forms.CharField(
        label=_("Hvorfor er laget et annet enn regelen foreslår?"),
        help_text=_("Trengs bare når du har valgt noen andre."),
        max_length=MESSAGE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, people: Iterable[tuple[int, str, str, bool]], **kwargs: Any) -> None:
        """people: key, name, the part the rule proposes, and whether she is new."""
        super().__init__(*args, **kwargs)
        self.people = list(people)
        parts = [
            ("", _("Ikke med")),
            *((code, str(label).capitalize()) for code, label in AssignmentMember.Part.choices),
        ]
        for key, name, part, _is_new in self.people:
            self.fields[f"part_{key}"] = forms.ChoiceField(label=name, choices=parts, required=False, initial=part)
        self.order_fields([*(f"part_{key}" for key, *_rest in self.people), "departs_why"])

    def chosen(self) -> list[Chosen]:
        """Those with a part."""
        given = self.cleaned_data
        return [
            Chosen(key, given[f"part_{key}"], new) for key, _name, _part, new in self.people if given[f"part_{key}"]
        ]


class AnotherForm(forms.Form):
    """One more for the team, after the decision."""

    person = forms.ModelChoiceField(label=_("Hvem"), queryset=Person.objects.none())
    part = forms.ChoiceField(label=_("Rolle"), widget=forms.RadioSelect)
    why = forms.CharField(
        label=_("Begrunnelse"),
        help_text=_("Si hvem som ikke kan være med, og hvorfor denne passer."),
        max_length=MESSAGE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        parts = [(code, str(label).capitalize()) for code, label in AssignmentMember.Part.choices]
        self.fields["part"].choices = parts  # type: ignore[attr-defined]


class TiesForm(forms.Form):
    """The three questions, and the facts."""

    facts = forms.CharField(
        label=_("Beskriv kort de faktiske forholdene"),
        help_text=_("Trengs bare når du har svart ja på noe."),
        max_length=MESSAGE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("no", _("Nei")), ("yes", _("Ja"))]
        for code, text in QUESTIONS.items():
            self.fields[code] = forms.ChoiceField(label=gettext(text), choices=choices, widget=forms.RadioSelect)
        self.order_fields([*QUESTIONS, "facts"])

    def value(self) -> Ties:
        """The answers."""
        given = {code: self.cleaned_data[code] == "yes" for code in QUESTIONS}
        return Ties(**given, facts=self.cleaned_data["facts"])


class AssessForm(forms.Form):
    """Impartial or disqualified, and why."""

    outcome = forms.ChoiceField(label=_("Vurdering"), widget=forms.RadioSelect)
    assessment = forms.CharField(label=_("Begrunnelse"), max_length=MESSAGE, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [(code, t(OUTCOMES[code])) for code in (IMPARTIAL, DISQUALIFIED)]  # type: ignore[attr-defined]


class NetworkForm(forms.Form):
    """A network."""

    unit = forms.ModelChoiceField(label=_("Enhet"), queryset=Unit.objects.none(), empty_label=None)
    name = forms.CharField(label=_("Nettverk"), max_length=LINE)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class Up1Form(forms.Form):
    """A UP1, until the day after the last one."""

    person = forms.ModelChoiceField(label=_("Hvem"), queryset=Person.objects.none())
    starts_on = forms.DateField(label=_("Fra og med"))
    ends_before = forms.DateField(label=_("Til og med"))
    mentor = forms.ModelChoiceField(
        label=_("Mentor"),
        help_text=_("Trengs når personen ikke har vært UP1 før."),
        queryset=Person.objects.none(),
        required=False,
    )

    def __init__(self, *args: Any, provider: int, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("person", "mentor"):
            self.fields[name].queryset = staff_of(provider, day=day)  # type: ignore[attr-defined]

    def value(self) -> NewTerm:
        """What the service judges."""
        asked = self.cleaned_data
        return NewTerm(asked["person"], asked["starts_on"], asked["ends_before"] + timedelta(days=1), asked["mentor"])
