"""Who may appeal, who may read an appeal, and who may not handle it because they had part in what it is about."""

from __future__ import annotations

from datetime import datetime

from pafyll.apps.casework.models import Appeal, Decision, GroundsDemand
from pafyll.apps.casework.outcomes import Subject, can_be_appealed, kind_of, subject_of
from pafyll.apps.casework.queries.deadlines import deadline_of
from pafyll.apps.organisations.models import RoleGrant
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.lifecycles.appeal import OPEN, AppealStatus

Role = RoleGrant.Role
S = AppealStatus
FIRST_INSTANCE_ROLES = (Role.DIRECTORATE_OFFICER, Role.DIRECTORATE_DECIDER)
TWO_PEOPLE = "fvl. § 6"
SAME_OFFICER = {
    S.PROPOSED: "Du har selv forberedt klagesaken. Den som avgjør den, må være en annen.",
    S.FORWARDED: "Du har behandlet klagen i førsteinstansen. I klageinstansen må en annen avgjøre den.",
}


def is_party(viewer: Viewer, subject: Subject) -> bool:
    """Whether the decision is addressed to the viewer, or to an organisation that the viewer decides for."""
    if subject.party_person is not None:
        return viewer.is_self(subject.party_person.pk)
    organisation = subject.party_organisation
    return organisation is not None and organisation.pk in viewer.organisations_in(Role.OWNER_DECIDER)


def may_demand_grounds(viewer: Viewer, decision: Decision, at: datetime) -> Answer:
    """Whether the viewer may demand the grounds: as party, while the deadline runs, once at a time."""
    deadline = deadline_of(decision)
    if not (answer := _is_party(viewer, subject_of(decision))):
        return answer
    if deadline is not None and deadline.is_stopped:
        return no(
            "already_demanded",
            "Du har krevd begrunnelse, og den er ikke gitt ennå.",
            remedy="Klagefristen står stille så lenge. Du får beskjed når begrunnelsen kommer.",
        )
    if deadline is not None and not deadline.is_open(at):
        return no(
            "too_late_to_demand",
            "Klagefristen var {day}, så du kan ikke lenger kreve begrunnelse.",
            law=deadline.act.law(deadline.act.grounds),
            remedy="Begrunnelsen som er lagret, står på siden med svaret.",
            day=deadline.last_day,
        )
    return yes()


def may_answer(viewer: Viewer, demand: GroundsDemand) -> Answer:
    """Whether the viewer may give the grounds that were demanded. The one who decided may do it."""
    if demand.answered_at is not None:
        return no("already_answered", "Begrunnelsen er gitt.")
    return _works_at_first_instance(viewer)


def may_appeal(viewer: Viewer, decision: Decision) -> Answer:
    """Whether the viewer may appeal: as party, against the decision in force, one appeal at a time. Late ones too."""
    if not kind_of(decision.kind).can_be_appealed:
        return no("cannot_be_appealed", "Dette vedtaket kan ikke påklages her.")
    if not (answer := _is_party(viewer, subject_of(decision))):
        return answer
    if not (answer := can_be_appealed(decision)):
        return answer
    if Decision.objects.filter(supersedes=decision).exists():
        return no("superseded", "Vedtaket er erstattet av et nytt.", remedy="Les det nye vedtaket.")
    if decision.appeals.filter(status__in=OPEN).exists():
        return no("already_appealed", "Du har allerede klaget, og klagen er ikke avgjort.", remedy="Følg den på siden.")
    if decision.appeals.exclude(status=S.WITHDRAWN).exists():
        return no("already_concluded", "Klagen din på dette vedtaket er avgjort, og kan ikke sendes en gang til.")
    return yes()


def may_withdraw(viewer: Viewer, appeal: Appeal) -> Answer:
    """Whether the viewer may take the appeal back: the party, until it is concluded."""
    return first_no([_is_the_partys(viewer, appeal), _is_in(appeal, *OPEN)])


def may_attach(viewer: Viewer, appeal: Appeal) -> Answer:
    """Whether the viewer may add a file to the appeal: the party, until it is concluded."""
    return first_no([_is_the_partys(viewer, appeal), _is_in(appeal, *OPEN)])


def may_open_the_list(viewer: Viewer) -> Answer:
    """Whether the viewer handles appeals at all."""
    if viewer.has_role(*FIRST_INSTANCE_ROLES, Role.APPEALS_OFFICER):
        return yes()
    return no("not_yours", "Klager behandles av direktoratet og klageinstansen.", law="fvl. § 13")


def may_read_words(viewer: Viewer, appeal: Appeal) -> Answer:
    """Whether the viewer may read what the party wrote. It can be about health, so only those who need it read it."""
    if is_party(viewer, subject_of(appeal.decision)):
        return yes()
    me = viewer.user.pk if viewer.user else None
    answer = _is_at_the_viewers_body(viewer, appeal)
    if answer or (appeal.officer_id == me and viewer.has_role(*FIRST_INSTANCE_ROLES)):
        return _had_no_part(viewer, appeal)
    if appeal.status == S.PROPOSED and viewer.has_role(Role.DIRECTORATE_DECIDER):
        return _had_no_part(viewer, appeal)
    if appeal.outcome_decision is not None and appeal.outcome_decision.decided_by_id == me:
        return yes()
    return no(
        "need_to_know",
        "Klagen kan inneholde taushetsbelagte opplysninger, og bare den som behandler den, kan lese teksten.",
        remedy="Ta saken hvis du skal forberede den.",
        law="fvl. § 13",
    )


def may_assign(viewer: Viewer, appeal: Appeal) -> Answer:
    """Whether the viewer may take the appeal to prepare it."""
    return first_no([_works_at_first_instance(viewer), _is_in(appeal, S.SUBMITTED), _had_no_part(viewer, appeal)])


def may_prepare(viewer: Viewer, appeal: Appeal) -> Answer:
    """Whether the viewer may propose, forward, take a late one or write to the party: the officer who took it."""
    return first_no(
        [
            _works_at_first_instance(viewer),
            _is_in(appeal, S.ASSIGNED),
            _had_no_part(viewer, appeal),
            _is_the_officer(viewer, appeal),
        ]
    )


def may_decide_proposal(viewer: Viewer, appeal: Appeal) -> Answer:
    """Whether the viewer may decide what was proposed, or return it: a decider who did not prepare it."""
    return first_no(
        [
            _is_in(appeal, S.PROPOSED),
            _is_decider(viewer),
            _had_no_part(viewer, appeal),
            _is_not_the_officer(viewer, appeal),
        ]
    )


def may_decide_forwarded(viewer: Viewer, appeal: Appeal) -> Answer:
    """Whether the viewer may decide at the appeals body: nobody who had part in it before."""
    return first_no(
        [
            _is_in(appeal, S.FORWARDED),
            _is_at_the_viewers_body(viewer, appeal),
            _had_no_part(viewer, appeal),
            _is_not_the_officer(viewer, appeal),
        ]
    )


def _is_party(viewer: Viewer, subject: Subject) -> Answer:
    if is_party(viewer, subject):
        return yes()
    return no("not_the_party", "Bare den som vedtaket gjelder, kan gjøre dette.", law="fvl. §§ 2 og 28")


def _is_the_partys(viewer: Viewer, appeal: Appeal) -> Answer:
    return _is_party(viewer, subject_of(appeal.decision))


def _works_at_first_instance(viewer: Viewer) -> Answer:
    if viewer.has_role(*FIRST_INSTANCE_ROLES):
        return yes()
    return no("not_first_instance", "Bare direktoratet forbereder klager på sine egne vedtak.", law="fvl. § 33")


def _is_decider(viewer: Viewer) -> Answer:
    if viewer.has_role(Role.DIRECTORATE_DECIDER):
        return yes()
    return no(
        "not_decider",
        "Klagen avgjøres av en som har fullmakt til å beslutte.",
        remedy="Be en beslutter i direktoratet om å avgjøre den.",
    )


def _is_at_the_viewers_body(viewer: Viewer, appeal: Appeal) -> Answer:
    if appeal.appeals_body_id in viewer.organisations_in(Role.APPEALS_OFFICER):
        return yes()
    return no("not_appeals_body", "Bare klageinstansen avgjør en klage som er sendt videre.", law="fvl. §§ 28 og 33")


def _is_in(appeal: Appeal, *statuses: AppealStatus) -> Answer:
    if appeal.status in statuses:
        return yes()
    return no(
        "not_from_this_status",
        "Dette kan ikke gjøres nå: klagen har status «{status}».",
        status=AppealStatus(appeal.status).label,  # type: ignore[call-arg]
    )


def _had_no_part(viewer: Viewer, appeal: Appeal) -> Answer:
    decision, me = appeal.decision, viewer.user.pk if viewer.user else None
    if is_party(viewer, subject_of(decision)):
        return no(
            "disqualified", "Klagen er din egen, og da er du inhabil.", remedy="En annen må ta den.", law=TWO_PEOPLE
        )
    if me in (decision.prepared_by_id, decision.decided_by_id):
        return no(
            "same_person",
            "Du var med på vedtaket som er påklaget: det ble forberedt av {prepared} og fattet av {decided}.",
            remedy="En som ikke har hatt med vedtaket å gjøre, må behandle klagen.",
            law=TWO_PEOPLE,
            prepared=str(decision.prepared_by),
            decided=str(decision.decided_by),
        )
    return yes()


def _is_the_officer(viewer: Viewer, appeal: Appeal) -> Answer:
    if viewer.user is not None and appeal.officer_id == viewer.user.pk:
        return yes()
    return no("another_officer", "{officer} har tatt denne klagen.", officer=str(appeal.officer))


def _is_not_the_officer(viewer: Viewer, appeal: Appeal) -> Answer:
    if viewer.user is None or appeal.officer_id != viewer.user.pk:
        return yes()
    told = SAME_OFFICER[S(appeal.status)]  # type: ignore[call-arg]
    return no("same_person_prepared", told, remedy="Be en kollega med fullmakt om å avgjøre den.", law=TWO_PEOPLE)


def may_keep_the_ledger(viewer: Viewer) -> Answer:
    """Whether the viewer may read and write the outage ledger."""
    if viewer.has_role(*FIRST_INSTANCE_ROLES):
        return yes()
    return no("not_directorate", "Bare direktoratet fører avbruddsloggen.")
