"""What a case paper can refer to in the budget and the programme: "budget:…" and "measure:…"."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Max, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pafyll.apps.casework import figures
from pafyll.apps.casework.figures import Figure, Offered, UnknownFigure
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.planning.models import Measure, PlannedCost, Reallocation
from pafyll.apps.planning.queries.budget import budget_of, changed_at, parts_of
from pafyll.domain.lifecycles.budget import MeasureStatus, ReallocationStatus
from pafyll.domain.planning.budget import FURTHER, IN_SERVICE, PURPOSES, account_of, year_row
from pafyll.domain.planning.budget.state_application import known_years, state_application
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.domain.values import Kroner, SchoolYear

BUDGET, MEASURE = "budget", "measure"
LINE = "budget_line"  # what a point of a resolution opens
WORDS = {
    "available": gettext_noop("Tilgjengelig"),
    "needed": gettext_noop("Trengs"),
    "left": gettext_noop("Igjen"),
    "uncovered": gettext_noop("Uten dekning"),
}
LONGEST_KEY = 19  # digits that a database key can have
AHEAD = 2  # budget years that a draft shows


def resolve_budget(reference: str, *, owner: Organisation) -> Figure:
    """budget:2026:available:further, budget:reallocation:7, budget:cost:12, and with :2027 or :heads after that."""
    match reference.split(":")[1:]:
        case ["reallocation", key] if _is_key(key):
            return _of_reallocation(owner, int(key))
        case ["cost", key, *rest] if _is_key(key) and len(rest) < 2:
            return _of_cost(owner, int(key), "".join(rest))
        case [year, word, purpose] if year.isdecimal() and len(year) == 4 and word in WORDS and purpose in PURPOSES:
            return _of_year(owner, int(year), word, purpose)
    raise UnknownFigure(reference)


def resolve_measure(reference: str, *, owner: Organisation) -> Figure:
    """measure:programme:2026 and measure:count:2026 are the year's programme; measure:7 is one measure's cost."""
    match reference.split(":")[1:]:
        case ["programme", year] if year.isdecimal() and len(year) == 4:
            return _of_programme(owner, int(year))
        case ["count", year] if year.isdecimal() and len(year) == 4:
            return _count(owner, int(year))
        case [key] if _is_key(key):
            return _of_measure(owner, int(key))
    raise UnknownFigure(reference)


def offer_budget(*, owner: Organisation, about: str = "") -> list[Offered]:
    """The reallocations that wait, those who are to begin, and what there is and is needed in the latest two years."""
    return [*_proposed_moves(owner), *_proposed_starts(owner), *_frames(owner)]


def offer_measures(*, owner: Organisation, about: str = "") -> list[Offered]:
    """The programme as the ground for the state application, where the year's application is known."""
    years = set(_programme(owner).values_list("budget_year", flat=True))
    words = _("{{measure:count:{year}}} i Program for kvalitetsutvikling brukes til søknad om statlige midler til "
              "etterutdanning i {year}.")  # fmt: skip
    return [
        Offered(
            f"measure:count:{year}", _("Tiltak i programmet for %(year)s") % {"year": year}, "proposal",
            sentence=words.format(year=year),
        )
        for year in known_years()
        if year in years and state_application(year)
    ]  # fmt: skip


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < LONGEST_KEY


def _of_year(owner: Organisation, year: int, word: str, purpose: str) -> Figure:
    budget = figures.remembered(("budget", owner.pk), lambda: budget_of(owner))
    row = year_row(budget, account_of(budget, until=year), year, purpose=purpose)
    label = f"{_(WORDS[word])} {_('til')} {_(PURPOSES[purpose]).lower()} {year}"
    return _kroner(owner, getattr(row, word), label, _("Budsjettet for %(year)s") % {"year": year}, _budget_url(year))


def _of_reallocation(owner: Organisation, key: int) -> Figure:
    row = Reallocation.objects.filter(owner=owner, pk=key).exclude(status=ReallocationStatus.REFUSED).first()
    if row is None:
        raise UnknownFigure(f"budget:reallocation:{key}")
    label = _("Omdisponert i %(year)s") % {"year": row.budget_year}
    return _kroner(owner, row.kroner, label, _("Omdisponering %(key)s") % {"key": key}, _url("owner:reallocation", key))


def _of_cost(owner: Organisation, key: int, what: str) -> Figure:
    row = PlannedCost.objects.filter(owner=owner, pk=key, removed_at=None).first()
    if row is None:
        raise UnknownFigure(f"budget:cost:{key}")
    source = _("Kostnaden «%(title)s» i budsjettet") % {"title": row.title}
    url = _url("owner:plan", row.plan_id) if row.plan_id else _url("owner:edit_cost", key)
    if what == "heads" and row.heads is not None:
        return Figure(row.heads, "persons", str(row.heads), row.title, source, url, _as_of(owner))
    found = {str(part.budget_year): part.amount for part in parts_of(row)} | {"": Kroner(row.amount)}
    if what not in found:
        raise UnknownFigure(f"budget:cost:{key}:{what}")
    return _kroner(owner, found[what], f"{row.title} {what}".strip(), source, url)


def _of_programme(owner: Organisation, year: int) -> Figure:
    rows = PlannedCost.objects.filter(measure__in=_programme(owner).filter(budget_year=year), removed_at=None)
    total = Kroner(sum(rows.values_list("amount", flat=True)))
    label = _("Program for kvalitetsutvikling %(year)s") % {"year": year}
    return _kroner(owner, total, label, _("Tiltakene for %(year)s") % {"year": year}, _programme_url(year))


def _count(owner: Organisation, year: int) -> Figure:
    number = _programme(owner).filter(budget_year=year).count()
    label, source = _("Tiltak i programmet for %(year)s"), _("Tiltakene for %(year)s")
    text = _("%(number)s tiltak") % {"number": number}
    said = {"year": year}
    return Figure(number, "measures", text, label % said, source % said, _programme_url(year), _as_of(owner))


def _of_measure(owner: Organisation, key: int) -> Figure:
    measure = Measure.objects.filter(owner=owner, pk=key).first()
    if measure is None:
        raise UnknownFigure(f"measure:{key}")
    total = Kroner(sum(measure.costs.filter(removed_at=None).values_list("amount", flat=True)))
    return _kroner(
        owner, total, measure.title, _("Tiltaket «%(title)s»") % {"title": measure}, _url("owner:measure", key)
    )


def _programme(owner: Organisation) -> QuerySet[Measure]:
    return Measure.objects.filter(owner=owner).exclude(status=MeasureStatus.CANCELLED)


def _proposed_moves(owner: Organisation) -> Iterator[Offered]:
    words = _("{owner} omdisponerer {{{reference}}} fra «{giver}» til «{taker}» i {year}.")
    waiting = Reallocation.objects.filter(owner=owner, status=ReallocationStatus.PREPARED).order_by("pk")
    for row in waiting.select_related("giver", "taker"):
        reference = f"budget:{row.about}"
        said = words.format(owner=owner, reference=reference, giver=row.giver, taker=row.taker, year=row.budget_year)
        label = _("Omdisponering til «%(taker)s»") % {"taker": row.taker}
        yield Offered(reference, label, "proposal", row.about, said, LINE, row.about, row.amount)


def _proposed_starts(owner: Organisation) -> Iterator[Offered]:
    """Those who are to begin in the latest school year that is entered by hand: a plan has a proposal of its own."""
    rows = PlannedCost.objects.filter(owner=owner, removed_at=None, plan=None, purpose=FURTHER)
    rows = rows.exclude(school_year=None)
    latest = rows.aggregate(Max("school_year"))["school_year__max"]
    if latest is None:
        return
    words = _("{owner} gir tilbud om videreutdanning i {year} til totalt {{budget:cost:{key}:heads}} lærere.")
    for row in rows.filter(school_year=latest).exclude(heads=None).order_by("pk"):
        said = words.format(owner=owner, year=SchoolYear(latest), key=row.pk)
        yield Offered(f"budget:cost:{row.pk}:heads", row.title, "proposal", "", said, LINE, row.about)
        for part in parts_of(row):
            label = f"{row.title}, {part.budget_year}"
            yield Offered(f"budget:cost:{row.pk}:{part.budget_year}", label, "frames")


def _frames(owner: Organisation) -> Iterator[Offered]:
    first = budget_of(owner, with_plans=False).last_year
    if first is None:
        return
    for year in range(first - AHEAD + 1, first + 1):
        for purpose in (FURTHER, IN_SERVICE):
            for word in WORDS:
                reference = f"budget:{year}:{word}:{purpose}"
                label = f"{_(WORDS[word])} {_('til')} {_(PURPOSES[purpose]).lower()} {year}"
                yield Offered(reference, label, "frames")


def _kroner(owner: Organisation, amount: Kroner, label: str, source: str, url: str) -> Figure:
    return Figure(int(amount), "NOK", str(Kroner(amount)), label, source, url, _as_of(owner))


def _as_of(owner: Organisation) -> date | None:
    moment = changed_at(owner)
    return norwegian_day(moment) if moment else None


def _budget_url(year: int) -> str:
    address = _url("owner:budget")
    return f"{address}?aar={year}" if address else ""


def _programme_url(year: int) -> str:
    address = _url("owner:measures")
    return f"{address}?aar={year}" if address else ""


def _url(name: str, *args: int) -> str:
    """The owner's own page; "" where this installation has none."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
