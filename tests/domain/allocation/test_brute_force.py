"""Small rounds against every distribution there is: the outcome is the only one that the published rule allows."""

from __future__ import annotations

from itertools import product

from hypothesis import given

from pafyll.domain.allocation import Outcome, Problem, allocate, draw_number
from tests.domain.allocation.instances import problems, rules_of
from tests.domain.allocation.long import LONG, examples

SEED = "kunngjort-2030"
Holding = tuple[int, ...]  # per applicant in list order: index of the contract, or its number of wishes for none
SIZE = {"applicants": 6 if LONG else 5, "offers": 4}
INFINITE = 10**9


class SmallRound:
    """A round with one tier, said as limits and needs: (limit, size) and what each wish takes of each."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        listed = [i for i in range(problem.applicants) if problem.approved[i] and problem.contracts[i, 0, 0] >= 0]
        self.order = sorted(
            listed, key=lambda i: (problem.owner_rank[i] or INFINITE, draw_number(SEED, problem.application_id(i)))
        )
        self.wishes = [[self.needs(i, k) for k in range(4) if problem.contracts[i, k, 0] >= 0] for i in self.order]
        self.size = self.sizes()

    def needs(self, i: int, k: int) -> dict[tuple[str, int], int]:
        """What a contract takes, in the order the limits are tried."""
        offer, _, sa, ss, oa, os = self.problem.contract(i, k)
        owner = int(self.problem.owner[i])
        takes = {("offer", offer): 1, ("quota", owner): 1, ("autumn", owner): oa, ("spring", owner): os}
        takes |= {("state", 0): sa + ss} if len(self.problem.state_money) == 1 else {("state", 0): sa, ("state", 1): ss}
        return {limit: need for limit, need in takes.items() if need}

    def sizes(self) -> dict[tuple[str, int], int]:
        """The limits' sizes; no limit is as good as infinite."""
        p = self.problem
        columns = {
            "offer": p.capacity,
            "quota": p.quota,
            "autumn": p.budget_autumn,
            "spring": p.budget_spring,
            "state": p.state_money,
        }
        return {
            (name, h): int(s) if s >= 0 else INFINITE for name, column in columns.items() for h, s in enumerate(column)
        }

    def every_feasible(self) -> list[Holding]:
        """Every distribution within all limits."""
        choices = [range(len(wishes) + 1) for wishes in self.wishes]
        return [held for held in product(*choices) if self.is_feasible(held)]

    def is_feasible(self, held: Holding) -> bool:
        used = self.used_before(held, len(held))
        return all(amount <= self.size[limit] for limit, amount in used.items())

    def used_before(self, held: Holding, turn: int) -> dict[tuple[str, int], int]:
        """What those in front of a turn hold of each limit."""
        used: dict[tuple[str, int], int] = {}
        for wishes, k in zip(self.wishes[:turn], held[:turn], strict=True):
            for limit, need in (wishes[k] if k < len(wishes) else {}).items():
                used[limit] = used.get(limit, 0) + need
        return used

    def is_lawful(self, held: Holding) -> bool:
        """Whether everyone holds her first wish that nothing refused, money being closed by the first it refused."""
        closed: dict[tuple[str, int], int] = {}
        for turn, (wishes, k) in enumerate(zip(self.wishes, held, strict=True)):
            used = self.used_before(held, turn)
            refused = [self.refuses(wish, used, closed, turn) for wish in wishes[: k + 1]]
            if any(r is None for r in refused[:k]) or (k < len(wishes) and refused[k] is not None):
                return False
        return True

    def refuses(
        self,
        wish: dict[tuple[str, int], int],
        used: dict[tuple[str, int], int],
        closed: dict[tuple[str, int], int],
        turn: int,
    ) -> tuple[str, int] | None:
        for limit, need in wish.items():
            if need > self.size[limit] or closed.get(limit, turn) < turn:
                return limit
            if used.get(limit, 0) + need > self.size[limit]:
                closed.setdefault(limit, turn)
                return limit
        return None

    def of(self, outcome: Outcome) -> Holding:
        """The outcome in the same form."""
        held = [int(outcome.contract[i]) for i in self.order]
        return tuple(len(w) if k < 0 else k for w, k in zip(self.wishes, held, strict=True))


@examples(short=60, long=3_000)
@given(problems(**SIZE))
def test_of_all_feasible_distributions_only_the_outcome_is_lawful(problem: Problem) -> None:
    small = SmallRound(problem)
    lawful = [held for held in small.every_feasible() if small.is_lawful(held)]

    outcome = allocate(problem, rules_of((), ("owner_rank",)), SEED)

    assert lawful == [small.of(outcome)]


@examples(short=60, long=3_000)
@given(problems(**SIZE))
def test_where_cheaper_may_pass_the_outcome_is_the_best_from_the_top_of_the_list(problem: Problem) -> None:
    small = SmallRound(problem)

    outcome = allocate(problem, rules_of((), ("owner_rank",), (True, True)), SEED)

    assert small.of(outcome) == min(small.every_feasible())


@examples(short=40, long=1_000)
@given(problems(**SIZE))
def test_no_feasible_distribution_places_more_than_the_bound(problem: Problem) -> None:
    from pafyll.domain.allocation import bound

    small = SmallRound(problem)
    most = max(sum(k < len(w) for w, k in zip(small.wishes, held, strict=True)) for held in small.every_feasible())
    rules = rules_of((), ("owner_rank",))

    assert bound(problem, rules, allocate(problem, rules, SEED)).places >= most
