"""The four tables of an allocation: offers, applications, owners and rates, and what must hold between them.

docs/howto/allocate.md shows these columns; a test holds the two together.
"""

# ruff: noqa: E501 (one column, one line)

from __future__ import annotations

from collections.abc import Callable, Iterable

import polars as pl

from pafyll.domain.rules.subjects import GROUPS, SUBJECTS
from pafyll.integrations.tables.checks import Checked, faults_in, rows_at_fault
from pafyll.integrations.tables.columns import Column, Kind, Spec
from pafyll.integrations.tables.faults import Fault
from pafyll.integrations.tables.reader import ROW

MOST_KRONER = 10**12
SUBJECT_CODES = {
    **{code: code for code in SUBJECTS},
    **{subject.name.lower(): code for code, subject in SUBJECTS.items()},
}
SCHEME_CODES = {
    "substitute": "substitute",
    "scholarship": "scholarship",
    "vikarordning": "substitute",
    "stipendordning": "scholarship",
}
SEMESTERS = {"hv": "HV", "h": "H", "v": "V"}
FLAGS = {"science_municipality": "science_municipality", "follow_up_municipality": "follow_up_municipality"}
GENDERS = {
    **dict.fromkeys(["woman", "kvinne", "k"], "woman"),
    **dict.fromkeys(["man", "mann", "m"], "man"),
    **dict.fromkeys(["unknown", "ukjent"], "unknown"),
}

OFFERS = Spec(
    "offers",
    (
        Column("offer_id", "studietilbudets id", Kind.IDENTIFIER),
        Column(
            "provider", "navnet på universitetet, høyskolen eller fagskolen", Kind.TEXT, may_be_empty=True, if_empty=""
        ),
        Column("subject", "faget, som kode eller navn", Kind.CODE, codes=SUBJECT_CODES),
        Column("semesters", "HV (høst og vår), H eller V", Kind.CODE, codes=SEMESTERS),
        Column("credits", "studiepoeng i studieåret", Kind.DECIMAL, most=60, places=1),
        Column("capacity", "antall plasser", Kind.WHOLE, most=1_000_000),
        Column("title", "studietilbudets navn", Kind.TEXT, may_lack=True, may_be_empty=True, if_empty=""),
    ),
)

APPLICATIONS = Spec(
    "applications",
    (
        Column("application_id", "søknadens id", Kind.IDENTIFIER),
        Column("person_id", "søkerens id; ikke fødselsnummer", Kind.IDENTIFIER),
        Column("owner_id", "skoleeierens id", Kind.IDENTIFIER),
        Column("school_id", "skolens id", Kind.IDENTIFIER, may_be_empty=True, if_empty=""),
        Column("approved", "om skoleeieren har godkjent søknaden (ja/nei)", Kind.YES_NO),
        Column("owner_rank", "skoleeierens prioritet, 1 er først", Kind.WHOLE, may_be_empty=True, least=1, most=10**7),
        Column("lacks_credits", "om søkeren mangler studiepoeng i fag hun underviser i (ja/nei)", Kind.YES_NO, may_be_empty=True, if_empty=False),
        Column("offer_1", "første ønske om studietilbud", Kind.IDENTIFIER),
        Column("offer_2", "andre ønske om studietilbud", Kind.IDENTIFIER, may_be_empty=True),
        Column("scheme_1", "første valg av ordning: substitute eller scholarship", Kind.CODE, codes=SCHEME_CODES),
        Column("scheme_2", "andre valg av ordning", Kind.CODE, may_be_empty=True, codes=SCHEME_CODES),
        Column("travel_1", "skoleeierens reisekostnad ved første ønske, i kroner", Kind.WHOLE, may_be_empty=True, most=10**7, if_empty=0),
        Column("travel_2", "skoleeierens reisekostnad ved andre ønske, i kroner", Kind.WHOLE, may_be_empty=True, most=10**7, if_empty=0),
        Column("semesters", "H eller V når søkeren bare vil ha ett semester; ellers tomt", Kind.CODE, may_lack=True, may_be_empty=True, codes=SEMESTERS),
        Column("gender", "kjønn: kvinne, mann eller ukjent", Kind.CODE, may_lack=True, may_be_empty=True, codes=GENDERS),
        Column("school_pupils", "antall elever på skolen", Kind.WHOLE, may_lack=True, may_be_empty=True, most=100_000),
    ),
)  # fmt: skip

OWNERS = Spec(
    "owners",
    (
        Column("owner_id", "skoleeierens id", Kind.IDENTIFIER),
        Column("teacher_fte", "lærerårsverk hos skoleeieren", Kind.DECIMAL, most=1_000_000, places=2),
        Column("quota", "høyeste antall plasser skoleeieren vil ha", Kind.WHOLE, may_be_empty=True, most=1_000_000),
        Column("budget_autumn", "skoleeierens penger i høstens budsjettår, i kroner", Kind.WHOLE, may_be_empty=True, most=MOST_KRONER),
        Column("budget_spring", "skoleeierens penger i vårens budsjettår, i kroner", Kind.WHOLE, may_be_empty=True, most=MOST_KRONER),
        Column("name", "skoleeierens navn", Kind.TEXT, may_lack=True, may_be_empty=True, if_empty=""),
        Column("county", "fylkesnummer, to siffer", Kind.IDENTIFIER, may_lack=True, may_be_empty=True, if_empty=""),
        Column("flags", "kjennetegn som reglene bruker, skilt med semikolon", Kind.CODES, may_lack=True, may_be_empty=True, codes=FLAGS, if_empty=""),
    ),
)  # fmt: skip

RATES = Spec(
    "rates",
    (
        Column("scheme", "ordningen: substitute eller scholarship", Kind.CODE, codes=SCHEME_CODES),
        Column("subjects", "fagene satsen gjelder, skilt med semikolon; tomt er alle fag", Kind.CODES, may_be_empty=True, codes={**SUBJECT_CODES, **{group: group for group in GROUPS}}, if_empty=""),
        Column("state_per_30_credits", "det staten betaler for 30 studiepoeng, i kroner", Kind.WHOLE, most=10**7),
        Column("owner_per_30_credits", "det skoleeieren betaler for 30 studiepoeng, i kroner", Kind.WHOLE, most=10**7),
        Column("source", "hvor satsen er hentet fra", Kind.TEXT),
    ),
)  # fmt: skip

SPECS = (OFFERS, APPLICATIONS, OWNERS, RATES)


def faults_between(offers: Checked, applications: Checked, owners: Checked) -> list[Fault]:
    """Everything that must hold between rows and between the three tables."""
    return [
        *_duplicates(offers, "offer_id", "duplicate"),
        *_duplicates(owners, "owner_id", "duplicate"),
        *_duplicates(applications, "application_id", "duplicate"),
        *_duplicates(applications, "person_id", "duplicate_person"),
        *_unknown(applications, "owner_id", owners, "owner_id", "unknown_owner"),
        *_unknown(applications, "offer_1", offers, "offer_id", "unknown_offer"),
        *_unknown(applications, "offer_2", offers, "offer_id", "unknown_offer"),
        *_same(applications, "offer_1", "offer_2", "same_offer"),
        *_same(applications, "scheme_1", "scheme_2", "same_scheme"),
        *_semester_faults(applications, offers),
        *rank_faults(applications),
    ]


def missing_rates(
    file: str, applications: pl.DataFrame, offers: pl.DataFrame, has_rate: Callable[[str, str], bool]
) -> list[Fault]:
    """One fault for every scheme and subject that somebody wishes and no rate fits."""
    subjects = offers.select("offer_id", "subject")
    pairs = [
        applications.select(offer_id=f"offer_{o}", scheme=f"scheme_{s}").join(subjects, on="offer_id")
        for o in (1, 2)
        for s in (1, 2)
    ]
    wished = pl.concat(pairs).drop_nulls().group_by("scheme", "subject").len().sort("scheme", "subject")
    return [
        Fault(file, None, "scheme", scheme, "no_rate", {"scheme": scheme, "subject": subject, "times": times})
        for scheme, subject, times in wished.iter_rows()
        if not has_rate(scheme, subject)
    ]


def _has(checked: Checked, *columns: str) -> bool:
    return set(columns) <= set(checked.frame.columns)


def _duplicates(checked: Checked, column: str, kind: str) -> list[Fault]:
    if not _has(checked, column) or checked.frame[column].n_unique() == checked.frame.height:
        return []
    frame = checked.frame.filter(pl.col(column).is_not_null()).with_columns(first=pl.col(ROW).min().over(column))
    return faults_in(checked, frame.filter(pl.col(ROW) > pl.col("first")), column, kind, "first")


def _unknown(checked: Checked, column: str, other: Checked, key: str, kind: str) -> list[Fault]:
    if not _has(checked, column) or not _has(other, key):
        return []
    rows = checked.frame.filter(pl.col(column).is_not_null() & ~pl.col(column).is_in(other.frame[key].implode()))
    return faults_in(checked, rows, column, kind, other=other.file)


def _same(checked: Checked, first: str, second: str, kind: str) -> list[Fault]:
    if not _has(checked, first, second):
        return []
    return faults_in(checked, checked.frame.filter(pl.col(first) == pl.col(second)), second, kind)


def _semester_faults(applications: Checked, offers: Checked) -> list[Fault]:
    """An application for one semester must be for offers that are given in that semester."""
    if not _has(applications, "semesters", "offer_1", "offer_2") or not _has(offers, "offer_id", "semesters"):
        return []
    given = offers.frame.select("offer_id", given="semesters").unique("offer_id")
    one = applications.frame.filter(pl.col("semesters").is_in(["H", "V"]))
    return [
        fault
        for wish in ("offer_1", "offer_2")
        for fault in faults_in(
            applications,
            one.join(given, left_on=wish, right_on="offer_id").filter(
                (pl.col("given") != "HV") & (pl.col("given") != pl.col("semesters"))
            ),
            "semesters",
            "other_semester",
            "given",
            wish=wish,
        )
    ]


# Ranking


def rank_faults(checked: Checked) -> list[Fault]:
    """Approved applications are ranked 1, 2, 3 … within each owner without ties or gaps; the others are not ranked."""
    if not _has(checked, "owner_id", "approved", "owner_rank"):
        return []
    wrong = rows_at_fault(checked, "owner_id", "approved", "owner_rank")
    frame = checked.frame.select(ROW, "owner_id", "approved", "owner_rank")
    sound = frame.filter(~pl.col(ROW).is_in(list(wrong))) if wrong else frame
    missing = sound.filter(pl.col("approved") & pl.col("owner_rank").is_null())
    needless = sound.filter(~pl.col("approved") & pl.col("owner_rank").is_not_null())
    hidden = frame.filter(pl.col(ROW).is_in(list(wrong)))["owner_id"].to_list() + missing["owner_id"].to_list()
    return [
        *faults_in(checked, missing, "owner_rank", "rank_missing"),
        *faults_in(checked, needless, "owner_rank", "rank_unapproved"),
        *_order_faults(checked, sound.filter(pl.col("approved") & pl.col("owner_rank").is_not_null()), hidden),
    ]


def _order_faults(checked: Checked, ranked: pl.DataFrame, hidden: Iterable[str]) -> list[Fault]:
    """Ties, and gaps where no row of the owner has another fault that would explain the gap."""
    ranked = ranked.sort("owner_id", "owner_rank", ROW).with_columns(
        before=pl.col("owner_rank").shift(1).over("owner_id").fill_null(0), owner=pl.col("owner_id")
    )
    out_of_step = ranked.filter(pl.col("owner_rank") != pl.col("before") + 1)
    if out_of_step.is_empty():
        return []
    tied = ranked.with_columns(
        times=pl.len().over("owner_id", "owner_rank"), first=pl.col(ROW).min().over("owner_id", "owner_rank")
    )
    ties = tied.filter((pl.col("times") > 1) & (pl.col(ROW) > pl.col("first")))
    gaps = out_of_step.filter(pl.col("owner_rank") > pl.col("before") + 1)
    gaps = gaps.filter(~pl.col("owner_id").is_in(list(dict.fromkeys(filter(None, hidden)))))
    return faults_in(checked, ties, "owner_rank", "rank_tie", "times", "owner", "first") + faults_in(
        checked, gaps, "owner_rank", "rank_gap", "owner", "before"
    )
