"""Mail as its reader, its sender and those who look after the texts see it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from pafyll.apps.casework.letters import Audience, Topic, letters
from pafyll.apps.casework.models import Mail, MailChoice
from pafyll.apps.organisations.models import RoleGrant
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.lifecycles.mail import MailStatus

Role = RoleGrant.Role
DIRECTORATE = (Role.DIRECTORATE_OFFICER, Role.DIRECTORATE_DECIDER)
# Who sees what an organisation has sent: those who write its decisions, agreements and answers.
SENDERS = (
    *(Role.OWNER_OFFICER, Role.OWNER_DECIDER, Role.PROVIDER_OFFICER, Role.COUNTY_GOVERNOR),
    *(Role.ASSIGNMENT_COORDINATOR, Role.DEPUTY_HEAD, Role.UNIT_HEAD, Role.PROJECT_ECONOMIST),
)
OWNERS_PEOPLE = {Role.OWNER_OFFICER, Role.OWNER_DECIDER}
AUDIENCES: dict[Audience, set[str]] = {
    Audience.APPLICANT: {Role.TEACHER},
    Audience.PARTY: {Role.TEACHER, *OWNERS_PEOPLE},
    Audience.OWNER: set(OWNERS_PEOPLE),
    Audience.OFFICER: set(OWNERS_PEOPLE),
    Audience.SENDER: set(OWNERS_PEOPLE),
    Audience.SUBSCRIBER: set(OWNERS_PEOPLE),
    Audience.RECIPIENT: {*OWNERS_PEOPLE, Role.PROVIDER_OFFICER},
    Audience.PRINCIPAL: {Role.PRINCIPAL},
    Audience.UNION: {Role.UNION_REPRESENTATIVE},
    Audience.PARTIES: {*OWNERS_PEOPLE, Role.PRINCIPAL, Role.ASSIGNMENT_COORDINATOR, Role.DEPUTY_HEAD, Role.UNIT_HEAD,
                       Role.PROJECT_ECONOMIST},
    Audience.COORDINATORS: {Role.ASSIGNMENT_COORDINATOR, Role.DEPUTY_HEAD},
    Audience.COLLEAGUE: {Role.ASSIGNMENT_COORDINATOR, Role.DEPUTY_HEAD, Role.SECTION_LEADER, Role.UNIT_HEAD,
                         Role.ACADEMIC, Role.PROJECT_ECONOMIST},
}  # fmt: skip
SITS_IN_FORUMS = {Audience.MEMBERS}  # anybody may have a seat


@dataclass(frozen=True)
class TopicRow:
    """A topic that the viewer may get mail about, and how she wants it."""

    topic: str
    label: str
    when: str


def topics_for(*, viewer: Viewer) -> list[TopicRow]:
    """The optional topics that concern the viewer's roles, and what she has chosen. One query."""
    roles = {one.role for one in viewer.grants}
    found = {one.topic for one in letters().values() if one.topic and _concerns(one.to, roles)}
    chosen = dict(MailChoice.objects.filter(reader=viewer.user).values_list("topic", "when"))
    return [
        TopicRow(one.value, str(one.label), chosen.get(one.value, MailChoice.When.AT_ONCE))
        for one in Topic
        if one in found
    ]


def _concerns(audience: Audience, roles: set[str]) -> bool:
    return audience in SITS_IN_FORUMS or bool(AUDIENCES.get(audience, set()) & roles)


def mails_to(*, viewer: Viewer) -> QuerySet[Mail]:
    """What has been written to the viewer, the newest first. One query."""
    rows = Mail.objects.select_related("sender", "gathered_in").order_by("-written_at", "-pk")
    return rows.filter(reader=viewer.user) if viewer.user else rows.none()


def mails_sent(*, viewer: Viewer, desk: str) -> QuerySet[Mail]:
    """What the organisations that the viewer works for at the desk have sent, the newest first, without the texts.

    At the authorities' desk also the directorate's own, for its people. Nobody else's. One query.
    """
    discreet = [one.name for one in letters().values() if one.is_discreet]
    rows = Mail.objects.exclude(letter__in=discreet).order_by("-written_at", "-pk")
    rows = rows.select_related("sender").defer("text", "subject")
    own = Q(sender__in=viewer.organisations_in(*SENDERS))
    if desk == "authority":
        national = Q(sender__isnull=True) if viewer.has_role(*DIRECTORATE) else Q(pk__in=[])
        return rows.filter(national | Q(sender__in=viewer.organisations_in(Role.COUNTY_GOVERNOR)))
    return rows.filter(own)


def counts_by_status(rows: QuerySet[Mail]) -> list[tuple[str, int]]:
    """(status in words, how many) of the rows. One query."""
    found = dict(rows.order_by().values("status").annotate(n=Count("pk")).values_list("status", "n"))
    return [(one.label, found[one.value]) for one in MailStatus if found.get(one.value)]
