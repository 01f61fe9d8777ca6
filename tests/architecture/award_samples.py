"""One sample of everything that an address about awards can name: Fjordvik's, and Tor's that are not decided."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pafyll.apps.forums.models import SchemeYear
from pafyll.apps.grants.models import Award, AwardReport, OwnContribution
from tests.architecture.after_award_samples import AFTER_AWARDS


def year(scheme: str) -> Callable[[], Any]:
    return lambda: SchemeYear.objects.get(scheme=scheme, year=2025).pk


def award(status: str, scheme: str) -> Callable[[], Any]:
    rows = Award.objects.filter(status=status, scheme_year__scheme=scheme)
    return lambda: rows.earliest("pk").pk


def sent_report() -> int:
    return AwardReport.objects.filter(status="sent").earliest("pk").pk


AWARDS: dict[str, Callable[[], Any]] = {
    **AFTER_AWARDS,
    **{f"authority:{name}.pk": year("competence_lift") for name in ("awards", "new_award", "decide_awards")},
    "authority:recommend.pk": year("competence_lift"),
    "authority:follow_recommendation.pk": year("regional"),
    **{f"authority:{name}.pk": award("proposed", "competence_lift") for name in ("edit_award", "drop_award")},
    "authority:ready_award.pk": award("proposed", "competence_lift"),
    "authority:award_back.pk": award("prepared", "competence_lift"),
    "authority:award.pk": award("decided", "decentralised"),
    **{f"authority:{name}.pk": sent_report for name in ("accept_award_report", "return_award_report")},
    **{f"owner:{name}.pk": award("decided", "decentralised") for name in ("award", "award_report")},
    "owner:award_report.kind": lambda: "sluttrapport",
    "owner:strike_out_own.pk": lambda: OwnContribution.objects.earliest("pk").pk,
}
