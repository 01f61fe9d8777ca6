"""A round as a row of milestones: who does what when, what is over, what goes on now, and what we say about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pafyll.apps.applications.models import Round
from pafyll.domain.lifecycles.round import RoundStatus
from pafyll.integrations.clock import OSLO, midnight_after
from pafyll.web.components.tags.formats import day, deadline

Text = str | Promise


@dataclass(frozen=True)
class Milestone:
    """Something that somebody does in a span of time. ends_at: the first moment after; state: past, now or later."""

    code: str
    title: Text
    who: Text  # with title a sentence: "Lærere søker om plass"
    starts_at: datetime
    ends_at: datetime
    state: str

    @property
    def days(self) -> str:
        """1. februar – 1. mars 2026; only the end where only the end matters."""
        last = deadline(self.ends_at)
        if self.code in ENDS_ONLY:
            return ENDS_ONLY[self.code] % {"day": last}
        first = day(self.starts_at)
        if first == last:
            return last
        year = f" {self.starts_at.astimezone(OSLO).year}"
        return f"{first.removesuffix(year) if last.endswith(year) else first} – {last}"


ENDS_ONLY = {"allocation": gettext_lazy("Til %(day)s"), "admission": gettext_lazy("Innen %(day)s")}
TITLES: dict[str, tuple[Text, Text]] = {
    "teachers": (gettext_lazy("søker om plass"), gettext_lazy("Lærere")),
    "principals": (gettext_lazy("gir uttalelse til søknadene"), gettext_lazy("Rektor")),
    "owners": (gettext_lazy("godkjenner og prioriterer søknadene"), gettext_lazy("Skoleeier")),
    "allocation": (gettext_lazy("fordeler plassene etter reglene"), gettext_lazy("Direktoratet")),
    "answers": (gettext_lazy("får svar med begrunnelse"), gettext_lazy("Alle søkere")),
    "admission": (gettext_lazy("tar opp studentene"), gettext_lazy("Tilbyder")),
}


def milestones(round: Round, *, at: datetime) -> list[Milestone]:
    """The milestones of a round in the order they begin."""
    answers_from, answers_to = _start_of(round.result_on), midnight_after(round.result_on)
    spans = {
        "teachers": (round.opens_at, round.teacher_closes_at),
        "principals": (round.opens_at, round.owner_closes_at),
        "owners": (round.owner_opens_at, round.owner_closes_at),
        "allocation": (round.owner_closes_at, answers_from),
        "answers": (answers_from, answers_to),
        "admission": (answers_to, midnight_after(round.admission_on)),
    }
    is_decided = round.status in (RoundStatus.ALLOCATED, RoundStatus.CLOSED)  # it may be before the last day for it
    over = {"allocation", "answers"} if is_decided else set()
    return [_milestone(code, start, end, at, code in over) for code, (start, end) in spans.items()]


def _start_of(day: object) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=OSLO)  # type: ignore[attr-defined]


def _milestone(code: str, start: datetime, end: datetime, at: datetime, is_over: bool) -> Milestone:
    title, who = TITLES[code]
    state = "past" if is_over or at >= end else "later" if at < start else "now"
    return Milestone(code, title, who, start, end, state)


@dataclass(frozen=True)
class Notice:
    """What the front page says about a round right now: one line, what it means, and whether one can apply."""

    title: str
    text: str
    may_apply: bool = False


def notice(round: Round | None, *, at: datetime) -> Notice:
    """The state of the round in plain words; without a round, that none is announced."""
    if round is None:
        return Notice(_("Ingen søknadsrunde er kunngjort"), _("Neste runde vises her når datoene er bestemt."))
    year, answer_day = str(round.school_year), day(round.result_on)
    if at < round.opens_at:
        return Notice(
            _("Søknaden åpner %(day)s") % {"day": day(round.opens_at)},
            _("Da kan lærere søke videreutdanning for %(year)s. Fristen er %(deadline)s.")
            % {"year": year, "deadline": deadline(round.teacher_closes_at)},
        )
    if round.takes_applications(at):
        return Notice(
            _("Søknaden er åpen til og med %(day)s") % {"day": deadline(round.teacher_closes_at)},
            _("Lærere kan søke videreutdanning for %(year)s. Svaret kommer senest %(day)s.")
            % {"year": year, "day": answer_day},
            may_apply=True,
        )
    return _after_the_deadline(round, at, year, answer_day)


def _after_the_deadline(round: Round, at: datetime, year: str, answer_day: str) -> Notice:
    if at < round.owner_closes_at:
        return Notice(
            _("Skoleeierne prioriterer søknadene"),
            _("Søknadsfristen for %(year)s er ute. Skoleeier har frist %(deadline)s, og svaret kommer senest %(day)s.")
            % {"year": year, "deadline": deadline(round.owner_closes_at), "day": answer_day},
        )
    if round.status == "open":
        return Notice(
            _("Plassene fordeles"),
            _("Skoleeierne er ferdige. Direktoratet fordeler plassene for %(year)s, og svaret kommer senest %(day)s.")
            % {"year": year, "day": answer_day},
        )
    return Notice(
        _("Plassene for %(year)s er fordelt") % {"year": year},
        _("Alle søkere har fått svar med begrunnelse. Neste runde vises her når den er kunngjort."),
    )
