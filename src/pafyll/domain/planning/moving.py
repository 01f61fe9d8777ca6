"""Why someone moved when a plan was made anew: what changed in what touches her."""

from __future__ import annotations

from pafyll.domain.planning.limits import BUDGET, limits_of
from pafyll.domain.planning.model import Model
from pafyll.domain.planning.plan import Plan
from pafyll.domain.planning.texts import Text
from pafyll.domain.rules.subjects import subject_name
from pafyll.domain.values import Kroner


def reasons_for_moving(
    model: Model, plan: Plan, person: str, was: set[tuple[str, int]], previous: Plan | None
) -> tuple[Text, ...]:
    """What changed for her: she left, declined, her gap went, an option went, or limits became tighter or wider."""
    problem = model.problem
    known = {one.id: one for one in problem.people}
    if person not in known:
        return (Text("moved_left", {"name": _old_name(previous, person)}),)
    one = known[person]
    facts = {"name": one.name or one.id}
    options = {option.id: option for option in problem.options}
    subjects = {options[option].subject for option, _ in was if option in options}
    if declined := sorted(subjects & set(one.declines)):
        return (Text("moved_declined", facts | {"subject": subject_name(declined[0]).lower()}),)
    if gone := sorted(option for option, _ in was if option not in options):
        return (Text("moved_option", facts | {"option": gone[0]}),)
    wanted = {gap.subject for gap in problem.gaps if gap.person == person}
    wanted |= {wish.subject for wish in problem.wishes if wish.person == person}
    if lost := sorted(subjects - wanted):
        return (Text("moved_no_gap", facts | {"subject": subject_name(lost[0]).lower()}),)
    changed = _changed_limits(model, plan, was, previous)
    if not was:
        return changed or (Text("moved_new", facts),)
    return changed or (Text("moved_room", facts),)


def _old_name(previous: Plan | None, person: str) -> str:
    people = previous.problem.people if previous else ()
    return next((one.name for one in people if one.id == person and one.name), person)


def _changed_limits(model: Model, plan: Plan, was: set[tuple[str, int]], previous: Plan | None) -> tuple[Text, ...]:
    """The budgets that are others than before, in the years that her earlier studies are paid in; else every year."""
    if previous is None:
        return ()
    start = previous.problem.settings.first_year.start
    old = {(one.when + start, one.cells): one.total for one in limits_of(previous.problem) if one.kind == BUDGET}
    now = model.problem.settings.first_year.start
    years = {year + later for _, year in was for later in (0, 1)}
    texts = []
    for limit in limits_of(model.problem):
        year = limit.when + now
        if limit.kind != BUDGET or (year, limit.cells) not in old or (years and year not in years):
            continue
        change = limit.total - old[year, limit.cells]
        if change:
            code = "moved_less_money" if change < 0 else "moved_more_money"
            facts = {"year": str(year), "before": str(Kroner(old[year, limit.cells])), "after": str(Kroner(limit.total))}
            texts.append(Text(code, facts))
    return tuple({str(text): text for text in texts}.values())
