"""The form of each kind of block, and of a resolution's points. A form gives a block; nothing is judged here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pafyll.apps.casework import paper_blocks
from pafyll.apps.casework.models import ResolutionPoint
from pafyll.apps.casework.paper_blocks import FIGURE, HEADING, LIST, PARAGRAPH, PROPOSAL, TABLE, Block, Point
from pafyll.apps.casework.resolving import opening_kinds
from pafyll.apps.casework.services.resolutions import PointResolved, Resolved
from pafyll.apps.organisations.models import Organisation

KIND_NAMES = {
    PARAGRAPH: _("Avsnitt"),
    HEADING: _("Overskrift"),
    LIST: _("Liste"),
    TABLE: _("Tabell"),
    FIGURE: _("Et tall for seg"),
    PROPOSAL: pgettext_lazy("politisk sak", "Forslag til vedtak"),
}
NOTHING = ("", _("Åpner ikke noe"))
CELL = "|"
MORE = 2  # empty points after those that are there
Outcome = ResolutionPoint.Outcome


class BlockForm(forms.Form):
    """The fields that the kind of block has. insert puts a figure into the text."""

    def __init__(
        self, given: Any = None, *, block: Block, figures: Sequence[tuple[str, str]], owner: Organisation
    ) -> None:
        super().__init__(given, initial=_initial(block))
        self.block = block
        self.fields.update(_fields(block, figures, owner))

    def value(self) -> Block:
        """The block with what was written."""
        given = self.cleaned_data
        match self.block.kind:
            case paper_blocks.LIST:
                items = tuple(line.strip() for line in given["items"].splitlines() if line.strip())
                return replace(self.block, items=items, is_numbered=given["is_numbered"])
            case paper_blocks.TABLE:
                return _table(self.block, given)
            case paper_blocks.FIGURE:
                return replace(self.block, text=given["text"], reference=given["reference"])
            case paper_blocks.PROPOSAL:
                return replace(self.block, points=tuple(_points(given)))
            case paper_blocks.HEADING:
                return replace(self.block, text=given["text"], level=int(given["level"]))
        return replace(self.block, text=given["text"])


def with_figure(given: Any, block: Block) -> Any:
    """What was sent, with the chosen figure at the end of the main text: how "Sett inn" works without JavaScript."""
    changed = given.copy()
    field = {LIST: "items", TABLE: "table", PROPOSAL: "point_1"}.get(block.kind, "text")
    text, reference = changed.get(field, "").rstrip(), changed.get("insert", "")
    changed[field] = f"{text} {{{reference}}}".strip() if reference else text
    return changed


def _fields(block: Block, figures: Sequence[tuple[str, str]], owner: Organisation) -> dict[str, forms.Field]:
    insert: dict[str, forms.Field] = {
        "insert": forms.ChoiceField(
            label=_("Tall som kan settes inn"), required=False, choices=[("", _("Velg et tall")), *figures]
        )
    }
    match block.kind:
        case paper_blocks.HEADING:
            levels = [("2", _("Overskrift")), ("3", _("Underoverskrift"))]
            return {
                "text": forms.CharField(label=_("Overskrift"), max_length=200),
                "level": forms.ChoiceField(label=_("Nivå"), choices=levels),
            }
        case paper_blocks.LIST:
            numbered = forms.BooleanField(label=_("Nummerer punktene"), required=False)
            return {"items": _text(_("Punkter"), _("Ett punkt på hver linje.")), "is_numbered": numbered} | insert
        case paper_blocks.TABLE:
            told = _("En rad på hver linje, med | mellom cellene. Den første linjen er overskriftene.")
            return {
                "text": forms.CharField(label=_("Hva viser tabellen?"), max_length=200),
                "table": _text(_("Tabellen"), told),
                "last_is_sum": forms.BooleanField(label=_("Den siste raden er en sum"), required=False),
            } | insert
        case paper_blocks.FIGURE:
            return {
                "text": forms.CharField(label=_("Ordene foran tallet"), max_length=200),
                "reference": forms.ChoiceField(label=_("Hvilket tall?"), choices=list(figures)),
            }
        case paper_blocks.PROPOSAL:
            return _point_fields(block, owner) | insert
    return {"text": _text(_("Teksten"), "")} | insert


def _text(label: Any, help_text: Any) -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, max_length=10000, widget=forms.Textarea(attrs={"rows": 6}))


def _point_fields(block: Block, owner: Organisation) -> dict[str, forms.Field]:
    made: dict[str, forms.Field] = {}
    for n in range(1, len(block.points) + MORE + 1):
        made[f"point_{n}"] = forms.CharField(
            label=_("Punkt {number}").format(number=n),
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 3}),
        )
        made |= _opening_fields(n, owner)
    return made


def _opening_fields(n: int, owner: Organisation) -> dict[str, forms.Field]:
    """What the point opens when it is resolved, where anything can be opened."""
    choices = openings_of(owner)
    if not choices:
        return {}
    return {
        f"opens_{n}": forms.ChoiceField(
            label=_("Hva åpner punkt {number}?").format(number=n), required=False, choices=[NOTHING, *choices]
        ),
        f"quantity_{n}": forms.IntegerField(
            label=_("Hvor mye, i punkt {number}?").format(number=n),
            required=False,
            min_value=0,
            max_value=2_000_000_000,
            help_text=_("Hele kroner eller antall lærere. La feltet stå tomt hvis punktet bare sier ja."),
        ),
    }


def openings_of(owner: Organisation) -> list[tuple[str, str]]:
    """("kind|target", what it is) of everything that a point can open for the owner."""
    return [
        (f"{kind.code}{CELL}{target.key}", f"{kind.label}: {target.label}")
        for kind in opening_kinds()
        for target in kind.targets(owner)
    ]


def _points(given: dict[str, Any]) -> list[Point]:
    numbers = [int(name.removeprefix("point_")) for name in given if name.startswith("point_")]
    found = []
    for n in sorted(numbers):
        opens, _sep, target = (given.get(f"opens_{n}") or "").partition(CELL)
        if given[f"point_{n}"].strip():
            found.append(Point(given[f"point_{n}"].strip(), opens, target, given.get(f"quantity_{n}")))
    return found


def _table(block: Block, given: dict[str, Any]) -> Block:
    lines = [line for line in given["table"].splitlines() if line.strip()]
    rows = [tuple(cell.strip() for cell in line.strip().strip(CELL).split(CELL)) for line in lines]
    header, body = (rows[0], tuple(rows[1:])) if rows else ((), ())
    made = replace(block, text=given["text"], header=header, rows=body, last_is_sum=given["last_is_sum"])
    return paper_blocks.even(made)


def _initial(block: Block) -> dict[str, Any]:
    rows = [block.header, *block.rows] if block.header else []
    initial: dict[str, Any] = {
        "text": block.text,
        "level": str(block.level),
        "items": "\n".join(block.items),
        "is_numbered": block.is_numbered,
        "table": "\n".join(f" {CELL} ".join(row) for row in rows),
        "last_is_sum": block.last_is_sum,
        "reference": block.reference,
    }
    for n, point in enumerate(block.points, 1):
        initial |= {f"point_{n}": point.text, f"quantity_{n}": point.quantity}
        initial[f"opens_{n}"] = f"{point.opens}{CELL}{point.target}" if point.opens else ""
    return initial


class CommitteeForm(forms.Form):
    """What a committee said, when, and under which number."""

    number = forms.CharField(label=_("Utvalgets saksnummer"), max_length=30, help_text=_("For eksempel 12/26."))
    met_on = forms.DateField(label=_("Når var møtet?"), widget=forms.DateInput)
    words = forms.CharField(label=_("Hva uttalte utvalget?"), max_length=5000, widget=forms.Textarea(attrs={"rows": 6}))


class ResolutionForm(forms.Form):
    """The resolution, point by point; one empty point at the end for what was added in the meeting."""

    number = forms.CharField(label=_("Vedtakets saksnummer"), max_length=30, help_text=_("For eksempel 31/26."))
    resolved_on = forms.DateField(label=_("Når ble det vedtatt?"), widget=forms.DateInput)

    def __init__(self, *args: Any, points: Sequence[Point], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.points = [*points, Point("")]
        for n, point in enumerate(self.points, 1):
            self.fields.update(_resolved_fields(n, point))

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The points with their fields, for the page."""
        names = ("outcome", "text", "votes_for", "votes_against")
        return [
            {"number": n, "point": point, "fields": [self[f"{name}_{n}"] for name in names]}
            for n, point in enumerate(self.points, 1)
        ]

    def value(self) -> Resolved:
        """The resolution as the services read it. The last point counts only when something is written."""
        given = self.cleaned_data
        points = [_resolved(given, n, point) for n, point in enumerate(self.points, 1)]
        kept = tuple(one for one in points if one.outcome)
        return Resolved(given["number"], given["resolved_on"], kept)


def _resolved_fields(n: int, point: Point) -> dict[str, forms.Field]:
    proposed = [one for one in Outcome.choices if one[0] != Outcome.ADDED]
    outcome: forms.Field = (
        forms.ChoiceField(label=_("Hva skjedde?"), choices=proposed, widget=forms.RadioSelect)
        if point.text
        else forms.ChoiceField(
            label=_("Kom det til et punkt?"), required=False, choices=[("", _("Nei")), (Outcome.ADDED, _("Ja"))]
        )
    )
    votes: dict[str, Any] = {"required": False, "min_value": 0, "max_value": 200}
    return {
        f"outcome_{n}": outcome,
        f"text_{n}": forms.CharField(
            label=_("Slik ble punktet vedtatt"),
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text=_("Bare hvis det ble endret eller kom til."),
        ),
        f"votes_for_{n}": forms.IntegerField(label=_("Stemmer for"), **votes),
        f"votes_against_{n}": forms.IntegerField(label=_("Stemmer mot"), **votes),
    }


def _resolved(given: dict[str, Any], n: int, point: Point) -> PointResolved:
    return PointResolved(
        proposed=point.text,
        outcome=given[f"outcome_{n}"],
        text=given[f"text_{n}"],
        votes_for=given[f"votes_for_{n}"],
        votes_against=given[f"votes_against_{n}"],
        opens=point.opens,
        target=point.target,
        quantity=point.quantity,
    )
