"""Places × applications: who gets which place under the published rules, why, and how many could at most.

Usable in a notebook: build a Problem from tables, pick a RuleSet, call `allocate`, then `audit`, `explain`, `bound`.
"""

from pafyll.domain.allocation.audit import AuditReport, audit
from pafyll.domain.allocation.bound import Bound, bound
from pafyll.domain.allocation.chains import Chain, Step, chain_lines, explain, replay
from pafyll.domain.allocation.draw import draw_number
from pafyll.domain.allocation.engine import allocate
from pafyll.domain.allocation.outcome import (
    Outcome,
    fingerprint_of_problem,
    outcome_bytes,
    outcome_fingerprint,
    outcome_rows,
)
from pafyll.domain.allocation.problem import NO_LIMIT, NO_OFFER, Problem, ProblemFault
from pafyll.domain.allocation.rates import NoRate, Rate, Rates
from pafyll.domain.allocation.reference import allocate_plainly
from pafyll.domain.allocation.rules import (
    RuleFault,
    RuleSet,
    Section,
    known_rulesets,
    published_text,
    rules_hash,
    ruleset,
    ruleset_from,
)
from pafyll.domain.allocation.summary import CutOff, RuleCost, changes, compare, cut_offs, rule_costs
from pafyll.domain.allocation.tables import problem_from_tables
from pafyll.domain.allocation.texts import POTS, SCHEME_NAMES, TEMPLATES, Text
from pafyll.domain.allocation.what_would_reach import NearestChange, nearest_change

__all__ = [
    "NO_LIMIT",
    "NO_OFFER",
    "POTS",
    "SCHEME_NAMES",
    "TEMPLATES",
    "AuditReport",
    "Bound",
    "Chain",
    "CutOff",
    "NearestChange",
    "NoRate",
    "Outcome",
    "Problem",
    "ProblemFault",
    "Rate",
    "Rates",
    "RuleCost",
    "RuleFault",
    "RuleSet",
    "Section",
    "Step",
    "Text",
    "allocate",
    "allocate_plainly",
    "audit",
    "bound",
    "chain_lines",
    "changes",
    "compare",
    "cut_offs",
    "draw_number",
    "explain",
    "fingerprint_of_problem",
    "known_rulesets",
    "nearest_change",
    "outcome_bytes",
    "outcome_fingerprint",
    "outcome_rows",
    "problem_from_tables",
    "published_text",
    "replay",
    "rule_costs",
    "rules_hash",
    "ruleset",
    "ruleset_from",
]
