"""One sample of everything that an address about what follows awards can name: Fjordvik's where it matters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pafyll.apps.documents.models import Document
from pafyll.apps.forums.models import SchemeYear
from pafyll.apps.grants.models import Award, AwardChange, AwardRecovery, AwardSettlement, Control, ControlFile


def change(status: str) -> Callable[[], Any]:
    return lambda: AwardChange.objects.filter(status=status).earliest("pk").pk


def recovery(status: str) -> Callable[[], Any]:
    return lambda: AwardRecovery.objects.filter(status=status).earliest("pk").pk


def control(status: str) -> Callable[[], Any]:
    return lambda: Control.objects.filter(status=status).earliest("pk").pk


def award(recipient: str, year: int) -> Callable[[], Any]:
    rows = Award.objects.filter(recipient__name__startswith=recipient, scheme_year__year=year, status="decided")
    return lambda: rows.earliest("pk").pk


def reported() -> int:
    """Fjordvik's of 2024, of which something was not used."""
    return Award.objects.filter(recipient__name="Fjordvik kommune", status="reported").earliest("pk").pk


def settlement(status: str) -> Callable[[], Any]:
    return lambda: AwardSettlement.objects.filter(status=status).earliest("pk").award_id


def sampled_year(year: int) -> Callable[[], Any]:
    return lambda: SchemeYear.objects.get(control_sample__isnull=False, year=year).pk


def letter() -> int:
    """Siri's, about the change that was accepted."""
    return Document.objects.filter(kind="award_change_decision").earliest("pk").pk


def file() -> int:
    return ControlFile.objects.earliest("pk").pk


def to_college() -> int:
    return Award.objects.filter(recipient__kind="provider").earliest("pk").pk


AFTER_AWARDS: dict[str, Callable[[], Any]] = {
    "authority:award_change.pk": change("prepared"),
    "authority:prepare_award_change.pk": change("sent"),
    "authority:decide_award_change.pk": change("prepared"),
    "authority:return_award_change.pk": change("prepared"),
    "authority:after_award_letter.pk": letter,
    "authority:settle_award.pk": reported,
    "authority:decide_settlement.pk": settlement("prepared"),
    "authority:return_settlement.pk": settlement("prepared"),
    "authority:forewarn_recipient.pk": award("Fjordvik kommune", 2025),
    "authority:award_recovery.pk": recovery("commented"),
    "authority:decide_award_recovery.pk": recovery("prepared"),
    "authority:return_award_recovery.pk": recovery("prepared"),
    "authority:award_paid_back.pk": recovery("decided"),
    "authority:control_sample.pk": sampled_year(2024),
    "authority:draw_sample.pk": sampled_year(2025),
    "authority:award_control.pk": control("answered"),
    "authority:ask_for_more.pk": control("answered"),
    "authority:award_control_file.pk": file,
    "public:control_sample.pk": sampled_year(2024),
    **{
        f"{desk}:{name}.pk": sample
        for desk in ("owner", "provider")
        for name, sample in {
            "award_change": change("prepared"),
            "take_back_award_change": change("sent"),
            "award_recovery": recovery("commented"),
            "award_control": control("asked"),
            "attach_to_control": control("asked"),
            "award_control_file": file,
            "after_award_letter": letter,
        }.items()
    },
    "owner:apply_for_change.pk": award("Innhavet fylkeskommune", 2025),
    "provider:apply_for_change.pk": to_college,
    "provider:award.pk": to_college,
    "provider:award_report.pk": to_college,
    "provider:award_report.kind": lambda: "sluttrapport",
    "provider:award_recovery.pk": recovery("forewarned"),
}
