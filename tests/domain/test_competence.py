"""Who fits what is looked for, in which order, and in words why."""

from __future__ import annotations

from pafyll.domain.answers import Answer
from pafyll.domain.assignments.competence import Candidate, Level, Wanted, found, lists, matched, nearly_found
from pafyll.domain.values import Semester

AUTUMN = Semester("2026H")
WANTED = Wanted(
    field="classroom_assessment", language="en", stage="8-10", semester=AUTUMN, percent=10
)  # who can teach classroom assessment in English at 8–10, free 10 % in autumn


def somebody(number: int, name: str, level: Level | None = Level.LEADS, *, free: int = 20, **more: object) -> Candidate:
    given = {"languages": frozenset({"nb", "en"}), "stages": frozenset({"8-10"}), **more}
    levels = {"classroom_assessment": level} if level else {}
    return Candidate(number, name, levels, free_percent={AUTUMN: free}, **given)  # type: ignore[arg-type]


def codes(answers: tuple[Answer, ...]) -> list[str]:
    return [answer.code for answer in answers]


def test_a_hit_answers_everything_that_was_asked_in_words() -> None:
    match = matched(somebody(1, "Torunn"), WANTED)

    assert match.is_hit
    assert [str(answer) for answer in match.answers] == [
        "Fagfelt: Vurdering for læring, kan lede.",
        "Språk: underviser på engelsk.",
        "Trinn: arbeider med 8.–10. trinn.",
        "Tid: 20 prosent ledig høsten 2026.",
    ]


def test_one_who_wants_to_learn_does_not_teach_it() -> None:
    assert codes(matched(somebody(1, "Mette", Level.LEARNS), WANTED).answers)[0] == "lower_level"
    assert matched(somebody(1, "Mette", Level.LEARNS), Wanted(field="classroom_assessment", level=Level.LEARNS)).is_hit


def test_exactly_the_time_that_is_needed_is_enough_and_one_per_cent_less_is_not() -> None:
    assert matched(somebody(1, "Aslak", free=10), WANTED).is_hit
    assert codes(matched(somebody(1, "Aslak", free=9), WANTED).answers)[-1] == "not_free"


def test_nothing_stated_is_no_time() -> None:
    assert not matched(Candidate(1, "Ny", {"classroom_assessment": Level.LEADS}), WANTED).is_hit


def test_who_can_lead_comes_first_then_who_has_most_time_then_who_was_asked_least() -> None:
    people = [
        somebody(1, "Ofte spurt", free=30, earlier=9),
        somebody(2, "Bidrar", Level.CONTRIBUTES, free=50),
        somebody(3, "Sjelden spurt", free=30, earlier=1),
        somebody(4, "Mest tid", free=40, earlier=9),
    ]

    assert [match.candidate.person for match in found(people, WANTED)] == [4, 3, 1, 2]


def test_one_who_lacks_a_single_thing_is_shown_beside_and_one_who_lacks_two_is_not() -> None:
    people = [
        somebody(1, "Passer"),
        somebody(2, "Uten engelsk", languages=frozenset({"nb"})),
        somebody(3, "Uten engelsk og tid", languages=frozenset({"nb"}), free=0),
    ]

    assert [match.candidate.person for match in nearly_found(people, WANTED)] == [2]


def test_what_is_not_asked_is_not_answered() -> None:
    assert matched(somebody(1, "Hvem som helst", None), Wanted()).answers == ()


def test_the_list_says_where_it_comes_from_and_has_a_name_for_every_code() -> None:
    known = lists()

    assert "egen liste" in known.source
    assert all(name for table in (known.fields, known.languages, known.stages) for name in table.values())
