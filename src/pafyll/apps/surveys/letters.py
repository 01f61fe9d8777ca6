"""The mails about surveys and events. Their readers need no log-in: the address in the mail is the key."""

from pafyll.apps.casework.letters import Audience, Letter

A = Audience
LETTERS = (
    Letter("surveys/invitation", A.INVITED, sender="survey.owner", is_secret=True),
    # Only those who have not answered are reminded.
    Letter("surveys/reminder", A.INVITED, sender="survey.owner", is_secret=True, is_discreet=True),
    Letter("surveys/event_confirm", A.INVITED, sender="event.provider", is_secret=True),
    Letter("surveys/event_place", A.INVITED, sender="event.provider", is_secret=True),
    Letter("surveys/event_cancelled", A.INVITED, sender="event.provider"),
)
