"""What is asked of `pafyll cost`, read from the options; every fault says what to write instead."""

# ruff: noqa: E501 (a sentence for translators stands whole on its line)

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pafyll.cli.costing.missing import told_missing
from pafyll.cli.language import _
from pafyll.cli.telling import Stop
from pafyll.domain.answers import Refusal
from pafyll.domain.grants.rates import RateRow, RateTable
from pafyll.domain.grants.shares import Shares, Study, shares_of
from pafyll.domain.parameters import NoValueInForce
from pafyll.domain.rules.subjects import SUBJECTS
from pafyll.domain.schemes import Scheme, schemes
from pafyll.domain.values import Credits

MOST_CREDITS = 300
MOST_KRONER = 10**9


@dataclass(frozen=True)
class Question:
    """A study put to a scheme on a day, with the rates that were given."""

    scheme: Scheme
    on: date
    study: Study
    rates: RateTable

    def answer(self) -> Shares:
        """The shares. Raises Stop with the remedy when a rate is missing or the scheme has no answer."""
        try:
            return shares_of(self.study, scheme=self.scheme, on=self.on, rates=self.rates)
        except NoValueInForce as gap:
            raise Stop(told_missing(self.scheme, gap)) from gap
        except Refusal as refusal:
            answer = refusal.answer
            texts = [_(text).format_map(answer.facts) for text in (answer.text, answer.remedy)]
            raise Stop(" ".join(texts)) from refusal


def question_of(
    scheme: str,
    on: str,
    credits: str,
    subject: str,
    semesters: str,
    estimates: tuple[int, int, int],
    rates: Sequence[str],
    rate_source: str,
) -> Question:
    """The options as values. Raises Stop for the first that cannot be used."""
    found, day = scheme_of(scheme), _day(on)
    if any(not 0 <= amount <= MOST_KRONER for amount in estimates):
        raise Stop(_("Anslagene må være 0 kroner eller mer, og høyst 1 milliard. Rett --travel, --stay eller --materials."))  # fmt: skip
    study = Study(_subject(subject, found, day), _credits(credits), _semesters(semesters, day), *estimates)
    return Question(found, day, study, _rates(found, rates, rate_source, day))


def scheme_of(code: str) -> Scheme:
    """The scheme with the code. Raises Stop that lists the codes."""
    if code not in schemes():
        said = _("Ordningen {code} finnes ikke. Ordningene er: {known}.")
        raise Stop(said.format(code=code, known=", ".join(schemes())))
    return schemes()[code]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Stop(_("Datoen {date} kan ikke leses. Skriv den som 2023-04-30.").format(date=text)) from error


def _credits(text: str) -> Decimal:
    said = _("Studiepoengene {credits} kan ikke brukes. Skriv et tall fra 0 til {most} i hele eller halve poeng, for eksempel 30 eller 7,5.")  # fmt: skip
    try:
        credits = Credits(text.strip())
        if credits > MOST_CREDITS:
            raise ValueError(text)
    except (ValueError, ArithmeticError) as error:
        raise Stop(said.format(credits=text, most=MOST_CREDITS)) from error
    return Decimal(credits)


def _subject(text: str, scheme: Scheme, day: date) -> str:
    """The subject's code. It must be given where the scheme shares by subject on the day."""
    if not text.strip():
        if scheme.optional("subjects_in_mathematics_and_science", day):
            raise Stop(_("Oppgi faget med --subject. I {scheme} avgjør faget hvem som betaler hvor mye.").format(scheme=_(scheme.label)))  # fmt: skip
        return "other"
    named = {subject.name.lower(): code for code, subject in SUBJECTS.items()}
    code = named.get(text.strip().lower(), text.strip().lower())
    if code not in SUBJECTS:
        said = _("Faget {subject} er ikke i listen. Fagene er: {known}.")
        raise Stop(said.format(subject=text, known=", ".join(SUBJECTS)))
    return code


def _semesters(text: str, day: date) -> str:
    starts_in_autumn = day.month >= 8
    chosen = text.strip().upper() or ("HV" if starts_in_autumn else "V")
    if chosen not in ("HV", "H", "V"):
        raise Stop(_("Semestrene {semesters} kan ikke brukes. Skriv HV, H eller V.").format(semesters=text))
    if not starts_in_autumn and chosen != "V":
        raise Stop(_("Et studium som starter om våren, har bare vårsemesteret igjen av skoleåret. Bruk --semesters V, eller en dag fra 1. august med --on."))  # fmt: skip
    return chosen


def _rates(scheme: Scheme, options: Sequence[str], source: str, day: date) -> RateTable:
    rows = [_rate(scheme, option, source.strip()) for option in options]
    payers = [row.payer for row in rows]
    if len(set(payers)) < len(payers) or ("cost" in payers and len(payers) > 1):
        raise Stop(_("Oppgi enten cost, eller state og owner, og hver av dem én gang."))
    if rows and not source.strip():
        raise Stop(_("En sats må ha en kilde. Skriv hvor den er hentet fra, med --rate-source."))
    return RateTable(tuple(rows), day)


def _rate(scheme: Scheme, option: str, source: str) -> RateRow:
    said = _("Satsen «{option}» kan ikke leses. Skriv hvem og hele kroner for 30 studiepoeng, for eksempel cost=240000.")  # fmt: skip
    payer, _equals, amount = option.partition("=")
    digits = amount.replace(" ", "").replace("\u00a0", "")
    if not (digits.isascii() and digits.isdigit() and int(digits) <= MOST_KRONER):
        raise Stop(said.format(option=option))
    if payer not in scheme.pays.enterable:
        known = ", ".join(scheme.pays.enterable) or _("ingen")
        unknown = _("{scheme} tar ikke imot satsen {payer}. Den tar imot: {known}.")
        raise Stop(unknown.format(scheme=_(scheme.label), payer=payer, known=known))
    return RateRow(scheme.code, "", payer, int(digits), source)
