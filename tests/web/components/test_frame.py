"""The frame around every page: what is the same for everybody is drawn once, and knows nobody."""

from __future__ import annotations

import pytest
from django.template import engines
from django.test import RequestFactory
from django.urls import reverse, set_script_prefix
from django.utils.translation import override

from pafyll.web.components.addresses import address, address_of


def rendered(template: object, **context: object) -> str:
    return template.render(context, RequestFactory().get("/studier/"))  # type: ignore[attr-defined, no-any-return]


def test_a_part_for_everybody_is_drawn_anew_in_each_language():
    part = engines["django"].from_string(
        "{% load i18n %}{% for_everybody %}{% trans 'Logg ut' %} {{ LANGUAGE_CODE }}{% endfor_everybody %}"
    )

    assert rendered(part) == "Logg ut nb"
    with override("en"):
        assert rendered(part) == "Log out en"
    assert rendered(part) == "Logg ut nb"


def test_a_part_for_everybody_knows_neither_who_looks_nor_at_which_page():
    part = engines["django"].from_string(
        "{% for_everybody %}{% if name or request or viewer or csrf_token %}noen{% else %}ingen{% endif %}"
        "{% endfor_everybody %}"
    )

    assert rendered(part, name="Kari") == "ingen"


def test_a_part_for_everybody_has_the_addresses_of_the_place_that_the_site_is_served_from():
    part = engines["django"].from_string("{% for_everybody %}{{ urls.catalogue }}{% endfor_everybody %}")

    assert rendered(part) == "/studier/"
    set_script_prefix("/world/a/")
    try:
        assert rendered(part) == "/world/a/studier/"
    finally:
        set_script_prefix("/")


@pytest.mark.parametrize("prefix", ["/", "/world/1000000007/"])
def test_an_address_with_a_key_is_as_it_would_be_put_together_anew(prefix: str):
    set_script_prefix(prefix)
    try:
        assert address_of("teacher:study", 17) == reverse("teacher:study", args=[17])
        assert address_of("teacher:receipt", 4) == reverse("teacher:receipt", args=[4])
        assert address("teacher:home") == reverse("teacher:home")
    finally:
        set_script_prefix("/")
