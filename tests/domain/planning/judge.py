"""A judge that knows nothing of the planner: what a list of studies reaches and breaks, reckoned line by line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import chain, combinations, product

from pafyll.domain.planning import Budget, Option, PlanningProblem
from pafyll.domain.values import Semester

Study = tuple[str, str, int]  # person, option, first year of the school year
Earned = tuple[int, Decimal, tuple[str, ...]]  # first semester that counts, credits, stages


def number(problem: PlanningProblem, semester: Semester) -> int:
    return 2 * (semester.school_year.start - problem.settings.first_year.start) + (0 if semester.is_autumn else 1)


def options(problem: PlanningProblem) -> dict[str, Option]:
    return {one.id: one for one in problem.options}


def all_studies(problem: PlanningProblem, studies: Iterable[Study]) -> list[Study]:
    """The chosen studies and the locked ones."""
    return [*studies, *((one.person, one.option, one.year.start) for one in problem.locked)]


def earned(problem: PlanningProblem, studies: Iterable[Study], person: str, subject: str) -> list[Earned]:
    """What a person earns in a subject, in order of time."""
    known, start = options(problem), problem.settings.first_year.start
    found: list[Earned] = [
        (max(0, number(problem, one.ends) + 1), one.credits, ())
        for one in problem.under_way
        if (one.person, one.subject) == (person, subject)
    ]
    for who, name, year in studies:
        one = known[name]
        if (who, one.subject) == (person, subject):
            found.append((2 * (year - start) + (1 if one.semesters == "H" else 2), one.credits, one.stages))
    return sorted(found)


def reached(credits: list[Earned], missing: Decimal, stage: str | None) -> int | None:
    """The first semester in which the missing credits are held."""
    held = Decimal(0)
    for ready, amount, stages in credits:
        if stage is None or not stages or stage in stages:
            held += amount
        if held >= missing:
            return ready
    return None


def hours(problem: PlanningProblem, studies: Iterable[Study]) -> Decimal:
    """Pupils' hours taught without the credits, to the year after the plan or the teacher's last."""
    chosen, total = all_studies(problem, studies), Decimal(0)
    people = {one.id: one for one in problem.people}
    for gap in problem.gaps:
        end = 2 * problem.settings.years + 2
        if last := people[gap.person].last_year:
            end = max(0, min(end, 2 * (last.start + 1 - problem.settings.first_year.start)))
        closed = reached(earned(problem, chosen, gap.person, gap.subject), gap.missing, gap.stage)
        total += Decimal(gap.pupil_hours) * min(end, end if closed is None else closed) / 2
    return total


def wishes(problem: PlanningProblem, studies: Iterable[Study]) -> int:
    chosen = all_studies(problem, studies)
    return sum(
        reached(earned(problem, chosen, wish.person, wish.subject), wish.credits, None) is not None
        for wish in problem.wishes
    )


def cost(problem: PlanningProblem, studies: Iterable[Study]) -> int:
    known = options(problem)
    given = sum(line.amount for one in problem.under_way for line in one.costs)
    return given + sum(line.amount for _, name, _ in all_studies(problem, studies) for line in known[name].costs)


def refusals(problem: PlanningProblem, studies: Iterable[Study]) -> int:
    """Earlier refusals × semesters to wait, for each subject that a person has a gap or a wish in."""
    known, start, chosen = options(problem), problem.settings.first_year.start, list(studies)
    total = 0
    wanted = {(one.person, one.subject) for one in (*problem.gaps, *problem.wishes)}
    for person in problem.people:
        for subject in {s for p, s in wanted if p == person.id}:
            begins = [
                2 * (year - start) + (1 if known[name].semesters == "V" else 0)
                for who, name, year in chosen
                if who == person.id and known[name].subject == subject
            ]
            total += person.refusals * min(begins, default=2 * problem.settings.years)
    return total


def together(problem: PlanningProblem, studies: Iterable[Study]) -> int:
    """Groups × years in which all of the group study its subject."""
    known = options(problem)
    by_year: dict[tuple[str, int], set[str]] = defaultdict(set)
    for who, name, year in studies:
        by_year[known[name].subject, year].add(who)
    wanted = {(one.person, one.subject) for one in (*problem.gaps, *problem.wishes)}
    return sum(
        set(group.people) <= studying
        for group in problem.companions
        if all((person, group.subject) in wanted for person in group.people)
        for (subject, _), studying in by_year.items()
        if subject == group.subject
    )


def score(problem: PlanningProblem, studies: Iterable[Study]) -> tuple[Decimal, ...]:
    """The objectives in their order, each the less the better."""
    chosen = list(studies)
    return (
        hours(problem, chosen),
        Decimal(-wishes(problem, chosen)),
        Decimal(cost(problem, chosen)),
        Decimal(refusals(problem, chosen)),
        Decimal(-together(problem, chosen)),
    )


# What may not be broken


def faults(problem: PlanningProblem, studies: Iterable[Study]) -> list[str]:
    """Everything that the studies break, in words."""
    chosen = list(studies)
    every = all_studies(problem, chosen)
    return [
        *_overspent(problem, every),
        *_too_many_places(problem, every),
        *_too_many_away(problem, every),
        *_too_much_load(problem, chosen, every),
        *_not_needed(problem, chosen),
        *_not_allowed(problem, chosen),
        *_too_late(problem, every),
    ]


def _pays(budget: Budget, payer: str, scheme: str) -> bool:
    return payer in budget.payers and (not budget.schemes or scheme in budget.schemes)


def _overspent(problem: PlanningProblem, every: list[Study]) -> Iterator[str]:
    """Tries every set of costs: together they may not be more than the budgets that may pay any of them."""
    known = options(problem)
    owed: dict[int, dict[tuple[str, str], int]] = defaultdict(lambda: defaultdict(int))
    for one in problem.under_way:
        for line in one.costs:
            owed[line.budget_year.year][line.payer, one.scheme] += line.amount
    for _, name, year in every:
        for line in known[name].costs:
            paid_in = year if line.semester.is_autumn else year + 1
            owed[paid_in][line.payer, known[name].scheme] += line.amount
    for year, amounts in owed.items():
        limited = [cell for cell in amounts if any(_pays(budget, *cell) for budget in problem.budgets)]
        budgets = [budget for budget in problem.budgets if budget.year.year == year]
        for cells in chain.from_iterable(combinations(limited, k) for k in range(1, len(limited) + 1)):
            money = sum(budget.amount for budget in budgets if any(_pays(budget, *cell) for cell in cells))
            if sum(amounts[cell] for cell in cells) > money:
                yield f"{year} is overspent"


def _too_many_places(problem: PlanningProblem, every: list[Study]) -> Iterator[str]:
    known = options(problem)
    for pool in problem.pools:
        for year in problem.settings.school_years:
            if sum(known[n].pool == pool.id and y == year.start for _, n, y in every) > pool.places_in(year):
                yield f"{pool.id} has too few places in {year}"


def _too_many_away(problem: PlanningProblem, every: list[Study]) -> Iterator[str]:
    known, at = options(problem), {one.id: one.school for one in problem.people}
    for school in problem.schools:
        if school.largest_share_percent is None:
            continue
        for year in problem.settings.school_years:
            for letter in "HV":
                away = sum(
                    known[n].release_percent / 100
                    for who, n, y in every
                    if at[who] == school.id and y == year.start and letter in known[n].semesters
                )
                if away > school.staff_fte * school.largest_share_percent / 100:
                    yield f"{school.id} has too many away in {year} {letter}"


def _too_much_load(problem: PlanningProblem, chosen: list[Study], every: list[Study]) -> Iterator[str]:
    known = options(problem)
    for who, year in {(who, year) for who, _, year in chosen}:
        if sum(known[n].credits for w, n, y in every if (w, y) == (who, year)) > problem.settings.most_credits_per_year:
            yield f"{who} has too many credits in {year}"


def _not_needed(problem: PlanningProblem, chosen: list[Study]) -> Iterator[str]:
    """Without any one of a person's studies, fewer of her gaps are closed or wishes met."""
    for k, (who, name, _) in enumerate(chosen):
        without = chosen[:k] + chosen[k + 1 :]
        if _met(problem, chosen, who) == _met(problem, without, who):
            yield f"{who} does not need {name}"


def _met(problem: PlanningProblem, chosen: list[Study], who: str) -> int:
    every = all_studies(problem, chosen)
    found = 0
    for gap in problem.gaps:
        if gap.person == who:
            found += reached(earned(problem, every, who, gap.subject), gap.missing, gap.stage) is not None
    for wish in problem.wishes:
        if wish.person == who:
            found += reached(earned(problem, every, who, wish.subject), wish.credits, None) is not None
    return found


def _not_allowed(problem: PlanningProblem, chosen: list[Study]) -> Iterator[str]:
    known, people = options(problem), {one.id: one for one in problem.people}
    every = all_studies(problem, chosen)
    for who, name, year in chosen:
        person = people[who]
        if known[name].subject in person.declines:
            yield f"{who} has declined {known[name].subject}"
        if person.last_year and person.last_year.start - year < problem.settings.years_to_pay_back:
            yield f"{who} leaves before {name} in {year} pays back"
        same = [(w, n) for w, n, y in every if (w, n) == (who, name) and (known[name].once or y == year)]
        if len(same) > 1:
            yield f"{who} takes {name} twice"


def _too_late(problem: PlanningProblem, every: list[Study]) -> Iterator[str]:
    start = problem.settings.first_year.start
    for gap in problem.gaps:
        closed = reached(earned(problem, every, gap.person, gap.subject), gap.missing, gap.stage)
        if gap.due and (closed is None or closed > 2 * (gap.due.start - start)):
            yield f"{gap.person} misses the deadline in {gap.subject}"


# Every plan there is


def best(problem: PlanningProblem) -> tuple[Decimal, ...] | None:
    """The best score of all plans that break nothing; None when there is none. Only for the very small."""
    scores = [score(problem, studies) for studies in every_plan(problem) if not faults(problem, studies)]
    return min(scores, default=None)


def every_plan(problem: PlanningProblem) -> Iterator[list[Study]]:
    wanted = sorted({(one.person, one.subject) for one in (*problem.gaps, *problem.wishes)})
    ways = [list(_ways(problem, person, subject)) for person, subject in wanted]
    for chosen in product(*ways):
        yield [study for studies in chosen for study in studies]


def _ways(problem: PlanningProblem, person: str, subject: str) -> Iterator[tuple[Study, ...]]:
    items = [
        (person, one.id, year.start)
        for one in problem.options
        for year in problem.settings.school_years
        if one.subject == subject and one.runs_in(year)
    ]
    for size in range(problem.settings.most_studies + 1):
        for studies in combinations(items, size):
            if not list(_not_needed(problem, list(studies))):
                yield studies


def limited_cost(problem: PlanningProblem, studies: Iterable[Study]) -> int:
    """The cost in the plan's budget years of what some budget is meant for."""
    known, found = options(problem), 0
    years = {budget.year.year for budget in problem.budgets}
    for _, name, year in all_studies(problem, studies):
        for line in known[name].costs:
            paid_in = year if line.semester.is_autumn else year + 1
            is_meant = any(_pays(budget, line.payer, known[name].scheme) for budget in problem.budgets)
            found += line.amount if is_meant and paid_in in years else 0
    return found
