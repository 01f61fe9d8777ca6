"""Who comes in whose place in one change of organisations."""

from __future__ import annotations

from dataclasses import dataclass, field

from pafyll.apps.organisations.models import Organisation
from pafyll.apps.support.models import Reorganisation, ReorganisationTarget
from pafyll.domain.rules.reorganising import ReorganisationKind as K


@dataclass(frozen=True)
class Ways:
    """The change with its parts read once. owners and schools are keys of the sources of each kind."""

    reorganisation: Reorganisation
    sources: dict[int, Organisation]
    heir: ReorganisationTarget | None
    by_school: dict[int, ReorganisationTarget] = field(default_factory=dict)
    by_person: dict[int, ReorganisationTarget] = field(default_factory=dict)

    @property
    def kind(self) -> K:
        return K(self.reorganisation.kind)

    @property
    def owners(self) -> list[int]:
        """Owners that are no more from the day."""
        return [key for key, one in self.sources.items() if one.is_owner]

    @property
    def schools(self) -> list[int]:
        """Schools that are no more from the day. One that moves stays."""
        return [key for key, one in self.sources.items() if not one.is_owner and self.kind is not K.MOVE]

    @property
    def moving(self) -> list[int]:
        """The school that gets another owner and is the same."""
        return list(self.sources) if self.kind is K.MOVE else []

    def instead_of(
        self, organisation: int | None, *, school: int | None = None, person: int | None = None
    ) -> ReorganisationTarget | None:
        """Who comes in the organisation's place, for what belongs to the school or the person. None: it stays."""
        if organisation not in self.sources or self.kind in (K.MOVE, K.CLOSE):
            return None
        if self.kind is K.SPLIT:
            by_school = self.by_school.get(school) if school else None
            return by_school or (self.by_person.get(person) if person else None) or self.heir
        return self.heir

    def new_owner(self, owner: int | None, school: int | None, person: int | None) -> ReorganisationTarget | None:
        """Whose an application or a participation becomes. None: it stays with its owner."""
        if self.kind is K.MOVE:
            return self.heir if school in self.sources else None
        return self.instead_of(owner, school=school, person=person)

    def new_school(self, school: int | None, person: int | None) -> ReorganisationTarget | None:
        """Which school it becomes. None: it stays at its school."""
        return self.instead_of(school, person=person)


def ways_of(reorganisation: Reorganisation) -> Ways:
    """Three queries."""
    sources = {one.organisation_id: one.organisation for one in reorganisation.sources.select_related("organisation")}
    targets = list(reorganisation.targets.select_related("organisation"))
    by_key = {one.pk: one for one in targets}
    choices = list(reorganisation.choices.all())
    return Ways(
        reorganisation,
        sources,
        next((one for one in targets if one.is_heir), None),
        {one.school_id: by_key[one.target_id] for one in choices if one.school_id},
        {one.person_id: by_key[one.target_id] for one in choices if one.person_id},
    )
