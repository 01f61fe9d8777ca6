"""Applicants by subject."""

from __future__ import annotations

from pafyll.domain.rules.subjects import SUBJECTS
from pafyll.domain.values import shared_by_weight

# Applicants in 2018 of 10 147: rbnett.no, 4 March 2018.
APPLIED_2018 = {
    "mathematics": 2059,
    "norwegian": 1746,
    "english": 1678,
    "digital_competence": 635,
    "programming": 288,
}
TOTAL_2018 = 10_147
# For the other subjects only places granted in 2019/20 are known (udir.no, Resultat av søknadsbehandlingen): these
# five, and 1 228 that are not named (6 843 granted less all that are named). The rest of 2018 is spread in proportion,
# and the unnamed evenly over the subjects that nothing is known about.
GRANTED_2019 = {
    "norwegian_sign_language": 42,
    "sami": 11,
    "early_learning": 62,
    "special_needs_education": 419,
    # 300 in practical and aesthetic subjects together, here evenly over the four
    **dict.fromkeys(("art_and_crafts", "food_and_health", "music", "physical_education"), 75),
}
UNNAMED_2019 = 1228


def applicants_by_subject(applicants: int) -> dict[str, int]:
    """How many apply in each subject; the parts sum to applicants exactly."""
    unknown = [code for code in SUBJECTS if code not in APPLIED_2018 and code not in GRANTED_2019]
    rest = GRANTED_2019 | dict(zip(unknown, shared_by_weight(UNNAMED_2019, [1] * len(unknown)), strict=True))
    left = TOTAL_2018 - sum(APPLIED_2018.values())
    known = APPLIED_2018 | dict(zip(rest, shared_by_weight(left, list(rest.values())), strict=True))
    return dict(zip(known, shared_by_weight(applicants, list(known.values())), strict=True))
