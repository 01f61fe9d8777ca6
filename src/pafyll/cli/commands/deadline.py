"""`pafyll deadline`: the last day that a decision can be appealed, and why."""

# ruff: noqa: E501 (a sentence for translators stands whole on its line)

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pafyll.cli.commands.allocate import use_language
from pafyll.cli.help import NOTHING
from pafyll.cli.telling import Stop, answers
from pafyll.protocols.language import _

if TYPE_CHECKING:
    from pafyll.domain.answers import Answer
    from pafyll.domain.rules.deadlines import Act, Deadline, Notice

MONTHS = (
    "januar", "februar", "mars", "april", "mai", "juni",
    "juli", "august", "september", "oktober", "november", "desember",
)  # fmt: skip


def deadline(
    act: Annotated[
        str,
        typer.Option(
            metavar="LOV",
            help=_("Forvaltningsloven av 1967 eller 2025. Ellers den som gjaldt den dagen."),
            show_default=False,
        ),
    ] = "",
    sent: Annotated[
        str,
        typer.Option(
            metavar="DAG",
            help=_("Da varselet om vedtaket ble sendt, som 2026-04-22 eller 2026-04-22T23:59:59."),
            show_default=False,
        ),
    ] = "",
    received: Annotated[str, typer.Option(metavar="DAG", help=_("Da vedtaket kom fram."), show_default=False)] = "",
    demanded: Annotated[
        str, typer.Option(metavar="DAG", help=_("Da parten krevde begrunnelse, om det er gjort."), show_default=False)
    ] = "",
    answered: Annotated[
        str,
        typer.Option(metavar="DAG", help=_("Da begrunnelsen ble sendt og kom fram."), show_default=False),
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", metavar=NOTHING, help=_("Svar som JSON."))] = False,
    language: Annotated[str, typer.Option(metavar="SPRÅK", help=_("nb eller nn."), show_default=False)] = "nb",
) -> None:
    from pafyll.domain.rules.deadlines import DemandedGrounds, NoStart, Notice, YearOutOfRange, appeal_deadline

    use_language(language)
    notice = Notice(sent=_moment("--sent", sent), received=_moment("--received", received))
    chosen = _act(act, notice)
    if answered and not demanded:
        raise Stop(_("--answered gjelder svaret på et krav om begrunnelse. Oppgi også --demanded."))
    demand, answer = _moment("--demanded", demanded), _moment("--answered", answered)
    demands = [DemandedGrounds(demand, Notice(answer, answer) if answer else None)] if demand else []
    try:
        found = appeal_deadline(chosen, notice, demands=demands)
    except NoStart as missing:
        raise Stop(_missing(chosen, str(missing))) from missing
    except (YearOutOfRange, OverflowError) as beyond:
        raise Stop(_("Påfyll kjenner helligdagene fra 1947 til 2100. Oppgi en dag i de årene.")) from beyond
    tell = _tell_json if as_json else _tell
    tell(found)


deadline.__doc__ = _("Finn siste dag for å klage på et vedtak, med trinnene og lovstedene.")


def _act(code: str, notice: Notice) -> Act:
    from pafyll.domain.rules.deadlines import UnknownAct, act_called, act_on, known_acts, norwegian_day

    day = notice.sent or notice.received
    if not code and day is None:
        raise Stop(_("Oppgi når vedtaket ble sendt (--sent) eller kom fram (--received)."))
    try:
        return act_called(code) if code else act_on(norwegian_day(day))  # type: ignore[arg-type]
    except UnknownAct as unknown:
        said = _("Kjenner ikke loven «{act}». Velg mellom: {known}.")
        raise Stop(said.format(act=unknown, known=", ".join(known_acts()))) from unknown


def _missing(act: Act, what: str) -> str:
    if what == "received":
        return _("{act} regner fristen fra vedtaket kom fram. Oppgi den dagen med --received.").format(
            act=_(act.name).capitalize()
        )
    return _("{act} regner fristen fra varselet ble sendt. Oppgi den dagen med --sent.").format(
        act=_(act.name).capitalize()
    )


def _moment(option: str, text: str) -> date | datetime | None:
    """A day, or a moment: one without a time zone is Norwegian time. Raises Stop."""
    from pafyll.domain.rules.deadlines.counting import OSLO

    if not text:
        return None
    try:
        if len(text) <= len("2026-04-22"):
            return date.fromisoformat(text)
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        said = _(
            "Dagen «{text}» i {option} kan ikke leses. Skriv den som 2026-04-22, gjerne med klokkeslett: 2026-04-22T23:59:59."
        )
        raise Stop(said.format(text=text, option=option)) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=OSLO)


def _tell(found: Deadline) -> None:
    from pafyll.domain.rules.deadlines.counting import weekday

    if found.last_day is None:
        answers.print(_("Fristen står stille til begrunnelsen er gitt."))
    else:
        said = _("Siste dag for å klage er {weekday} {day}.")
        answers.print(said.format(weekday=_(weekday(found.last_day)), day=_written(found.last_day)), markup=False)
    for number, step in enumerate(found.steps, 1):
        law = f" ({step.law})" if step.law else ""
        answers.print(f"  {number}. {_said(step)}{law}", markup=False)
    if found.act.in_force_on is None:
        answers.print(_("Merk: det er ikke bestemt når denne loven begynner å gjelde."))


def _tell_json(found: Deadline) -> None:
    content: dict[str, Any] = {
        "act": found.act.code,
        "act_in_force_on": found.act.in_force_on,
        "last_day": found.last_day,
        "closes_before": found.closes_before,
        "is_stopped": found.is_stopped,
        "steps": [{"code": step.code, "text": _said(step), "law": step.law} for step in found.steps],
        "law": list(found.law),
        "source": found.act.source,
    }
    print(json.dumps(content, ensure_ascii=False, indent=2, default=lambda value: value.isoformat()))


def _said(step: Answer) -> str:
    """The step in the chosen language, with days written out."""
    facts = {name: _fact(value) for name, value in step.facts.items()}
    return _(step.text).format_map(facts)


def _fact(value: Any) -> Any:
    if isinstance(value, date):
        return _written(value)
    return _(value) if isinstance(value, str) else value


def _written(day: date) -> str:
    return f"{day.day}. {_(MONTHS[day.month - 1])} {day.year}"
