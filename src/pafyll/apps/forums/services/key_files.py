"""Taking in figures to share by: everything that is wrong is told at once, and nothing is put right in silence."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import IntegrityError, transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import AlreadyChanged, Refusal, record, require
from pafyll.apps.forums.models import KeyFile, SchemeYear
from pafyll.apps.forums.permissions.distribution import may_distribute
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.integrations.tables import Fault
from pafyll.integrations.tables.key_files import KeyFigures, SentFile, read_key_file

__all__ = ["Fault", "FaultyKeyFile", "KeyTerms", "SentFile", "add_key_file"]
MOST_BYTES = 5_000_000
NAMED_BY = 12  # characters of the fingerprint in the name that steps use


@dataclass(frozen=True)
class KeyTerms:
    """What the figures are: which column, what they are called, where they are from, which revision, counted when."""

    figure: str
    label: str
    source: str
    counted_on: date
    revision: str = ""


class FaultyKeyFile(Refusal):
    """The file cannot be used as it is. faults holds everything that is wrong with it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        text = "Filen har {count} feil, og ingenting er lagret."
        super().__init__(no("faulty_key_file", text, remedy="Rett feilene i filen, og last den opp på nytt.",
                            field="file", count=len(faults)))  # fmt: skip
        self.faults = tuple(faults)


@transaction.atomic
def add_key_file(
    *, year: SchemeYear, terms: KeyTerms, file: SentFile, mergers: SentFile | None = None, by: User, at: datetime
) -> KeyFile:
    """Keeps the figures with the file that they came in. Raises FaultyKeyFile with all faults, and keeps nothing then.

    With mergers, municipalities that had ended on the day are added to their heirs, and each addition kept as a note.
    """
    day = norwegian_day(at)
    require(may_distribute(viewer_of(by, day=day), year, day=day))
    require(first_no([_is_small(file), _is_small(mergers), _is_counted(terms, day)]))
    found = read_key_file(file, terms.figure, on=terms.counted_on, mergers=mergers)
    if found.faults:
        raise FaultyKeyFile(found.faults)
    fingerprint = _fingerprint(file, mergers)
    code = f"{terms.figure}_{fingerprint[:NAMED_BY]}"
    require(_is_new(year, code))
    made = _kept(_key_file(year, terms, file, found, fingerprint, code, by, at))
    record(about=made.about, verb="key_file_added", by=by, at=at, fingerprint=fingerprint, scheme_year=year.pk)
    return made


def _key_file(
    year: SchemeYear, terms: KeyTerms, file: SentFile, found: KeyFigures, fingerprint: str, code: str, by: User,
    at: datetime,
) -> KeyFile:  # fmt: skip
    return KeyFile(
        scheme_year=year,
        code=code,
        figure=terms.figure,
        label=terms.label,
        source=terms.source,
        revision=terms.revision,
        counted_on=terms.counted_on,
        file_name=Path(file.name.replace("\\", "/")).name[:120],
        content=file.content,
        fingerprint=fingerprint,
        figures=[[one.number, one.name, one.keys.get(terms.figure)] for one in found.recipients],
        notes=[note.sentence() for note in found.notes],
        sent_by=by,
        sent_at=at,
    )


def _kept(made: KeyFile) -> KeyFile:
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as error:  # a colleague sent the same in the meantime
        raise AlreadyChanged(made.scheme_year.about) from error
    return made


def _fingerprint(file: SentFile, mergers: SentFile | None) -> str:
    found = hashlib.sha256(file.content)
    if mergers is not None:
        found.update(hashlib.sha256(mergers.content).digest())
    return found.hexdigest()


def _is_small(file: SentFile | None) -> Answer:
    if file is None or len(file.content) <= MOST_BYTES:
        return yes()
    return no("key_file_too_large", "Filen er større enn {most} MB.", remedy="Ta med bare de kolonnene som trengs.",
              field="file", most=MOST_BYTES // 1_000_000)  # fmt: skip


def _is_counted(terms: KeyTerms, day: date) -> Answer:
    if terms.counted_on <= day:
        return yes()
    return no("counted_later", "Tallene kan ikke være telt etter i dag.", field="counted_on")


def _is_new(year: SchemeYear, code: str) -> Answer:
    if not KeyFile.objects.filter(scheme_year=year, code=code).exists():
        return yes()
    text = "Nøyaktig denne filen er lastet opp før, med de samme tallene."
    return no("same_key_file", text, remedy="Bruk den som ligger der, eller last opp en annen.", field="file")
