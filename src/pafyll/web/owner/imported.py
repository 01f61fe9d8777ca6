"""A preview in words: groups of people, and each change with its before and after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from pafyll.apps.organisations.models import Organisation
from pafyll.apps.planning.models import ImportedPerson, StaffImport, TeacherBackground
from pafyll.domain.planning.staff_changes import BACKGROUND, CREDITS, FROM_FILE, JOB, PERSON, TAUGHT
from pafyll.domain.rules.qualification import STAGES
from pafyll.domain.values import SchoolYear
from pafyll.web.components.tags.formats import credits, day, number, subject

NOTHING = "–"


@dataclass(frozen=True)
class Group:
    """People in the preview that have something in common. code is what stands in the address."""

    code: str
    label: str
    count: int


@dataclass(frozen=True)
class Line:
    """A change in words. key names it in the form where something newer is registered."""

    label: str
    before: str
    after: str
    newer: str
    key: str
    takes_file: bool


@dataclass(frozen=True)
class Shown:
    """A person in the preview with her changes in words."""

    row: ImportedPerson
    lines: Sequence[Line]
    held: str


@dataclass(frozen=True)
class EffectLine:
    """A figure before and after."""

    label: str
    before: str
    after: str

    @property
    def is_changed(self) -> bool:
        return self.before != self.after


def groups_of(kept: StaffImport) -> list[Group]:
    """The groups that have somebody, those with questions first."""
    labels = {
        "likely": _("Kanskje kjent"),
        "conflict": _("Nyere opplysninger finnes"),
        "new": _("Nye"),
        "changed": _("Endret"),
        "ended": _("Avsluttet"),
        "held": _("Holdt utenfor"),
        "unchanged": _("Uendret"),
    }
    counts = {**kept.counts, "conflict": kept.counts.get("conflicts", 0)}
    return [Group(code, label, counts[code]) for code, label in labels.items() if counts.get(code)]


def rows_shown(kept: StaffImport, rows: Sequence[ImportedPerson]) -> list[Shown]:
    """The people of a page with their changes in words. One query."""
    schools = {str(pk): name for pk, name in Organisation.objects.filter(parent=kept.owner).values_list("pk", "name")}
    return [Shown(row, _lines(row, schools), _held(row.held_why)) for row in rows]


def effects_shown(kept: StaffImport) -> list[EffectLine]:
    """What the dry run found; empty for a file that was too large for one."""
    labels = {
        "people": _("Ansatte"),
        "taught": _("Fag og trinn som noen underviser i"),
        "lacking": _("Ansatte som mangler studiepoeng"),
        "lacking_hours": _("Timer i uka der det mangler studiepoeng"),
        "unknown": _("Ansatte der kravet ikke kan vurderes"),
    }
    found: Mapping[str, list[str]] = kept.counts.get("effects") or {}
    return [EffectLine(labels[name], *(_number(value) for value in found[name])) for name in labels if name in found]


def _lines(row: ImportedPerson, schools: Mapping[str, str]) -> list[Line]:
    found = []
    for place, change in enumerate(row.changes):
        label, before, after = _words(change, schools)
        key = f"{row.pk}:{place}"
        found.append(Line(label, before, after, _newer(change["newer"]), key, change["take"] == FROM_FILE))
    return found


def _words(change: Mapping[str, Any], schools: Mapping[str, str]) -> tuple[str, str, str]:
    what, key, before, after = (change[name] for name in ("what", "key", "before", "after"))
    if what == PERSON:
        return _field(key), str(before or NOTHING), str(after)
    if what == JOB:
        return _("Stilling, %(school)s") % {"school": schools.get(key, "")}, _job(before), _job(after)
    if what == CREDITS:
        return _("Studiepoeng i %(subject)s") % {"subject": _low(key)}, _credits(before), _credits(after)
    if what == TAUGHT:
        school, code, stage, year = key.split("|")
        facts = {"subject": _low(code), "stage": STAGES.get(stage, stage), "year": SchoolYear(int(year))}
        label = _("Timer i %(subject)s, %(stage)s, %(year)s") % facts
        return f"{label} ({schools.get(school, '')})", _hours(before), _hours(after)
    assert what == BACKGROUND
    return _("Utdanning"), _education(before), _education(after)


def _field(name: str) -> str:
    return {
        "first_name": _("Fornavn"),
        "last_name": _("Etternavn"),
        "email": _("E-post"),
        "birth_year": _("Fødselsår"),
    }[name]


def _job(job: Mapping[str, Any] | None) -> str:
    if job is None:
        return NOTHING
    kind = _("fast") if job["permanent"] else _("midlertidig")
    ends = date.fromisoformat(job["ends_before"]) - timedelta(days=1) if job["ends_before"] else None
    until = " " + _("til og med %(day)s") % {"day": day(ends)} if ends else ""
    return f"{job['percent']} %, {kind}{until}"


def _credits(held: Mapping[str, Any] | None) -> str:
    return credits(Decimal(held["credits"])) if held else NOTHING


def _hours(taught: Mapping[str, Any] | None) -> str:
    return taught["hours"].replace(".0", "").replace(".", ",") if taught else NOTHING


def _education(background: Mapping[str, Any] | None) -> str:
    """What is said of the education, leaving out what is not."""
    if background is None:
        return NOTHING
    educations = dict(TeacherBackground.Education.choices)
    said = [str(educations.get(background["education"], ""))]
    if background["educated_on"]:
        said.append(day(date.fromisoformat(background["educated_on"])))
    told = {
        "hired_under_rules_before_2014": _("oppfylte kravene før 2014"),
        "vocational_route": _("yrkesfaglig vei"),
        "relevant_theory_year": _("relevant teoriår"),
        "on_conditions": _("på vilkår"),
    }
    known = [(words, background[name]) for name, words in told.items() if background[name] is not None]
    said += [f"{words}: {_('ja') if value else _('nei')}" for words, value in known]
    return ", ".join(part for part in said if part)


def _newer(newer: str) -> str:
    source, _comma, written = newer.rpartition(", ")
    if not source:
        return newer
    return f"{source}, {day(date.fromisoformat(written))}"


def _held(why: Mapping[str, Any]) -> str:
    told = {
        "address_elsewhere": _(
            "E-postadressen %(email)s er i bruk av en person som ikke er registrert hos dere. Kontroller adressen, "
            "eller la den stå tom."
        ),
        "shared_address": _("Flere personer har e-postadressen %(email)s. Rett den ene, og last inn filen på nytt."),
        "changed_meanwhile": _("Noen andre endret personen mens filen ble lest inn. Sjekk det som står nå."),
        "told_twice": _("Personen står i filen med et annet ansattnummer også. Behold det som gjelder."),
    }  # fmt: skip
    return told[why["code"]] % why if why else ""


def _low(code: str) -> str:
    name = subject(code)
    return name if name.isupper() else name[:1].lower() + name[1:]


def _number(value: str) -> str:
    return number(value) if value.isdigit() else value.replace(".", ",")
