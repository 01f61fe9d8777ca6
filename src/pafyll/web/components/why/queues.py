"""Why somebody stands where she stands: in the queue to a study, and on the round's reserve list."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from pafyll.apps.applications.models import AllocationResult, AllocationRun, FreedPlace, Round
from pafyll.apps.applications.queries.waiting import InQueue, QueueLine
from pafyll.domain.allocation import ruleset
from pafyll.domain.answers import Answer
from pafyll.web.components.tags.chains import sentence
from pafyll.web.components.tags.formats import moment, number, t
from pafyll.web.components.why import Why

OWN_TURN = ("ranked", "unranked", "turn")  # the steps of a chain that say where the application stood


def why_of_my_place(line: QueueLine, result: AllocationResult, round: Round, *, at: datetime) -> Why:
    """The place of the one who asks. She is told how many stand before her, and never who."""
    ahead = line.position - 1
    return Why(
        figure=_("Plass %(position)s i køen til %(study)s") % {"position": line.position, "study": line.offer},
        rule=_queue_rule(),
        source=_source(round),
        url=_rules(round),
        inputs=(
            *_own_turn(result),
            (_("Foran deg da runden ble fordelt"), number(ahead)),
            (_("Foran deg som siden har fått svar eller gått ut"), number(ahead - line.before)),
        ),
        when=_("Plassen: %(run)s. Hvor mange som står foran deg nå: %(now)s.")
        % {"run": moment(result.run.run_at), "now": moment(at)},
        anchor=f"hvorfor-{line.offer.pk}",
    )


def why_of_queue(place: FreedPlace, rows: list[InQueue], run: AllocationRun | None, *, at: datetime) -> Why | None:
    """The whole queue to a study, as the directorate reads it. None before a run has decided the round."""
    if run is None:
        return None
    return Why(
        figure=_("Rekkefølgen i køen til %(study)s") % {"study": place.offer},
        rule=_queue_rule(),
        source=_source(place.round),
        url=_rules(place.round),
        inputs=(
            (_("I køen da runden ble fordelt"), number(len(rows))),
            (_("Kan få plassen nå"), number(sum(bool(row.answer) for row in rows))),
            *_reasons([row.answer for row in rows]),
        ),
        when=_("Rekkefølgen: %(run)s. Hvem som kan få plassen: %(now)s.")
        % {"run": moment(run.run_at), "now": moment(at)},
    )


def why_of_reserve(run: AllocationRun, result: AllocationResult | None = None) -> Why:
    """The numbers of the reserve list, with where one application stood when one is asked about."""
    of_each = _("Gruppen søknaden hører til, skoleeierens prioritering og loddet. Se «Hvorfor» ved søknaden.")
    return Why(
        figure=_("Nummer på reservelisten"),
        rule=_(
            "De som ikke fikk plass, er nummerert etter når søknaden deres kom til tur første gang. Reservelisten er"
            " felles for hele runden. Hvert studium har sin egen kø."
        ),
        source=_source(run.round),
        url=_rules(run.round),
        inputs=_own_turn(result) if result else ((_("Bygger på"), of_each),),
        when=moment(run.run_at),
    )


def _queue_rule() -> str:
    return _(
        "De som ønsket studiet og ikke fikk plass, står i den rekkefølgen ønsket deres ble prøvd i da runden ble"
        " fordelt. Rekkefølgen endres ikke etterpå."
    )


def _source(round: Round) -> str:
    rules = ruleset(round.rule_set)
    return f"{t(rules.title)}. {t(rules.source)}"


def _rules(round: Round) -> str:
    return reverse("public:rules", args=[round.rule_set])


def _own_turn(result: AllocationResult) -> tuple[tuple[str, str], ...]:
    steps = result.chain.get("steps", []) if isinstance(result.chain, dict) else []
    said = [sentence(step) for step in steps if step.get("code") in OWN_TURN]
    return ((_("Søknaden i fordelingen"), " ".join(said)),) if said else ()


def _reasons(answers: list[Answer]) -> tuple[tuple[str, str], ...]:
    """How many are not asked, by reason, in the order of the queue."""
    counts: dict[str, int] = {}
    for answer in answers:
        if not answer:
            counts[t(answer)] = counts.get(t(answer), 0) + 1
    return tuple((reason, number(count)) for reason, count in counts.items())
