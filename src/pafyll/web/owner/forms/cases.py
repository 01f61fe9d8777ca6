"""The forms of a case: what it is about, how it moves, who is consulted, and who may not handle it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pafyll.apps.casework.models import Case, CaseBody, CasePaper, ConsultationParticipant, Resolution
from pafyll.apps.casework.queries.cases import WantedCases, unions_to_invite
from pafyll.apps.casework.resolving import opening_kinds
from pafyll.apps.casework.services.attaching_to_case import NewAttachment
from pafyll.apps.casework.services.cases import WantedBody, WantedCase, WantedFollowUp
from pafyll.apps.casework.services.consultations import Invitation, Minutes
from pafyll.apps.casework.services.impartiality import Period
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.lifecycles.case import CaseStatus
from pafyll.domain.rules.impartiality import GROUNDS
from pafyll.integrations.clock import OSLO

PART = CaseBody.Part
SIDE = ConsultationParticipant.Side
ALL = [("", _("Alle")), ("open", _("Åpne saker"))]


class CaseFilterForm(forms.Form):
    """What the list is narrowed to."""

    all_optional = True
    sok = forms.CharField(label=_("Tittel eller saksnummer"), required=False, max_length=100)
    status = forms.ChoiceField(label=_("Status"), required=False, choices=[*ALL, *CaseStatus.choices()])
    mine = forms.BooleanField(label=_("Bare mine saker"), required=False)

    def value(self) -> WantedCases:
        """What to look for; nothing where the address holds nonsense."""
        given: dict[str, Any] = getattr(self, "cleaned_data", {}) if self.is_valid() else {}
        return WantedCases(given.get("sok", ""), given.get("status", ""), given.get("mine", False))


class CaseForm(forms.Form):
    """What a case is about, when it must be resolved, who treats it, and what it follows up."""

    title = forms.CharField(label=_("Hva gjelder saken?"), max_length=200)
    about = forms.ChoiceField(label=_("Hvilken plan eller hvilket budsjett bygger saken på?"), required=False)
    deadline_on = forms.DateField(
        label=_("Når må saken være vedtatt?"), required=False, widget=forms.DateInput, help_text=_("Fristen deres.")
    )
    resolves = forms.CharField(
        label=_("Hvem vedtar saken?"), max_length=100, help_text=_("For eksempel formannskapet.")
    )
    resolves_on = forms.DateField(label=_("Når er møtet?"), required=False, widget=forms.DateInput)
    hears = forms.CharField(
        label=_("Hvilket utvalg skal uttale seg først?"),
        required=False,
        max_length=100,
        help_text=_("La feltet stå tomt hvis ingen skal uttale seg."),
    )
    hears_on = forms.DateField(label=_("Når møtes utvalget?"), required=False, widget=forms.DateInput)
    earlier = forms.ModelChoiceField(
        label=_("Følger saken opp et tidligere vedtak i Påfyll?"), required=False, queryset=Resolution.objects.none()
    )
    earlier_text = forms.CharField(
        label=_("Eller en annen sak"),
        required=False,
        max_length=100,
        help_text=_("For eksempel «formannskapssak 151/10»."),
    )
    asked = forms.CharField(
        label=_("Hva ble det bedt om?"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, given: Any = None, *, owner: Organisation, case: Case | None = None, target: str = "") -> None:
        super().__init__(given, initial=_initial(case) if case else {"about": target})
        about: Any = self.fields["about"]
        about.choices = [("", _("Ingen bestemt")), *_targets(owner, case)]
        earlier: Any = self.fields["earlier"]
        earlier.queryset = Resolution.objects.filter(case__owner=owner).exclude(case=case).select_related("body")

    def clean(self) -> dict[str, Any]:
        """A follow-up says both which case and what was asked."""
        given = super().clean() or {}
        named = given.get("earlier") or given.get("earlier_text")
        if given.get("asked") and not named:
            self.add_error("earlier_text", _("Skriv hvilken sak det ble bedt om dette i."))
        if named and not given.get("asked"):
            self.add_error("asked", _("Skriv hva det ble bedt om."))
        if given.get("hears") and given.get("hears") == given.get("resolves"):
            self.add_error("hears", _("Utvalget som uttaler seg, må være et annet enn det som vedtar."))
        return given

    def value(self) -> WantedCase:
        """The case as the services read it."""
        given = self.cleaned_data
        bodies = [WantedBody(given["resolves"], PART.RESOLVES, given["resolves_on"])]
        if given["hears"]:
            bodies.append(WantedBody(given["hears"], PART.HEARS, given["hears_on"]))
        follow_ups = [WantedFollowUp(given["asked"], given["earlier"], given["earlier_text"])] if given["asked"] else []
        return WantedCase(given["title"], given["about"], given["deadline_on"], tuple(bodies), tuple(follow_ups))


def _initial(case: Case) -> dict[str, Any]:
    bodies = {one.part: one for one in case.bodies.all()}
    resolves, hears, follow = bodies.get(PART.RESOLVES), bodies.get(PART.HEARS), case.follow_ups.first()
    return {
        "title": case.title,
        "about": case.about,
        "deadline_on": case.deadline_on,
        "resolves": resolves.name if resolves else "",
        "resolves_on": resolves.meets_on if resolves else None,
        "hears": hears.name if hears else "",
        "hears_on": hears.meets_on if hears else None,
        "earlier": follow.earlier if follow else None,
        "earlier_text": follow.earlier_text if follow else "",
        "asked": follow.asked if follow else "",
    }


def _targets(owner: Organisation, case: Case | None) -> list[tuple[str, str]]:
    """What points can open, which is also what a case can be about; a kind that is gone from the list stays chosen."""
    known = {target.key: target.label for kind in opening_kinds() for target in kind.targets(owner)}
    if case and case.about and case.about not in known:
        known[case.about] = case.about
    return list(known.items())


class ReasonForm(forms.Form):
    """Why something is stopped, called off or sent back."""

    why = forms.CharField(label=_("Hvorfor?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class IssueForm(forms.Form):
    """Whom the paper is issued to."""

    audience = forms.ChoiceField(
        label=_("Hvem skal lese den?"), choices=CasePaper.Audience.choices, widget=forms.RadioSelect
    )
    in_spite = forms.BooleanField(label=_("Utsted selv om noe ikke stemmer"), required=False)


class InvitationForm(forms.Form):
    """When and where a union is invited, and what to."""

    union = forms.ModelChoiceField(label=_("Hvilken organisasjon?"), queryset=Organisation.objects.none())
    day = forms.DateField(label=_("Hvilken dag?"), widget=forms.DateInput)
    time = forms.TimeField(
        label=_("Hvilket klokkeslett?"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    place = forms.CharField(label=_("Hvor?"), max_length=200, help_text=_("Møterom, eller «på nett»."))
    words = forms.CharField(label=_("Hva vil dere drøfte?"), max_length=3000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        union: Any = self.fields["union"]
        union.queryset = unions_to_invite()

    def value(self) -> Invitation:
        """The invitation as the services read it; the hour is Norwegian time."""
        given = self.cleaned_data
        meets_at = datetime.combine(given["day"], given["time"], OSLO)
        return Invitation(given["union"], meets_at, given["place"], given["words"])


class MinutesForm(forms.Form):
    """What was said, and who took part."""

    employer = forms.CharField(
        label=_("Hvem møtte for arbeidsgiver?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Ett navn på hver linje."),
    )
    employees = forms.CharField(
        label=_("Hvem møtte for de ansatte?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Ett navn på hver linje."),
    )
    minutes = forms.CharField(
        label=_("Referat"),
        max_length=10000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Hva som ble sagt, og hva partene er enige og uenige om."),
    )

    def value(self) -> Minutes:
        """The minutes as the services read them."""
        given = self.cleaned_data
        sides = ((given["employer"], SIDE.EMPLOYER), (given["employees"], SIDE.EMPLOYEES))
        people = [(name.strip(), side.value) for names, side in sides for name in names.splitlines() if name.strip()]
        return Minutes(given["minutes"], people)


class AttachmentForm(forms.Form):
    """A file, what it is called in the paper, and whether everyone may read it."""

    title = forms.CharField(label=_("Hva skal vedlegget hete?"), max_length=200)
    file = forms.FileField(label=_("Fil"), help_text=_("PDF, Word, Excel eller bilde, inntil 10 MB."))
    is_public = forms.BooleanField(label=_("Alle kan lese vedlegget når saken er offentlig"), required=False)

    def value(self) -> NewAttachment:
        """The file as it came in."""
        given = self.cleaned_data
        return NewAttachment(given["title"], given["file"].name, given["file"].read(), given["is_public"])


class DisqualifiedForm(forms.Form):
    """Who is disqualified, why, and for how long."""

    officer = forms.TypedChoiceField(label=_("Hvem er inhabil?"), coerce=int)
    ground = forms.ChoiceField(
        label=_("Hva er grunnen?"),
        choices=[(code, _(text)) for code, (text, _part) in GROUNDS.items()],
        widget=forms.RadioSelect,
    )
    starts_on = forms.DateField(label=_("Fra hvilken dag?"), widget=forms.DateInput)
    ends_before = forms.DateField(
        label=_("Til hvilken dag?"),
        required=False,
        widget=forms.DateInput,
        help_text=_("Den første dagen som ikke er med. La feltet stå tomt hvis det gjelder til saken er ferdig."),
    )

    def __init__(self, given: Any = None, *, officers: Sequence[tuple[int, str]], day: date) -> None:
        super().__init__(given, initial={"starts_on": day}, auto_id="disqualified_%s")
        officer: Any = self.fields["officer"]
        officer.choices = list(officers)

    @property
    def period(self) -> Period:
        return Period(self.cleaned_data["starts_on"], self.cleaned_data["ends_before"])


class SubstituteForm(forms.Form):
    """Who stands in, why, and between which days."""

    substitute = forms.TypedChoiceField(label=_("Hvem er stedfortreder?"), coerce=int)
    starts_on = forms.DateField(label=_("Fra hvilken dag?"), widget=forms.DateInput)
    ends_before = forms.DateField(
        label=_("Til hvilken dag?"), widget=forms.DateInput, help_text=_("Den første dagen som ikke er med.")
    )
    reason = forms.CharField(label=_("Hvorfor?"), max_length=300)

    def __init__(self, given: Any = None, *, officers: Sequence[tuple[int, str]], day: date) -> None:
        super().__init__(given, initial={"starts_on": day}, auto_id="substitute_%s")
        substitute: Any = self.fields["substitute"]
        substitute.choices = list(officers)

    @property
    def period(self) -> Period:
        return Period(self.cleaned_data["starts_on"], self.cleaned_data["ends_before"])
