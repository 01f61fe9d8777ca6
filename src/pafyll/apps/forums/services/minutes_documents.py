"""The approved minutes as a document: set when they are approved, and kept as they were."""

from __future__ import annotations

from datetime import datetime

from pafyll.apps.accounts.models import User
from pafyll.apps.documents.blocks import Head
from pafyll.apps.documents.models import Document
from pafyll.apps.documents.services import issue
from pafyll.apps.documents.types.forum_minutes.type import ForumMinutes, MinutesItem, RecordedDissent
from pafyll.apps.forums.models import AgendaItem, ForumMeeting
from pafyll.apps.forums.queries.forums import attendance_of, what_happened
from pafyll.domain.rules.deadlines import norwegian_day

KIND = "forum_minutes"


def minutes_document(*, meeting: ForumMeeting, by: User, at: datetime) -> Document:
    """The minutes in the secretariat's own form of Norwegian. Call it in the transaction that approves them."""
    forum = meeting.forum
    head = Head(
        sender=forum.governor.name,
        recipient=forum.title,
        dated_on=norwegian_day(at),
        case_number=meeting.title,
    )
    language = forum.governor.letter_language
    return issue(kind=KIND, head=head, context=_context(meeting), about=meeting.about, by=by, at=at, language=language)


def _context(meeting: ForumMeeting) -> ForumMinutes:
    return ForumMinutes(
        forum=meeting.forum.title,
        meeting=meeting.title,
        held_at=meeting.starts_at,
        place=meeting.place,
        present=tuple(f"{one.person}, {one.membership.body}" for one in attendance_of(meeting)),
        minutes=meeting.minutes,
        items=tuple(_item(one) for one in meeting.items.all()),
    )


def _item(item: AgendaItem) -> MinutesItem:
    happened = what_happened(item)
    decision = happened.decision
    return MinutesItem(
        number=item.number,
        title=item.title,
        minutes=item.minutes,
        why_not_agreed=happened.failed.why if happened.failed else "",
        made_by=str(decision.made_by) if decision else "",
        is_adopted=bool(decision and decision.result == "adopted"),
        text=decision.text if decision else "",
        votes_for=(decision.votes_for or 0) if decision else 0,
        votes_against=(decision.votes_against or 0) if decision else 0,
        abstained=(decision.abstained or 0) if decision else 0,
        dissents=tuple(RecordedDissent(one.body, one.text) for one in happened.dissents),
    )
