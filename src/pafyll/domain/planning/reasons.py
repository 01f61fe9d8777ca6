"""Why a line is in the plan, why a gap is not closed by it, and what a person's turn hangs on."""

from __future__ import annotations

import numpy as np

from pafyll.domain.planning.blocking import Standpoint, month_of, remedy_of, stage_name, text_of
from pafyll.domain.planning.limits import BUDGET
from pafyll.domain.planning.model import NEVER, Model, model_of
from pafyll.domain.planning.plan import Plan, Turn
from pafyll.domain.planning.texts import Text
from pafyll.domain.planning.units import GAP, Target
from pafyll.domain.rules.subjects import subject_name
from pafyll.domain.values import Credits, Kroner, SchoolYear, percent_text


def reasons_for_line(point: Standpoint, unit: int, option: int, year: int) -> tuple[Text, ...]:
    """Why she, what it mends, her place in the queue, and the money it is paid with."""
    found = [*_needs(point, unit), _result(point, unit, option, year), _queue(point, unit)]
    found += [*_refused(point.model, unit), *_companions(point, unit, year), *_money(point, option, year)]
    hangs_on, _ = _earlier(point, unit)
    return (*found, *hangs_on[-1:])


def _facts(model: Model, unit: int, target: Target) -> dict[str, str]:
    one = model.units[unit]
    return {
        "name": one.person.name or one.person.id,
        "subject": subject_name(one.subject).lower(),
        "stage": stage_name(target.stage),
        "missing": str(Credits(target.missing)),
    }


def _needs(point: Standpoint, unit: int) -> list[Text]:
    model, found = point.model, []
    one = model.units[unit]
    weekly = point.weekly.get(one.id, {})
    for target, hours in zip(one.key.targets, one.hours, strict=True):
        facts = _facts(model, unit, target)
        if target.kind != GAP:
            found.append(Text("line_wish", facts))
        elif target.stage in weekly:
            found.append(Text("line_gap", facts | {"weekly": percent_text(weekly[target.stage])}))
        else:
            found.append(Text("line_gap_hours", facts | {"hours": f"{hours:,}".replace(",", "\u00a0")}))
    return found


def _result(point: Standpoint, unit: int, option: int, year: int) -> Text:
    model, schedule = point.model, int(point.choice[unit])
    family = model.group(unit).family
    studies = sorted(model.studies(unit, schedule), key=lambda one: one[::-1])
    closing = [int(c) for c in family.closes[schedule].tolist() if c < NEVER]
    facts = {"from": month_of(model.problem.settings.first_year.start, max(closing))}
    if len(studies) == 1:
        return Text("line_closes", facts)
    number = studies.index((option, year)) + 1
    return Text("line_part", facts | {"part": str(number), "parts": str(len(studies))})


def queue_at_school(point: Standpoint, unit: int) -> list[int]:
    """Units in the same subject at the same school, in the order in which the plan takes them.

    Those in the plan first, by when they begin; then by pupils' hours, earlier refusals and id.
    """
    model, one = point.model, point.model.units[unit]

    def order(number: int) -> tuple[int, int, int, str]:
        other = model.units[number]
        starts = int(model.group(number).family.starts[point.choice[number]])
        return starts, -sum(other.hours), -other.person.refusals, other.person.id

    return sorted(point.queues[one.person.school, one.subject], key=order)


def _queue(point: Standpoint, unit: int) -> Text:
    one, queue = point.model.units[unit], queue_at_school(point, unit)
    facts = {"position": str(queue.index(unit) + 1), "queue": str(len(queue)), **_where(point.model, unit)}
    return Text(
        "line_queue" if len(queue) > 1 else "line_alone", facts | {"subject": subject_name(one.subject).lower()}
    )


def _where(model: Model, unit: int) -> dict[str, str]:
    school = model.units[unit].person.school
    return {"school": next((s.name for s in model.problem.schools if s.id == school and s.name), school)}


def _refused(model: Model, unit: int) -> list[Text]:
    person = model.units[unit].person
    name = person.name or person.id
    return [Text("line_refused", {"name": name, "times": str(person.refusals)})] if person.refusals else []


def _companions(point: Standpoint, unit: int, year: int) -> list[Text]:
    model, one = point.model, point.model.units[unit]
    for group in model.problem.companions:
        if one.person.id in group.people and group.subject == one.subject:
            others = [person for person in group.people if person != one.person.id]
            if all(_studies_in(point, person, one.subject, year) for person in others):
                return [Text("line_together", {"names": ", ".join(point.names[person] for person in others)})]
    return []


def _studies_in(point: Standpoint, person: str, subject: str, year: int) -> bool:
    unit = point.unit_of.get((person, subject))
    return unit is not None and any(y == year for _, y in point.model.studies(unit, int(point.choice[unit])))


def _money(point: Standpoint, option: int, year: int) -> list[Text]:
    """How much is left in the tightest budget of each year that pays the study."""
    model, found = point.model, []
    for later in (0, 1):
        rows = [
            row
            for row, limit in enumerate(model.shared)
            if limit.kind == BUDGET and limit.when == year + later and _draws(model, option, row, later)
        ]
        if rows:
            row = min(rows, key=lambda row: (int(point.left[row]), row))
            when = model.problem.settings.first_year.start + year + later
            found.append(Text("line_money", {"year": str(when), "left": str(Kroner(int(point.left[row])))}))
    return found


def _draws(model: Model, option: int, row: int, later: int) -> bool:
    study, cells = model.options[option], model.limits[row].cells
    return any(
        (line.payer, study.scheme) in cells and line.semester.is_autumn == (later == 0) and line.amount
        for line in study.costs
    )


def _earlier(point: Standpoint, unit: int) -> tuple[list[Text], list[Text]]:
    """For each year before hers, what is full; and what would let her begin in the year with least in the way."""
    model, family = point.model, point.model.group(unit).family
    now = int(point.choice[unit])
    aims = family.met[now] if now else family.met.any(axis=0)
    reaching = (family.met | ~aims).all(axis=1) & (np.arange(len(family.met)) > 0)
    hangs_on: list[Text] = []
    easiest: tuple[tuple[int, int, int], list[Text]] | None = None
    first = family.starts // 2
    for year in range(model.problem.settings.years if not now else int(first[now])):
        schedules = np.flatnonzero(reaching & (first == year))
        looked = point.easiest(unit, schedules)
        if looked is None or not looked[1]:
            continue
        hangs_on += [text_of(model, block) for block in looked[1]]
        rank = (len(looked[1]), sum(block.missing for block in looked[1]), year)
        if easiest is None or rank < easiest[0]:
            easiest = rank, [_sooner(model, unit, year), *(remedy_of(model, block) for block in looked[1])]
    return _once(hangs_on), easiest[1] if easiest else []


def _once(texts: list[Text]) -> list[Text]:
    return list({str(text): text for text in texts}.values())


def _sooner(model: Model, unit: int, year: int) -> Text:
    person = model.units[unit].person
    when = SchoolYear(model.problem.settings.first_year.start + year)
    return Text("sooner", {"name": person.name or person.id, "year": str(when)})


def cannot(model: Model, unit: int, t: int) -> Text | None:
    """Why no schedule reaches the target, whatever money and places there are; None when there is one."""
    one, family = model.units[unit], model.group(unit).family
    facts = _facts(model, unit, family.key.targets[t])
    if one.key.declined:
        return Text("none_declined", facts)
    if not any(option.subject == one.subject for option in model.options):
        return Text("none_offered", facts)
    if one.key.last < one.key.first:
        years = str(model.problem.settings.years_to_pay_back)
        return Text("none_leaves", facts | {"last": str(one.person.last_year or ""), "years": years})
    late = family.closes[:, t] < NEVER
    if not late.any():
        return Text("none_long_enough", facts)
    return (
        None if family.met[:, t].any() else Text("none_in_time", facts | _soonest(model, family.closes[late, t].min()))
    )


def _soonest(model: Model, semester: int) -> dict[str, str]:
    return {"from": month_of(model.problem.settings.first_year.start, int(semester))}


def reasons_for_nothing(point: Standpoint, unit: int, t: int) -> tuple[Text, ...]:
    """Why the plan does not close the gap: there is no study, no time, or what is full."""
    model, family = point.model, point.model.group(unit).family
    if never := cannot(model, unit, t):
        return (never,)
    looked = point.easiest(unit, np.flatnonzero(family.closes[:, t] < NEVER))
    if looked is None or not looked[1]:
        return (Text("none_weighs", _facts(model, unit, family.key.targets[t])),)
    hangs_on, _ = _earlier(point, unit)
    return tuple(hangs_on or [text_of(model, block) for block in looked[1]])


def turn_of(plan: Plan, person: str) -> tuple[Turn, ...]:
    """The person's place in the plan, one Turn for each subject: when, what position, what it hangs on."""
    point = standpoint_of(plan)
    return tuple(_turn(point, unit) for (who, _), unit in sorted(point.unit_of.items()) if who == person)


def turns_of(plan: Plan) -> dict[str, tuple[Turn, ...]]:
    """Everyone's turns at once; much quicker than one at a time."""
    point = standpoint_of(plan)
    found: dict[str, tuple[Turn, ...]] = {}
    for (person, _), unit in sorted(point.unit_of.items()):
        found[person] = (*found.get(person, ()), _turn(point, unit))
    return found


def _turn(point: Standpoint, unit: int) -> Turn:
    model, one = point.model, point.model.units[unit]
    years = [year for _, year in model.studies(unit, int(point.choice[unit]))]
    queue = queue_at_school(point, unit)
    hangs_on, sooner = _earlier(point, unit)
    start = model.problem.settings.first_year.start
    return Turn(
        person=one.person.id,
        subject=one.subject,
        year=SchoolYear(start + min(years)) if years else None,
        position=queue.index(unit) + 1,
        queue=len(queue),
        hangs_on=tuple(hangs_on),
        sooner=tuple(sooner),
    )


def standpoint_of(plan: Plan) -> Standpoint:
    """The plan's model and choice, found again from its lines."""
    model = model_of(plan.problem)
    choice = np.zeros(len(model.units), dtype=np.int64)
    number = {option.id: k for k, option in enumerate(model.options)}
    start = plan.problem.settings.first_year.start
    studied: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for line in plan.lines:
        if line.status == "planned":
            studied.setdefault((line.person, line.subject), []).append((number[line.option], line.year.start - start))
    for k, unit in enumerate(model.units):
        choice[k] = model.group(k).family.number_of(studied.get(unit.id, [])) or 0
    return Standpoint(model, choice)
