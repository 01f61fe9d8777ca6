"""Who may look somebody up to help her, and see the pages as she sees them."""

from __future__ import annotations

from pafyll.apps.organisations.identity import has_number
from pafyll.apps.organisations.models import Person, RoleGrant
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.privacy.models import PersonMerge
from pafyll.domain.answers import Answer, first_no, no, yes

SUPPORT = RoleGrant.Role.SUPPORT
SHORTEST = 10


def may_support(viewer: Viewer) -> Answer:
    """Whether the viewer helps people who use Påfyll."""
    if viewer.has_role(SUPPORT):
        return yes()
    return no("not_support", "Bare brukerstøtten kan slå opp mennesker på tvers av skoleeiere.")


def may_see_as(viewer: Viewer, person: Person) -> Answer:
    """Whether the viewer may see the pages as the person sees them. Nobody sees as herself or as another in support."""
    return first_no([may_support(viewer), _is_another(viewer, person), _can_log_in(person), _is_not_support(person)])


def may_merge(viewer: Viewer, kept: Person, gone: Person) -> Answer:
    """Whether the viewer may make the two one. Two identity numbers are two human beings."""
    return first_no([may_support(viewer), _are_two_rows(kept, gone), _may_be_one(kept, gone), _is_not_gone(kept, gone)])


def may_undo_merge(viewer: Viewer, merge: PersonMerge) -> Answer:
    """Whether the viewer may make them two again."""
    if merge.undone_at is not None:
        return no("undone_already", "Sammenslåingen er allerede gjort om.")
    return may_support(viewer)


def _are_two_rows(kept: Person, gone: Person) -> Answer:
    return no("same_row", "Velg en annen enn personen selv.", field="other") if kept.pk == gone.pk else yes()


def _may_be_one(kept: Person, gone: Person) -> Answer:
    if has_number(kept) and has_number(gone):
        return no("two_numbers", "Begge har fødselsnummer, og er derfor to mennesker.", field="other")
    if kept.birth_year and gone.birth_year and kept.birth_year != gone.birth_year:
        return no("two_birth_years", "De er født i hvert sitt år, og er derfor to mennesker.", field="other")
    return yes()


def _is_not_gone(kept: Person, gone: Person) -> Answer:
    if PersonMerge.objects.filter(gone__in=[kept, gone], undone_at__isnull=True).exists():
        return no("gone_already", "En av dem er allerede slått sammen med en annen.", field="other")
    return yes()


def says_why(why: str) -> Answer:
    """A reason that the person can read."""
    if len(why.strip()) >= SHORTEST:
        return yes()
    return no("no_reason", "Skriv hvorfor, med minst {shortest} tegn.", field="why", shortest=SHORTEST)


def _is_another(viewer: Viewer, person: Person) -> Answer:
    return no("yourself", "Du ser alt som deg selv fra før.") if viewer.is_self(person.pk) else yes()


def _can_log_in(person: Person) -> Answer:
    if person.user is not None and person.user.is_active:
        return yes()
    return no("never_logged_in", "{name} har aldri logget inn, og har ingen sider å se.", name=str(person))


def _is_not_support(person: Person) -> Answer:
    if not person.role_grants.filter(role=SUPPORT, ended_at__isnull=True).exists():
        return yes()
    return no("is_support", "{name} arbeider i brukerstøtten.", name=str(person))
