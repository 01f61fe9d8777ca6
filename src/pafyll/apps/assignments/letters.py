"""The mails about inquiries, teams and departments' meetings."""

from pafyll.apps.casework.letters import Audience, Letter, Topic

A, T = Audience, Topic
ASKED = "inquiry.provider"
LETTERS = (
    Letter("assignments/inquiry_received", A.INQUIRER, sender=ASKED, is_secret=True),
    Letter("assignments/answer", A.INQUIRER, sender=ASKED),
    Letter("assignments/inquiry_came", A.COORDINATORS, T.INQUIRIES, sender=ASKED),
    Letter("assignments/message_came", A.COORDINATORS, T.INQUIRIES, sender=ASKED),
    Letter("assignments/inquiry_withdrawn", A.COORDINATORS, T.INQUIRIES, sender=ASKED),
    Letter("assignments/made_responsible", A.COLLEAGUE, T.INQUIRIES, sender=ASKED),
    Letter("assignments/asked_to_declare", A.COLLEAGUE, sender="assignment.provider"),
    Letter("assignments/unit_meeting_called", A.COLLEAGUE, T.MEETINGS, sender="meeting.unit.provider"),
)
