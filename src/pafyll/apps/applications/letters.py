"""The mails about applications, places, admission and confirming."""

from pafyll.apps.casework.letters import Audience, Letter, Topic

A, T = Audience, Topic
OWNER = "application.owner"
STUDY = "admission.offer.programme.provider"
OWNERS_OWN = {name: Letter(f"applications/{name}", A.APPLICANT, sender=OWNER) for name in (
    "added_by_owner", "edited_by_owner", "rejected", "approval_undone",
)}  # fmt: skip
LETTERS = (
    Letter("applications/receipt", A.APPLICANT),
    *OWNERS_OWN.values(),
    Letter("applications/approved", A.APPLICANT, T.PROGRESS, sender=OWNER),
    Letter("applications/opened_from_plan", A.APPLICANT, sender="plan.owner"),
    Letter("applications/statement_wanted", A.PRINCIPAL, T.PROGRESS),
    Letter("applications/statement_given", A.APPLICANT, T.PROGRESS, sender=OWNER),
    Letter("applications/withdrawn", A.APPLICANT),
    Letter("applications/later_deadline", A.APPLICANT),
    Letter("applications/lapsed", A.APPLICANT),
    Letter("applications/place_granted", A.APPLICANT),
    Letter("applications/place_refused", A.APPLICANT),
    Letter("applications/owner_results", A.OWNER),
    Letter("applications/ranking_reopened", A.OWNER),
    Letter("applications/place_offered", A.APPLICANT),
    Letter("applications/place_accepted", A.APPLICANT),
    Letter("applications/offer_expired", A.APPLICANT),
    Letter("applications/offer_withdrawn", A.APPLICANT),
    Letter("applications/offer_cancelled", A.APPLICANT),
    Letter("applications/offer_cancelled_placed", A.APPLICANT),
    Letter("applications/offer_cancelled_queue", A.APPLICANT),
    Letter("applications/offer_cancelled_owner", A.OWNER),
    Letter("applications/admission_offered", A.APPLICANT, sender=STUDY),
    Letter("applications/admission_admitted", A.APPLICANT, sender=STUDY),
    Letter("applications/admission_refused", A.APPLICANT, sender=STUDY),
    Letter("applications/admission_lapsed", A.APPLICANT, sender=STUDY),
    Letter("applications/admission_result", A.APPLICANT, sender=STUDY),
    Letter("applications/admission_not_taken", A.OWNER, sender=STUDY),
    Letter("applications/confirmation_reminder", A.OWNER, T.REMINDERS),
    Letter("applications/not_confirmed", A.OWNER),
    Letter("applications/late_decided", A.OWNER),
)
