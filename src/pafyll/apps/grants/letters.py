"""The mails about changes, money that is demanded back, and awards."""

from pafyll.apps.casework.letters import Audience, Letter, Topic

A, T = Audience, Topic
GOVERNOR = "award.scheme_year.governor"
LETTERS = (
    Letter("grants/change_reported", A.OWNER),
    Letter("grants/change_proposed", A.APPLICANT, T.PROGRESS, sender="change.owner"),
    Letter("grants/change_carried_out", A.APPLICANT, sender="change.owner"),
    Letter("grants/change_refused", A.APPLICANT, sender="change.owner"),
    Letter("grants/change_decided", A.APPLICANT),
    Letter("grants/change_decided_owner", A.OWNER),
    Letter("grants/recovery_forewarned", A.OWNER),
    Letter("grants/recovery_decided", A.OWNER),
    Letter("grants/award_decided", A.RECIPIENT, sender=GOVERNOR),
    Letter("grants/award_change_decided", A.RECIPIENT, sender=GOVERNOR),
    Letter("grants/award_settled", A.RECIPIENT, sender=GOVERNOR),
    Letter("grants/award_recovery_forewarned", A.RECIPIENT, sender=GOVERNOR),
    Letter("grants/award_recovery_decided", A.RECIPIENT, sender=GOVERNOR),
    Letter("grants/control_asked", A.RECIPIENT, sender=GOVERNOR),
    Letter("grants/control_closed", A.RECIPIENT, sender=GOVERNOR),
    Letter("grants/part_paid", A.RECIPIENT, T.MONEY, sender=GOVERNOR),
    Letter("grants/award_report_reminder", A.RECIPIENT, T.REMINDERS, sender=GOVERNOR),
)
