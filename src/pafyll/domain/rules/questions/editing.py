"""Changing a form: add, replace, move and remove a question, and what two forms have in common and apart."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pafyll.domain.answers import Answer, Refusal, no, require, yes
from pafyll.domain.rules.questions.form import Question, QuestionForm, Section
from pafyll.domain.rules.questions.spelling import is_whole, spelled

UP, DOWN = "up", "down"
ADDED, REMOVED, CHANGED, MOVED = "added", "removed", "changed", "moved"


def with_question(form: QuestionForm, question: Question, *, section: str) -> QuestionForm:
    """The form with the question: in the place of the one with its key, else last in the section.

    Refused when an answer gets another code while a condition names it: the condition would mean another answer.
    """
    require(_keeps_conditions(form, question))
    found = form.section_of(question.key)
    if found is not None and found.key == section:
        kept = tuple(question if one.key == question.key else one for one in found.questions)
        return _whole(form.with_section(replace(found, questions=kept)))
    if found is not None:
        form = form.with_section(replace(found, questions=tuple(q for q in found.questions if q.key != question.key)))
    there = _section(form, section)
    return _whole(form.with_section(replace(there, questions=(*there.questions, question))))


def with_new_section(form: QuestionForm, section: Section) -> QuestionForm:
    """The form with the section last, or with its new title and help where the key is known."""
    known = form.section(section.key)
    if known is not None:
        return _whole(form.with_section(replace(known, title=section.title, help=section.help)))
    return _whole(replace(form, sections=(*form.sections, section)))


def without_question(form: QuestionForm, key: str) -> QuestionForm:
    """The form without the question. Refused while a condition rests on it."""
    section = form.section_of(key)
    if section is None:
        raise Refusal(no("no_such_question", "Spørsmålet finnes ikke i skjemaet."))
    rests = next((one for one in form if one.condition is not None and one.condition.question == key), None)
    if rests is not None:
        raise Refusal(_rested_on(rests))
    kept = tuple(one for one in section.questions if one.key != key)
    return _whole(form.with_section(replace(section, questions=kept)))


def without_section(form: QuestionForm, key: str) -> QuestionForm:
    """The form without an empty section."""
    if _section(form, key).questions:
        raise Refusal(no("section_not_empty", "Delen har spørsmål.", remedy="Ta dem ut eller flytt dem først."))
    return _whole(replace(form, sections=tuple(one for one in form.sections if one.key != key)))


def moved(form: QuestionForm, key: str, way: str) -> QuestionForm:
    """The form with the question one place up or down; past the end of a section it goes on to the next one."""
    at = next((i for i, one in enumerate(form.sections) if any(q.key == key for q in one.questions)), None)
    if at is None:
        raise Refusal(no("no_such_question", "Spørsmålet finnes ikke i skjemaet."))
    section, step = form.sections[at], -1 if way == UP else 1
    questions = list(section.questions)
    place = next(i for i, one in enumerate(questions) if one.key == key)
    question = questions.pop(place)
    if 0 <= place + step <= len(questions):
        questions.insert(place + step, question)
        return _whole(form.with_section(replace(section, questions=tuple(questions))))
    if not 0 <= at + step < len(form.sections):
        return form
    other = form.sections[at + step]
    joined = (*other.questions, question) if way == UP else (question, *other.questions)
    left = form.with_section(replace(section, questions=tuple(questions)))
    return _whole(left.with_section(replace(other, questions=joined)))


@dataclass(frozen=True)
class Difference:
    """A question that is new, gone, changed or moved, and what is different about it."""

    what: str
    key: str
    label: str
    words: tuple[str, ...] = ()  # the words of the spelling that differ


def differences(before: QuestionForm, after: QuestionForm) -> list[Difference]:
    """What has happened to each question from one form to the other: first those there are, then those gone."""
    old = {one["key"]: one for section in spelled(before) for one in section["questions"]}
    new = {one["key"]: one for section in spelled(after) for one in section["questions"]}
    stayed = _stayed(before, after)
    found = []
    for key, one in new.items():
        if key not in old:
            found.append(Difference(ADDED, key, one["label"]))
        elif words := tuple(sorted(w for w in one.keys() | old[key].keys() if one.get(w) != old[key].get(w))):
            found.append(Difference(CHANGED, key, one["label"], words))
        elif key not in stayed:
            found.append(Difference(MOVED, key, one["label"]))
    return found + [Difference(REMOVED, key, one["label"]) for key, one in old.items() if key not in new]


def _stayed(before: QuestionForm, after: QuestionForm) -> set[str]:
    """Questions with the same section and the same common neighbours before them."""
    common = {one.key for one in before} & {one.key for one in after}
    return {key for key in common if _place(before, key, common) == _place(after, key, common)}


def _place(form: QuestionForm, key: str, common: set[str]) -> tuple[str, int]:
    section = form.section_of(key)
    questions = section.questions if section else ()
    kept = [one.key for one in questions if one.key in common]
    return (section.key if section else "", kept.index(key))


def _keeps_conditions(form: QuestionForm, question: Question) -> Answer:
    old, codes = form.question(question.key), {one.label: one.code for one in question.choices}
    if old is None:
        return yes()
    recoded = {one.code for one in old.choices if codes.get(one.label, one.code) != one.code}
    rests = (one for one in form if one.condition is not None and one.condition.question == question.key)
    named = next((one for one in rests if one.condition and recoded & set(one.condition.answers)), None)
    return yes() if named is None else _rested_on(named, field="choices")


def _rested_on(by: Question, field: str = "") -> Answer:
    text = "«{label}» vises ut fra dette spørsmålet."
    return no("condition_rests_on_it", text, remedy="Ta bort betingelsen der først.", field=field, label=by.label)


def _section(form: QuestionForm, key: str) -> Section:
    found = form.section(key)
    if found is None:
        raise Refusal(no("no_such_section", "Velg en del som finnes i skjemaet.", field="section"))
    return found


def _whole(form: QuestionForm) -> QuestionForm:
    require(is_whole(form))
    return form
