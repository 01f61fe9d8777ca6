"""The mails about needs, openings and forums' meetings."""

from pafyll.apps.casework.letters import Audience, Letter, Topic

A, T = Audience, Topic
GOVERNOR = "need.scheme_year.governor"
LETTERS = (
    Letter("forums/needs_sent", A.SENDER, sender=GOVERNOR),
    Letter("forums/supplement_asked", A.OWNER, sender=GOVERNOR),
    Letter("forums/opened", A.SUBSCRIBER, T.OPENINGS),
    Letter("forums/meeting_called", A.MEMBERS, sender="forum.governor"),
    Letter("forums/meeting_cancelled", A.MEMBERS, sender="forum.governor"),
    Letter("forums/minutes_approved", A.MEMBERS, T.MEETINGS, sender="forum.governor"),
)
