"""The frame around every page: what is the same for everybody is drawn once, and knows nobody."""

from __future__ import annotations

import pytest
from django.template import engines
from django.test import RequestFactory
from django.urls import resolve, reverse, set_script_prefix
from django.utils.translation import override

from pafyll.apps.organisations.permissions import Viewer
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


def menu_on(name: str, *args: object) -> str:
    """The owners' menu as it is on a page."""
    request = RequestFactory().get(reverse(name, args=args))
    request.resolver_match = resolve(request.path)
    return MENU.render({"viewer": Viewer()}, request)  # type: ignore[no-any-return]


MENU = engines["django"].from_string('{% desk_lists "owner" %}')


def test_a_menu_that_is_kept_marks_the_page_that_one_is_on_and_opens_its_group():
    ranking, costs = menu_on("owner:ranking"), menu_on("owner:costs")

    assert 'href="/eier/prioritering/" aria-current="page"' in ranking
    assert 'href="/eier/kostnad/" aria-current="page"' in costs
    assert 'aria-label="Videreutdanning"' in ranking
    assert 'aria-label="Videreutdanning"' not in menu_on("owner:plans")
    assert (menu_on("owner:ranking"), menu_on("owner:costs")) == (ranking, costs)


def test_a_menu_that_is_kept_marks_the_item_above_a_page_with_a_key_in_its_address():
    assert 'href="/eier/prioritering/" aria-current="true"' in menu_on("owner:version", 3)
    assert 'href="/eier/prioritering/">' in menu_on("owner:application", 3)
    assert menu_on("owner:version", 3) == menu_on("owner:version", 4)


def test_a_menu_that_is_kept_knows_nothing_of_who_looks():
    part = engines["django"].from_string(
        "{% for_this_page %}{% if viewer or name or request.user %}noen{% else %}ingen{% endif %}{% endfor_this_page %}"
    )

    request = RequestFactory().get("/studier/")
    request.resolver_match, request.user = resolve("/studier/"), "Kari"

    assert part.render({"name": "Kari", "viewer": "Kari", "open_groups": []}, request) == "ingen"


def test_a_menu_that_is_kept_is_another_in_another_language_and_under_another_address():
    here = menu_on("owner:ranking")
    with override("en"):
        assert 'aria-label="Further education"' in menu_on("owner:ranking")
    set_script_prefix("/world/a/")
    try:
        assert 'href="/world/a/eier/roller/"' in MENU.render({"viewer": Viewer()}, RequestFactory().get("/eier/"))
    finally:
        set_script_prefix("/")
    assert menu_on("owner:ranking") == here
