"""What awards of collective schemes, and what follows them, wait for."""

from __future__ import annotations

from django.db.models import Case, Value, When
from django.utils.translation import gettext_lazy as _

from pafyll.apps.casework.waiting import Inbox, Waits, not_by
from pafyll.apps.grants.inbox_terms import after, before, by_runners, has_final_report, of_recipient, runners
from pafyll.apps.grants.models import (
    Award,
    AwardChange,
    AwardRecovery,
    AwardReport,
    AwardSettlement,
    Control,
    ControlSample,
)
from pafyll.domain.lifecycles.after_award import (
    AWARD_CHANGE,
    AWARD_RECOVERY,
    AWARD_SETTLEMENT,
    CONTROL,
    CONTROL_SAMPLE,
    AwardChangeStatus,
    AwardRecoveryStatus,
    AwardSettlementStatus,
    ControlSampleStatus,
    ControlStatus,
)
from pafyll.domain.lifecycles.award import AWARD, AWARD_REPORT, AwardReportStatus, AwardStatus

A, C, K, L, R, S, W = (
    AwardStatus,
    AwardChangeStatus,
    ControlStatus,
    ControlSampleStatus,
    AwardRecoveryStatus,
    AwardSettlementStatus,
    AwardReportStatus,
)
BY_ANOTHER = (not_by("prepared_by"),)
KIND_IN_ADDRESS = Case(When(kind=AwardReport.Kind.FINAL, then=Value("sluttrapport")), default=Value("delrapport"))
REPORT = ("award", KIND_IN_ADDRESS)
ASSESS = _("Vurder om tilskuddet skal kreves tilbake")

AWARDS = (
    Inbox(
        AWARD,
        Award,
        {
            A.PROPOSED: by_runners(_("Gjør tildelingen klar til vedtak"), "award", award=""),
            A.PREPARED: by_runners(_("Vedta tildelingen"), "award", award="", but=BY_ANOTHER),
            A.DECIDED: of_recipient(
                _("Skriv sluttrapport om tilskuddet"),
                "award",
                award="",
                due="report_due",
                only=lambda at: ~has_final_report(),
                otherwise="The final report is begun, and is the task.",
            ),
        },
        ended="The final report is accepted, or nothing was awarded.",
    ),
    Inbox(
        AWARD_REPORT,
        AwardReport,
        {
            W.DRAFT: of_recipient(
                _("Gjør rapporten ferdig, og send den"), "award_report", keys=REPORT, due="award__report_due"
            ),
            W.SENT: by_runners(_("Godkjenn rapporten, eller send den tilbake"), "award", keys=("award",)),
            W.RETURNED: of_recipient(_("Rett rapporten, og send den igjen"), "award_report", keys=REPORT),
        },
        ended="The report is accepted.",
    ),
    Inbox(
        AWARD_CHANGE,
        AwardChange,
        {
            C.SENT: by_runners(_("Vurder endringssøknaden"), "award_change"),
            C.PREPARED: by_runners(_("Avgjør endringssøknaden"), "award_change", but=BY_ANOTHER),
        },
        ended="It is decided, or taken back.",
    ),
    Inbox(
        AWARD_SETTLEMENT,
        AwardSettlement,
        {
            S.PREPARED: by_runners(
                _("Avgjør hva som skjer med det som ikke er brukt"), "award", but=BY_ANOTHER, keys=("award",)
            ),
            S.RETURNED: by_runners(
                _("Foreslå på nytt hva som skjer med det som ikke er brukt"), "settle_award", keys=("award",)
            ),
        },
        ended="It is decided.",
    ),
    Inbox(
        AWARD_RECOVERY,
        AwardRecovery,
        {
            R.FOREWARNED: (
                *of_recipient(
                    _("Uttal dere om tilskuddet som kan bli krevd tilbake"),
                    "award_recovery",
                    due="comments_due_on",
                    only=before("comments_due_on"),
                ),
                by_runners(ASSESS, "award_recovery", only=after("comments_due_on")),
            ),
            R.COMMENTED: by_runners(ASSESS, "award_recovery"),
            R.PREPARED: by_runners(_("Avgjør om tilskuddet skal kreves tilbake"), "award_recovery", but=BY_ANOTHER),
            R.DECIDED: by_runners(_("Før at tilskuddet er betalt tilbake"), "award_recovery", due="pay_by"),
        },
        ended="It is paid back, or was not demanded.",
    ),
    Inbox(
        CONTROL_SAMPLE,
        ControlSample,
        {
            L.ANNOUNCED: Waits(
                _("Trekk kontrollutvalget"),
                runners("scheme_year"),
                "authority:control_sample",
                keys=("scheme_year",),
                name=("scheme_year__title",),
            )
        },
        ended="It is drawn, and each control is a task of its own.",
    ),
    Inbox(
        CONTROL,
        Control,
        {
            K.ASKED: (
                *of_recipient(
                    _("Send dokumentasjon til kontrollen"), "award_control", due="due_on", only=before("due_on")
                ),
                by_runners(_("Avslutt kontrollen: ingen har svart"), "award_control", only=after("due_on")),
            ),
            K.ANSWERED: by_runners(_("Se på dokumentasjonen, og avslutt kontrollen"), "award_control"),
        },
        ended="The control has a result.",
    ),
)
