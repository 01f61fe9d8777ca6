"""The mails about appeals, cases and consultations, and the one that gathers others."""

from pafyll.apps.casework.letters import Audience, Letter, Topic

A, T = Audience, Topic
UNION = "consultation.case.owner"
LETTERS = (
    Letter("casework/appeal_receipt", A.PARTY),
    Letter("casework/appeal_forwarded", A.PARTY),
    Letter("casework/appeal_concluded", A.PARTY),
    Letter("casework/preliminary", A.PARTY),
    Letter("casework/grounds_given", A.PARTY),
    Letter("casework/consultation_invited", A.UNION, sender=UNION),
    Letter("casework/consultation_cancelled", A.UNION, sender=UNION),
    Letter("casework/minutes_written", A.UNION, sender=UNION),
    Letter("casework/minutes_confirmed", A.OFFICER, T.MEETINGS, sender="case.owner"),
    Letter("casework/union_stated", A.OFFICER, T.MEETINGS, sender="case.owner"),
    Letter("casework/substitute_appointed", A.OFFICER, sender="case.owner"),
    Letter("casework/digest", A.READER),
)
