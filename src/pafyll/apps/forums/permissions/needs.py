"""Who may write, read and treat needs notifications, and make the forms: the owner's own, the Governor's own years."""

from __future__ import annotations

from datetime import date, datetime

from pafyll.apps.casework.permissions.cases import in_force
from pafyll.apps.forums.models import ForumDisqualification, NeedsNotification, SchemeYear
from pafyll.apps.forums.permissions.scheme_years import may_run
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.lifecycles.needs_notification import IN_PLAY
from pafyll.domain.lifecycles.needs_notification import NeedsNotificationStatus as N
from pafyll.domain.lifecycles.scheme_year import SchemeYearStatus
from pafyll.domain.rules.notifying import is_open, may_be_edited


def is_open_now(scheme_year: SchemeYear, at: datetime) -> Answer:
    """Whether the scheme year is announced and takes needs at the moment."""
    if scheme_year.status != SchemeYearStatus.ANNOUNCED:
        return is_open(None, None, at) if scheme_year.status == SchemeYearStatus.DRAFT else is_open(at, at, at)
    return is_open(scheme_year.opens_at, scheme_year.closes_at, at)


def may_notify(viewer: Viewer, owner: Organisation, scheme_year: SchemeYear, at: datetime) -> Answer:
    """Whether the viewer may begin on a need for the owner in the scheme year."""
    return first_no([_is_yours(viewer, owner.pk), _reaches(owner, scheme_year), is_open_now(scheme_year, at)])


def may_edit(viewer: Viewer, need: NeedsNotification, at: datetime) -> Answer:
    """Whether the viewer may change and send the need now."""
    open_now = is_open_now(need.scheme_year, at)
    may = may_be_edited(need.status, open_now=open_now, supplement_due=need.supplement_due, at=at)
    return first_no([_is_yours(viewer, need.owner_id), may])


def may_withdraw(viewer: Viewer, need: NeedsNotification) -> Answer:
    """Whether the viewer may withdraw the need: until it is treated."""
    if need.status in (N.DRAFT, N.SENT, N.SUPPLEMENT_ASKED):
        return _is_yours(viewer, need.owner_id)
    label = N(need.status).label  # type: ignore[call-arg]
    return no("not_from_this_status", "Behovsmeldingen er «{status}» og kan ikke trekkes.", status=label)


def may_treat(viewer: Viewer, need: NeedsNotification, *, day: date) -> Answer:
    """Whether the viewer may read and treat the need for the Governor: not when disqualified in it."""
    answers = [may_run(viewer, need.scheme_year), _is_impartial(viewer, need, day)]
    if need.status not in IN_PLAY:
        answers.append(no("not_sent", "Behovsmeldingen er ikke sendt."))
    return first_no(answers)


def disqualified_needs(viewer: Viewer, day: date) -> frozenset[int]:
    """Keys of the needs that the viewer is disqualified in that day. One query."""
    rows = ForumDisqualification.objects.filter(in_force(day), person=viewer.person, matter__startswith=MATTER)
    return frozenset(int(matter.removeprefix(MATTER)) for matter in rows.values_list("matter", flat=True))


MATTER = "needs_notification:"


def _is_impartial(viewer: Viewer, need: NeedsNotification, day: date) -> Answer:
    matters = (need.about, need.scheme_year.about)
    found = ForumDisqualification.objects.filter(in_force(day), person=viewer.person, matter__in=matters).first()
    if found is None:
        return yes()
    text = "Du er inhabil i denne saken, og kan verken se den eller gjøre noe i den."
    return no("disqualified", text, remedy="En kollega må ta den.", law=found.law)


def _is_yours(viewer: Viewer, owner: int) -> Answer:
    if owner in viewer.ranks_for:
        return yes()
    return no("not_your_owner", "Bare eieren selv kan melde behovene sine.")


def _reaches(owner: Organisation, scheme_year: SchemeYear) -> Answer:
    """The owner must be of a kind that may receive the money, in the county of the Governor."""
    rules = scheme_year.rules
    if owner.kind in rules.recipients and owner.county_code == scheme_year.governor.county_code:
        return yes()
    text = "Denne ordningen kan ikke gi tilskudd til {owner}."
    return no("not_a_recipient", text, law=rules.paragraphs, owner=owner.name)
