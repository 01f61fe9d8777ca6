"""The subjects that further education is given in, those that are only taught, and the groups that rules name."""

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

# In the timetable, but nobody applies for a study in them: no study offer, rate, priority or group names them.
_ONLY_TAUGHT = [
    ("elective_subjects", "Valgfag", ("8-10",)),
    ("choice_of_education", "Utdanningsvalg", ("8-10",)),
    ("working_life_skills", "Arbeidslivsfag", ("8-10",)),
    ("vocational_specialisation", "Yrkesfaglig fordypning", ("vgo",)),
    ("in_depth_project", "Prosjekt til fordypning", ("vgo",)),
    ("vocational_programme_subjects", "Yrkesfaglige programfag", ("vgo",)),
    ("general_programme_subjects", "Andre programfag", ("vgo",)),
    ("history", "Historie", ("vgo",)),
    ("geography", "Geografi", ("vgo",)),
    ("physics", "Fysikk", ("vgo",)),
    ("chemistry", "Kjemi", ("vgo",)),
    ("biology", "Biologi", ("vgo",)),
]
# Studied by teachers, but given to no pupils as subjects of their own.
_ONLY_STUDIED = {
    "special_needs_education",
    "programming",
    "digital_competence",
    "early_learning",
    "mentoring",
    "counselling",
    "school_library",
}

SUBJECTS = {code: Subject(code, name, group) for code, name, group in _ROWS}
TAUGHT_SUBJECTS = {
    **{code: subject for code, subject in SUBJECTS.items() if code not in _ONLY_STUDIED},
    **{code: Subject(code, name, "other") for code, name, _stages in _ONLY_TAUGHT},
}
ONLY_AT = {code: stages for code, _name, stages in _ONLY_TAUGHT}  # the stages of a subject that not all stages have
_ALL = SUBJECTS | TAUGHT_SUBJECTS


def subject_name(code: str) -> str:
    """The Norwegian name, or the code itself for a subject that is not in the list."""
    return _ALL[code].name if code in _ALL else code


def subject_group(code: str) -> str:
    """The group of a subject; an unlisted subject is among the others."""
    return _ALL[code].group if code in _ALL else "other"
