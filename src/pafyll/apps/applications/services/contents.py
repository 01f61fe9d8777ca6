"""What a teacher writes in an application, as a value: saved, compared, fingerprinted and put back."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from pafyll.apps.applications.models import Application


@dataclass(frozen=True)
class Contents:
    """The teacher's own part. Keys point at rows; what is not chosen yet is None or empty. Travel is kroner a year."""

    school: int | None = None
    offer_1: int | None = None
    offer_2: int | None = None
    other_study_name: str = ""
    other_study_provider: str = ""
    other_study_subject: str = ""
    other_study_credits: Decimal | None = None
    semesters: str = "both"
    scheme_1: str = ""
    scheme_2: str = ""
    travel_1: int = 0
    travel_2: int = 0
    motivation: str = ""

    @property
    def schemes(self) -> tuple[str, ...]:
        return tuple(code for code in (self.scheme_1, self.scheme_2) if code)

    def as_columns(self) -> dict[str, Any]:
        """The values by column name, for an update."""
        return {column: getattr(self, name) for name, column in COLUMNS.items()}

    def as_json(self) -> dict[str, Any]:
        """The values as JSON keeps them: credits as text."""
        values = {name: getattr(self, name) for name in COLUMNS}
        held = self.other_study_credits
        values["other_study_credits"] = None if held is None else str(held)
        return values


KEYS = {"school", "offer_1", "offer_2"}
COLUMNS = {field.name: f"{field.name}_id" if field.name in KEYS else field.name for field in fields(Contents)}
KEPT = frozenset(COLUMNS)
LABELS = {
    "school": _("Skole"),
    "offer_1": _("Førstevalg"),
    "offer_2": _("Andrevalg"),
    "other_study_name": _("Annet studium"),
    "other_study_provider": _("Lærested for annet studium"),
    "other_study_subject": _("Fag for annet studium"),
    "other_study_credits": _("Studiepoeng for annet studium"),
    "semesters": _("Del av året"),
    "scheme_1": _("Ordning, første ønske"),
    "scheme_2": _("Ordning, andre ønske"),
    "travel_1": _("Reise og opphold, førstevalg"),
    "travel_2": _("Reise og opphold, andrevalg"),
    "motivation": _("Begrunnelse"),
}


def contents_as_sent(application: Application) -> Contents:
    """What the row says: after submission, what stands and what everyone else reads."""
    return Contents(
        school=application.school_id,
        offer_1=application.offer_1_id,
        offer_2=application.offer_2_id,
        other_study_name=application.other_study_name,
        other_study_provider=application.other_study_provider,
        other_study_subject=application.other_study_subject,
        other_study_credits=application.other_study_credits,
        semesters=application.semesters,
        scheme_1=application.scheme_1,
        scheme_2=application.scheme_2,
        travel_1=application.travel_1,
        travel_2=application.travel_2,
        motivation=application.motivation,
    )


def contents_being_written(application: Application) -> Contents:
    """What the teacher sees in the form: the unsent changes where there are any, else the row."""
    if application.unsent_changes is None:
        return contents_as_sent(application)
    kept = {name: value for name, value in application.unsent_changes.items() if name in KEPT}
    if kept.get("other_study_credits") is not None:
        kept["other_study_credits"] = Decimal(kept["other_study_credits"])
    return Contents(**kept)


def fingerprint(content: dict[str, Any]) -> str:
    """SHA-256 in hex of the content as canonical JSON: keys sorted, no spaces, UTF-8."""
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
