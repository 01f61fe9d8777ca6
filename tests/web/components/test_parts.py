"""The parts that pages are built of: fields with label, help and error, steps, status, pages of a list."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory


class Choice(forms.Form):
    name = forms.CharField(label="Navn", help_text="Fullt navn", max_length=20)
    scheme = forms.ChoiceField(
        label="Ordning", widget=forms.RadioSelect, choices=[("a", "Den ene"), ("b", "Den andre")]
    )
    day = forms.DateField(label="Dag", required=False)
    agrees = forms.BooleanField(label="Enig")
    subject = forms.ChoiceField(label="Fag", choices=[("", "Velg"), ("a&b", "A & B"), ("0", "Null")], required=False)
    grouped = forms.ChoiceField(label="Gruppert", choices=[("Gruppe", [("x", "X")])], required=False)


def rendered(source: str, **context: Any) -> str:
    return engines["django"].from_string(source).render(context, RequestFactory().get("/liste/?sok=norsk&side=2"))


def test_every_control_has_a_label_and_its_help() -> None:
    page = rendered("{% field form.name %}", form=Choice())

    assert re.search(r'<label[^>]*for="id_name"', page)
    assert 'aria-describedby="id_name_helptext"' in page
    assert 'id="id_name_helptext"' in page
    assert 'class="ds-input"' in page


def test_an_error_is_tied_to_its_field_and_stands_in_the_summary() -> None:
    form = Choice({"name": "", "agrees": "on"})
    page = rendered("{% error_summary form %}{% field form.name %}{% field form.scheme %}", form=form)

    assert 'href="#id_name"' in page
    assert 'href="#id_scheme_0"' in page
    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    for target in re.findall(r'href="#([^"]+)"', page):
        assert f'id="{target}"' in page


def test_a_form_without_errors_has_no_summary() -> None:
    assert rendered("{% error_summary form %}", form=Choice()).strip() == ""


def test_radios_stand_in_a_fieldset_with_the_question_as_legend() -> None:
    page = rendered("{% field form.scheme %}", form=Choice({"scheme": "b"}))

    assert re.search(r"<legend[^>]*>Ordning", page)
    assert re.search(r'value="b" checked', page)
    assert page.count('type="radio"') == 2


def test_a_date_is_asked_for_and_shown_as_the_browser_wants_it() -> None:
    from datetime import date

    page = rendered("{% field form.day %}", form=Choice(initial={"day": date(2026, 3, 1)}))

    assert 'type="date"' in page
    assert 'value="2026-03-01"' in page
    assert "(valgfritt)" in page


def test_the_step_we_are_at_is_marked_and_those_before_are_done() -> None:
    page = rendered('{% steps items "b" %}', items=[("a", "Først", "/a/"), ("b", "Nå"), ("c", "Sist")])

    assert re.findall(r'data-state="(\w+)"', page) == ["done", "here", "later"]
    assert 'aria-current="step"' in page
    assert "Steg 2 av 3" in page
    assert 'href="/a/"' in page


def test_a_status_is_shown_in_words() -> None:
    thing = SimpleNamespace(status="granted", get_status_display=lambda: "Innvilget")

    assert re.search(r'data-color="success">Innvilget<', rendered("{% status_tag thing %}", thing=thing))


def test_the_pages_of_a_list_keep_the_search() -> None:
    page = rendered("{% paginate page %}", page=Paginator(range(100), 10).get_page(2))

    assert 'href="?sok=norsk&amp;side=3"' in page
    assert re.search(r'aria-label="Side 2" aria-current="page"', page)


def test_a_list_on_one_page_has_no_page_links() -> None:
    assert rendered("{% paginate page %}", page=Paginator(range(3), 10).get_page(1)).strip() == ""


def test_the_title_of_a_page_is_its_heading_and_its_last_crumb() -> None:
    page = rendered(
        '{% extends "components/page.html" %}{% block title %}Søk & finn{% endblock %}'
        '{% block breadcrumbs %}{% breadcrumbs %}{% crumb "public:home" "Forsiden" %}{% endbreadcrumbs %}{% endblock %}'
    )

    assert "<title>Søk & finn – Påfyll</title>" in page
    assert re.search(r"<h1[^>]*>Søk & finn</h1>", page)
    assert '<span aria-current="page">Søk & finn</span>' in page


def test_the_menu_marks_where_we_are() -> None:
    page = engines["django"].from_string('{% nav_link "public:catalogue" "Studier" %}')

    assert 'aria-current="page"' in page.render({}, RequestFactory().get("/studier/"))
    assert "aria-current" not in page.render({}, RequestFactory().get("/frister/"))


MENU = """{% nav_group "Finn" %}{% nav_link "public:catalogue" "Studier" %}{% nav_link "public:deadlines" "Frister" %}
{% endnav_group %}{% nav_group "Les" %}{% nav_link "public:rules_index" "Regler" %}{% endnav_group %}"""


def test_a_group_of_the_menu_leads_to_its_first_page_and_opens_where_we_are_inside_it() -> None:
    away, inside = menu_at("/regler/"), menu_at("/frister/")

    assert '<a class="p-nav__link p-nav__link--group" href="/studier/">Finn</a>' in away[0]
    assert 'href="/studier/" aria-current="true">Finn</a>' in inside[0]
    assert away[1] == []
    assert 'aria-label="Finn"' in inside[1][0]
    assert 'href="/frister/" aria-current="page">Frister</a>' in inside[1][0]


def test_the_open_group_is_a_list_of_its_own_under_the_menu() -> None:
    request = RequestFactory().get("/eier/budsjett/")
    menu = engines["django"].from_string('{% desk_lists "owner" %}').render({}, request)

    first, second = menu.split("</ul>")[:2]
    assert '<ul class="p-nav__list p-nav__list--inside"' in second
    assert 'href="/eier/budsjett/" aria-current="page">Budsjett</a>' in second
    assert ">Budsjett</a>" not in first


def test_a_group_with_one_link_is_that_link() -> None:
    assert ">Regler</a>" in menu_at("/")[0]
    assert ">Les</a>" not in menu_at("/")[0]


def menu_at(path: str) -> tuple[str, list[str]]:
    """The menu's first row, and the rows that are open, as they are on the page of the path."""
    rows: list[str] = []
    page = engines["django"].from_string(MENU)
    return page.render({"open_groups": rows}, RequestFactory().get(path)), rows


@pytest.mark.parametrize(("word", "said"), [("skoleeier", "Hva betyr «skoleeier»?"), ("finnesikke", "")])
def test_a_word_of_the_glossary_can_be_explained_where_it_stands(word: str, said: str) -> None:
    page = rendered(f'{{% what_is "{word}" %}}')

    assert (said in page) if said else (page.strip() == "")


@pytest.mark.parametrize("chosen", ["", "a&b", "0"])
def test_a_select_is_written_as_django_writes_it(chosen: str) -> None:
    form = Choice({"subject": chosen})
    ours = rendered("{% field form.subject %}", form=form)
    theirs = form["subject"].as_widget(attrs={"class": "ds-input"})

    assert options_in(ours) == options_in(theirs)
    assert re.search(r"<select[^>]*>", theirs)[0].split(" ")[1] in ours
    assert 'id="id_subject"' in ours


def options_in(html: str) -> list[tuple[str, bool, str]]:
    """Value, whether it is selected, and name of each option."""
    found = re.findall(r'<option value="([^"]*)"( selected)?>([^<]*)</option>', html)
    return [(value, bool(selected), name) for value, selected, name in found]


def test_a_select_with_groups_keeps_them() -> None:
    assert '<optgroup label="Gruppe">' in rendered("{% field form.grouped %}", form=Choice())
