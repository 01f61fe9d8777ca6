"""What a desk says about itself when it takes the pages for asking in."""

from __future__ import annotations

from dataclasses import dataclass

NAMES = (
    *("questionnaires", "new_questionnaire", "take_questionnaire", "questionnaire", "begin_version", "version"),
    *("change_version", "try_version", "version_words", "new_question", "edit_question", "new_section"),
    *("edit_section", "surveys", "new_survey", "survey", "edit_survey", "move_survey", "invite", "results"),
    *("results_workbook", "named"),
)


@dataclass(frozen=True)
class SurveyDesk:
    """The desk's URL namespace. Its people ask on behalf of the organisations they work for there."""

    name: str

    @property
    def to(self) -> dict[str, str]:
        """The addresses' names by what they are."""
        return {one: f"{self.name}:survey_{one}" for one in NAMES} | {"change": f"{self.name}:survey_change_version"}
