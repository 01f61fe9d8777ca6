"""Who may apply for what: each rule a small function that answers yes, or no with text, remedy and source."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass
from decimal import Decimal

from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.rules.eligibility_facts import SEMESTERS, TARGET_GROUPS, Applicant, Study, Terms, Wish
from pafyll.domain.rules.subjects import subject_name
from pafyll.domain.values import Credits, SchoolYear

Rule = Callable[[Applicant, Wish, Terms], Answer]

PROCESS = "Utdanningsdirektoratet: Søknadsprosessen for videreutdanning (2022)"
QUESTIONS = "Utdanningsdirektoratet: Ofte stilte spørsmål om videreutdanning"
SCHOLARSHIP = "Utdanningsdirektoratet: Stipendordningen"
ONE_STUDY = "Utdanningsdirektoratet: Slik søker du"
OWN_READING = "Egen lesning av reglene"

FULL_YEAR = Decimal(60)  # credits of a full-time year of study
PAID_AT_MOST = Decimal(30)  # credits per study year that a scheme pays for


@dataclass(frozen=True)
class Eligibility:
    """Truthy when nothing stands in the way. warnings are things to check that do not stop the application."""

    refusals: tuple[Answer, ...] = ()
    warnings: tuple[Answer, ...] = ()

    def __bool__(self) -> bool:
        return not self.refusals

    def about(self, *fields: str) -> Eligibility:
        """The part that concerns some of the fields; "" is what concerns the applicant herself."""
        return Eligibility(
            tuple(answer for answer in self.refusals if answer.field in fields),
            tuple(answer for answer in self.warnings if answer.field in fields),
        )


def eligibility(applicant: Applicant, wish: Wish, terms: Terms) -> Eligibility:
    """May the applicant apply for what is chosen so far? What is not chosen yet is no obstacle here: see missing()."""
    refusals = [rule(applicant, wish, terms) for rule in RULES]
    warnings = [rule(applicant, wish, terms) for rule in WARNINGS]
    return Eligibility(tuple(a for a in refusals if not a), tuple(a for a in warnings if not a))


def missing(wish: Wish) -> tuple[Answer, ...]:
    """What must be filled in before the application can be sent."""
    return tuple(answer for answer in (_has_study(wish), _has_scheme(wish), _has_motivation(wish)) if not answer)


# The applicant


def is_employed(applicant: Applicant, wish: Wish, terms: Terms) -> Answer:
    """Teachers in work may apply, permanent and temporary alike."""
    if applicant.employments:
        return yes()
    return no(
        "not_employed",
        "Du må være ansatt som lærer for å søke. Vi finner ingen ansettelse på deg i dag.",
        remedy="Er du ansatt, be skolen om å registrere ansettelsen. "
        "Er du ikke ansatt, kan du søke rett til lærestedet om ledige plasser.",
        law=PROCESS,
    )


def works_at_approved_school(applicant: Applicant, wish: Wish, terms: Terms) -> Answer:
    """Private schools count when they are approved under friskoleloven (privatskoleloven)."""
    jobs = applicant.employments
    if not jobs or any(job.is_approved_school for job in jobs):
        return yes()
    return no(
        "school_outside_schemes",
        "{school} er ikke godkjent etter friskoleloven, og lærere der er ikke med i ordningene.",
        remedy="Be skolen undersøke hvilken lov den er godkjent etter, eller søk rett til lærestedet.",
        law=PROCESS,
        school=jobs[0].school,
    )


def in_target_group(applicant: Applicant, wish: Wish, terms: Terms) -> Answer:
    """A round may be for some groups of schools only. A school of unknown group is let through to the owner."""
    groups = {job.target_group for job in applicant.employments}
    if not groups or not terms.target_groups or "" in groups or groups & terms.target_groups:
        return yes()
    return no(
        "outside_target_group",
        "Denne runden er for lærere i {wanted}. Du er registrert i {own}.",
        remedy="Stemmer ikke registreringen, be skolen rette den. Ellers finner du andre runder på forsiden.",
        law=PROCESS,
        wanted=_listed(sorted(TARGET_GROUPS.get(group, group) for group in terms.target_groups)),
        own=_listed(sorted(TARGET_GROUPS.get(group, group) for group in groups)),
    )


# The study


def has_one_study(applicant: Applicant, wish: Wish, terms: Terms) -> Answer:
    """One study per teacher: from the catalogue, or another one."""
    if not (wish.other and (wish.first or wish.second)):
        return yes()
    return no(
        "two_studies",
        "Du har valgt både et studium i katalogen og et annet studium. Hver lærer kan søke om ett.",
        remedy="Fjern ett av dem.",
        law=ONE_STUDY,
        field="other_study_name",
    )


def catalogue_is_offered(applicant: Applicant, wish: Wish, terms: Terms) -> Answer:
    """Some rounds have no catalogue, and some have nothing else."""
    if wish.first and not terms.has_catalogue:
        return no(
            "no_catalogue",
            "Denne runden har ingen studiekatalog.",
            remedy="Skriv inn studiet du vil ta, under «Annet studium».",
            law=OWN_READING,
            field="offer_1",
        )
    if wish.other and not terms.allows_other_study:
        return no(
            "only_catalogue",
            "I denne runden kan du bare søke om studier i katalogen.",
            remedy="Velg et studium i katalogen.",
            law=OWN_READING,
            field="other_study_name",
        )
    return yes()


def first_choice_is_open(applicant: Applicant, wish: Wish, terms: Terms) -> Answer:
    """The first choice is published and starts in the round's study year."""
    return _is_open(wish.first, terms, "offer_1")


def second_choice_is_open(applicant: Applicant, wish: Wish, terms: Terms) -> Answer:
    """The second choice is published and starts in the round's study year."""
    return _is_open(wish.second, terms, "offer_2")


def second_choice_differs(applicant: Applicant, wish: Wish, terms: Terms) -> Answer:
    """The second choice is another place of study than the first."""
    if not wish.second or wish.first != wish.second:
        return yes()
    return no(
        "same_offer_twice",
        "Førstevalg og andrevalg er samme studietilbud.",
        remedy="Velg et annet tilbud som andrevalg, eller la det stå tomt.",
        law=ONE_STUDY,
        field="offer_2",
    )


def credits_are_possible(applicant: Applicant, wish: Wish, terms: Terms) -> Answer:
    """The study gives credits, in steps of a half, and no more than a full-time year."""
    study = wish.other
    if study is None or (0 < study.credits <= FULL_YEAR and study.credits * 2 == int(study.credits * 2)):
        return yes()
    return no(
        "credits_out_of_bounds",
        "Studiet må gi mellom 0,5 og 60 studiepoeng på ett studieår, i steg på 0,5. Du har skrevet {credits}.",
        remedy="Skriv studiepoengene for dette studieåret. Går studiet over flere år, søker du på nytt hvert år.",
        law=OWN_READING,
        field="other_study_credits",
        credits=_credits(study.credits),
    )


def semesters_fit(applicant: Applicant, wish: Wish, terms: Terms) -> Answer:
    """Each choice runs in at least one of the semesters applied for."""
    wanted = SEMESTERS.get(wish.semesters, frozenset())
    outside = next((study for study in wish.studies if not study.semesters & wanted), None)
    if outside is None:
        return yes()
    return no(
        "not_in_semester",
        "{study} går bare om {runs} i dette studieåret, men du søker for {wanted}.",
        remedy="Velg «Høst og vår», eller den delen av året som studiet går i.",
        law=ONE_STUDY,
        field="semesters",
        study=outside.name,
        runs=_seasons(outside.semesters),
        wanted=_seasons(wanted),
    )


# The scheme


def schemes_are_known(applicant: Applicant, wish: Wish, terms: Terms) -> Answer:
    """The schemes applied for are among the round's."""
    unknown = next((code for code in wish.schemes if code not in terms.schemes), None)
    if unknown is None:
        return yes()
    return no(
        "unknown_scheme",
        "Ordningen «{scheme}» finnes ikke i denne runden.",
        remedy="Velg en av ordningene i listen.",
        law=OWN_READING,
        field="scheme_1",
        scheme=unknown,
    )


def schemes_differ(applicant: Applicant, wish: Wish, terms: Terms) -> Answer:
    """The second scheme is another one than the first."""
    if len(set(wish.schemes)) == len(wish.schemes):
        return yes()
    return no(
        "same_scheme_twice",
        "Første og andre ønske om ordning er det samme.",
        remedy="Velg en annen ordning som andre ønske, eller «Bare den første».",
        law=PROCESS,
        field="scheme_2",
    )


# To check: these do not stop the application


def employment_lasts(applicant: Applicant, wish: Wish, terms: Terms) -> Answer:
    """Someone whose every position ends before the study starts should talk with the principal."""
    ends = [job.ends_before for job in applicant.employments]
    last = max((day for day in ends if day), default=None)
    if not ends or None in ends or last is None or last > terms.study_starts_on:
        return yes()
    return no(
        "employment_ends",
        "Ansettelsen din er registrert til studiet starter. Du må være i arbeid som lærer når du studerer.",
        remedy="Snakk med rektor om forlengelse før du søker. Også midlertidig ansatte kan søke.",
        law=PROCESS,
    )


def second_choice_is_same_subject(applicant: Applicant, wish: Wish, terms: Terms) -> Answer:
    """A second choice in another subject is treated as the same one application."""
    if not (wish.first and wish.second) or wish.first.subject == wish.second.subject:
        return yes()
    return no(
        "second_choice_other_subject",
        "Andrevalget er i {second}, førstevalget i {first}. Skoleeieren prioriterer søknaden én gang, for begge.",
        remedy="Det er lov. Skriv i begrunnelsen hvorfor begge fagene trengs.",
        law=ONE_STUDY,
        field="offer_2",
        first=subject_name(wish.first.subject).lower(),
        second=subject_name(wish.second.subject).lower(),
    )


def scholarship_adds_something(applicant: Applicant, wish: Wish, terms: Terms) -> Answer:
    """The scholarship is not for a study at a lower level, or with the content that one already has."""
    studies = wish.studies if "scholarship" in wish.schemes else ()
    repeated = next((s for s in studies if _already_holds(applicant, s)), None)
    if repeated is None:
        return yes()
    return no(
        "may_repeat_content",
        "Du har {held} studiepoeng i {subject} fra før. Stipend gis ikke til studier på lavere nivå eller med samme "
        "innhold som du har i faget.",
        remedy="Sjekk at studiet bygger videre på det du har, og skriv det i begrunnelsen.",
        law=SCHOLARSHIP,
        field="scheme_1",
        held=_credits(applicant.credits_held[repeated.subject]),
        subject=subject_name(repeated.subject).lower(),
    )


def paid_for_30_credits(applicant: Applicant, wish: Wish, terms: Terms) -> Answer:
    """More than 30 credits a year may be taken, but 30 are paid for."""
    longest = max((study.credits for study in wish.studies), default=Decimal(0))
    if longest <= PAID_AT_MOST:
        return yes()
    return no(
        "paid_for_30_credits",
        "Studiet gir {credits} studiepoeng. Ordningene betaler for høyst 30 studiepoeng i ett studieår.",
        remedy="Du kan søke likevel. Regn med at resten blir på egen tid og egen regning.",
        law=SCHOLARSHIP,
        field="offer_1" if wish.first else "other_study_credits",
        credits=_credits(longest),
    )


def other_study_needs_own_admission(applicant: Applicant, wish: Wish, terms: Terms) -> Answer:
    """For a study outside the catalogue the teacher applies twice: here for the money, there for the place."""
    if wish.other is None:
        return yes()
    return no(
        "apply_for_admission_too",
        "Studier utenfor katalogen må du også søke opptak til hos lærestedet, med lærestedets egen frist.",
        remedy="Sjekk fristen hos lærestedet nå, så du ikke får penger uten studieplass.",
        law=QUESTIONS,
        field="other_study_name",
    )


RULES: tuple[Rule, ...] = (
    is_employed,
    works_at_approved_school,
    in_target_group,
    has_one_study,
    catalogue_is_offered,
    first_choice_is_open,
    second_choice_is_open,
    second_choice_differs,
    credits_are_possible,
    semesters_fit,
    schemes_are_known,
    schemes_differ,
)
WARNINGS: tuple[Rule, ...] = (
    employment_lasts,
    second_choice_is_same_subject,
    scholarship_adds_something,
    paid_for_30_credits,
    other_study_needs_own_admission,
)


def _has_study(wish: Wish) -> Answer:
    if wish.first or wish.other:
        return yes()
    if wish.second:
        return no(
            "no_first_choice",
            "Du har et andrevalg, men ikke noe førstevalg.",
            remedy="Velg et førstevalg, eller gjør andrevalget til førstevalg.",
            field="offer_1",
        )
    return no("no_study", "Du har ikke valgt studium.", remedy="Velg et studium i katalogen.", field="offer_1")


def _has_scheme(wish: Wish) -> Answer:
    if wish.schemes:
        return yes()
    return no("no_scheme", "Du har ikke valgt ordning.", remedy="Velg vikarordning eller stipend.", field="scheme_1")


def _has_motivation(wish: Wish) -> Answer:
    if wish.motivation.strip():
        return yes()
    return no(
        "no_motivation",
        "Du har ikke skrevet noen begrunnelse.",
        remedy="Skriv kort hvorfor du og skolen trenger studiet. Rektor og skoleeier leser den.",
        field="motivation",
    )


def _is_open(study: Study | None, terms: Terms, field: str) -> Answer:
    if study is None:
        return yes()
    if not study.is_published:
        return no(
            "offer_not_open",
            "{study} tar ikke lenger imot søknader. Tilbudet er trukket tilbake eller avlyst.",
            remedy="Velg et annet studietilbud.",
            law=OWN_READING,
            field=field,
            study=study.name,
        )
    if study.study_year != terms.study_year:
        return no(
            "offer_other_year",
            "{study} gjelder studieåret {offered}, men runden gjelder {wanted}.",
            remedy="Velg et tilbud i studieåret som runden gjelder.",
            law=OWN_READING,
            field=field,
            study=study.name,
            offered=str(SchoolYear(study.study_year)),
            wanted=str(SchoolYear(terms.study_year)),
        )
    return yes()


def _already_holds(applicant: Applicant, study: Study) -> bool:
    held = applicant.credits_held.get(study.subject)
    return held is not None and held > 0 and held >= study.credits


def _credits(amount: Decimal) -> str:
    return str(Credits(amount)) if amount >= 0 and amount * 2 == int(amount * 2) else str(amount).replace(".", ",")


def _listed(words: list[str]) -> str:
    return " og ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def _seasons(semesters: Set[str]) -> str:
    names = {"autumn": "høsten", "spring": "våren"}
    return " og ".join(names[code] for code in ("autumn", "spring") if code in semesters)
