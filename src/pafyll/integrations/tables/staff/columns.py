"""The columns of a staff file: one row for each person and subject taught. docs/howto/qualifications.md shows them."""

# ruff: noqa: E501 (one column, one line)

from __future__ import annotations

from pafyll.domain.rules.qualification import STAGES
from pafyll.domain.rules.subjects import SUBJECTS, TAUGHT_SUBJECTS
from pafyll.integrations.tables.columns import Column, Kind, Spec

SUBJECT_NAMES = {code: subject.name for code, subject in (TAUGHT_SUBJECTS | SUBJECTS).items()}
_OTHER_SUBJECT_WORDS = {
    "norwegian": "nor, norsk hovedmål, norsk sidemål, norsk fellesfag, norsk for hørselshemmede, norsk for høyrselshemma, norsk for elever med samisk som førstespråk, norsk for elevar med samisk som førstespråk",
    "norwegian_second_language": "særskilt norsk, norsk 2, norsk som andrespråk for språklige minoriteter, grunnleggende norsk, grunnleggjande norsk, norsk for språklige minoriteter",
    "mathematics": "mat, matte, math, matematikk fellesfag, matematikk 1p, matematikk 1t, matematikk 2p, matematikk r1, matematikk r2, matematikk s1, matematikk s2",
    "english": "eng, engelsk fellesfag, engelsk programfag",
    "norwegian_sign_language": "tegnspråk, teiknspråk, norsk teiknspråk",
    "sami": "sam, samisk førstespråk, samisk andrespråk, nordsamisk, sørsamisk, lulesamisk",
    "art_and_crafts": "k&h, kunst og handverk, kunst- og håndverk, forming",
    "music": "mus",
    "physical_education": "gym, kro, krø, kroppsøving fellesfag",
    "food_and_health": "m&h, heimkunnskap, mat & helse",
    "natural_science": "nat, natur, naturfag fellesfag",
    "social_science": "samf, samfunnskunnskap, samfunnsfag fellesfag",
    "religion_and_ethics": "rle, krl, religion, religion og etikk, kristendom, religion, livssyn og etikk",
    "foreign_languages": "tysk, spansk, fransk, framandspråk, 2. fremmedspråk",
    "elective_subjects": "valfag",
    "choice_of_education": "utdanningsval, utv",
    "working_life_skills": "alf",
    "vocational_specialisation": "yff, yrkesfagleg fordjuping, yrkesfaglig fordjuping",
    "in_depth_project": "ptf, prosjekt til fordjuping",
    "vocational_programme_subjects": "programfag yrkesfag, yrkesfag, yrkesfaglege programfag",
    "general_programme_subjects": "programfag, andre programfag",
    "special_needs_education": "spesped, spesialundervisning",
}  # fmt: skip
SUBJECT_CODES = {
    **{code: code for code in SUBJECT_NAMES},
    **{name.lower(): code for code, name in SUBJECT_NAMES.items()},
    **{word: code for code, words in _OTHER_SUBJECT_WORDS.items() for word in words.split(", ")},
}
_STAGE_WORDS = {
    "1-7": "1-7, 1–7, 1.-7., 1.–7., 1.-7. trinn, 1.–7. trinn, 1.-7. årstrinn, barnetrinn, barnetrinnet, barneskole, 1, 2, 3, 4, 5, 6, 7, 1-4, 1–4, 5-7, 5–7, småtrinn, mellomtrinn, småtrinnet, mellomtrinnet",
    "8-10": "8-10, 8–10, 8.-10., 8.–10., 8.-10. trinn, 8.–10. trinn, 8.-10. årstrinn, ungdomstrinn, ungdomstrinnet, ungdomsskole, 8, 9, 10",
    "vgo": "vgo, vgs, videregående, vidaregåande, videregående skole, videregående opplæring, vidaregåande opplæring, vg1, vg2, vg3",
}
STAGE_CODES = {word: code for code, words in _STAGE_WORDS.items() for word in words.split(", ")}
EMPLOYMENT_CODES = {
    **dict.fromkeys(["fast", "f", "fast ansatt", "fast tilsatt", "fast tilsett", "permanent"], "permanent"),
    **dict.fromkeys(["midlertidig", "m", "mellombels", "vikar", "årsvikar", "engasjement", "temporary"], "temporary"),
}
EDUCATION_NAMES = {
    "general_teacher": "allmennlærer",
    "primary_1_7": "grunnskolelærer 1–7",
    "primary_5_10": "grunnskolelærer 5–10",
    "lecturer": "lektor",
    "subject_teacher": "faglærer",
    "ppu": "praktisk-pedagogisk utdanning",
    "vocational": "yrkesfaglærer",
    "none": "ingen lærerutdanning",
}
_EDUCATION_WORDS = {
    "general_teacher": "allmennlærer, allmennlærar, allmennlærerutdanning, allmennlærarutdanning, adjunkt allmennlærer",
    "primary_1_7": "grunnskolelærer 1-7, grunnskolelærar 1-7, glu 1-7, glu1-7, grunnskolelærer 1–7, grunnskolelærar 1–7",
    "primary_5_10": "grunnskolelærer 5-10, grunnskolelærar 5-10, glu 5-10, glu5-10, grunnskolelærer 5–10, grunnskolelærar 5–10",
    "lecturer": "lektor, lektorutdanning, lektor 8-13, lektorutdanning 8–13",
    "subject_teacher": "faglærer, faglærar, faglærerutdanning",
    "ppu": "ppu, ppu-y, praktisk-pedagogisk utdanning",
    "vocational": "yrkesfaglærer, yrkesfaglærar, yrkesfaglærerutdanning",
    "none": "ingen, ingen lærerutdanning, inga lærarutdanning, uten, ufaglært",
}
EDUCATION_CODES = {
    **{code: code for code in EDUCATION_NAMES},
    **{word: code for code, words in _EDUCATION_WORDS.items() for word in words.split(", ")},
}
SPECIAL_CODES = {
    **dict.fromkeys(["ja", "j", "given", "yes", "true", "1"], "given"),
    **dict.fromkeys(["nei", "n", "no", "false", "0"], "no"),
    **dict.fromkeys(["fraveket", "kravet er fraveket", "fråvike", "waived"], "waived"),
}
SPECIAL_NAMES = {"given": "ja", "no": "nei", "waived": "fraveket"}
EMPLOYMENT_NAMES = {"permanent": "fast", "temporary": "midlertidig"}


def _column(name: str, meaning: str, kind: Kind, **more: object) -> Column:
    """A column that a file may leave out, and a row leave empty."""
    return Column(name, meaning, kind, may_lack=True, may_be_empty=True, **more)  # type: ignore[arg-type]


STAFF = Spec(
    "staff",
    (
        Column("person_id", "ansattnummer eller en annen id; ikke fødselsnummer", Kind.IDENTIFIER),
        _column("name", "navnet, som «Fornavn Etternavn» eller «Etternavn, Fornavn»", Kind.TEXT),
        _column("first_name", "fornavnet", Kind.TEXT),
        _column("last_name", "etternavnet", Kind.TEXT),
        _column("email", "e-postadressen på jobb", Kind.TEXT),
        Column("school", "skolens organisasjonsnummer eller navn", Kind.TEXT),
        _column("position_percent", "stillingsprosenten ved skolen", Kind.DECIMAL, most=100, places=2),
        _column("employment", "fast eller midlertidig", Kind.CODE, codes=EMPLOYMENT_CODES, names=EMPLOYMENT_NAMES),
        _column("on_conditions", "om personen er tilsatt på vilkår av å fullføre utdanning (ja/nei)", Kind.YES_NO),
        _column("birth_year", "fødselsåret; bare når dere vil regne på pensjon", Kind.WHOLE, least=1930, most=2015),
        _column("education", "lærerutdanningen", Kind.CODE, codes=EDUCATION_CODES, names=EDUCATION_NAMES),
        _column("educated_on", "dagen lærerutdanningen var fullført", Kind.DATE),
        _column("hired_before_2014", "om personen oppfylte kravene for tilsetting før 1. januar 2014 (ja/nei)", Kind.YES_NO),
        _column("vocational_route", "om personen er tilsatt med fagbrev, to års yrkesteori og fire års praksis (ja/nei)", Kind.YES_NO),
        _column("relevant_theory_year", "om minst ett av teoriårene er relevant for faget (ja/nei)", Kind.YES_NO),
        _column("abroad_not_assessed", "om personen har utdanning fra utlandet som ikke er vurdert (ja/nei)", Kind.YES_NO),
        _column("private_school", "om skolen er en privatskole (ja/nei)", Kind.YES_NO),
        Column("subject", "faget personen underviser i", Kind.CODE, codes=SUBJECT_CODES, names=SUBJECT_NAMES),
        Column("stage", "trinnet: 1-7, 8-10 eller vgo", Kind.CODE, codes=STAGE_CODES, names={code: code for code in STAGES}),
        _column("hours_per_week", "timer i uka i faget på trinnet", Kind.DECIMAL, most=40, places=1, any_tenth=True),
        _column("school_year", "skoleåret, som 2026/27", Kind.SCHOOL_YEAR),
        _column("credits", "studiepoeng i faget", Kind.DECIMAL, most=300, places=1),
        _column("vekttall", "vekttall i faget, fra utdanning før 2003; 10 vekttall er 30 studiepoeng", Kind.DECIMAL, most=100, places=2),
        _column("special_education", "om faget gis som spesialundervisning: ja, nei, eller fraveket når enkeltvedtaket fraviker kravet", Kind.CODE, codes=SPECIAL_CODES, names=SPECIAL_NAMES),
        _column("deviation", "saksnummeret når skoleeieren har bestemt avvik for skoleåret", Kind.TEXT),
        _column("source", "hvor opplysningene er hentet fra", Kind.TEXT),
    ),
)  # fmt: skip
BY_NAME = {column.name: column for column in STAFF.columns}
