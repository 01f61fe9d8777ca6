"""The subjects that further education is given in, and the groups that rules name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Subject:
    """A subject: a stable code, a Norwegian name, and the group that priorities and rates are set for."""

    code: str
    name: str
    group: str


GROUPS = {
    "five_subjects": "norsk, samisk, norsk tegnspråk, engelsk og matematikk",
    "practical_aesthetic": "praktiske og estetiske fag",
    "special_needs": "spesialpedagogikk",
    "science": "naturfag og realfag",
    "other": "andre fag",
}

_ROWS = [
    ("norwegian", "Norsk", "five_subjects"),
    ("sami", "Samisk", "five_subjects"),
    ("norwegian_sign_language", "Norsk tegnspråk", "five_subjects"),
    ("english", "Engelsk", "five_subjects"),
    ("mathematics", "Matematikk", "five_subjects"),
    ("art_and_crafts", "Kunst og håndverk", "practical_aesthetic"),
    ("music", "Musikk", "practical_aesthetic"),
    ("physical_education", "Kroppsøving", "practical_aesthetic"),
    ("food_and_health", "Mat og helse", "practical_aesthetic"),
    ("special_needs_education", "Spesialpedagogikk", "special_needs"),
    ("natural_science", "Naturfag", "science"),
    ("programming", "Programmering", "science"),
    ("digital_competence", "Profesjonsfaglig digital kompetanse", "other"),
    ("early_learning", "Begynneropplæring", "other"),
    ("social_science", "Samfunnsfag", "other"),
    ("religion_and_ethics", "KRLE", "other"),
    ("foreign_languages", "Fremmedspråk", "other"),
    ("norwegian_second_language", "Norsk som andrespråk", "other"),
    ("mentoring", "Veiledning", "other"),
    ("counselling", "Rådgiving", "other"),
    ("school_library", "Skolebibliotek", "other"),
]

SUBJECTS = {code: Subject(code, name, group) for code, name, group in _ROWS}


def subject_name(code: str) -> str:
    """The Norwegian name, or the code itself for a subject that is not in the list."""
    return SUBJECTS[code].name if code in SUBJECTS else code


def subject_group(code: str) -> str:
    """The group of a subject; an unlisted subject is among the others."""
    return SUBJECTS[code].group if code in SUBJECTS else "other"
