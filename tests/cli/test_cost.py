"""`pafyll cost` and `pafyll schemes`: lines to the krone in tables and JSON, and every fault with its way out."""

from __future__ import annotations

import json

import pytest

from pafyll.domain.schemes import schemes

ENGLISH = ("cost", "--scheme", "substitute", "--on", "2018-08-01", "--credits", "30", "--subject", "english")
BASE_RATE = ("--rate", "cost=240001", "--rate-source", "Udirs brev")


def test_a_place_is_shown_by_payer_and_budget_year_with_reasons_and_sources(pafyll):
    told = pafyll(*ENGLISH, *BASE_RATE, "--travel", 8001)

    assert told.status == 0
    assert "Vikarordning 2018/19" in told.out
    assert "72 000 kr" in told.out.replace("\u00a0", " ")
    assert "60 % av 240 001 kr: 30 studiepoeng, 240 001 kr per 30 studiepoeng" in told.out.replace("\u00a0", " ")
    assert "Kilde: hvl.no, Kompetanse for kvalitet; Udirs brev" in told.out
    assert "Frikjøp" in told.out
    assert "18,75" in told.out


def test_json_has_every_line_with_semester_school_year_and_budget_year_and_sums_that_agree(pafyll):
    told = pafyll(*ENGLISH, *BASE_RATE, "--travel", 8001, "--json")
    content = json.loads(told.out)

    money = [line for line in content["lines"] if line["kind"] == "money" and line["payer"] == "state"]
    assert [(line["semester"], line["school_year"], line["budget_year"], line["amount"]) for line in money] == [
        ("2018H", "2018-19", 2018, 72_000),
        ("2019V", "2018-19", 2019, 72_001),
    ]
    totals = content["totals"]
    assert totals["by_payer"] == {"state": 144_001, "owner": 36_000 + 8_001, "teacher": 60_000}
    assert totals["cost"] == 240_001 + 8_001
    assert all(sum(totals[by].values()) == totals["cost"] for by in totals if by.startswith("by_"))
    own = [line for line in content["lines"] if line["kind"] == "own_time"]
    assert [(line["percent"], line["amount"]) for line in own] == [("6.25", 30_000), ("6.25", 30_000)]
    assert all(line["because"] and line["source"] for line in content["lines"])


def test_the_subject_decides_the_shares(pafyll):
    told = pafyll(*ENGLISH[:-1], "Matematikk", *BASE_RATE, "--json")

    assert json.loads(told.out)["totals"]["by_payer"] == {"state": 180_001, "owner": 0, "teacher": 60_000}


def test_a_published_rate_needs_no_option_and_says_when_it_is_paid(pafyll):
    told = pafyll("cost", "--scheme", "scholarship", "--on", "2021-08-15", "--credits", "7,5", "--json")

    content = json.loads(told.out)
    assert content["totals"]["by_payer"]["state"] == 30_000
    assert [payout["condition"] for payout in content["payouts"]] == ["confirmed", "passed"]


def test_the_same_in_nynorsk(pafyll):
    told = pafyll(*ENGLISH, *BASE_RATE, "--language", "nn")

    assert told.status == 0
    assert "halvparten i kvart semester" in told.out
    assert "eiga tid" in told.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (ENGLISH, ["«Grunnsats for vikarkostnaden, 30 studiepoeng»", "1. august 2018", "--rate cost="]),
        ((*ENGLISH, "--rate", "state=180000", "--rate-source", "x"), ["Skoleeierens sats", "--rate owner="]),
        ((*ENGLISH[:-2], *BASE_RATE), ["Oppgi faget med --subject"]),
        ((*ENGLISH[:-1], "sløyd", *BASE_RATE), ["Faget sløyd er ikke i listen", "mathematics"]),
        ((*ENGLISH, "--rate", "cost=240000"), ["--rate-source"]),
        ((*ENGLISH, "--rate", "cost=mye", "--rate-source", "x"), ["«cost=mye» kan ikke leses", "cost=240000"]),
        ((*ENGLISH, "--rate", "cost=-1", "--rate-source", "x"), ["«cost=-1» kan ikke leses"]),
        (
            (*ENGLISH, "--rate", "teacher=1", "--rate-source", "x"),
            ["tar ikke imot satsen teacher", "cost, state, owner"],
        ),
        ((*ENGLISH, *BASE_RATE, "--rate", "state=1"), ["Oppgi enten cost, eller state og owner"]),
        ((*ENGLISH, *BASE_RATE, "--travel", "-1"), ["Anslagene må være 0 kroner eller mer"]),
        ((*ENGLISH, *BASE_RATE, "--semesters", "S"), ["Semestrene S kan ikke brukes", "HV, H eller V"]),
        (
            ("cost", "--scheme", "lotteri", "--on", "2018-08-01", "--credits", "30"),
            ["lotteri finnes ikke", "substitute"],
        ),
        (("cost", "--scheme", "scholarship", "--on", "i dag", "--credits", "30"), ["Datoen i dag kan ikke leses"]),
        (("cost", "--scheme", "scholarship", "--on", "2021-08-01", "--credits", "7,3"), ["Studiepoengene 7,3"]),
        (("cost", "--scheme", "scholarship", "--on", "2021-08-01", "--credits", "NaN"), ["Studiepoengene NaN"]),
        (("cost", "--scheme", "scholarship", "--on", "2021-08-01", "--credits", "1e999"), ["Studiepoengene 1e999"]),
        (
            ("cost", "--scheme", "scholarship", "--on", "2022-01-10", "--credits", "30", "--semesters", "HV"),
            ["bare vårsemesteret", "--semesters V"],
        ),
        (
            ("cost", "--scheme", "kindergarten_facilitation", "--on", "2019-08-01", "--credits", "30"),
            ["Kildene er uenige", "50 000 kr (pbl.no", "70 000 kr (udir.no", "--rate state="],
        ),
        (
            ("cost", "--scheme", "finnmark_travel", "--on", "2020-08-01", "--credits", "30"),
            ["gjaldt ikke 1. august 2020", "fra 2017-08-01 til 2019-07-31"],
        ),
        (
            ("cost", "--scheme", "education_scholarship_ppu", "--on", "2017-08-01", "--credits", "30"),
            ["hele utdanningen på 60 studiepoeng", "Oppgi 60 studiepoeng"],
        ),
        (("schemes", "--scheme", "lotteri"), ["lotteri finnes ikke"]),
        (("cost", "--scheme", "scholarship", "--credits", "30"), ["Mangler --on"]),
    ],
)
def test_a_fault_is_told_in_plain_words_with_the_way_out(pafyll, arguments, said):
    told = pafyll(*arguments)

    assert told.status == 2
    assert told.out == ""
    spoken = told.err.replace("\u00a0", " ")
    assert [part for part in said if part not in spoken] == []


def test_every_scheme_is_listed_with_its_rates_and_sources_and_what_is_missing(pafyll):
    told = pafyll("schemes")

    assert told.status == 0
    spoken = " ".join(told.out.replace("\u00a0", " ").split())
    assert [code for code, scheme in schemes().items() if code not in spoken or scheme.label not in spoken] == []
    assert "120 000 kr" in spoken
    assert "Mangler: Grunnsats for vikarkostnaden, 30 studiepoeng fra 2009-08-01." in spoken
    assert "Oppgitt, men ikke brukt: 50 000 kr (pbl.no" in spoken


def test_the_list_as_json_has_dated_values_claims_gaps_and_what_is_derived(pafyll):
    listed = {one["code"]: one for one in json.loads(pafyll("schemes", "--json").out)}

    assert set(listed) == set(schemes())
    rates = {code: {one["name"]: one for one in scheme["parameters"]} for code, scheme in listed.items()}
    scholarship = rates["scholarship"]["scholarship_per_30_credits"]
    assert [value["value"] for value in scholarship["values"]] == [100_000, 110_000, 120_000]
    assert [gap["starts_on"] for gap in scholarship["missing"]] == ["2015-08-01", "2018-08-01", "2022-08-01"]
    assert [claim["value"] for claim in rates["kindergarten_facilitation"]["grant_per_30_credits"]["claims"]] == [
        50_000,
        70_000,
    ]
    assert rates["substitute"]["owner_share_percent"]["values"][0]["derived"]
    assert "vocational_substitute" in listed["substitute"]["excludes"]
    assert listed["substitute"]["applied_for_in_rounds"]
    assert not listed["paid_leave"]["applied_for_in_rounds"]


def test_one_scheme_is_listed_alone(pafyll):
    listed = json.loads(pafyll("schemes", "--scheme", "paid_leave", "--json").out)

    assert [one["code"] for one in listed] == ["paid_leave"]
