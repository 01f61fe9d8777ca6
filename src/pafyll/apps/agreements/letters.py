"""The mails about agreements and invoices."""

from pafyll.apps.casework.letters import Audience, Letter, Topic

A, T = Audience, Topic
PROVIDER = "agreement.provider"
LETTERS = (
    Letter("agreements/to_sign", A.PARTIES, sender=PROVIDER),
    Letter("agreements/signed", A.PARTIES, T.AGREEMENTS, sender=PROVIDER),
    Letter("agreements/sent_back", A.COLLEAGUE, sender=PROVIDER),
    Letter("agreements/ending", A.PARTIES, T.REMINDERS, sender=PROVIDER),
    Letter("agreements/incident", A.PARTIES, sender=PROVIDER),
    Letter("agreements/invoice", A.PARTIES, sender=PROVIDER),
)
