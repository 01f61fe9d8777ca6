"""Which changes there are after the award, why they may happen, when each may be made, and who decides it.

The published pages say how one withdraws and who registers it (udir.no, Informasjon til skoleeiere) and that wishes for
changes come from the owner after the allocation (udir.no, Behandling av søknader 2020). For deferral, illness, parental
leave and a change of owner no national rule is published: the authority decides each case, with grounds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.lifecycles.participation import ParticipationStatus, TermStatus
from pafyll.domain.values import Semester


class ChangeKind(StrEnum):
    """What is changed."""

    WITHDRAW = "withdraw"
    DROP_OUT = "drop_out"
    DEFER = "defer"
    RESUME = "resume"
    SEMESTER = "semester"
    SCHEME = "scheme"
    STUDY = "study"
    OWNER = "owner"


@dataclass(frozen=True)
class ChangeRule:
    """What a kind of change is called, what it means, from which statuses it may be made, and who has the last word."""

    label: str
    means: str
    statuses: frozenset[ParticipationStatus]
    is_directorates: bool
    source: str


P = ParticipationStatus
OWNERS_PAGE = "udir.no, Informasjon til skoleeiere, videreutdanning for lærere"
WISHES_PAGE = "udir.no, Behandling av søknader, studieåret 2020–21"
NO_NATIONAL_RULE = "Ingen nasjonal regel er publisert. Direktoratet avgjør hver sak med begrunnelse."
K = ChangeKind
CHANGES: dict[ChangeKind, ChangeRule] = {
    K.WITHDRAW: ChangeRule(
        "Trekke deltakelsen før start",
        "Plassen blir ledig, og pengene som var satt av, frigjøres.",
        frozenset({P.AWARDED, P.DEFERRED}),
        is_directorates=False,
        source=OWNERS_PAGE,
    ),
    K.DROP_OUT: ChangeRule(
        "Slutte underveis",
        "Semestrene som gjenstår, blir ikke betalt. Er noe alt betalt, velger skoleeier mellom to utveier.",
        frozenset({P.STARTED, P.DEFERRED}),
        is_directorates=False,
        source=OWNERS_PAGE,
    ),
    K.DEFER: ChangeRule(
        "Utsette studiet",
        "Studiet stopper og kan tas opp igjen når direktoratet har bestemt det.",
        frozenset({P.AWARDED, P.STARTED}),
        is_directorates=True,
        source=NO_NATIONAL_RULE,
    ),
    K.RESUME: ChangeRule(
        "Ta opp igjen et utsatt studium",
        "Semesteret flyttes til et nytt, og pengene settes av i det nye budsjettåret.",
        frozenset({P.DEFERRED}),
        is_directorates=True,
        source=NO_NATIONAL_RULE,
    ),
    K.SEMESTER: ChangeRule(
        "Bytte semester",
        "Et semester som ikke er bekreftet, flyttes til et annet i samme studieår.",
        frozenset({P.AWARDED, P.STARTED}),
        is_directorates=True,
        source=WISHES_PAGE,
    ),
    K.SCHEME: ChangeRule(
        "Bytte ordning",
        "Semestre som ikke er bekreftet, regnes ut på nytt med satsene i runden.",
        frozenset({P.AWARDED, P.STARTED}),
        is_directorates=True,
        source=WISHES_PAGE,
    ),
    K.STUDY: ChangeRule(
        "Bytte studium",
        "Semestre som ikke er bekreftet, regnes ut på nytt med satsene i runden.",
        frozenset({P.AWARDED, P.STARTED}),
        is_directorates=True,
        source=WISHES_PAGE,
    ),
    K.OWNER: ChangeRule(
        "Bytte skoleeier",
        "Semestre som ikke er bekreftet, følger læreren til den nye skoleeieren.",
        frozenset({P.AWARDED, P.STARTED}),
        is_directorates=True,
        source=NO_NATIONAL_RULE,
    ),
}


@dataclass(frozen=True)
class ChangeReason:
    """Why: a stable code, the text people read, whether own words must follow, and whether it touches private life."""

    code: str
    text: str
    kinds: frozenset[ChangeKind]
    needs_words: bool = False
    is_private: bool = False  # duty of confidentiality: fvl. § 13. Shown to the person, the owner and the decider only


STOPS = frozenset({K.WITHDRAW, K.DROP_OUT})
PAUSES = frozenset({K.DEFER})
MOVES = frozenset({K.SEMESTER, K.SCHEME, K.STUDY, K.OWNER})
# The reasons are our own wording. What they name (illness, leave, new job, a cancelled study) is on the public pages.
REASONS = {
    reason.code: reason
    for reason in (
        ChangeReason("not_admitted", "Studiestedet ga ikke opptak.", STOPS | MOVES),
        ChangeReason("declined_place", "Læreren takket nei til opptaket, eller svarte ikke i tide.", STOPS),
        ChangeReason("study_cancelled", "Studiet er avlyst eller endret av studiestedet.", STOPS | PAUSES | MOVES),
        ChangeReason("new_job", "Ny jobb eller nye oppgaver.", STOPS | PAUSES | MOVES),
        ChangeReason("no_substitute", "Skolen får ikke tak i vikar.", STOPS | PAUSES | MOVES),
        ChangeReason("workload", "Studiet lar seg ikke forene med arbeidet.", STOPS | PAUSES | MOVES),
        ChangeReason("illness", "Sykdom.", STOPS | PAUSES, is_private=True),
        ChangeReason("parental_leave", "Foreldrepermisjon.", STOPS | PAUSES, is_private=True),
        ChangeReason("family", "Forhold i familien.", STOPS | PAUSES, is_private=True),
        ChangeReason("teaches_another_subject", "Læreren underviser i et annet fag enn planlagt.", MOVES),
        ChangeReason("able_again", "Årsaken til utsettelsen er borte.", frozenset({K.RESUME})),
        ChangeReason("other", "En annen grunn.", frozenset(K), needs_words=True),
    )
}


def reasons_for(kind: ChangeKind) -> list[ChangeReason]:
    """The reasons that fit the kind, in the order of the table."""
    return [reason for reason in REASONS.values() if kind in reason.kinds]


def is_full_reason(kind: ChangeKind, code: str, words: str) -> Answer:
    """Whether the reason is one that fits, with words of one's own where it asks for them."""
    reason = REASONS.get(code)
    if reason is None or kind not in reason.kinds:
        return no("reason_missing", "Velg en grunn til endringen.", field="reason")
    if reason.needs_words and not words.strip():
        return no("words_missing", "Skriv hvorfor. Grunnen du valgte, sier ikke nok alene.", field="words")
    return yes()


def is_time_for(kind: ChangeKind, status: str) -> Answer:
    """Whether the participation, as it stands, can be changed like that. A no says what to do instead."""
    now, rule = ParticipationStatus(status), CHANGES[kind]  # type: ignore[call-arg]
    if now in rule.statuses:
        return yes()
    if kind is K.WITHDRAW and now is P.STARTED:
        return no(
            "already_started",
            "Studiet er i gang, så deltakelsen kan ikke trekkes.",
            remedy="Meld at læreren slutter underveis.",
        )
    if kind is K.DROP_OUT and now is P.AWARDED:
        return no(
            "not_started_yet",
            "Studiet er ikke bekreftet startet, så læreren kan ikke slutte underveis.",
            remedy="Trekk deltakelsen i stedet.",
        )
    return no(
        "not_from_this_status",
        "Dette kan ikke gjøres nå: deltakelsen har status «{status}».",
        status=now.label,
    )


OPEN_TERMS = frozenset({TermStatus.AWAITING, TermStatus.CONFIRMED, TermStatus.DEFERRED})


@dataclass(frozen=True)
class TermFact:
    """A semester of a participation and how it stands."""

    semester: Semester
    status: TermStatus


def fits_from(kind: ChangeKind, terms: Iterable[TermFact], semester: Semester) -> Answer:
    """Whether the change may start with the semester: one of the participation's, and not already over."""
    chosen = next((term for term in terms if term.semester == semester), None)
    if chosen is None:
        return no("not_a_term", "Deltakelsen har ikke noe semester {semester}.", field="semester", semester=semester)
    if kind in MOVES and chosen.status is not TermStatus.AWAITING:
        return _already(chosen, "Bare et semester som venter på bekreftelse, kan byttes.")
    if kind is K.RESUME and chosen.status is not TermStatus.DEFERRED:
        return _already(chosen, "Bare et utsatt semester kan tas opp igjen.")
    if chosen.status not in OPEN_TERMS:
        return _already(chosen, "Semesteret er avsluttet, så endringen kan ikke starte der.")
    return yes()


def _already(term: TermFact, why: str) -> Answer:
    return no(
        "term_stands_otherwise",
        why,
        remedy="Velg et annet semester.",
        field="semester",
        semester=term.semester,
        status=term.status.label,
    )


def fits_new_semester(kind: ChangeKind, terms: Iterable[TermFact], new: Semester, *, old: Semester) -> Answer:
    """Whether a semester can be moved to a new one.

    A change of semester stays in the study year, since money is given for one study year at a time (udir.no, Slik søker
    du); a deferred semester is taken up in one that comes after it.
    """
    taken = {term.semester for term in terms}
    same_year = study_year_of(new) == study_year_of(old)
    answers = [yes() if new not in taken else no("semester_taken", "Deltakelsen har alt dette semesteret.", field="to")]
    if kind is K.SEMESTER and not same_year:
        answers.append(
            no(
                "another_study_year",
                "Semesteret ligger i et annet studieår. Pengene gis for ett studieår om gangen.",
                remedy="Søk på nytt for det studieåret.",
                field="to",
            )
        )
    if kind is K.RESUME and not old < new:
        answers.append(no("not_later", "Studiet må tas opp igjen i et senere semester.", field="to"))
    return first_no(answers)


def study_year_of(semester: Semester) -> int:
    """The year in which the semester's study year starts: 2026 for both 2026H and 2027V."""
    return semester.budget_year.year - (0 if semester.is_autumn else 1)


def goes_on_after(study_semesters: int, funded_terms: int) -> bool:
    """Whether the study lasts longer than what is funded, so that the teacher must apply again for the rest.

    Source: udir.no, Slik søker du: funding is for one study year at a time, with no guarantee for the next.
    """
    return study_semesters > funded_terms
