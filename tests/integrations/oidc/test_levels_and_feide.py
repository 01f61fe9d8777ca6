"""How sure a provider is, where Feide puts the number, and what settings must say."""

from __future__ import annotations

import pytest

from pafyll.integrations.oidc.feide import number_in
from pafyll.integrations.oidc.levels import level_of, reaches
from pafyll.integrations.oidc.provider import faults_in, providers_in

NUMBER = "01899000079"


@pytest.mark.parametrize(
    ("acr", "level"),
    [
        ("idporten-loa-high", "high"),
        ("eidas-loa-high", "high"),
        ("idporten-loa-substantial", "substantial"),
        ("idporten-loa-low", "low"),
        ("Level4", ""),
        ("high", ""),
        ("-high", ""),
        ("idporten-loa-", ""),
        (None, ""),
    ],
)
def test_the_level_is_the_last_word_whatever_stands_before(acr, level):
    assert level_of(acr) == level


def test_a_level_is_enough_for_itself_and_for_lower_ones():
    assert reaches("high", "substantial")
    assert reaches("substantial", "substantial")
    assert not reaches("low", "substantial")
    assert not reaches("", "low")
    assert reaches("", "")


@pytest.mark.parametrize(
    ("userinfo", "number"),
    [
        ({"norEduPersonNIN": NUMBER}, NUMBER),
        ({"norEduPersonNIN": [NUMBER]}, NUMBER),
        ({"userid-sec": [f"nin:{NUMBER}"]}, NUMBER),
        ({"userid-sec": ["feide:kari@example.no", f"nin:{NUMBER}", "feide:old@example.no"]}, NUMBER),
        ({"norEduPersonNIN": NUMBER, "userid-sec": [f"nin:{NUMBER}"]}, NUMBER),
        ({"userid-sec": [f"nin:{NUMBER}", "nin:02899000042"]}, ""),
        ({"norEduPersonNIN": NUMBER, "userid-sec": ["nin:02899000042"]}, ""),
        ({"userid-sec": [NUMBER]}, ""),
        ({"norEduPersonNIN": f"nin:{NUMBER}"}, ""),
        ({"norEduPersonNIN": 1899000079}, ""),
        ({"norEduPersonNIN": "0189900007"}, ""),
        ({}, ""),
    ],
)
def test_feides_number_is_found_where_it_is_and_never_chosen_among_two(userinfo, number):
    assert number_in(userinfo) == number


def test_several_providers_stand_side_by_side(tmp_path):
    key = tmp_path / "key.pem"
    key.write_text("a key")
    stated = {
        "PAFYLL_LOGIN": "idporten, feide",
        "PAFYLL_IDPORTEN_ISSUER": "https://test.idporten.no/",
        "PAFYLL_IDPORTEN_CLIENT_ID": "one",
        "PAFYLL_IDPORTEN_KEY_FILE": str(key),
        "PAFYLL_IDPORTEN_KEY_ID": "our-key",
        "PAFYLL_FEIDE_ISSUER": "https://auth.dataporten.no",
        "PAFYLL_FEIDE_CLIENT_ID": "two",
        "PAFYLL_FEIDE_SECRET": "a-secret",
    }
    idporten, feide = providers_in(stated)

    assert faults_in(stated) == []
    assert (idporten.issuer, idporten.least, idporten.gives_high) == ("https://test.idporten.no", "substantial", True)
    assert (feide.kind, feide.least, feide.gives_high) == ("feide", "", False)
    assert "a key" not in repr(idporten)
    assert "a-secret" not in repr(feide)


def test_what_is_missing_is_named_setting_by_setting():
    faults = faults_in({"PAFYLL_LOGIN": "idporten", "PAFYLL_IDPORTEN_ISSUER": "http://idporten.example.no"})

    assert [fault.split(" ")[0] for fault in faults] == [
        "PAFYLL_IDPORTEN_CLIENT_ID",
        "PAFYLL_IDPORTEN_KEY_FILE",
        "PAFYLL_IDPORTEN_ISSUER",
    ]
