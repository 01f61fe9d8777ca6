"""What a template says is looked up once in each language, and said in the language of whoever reads."""

from __future__ import annotations

import pytest
from django.template import engines
from django.utils.translation import override
from django.utils.translation.trans_real import _translations, translation

from pafyll.web.components.i18n import TextNode

WHERE = ("nb", "nn", "en", "nb")


def said(source: str, languages: tuple[str, ...] = WHERE, **facts: object) -> list[str]:
    template = engines["django"].from_string("{% load i18n %}" + source)
    words = []
    for language in languages:
        with override(language):
            words.append(template.render(facts))
    return words


def test_a_text_is_said_in_each_language() -> None:
    words = said('{% trans "Søknader" %}|{% translate "Søknader" as name %}{{ name }}')

    assert words == ["Søknader|Søknader", "Søknader|Søknader", "Applications|Applications", "Søknader|Søknader"]


def test_a_sentence_is_filled_in_anew_each_time() -> None:
    source = "{% blocktrans with number=n %}Søknad {{ number }}{% endblocktrans %}"

    assert said(source, n=1)[0] == "Søknad 1"
    template = engines["django"].from_string("{% load i18n %}" + source)
    with override("en"):
        assert [template.render({"n": n}) for n in (1, 2)] == ["Application 1", "Application 2"]
    with override("nb"):
        assert template.render({"n": "<b>"}) == "Søknad &lt;b&gt;"


def test_a_language_in_the_middle_of_a_template_is_that_language() -> None:
    source = '{% trans "Søknader" %}{% language "en" %}{% trans "Søknader" %}{% endlanguage %}{% trans "Søknader" %}'

    assert said(source, ("nb",)) == ["SøknaderApplicationsSøknader"]


def test_what_is_not_known_until_it_is_said_is_looked_up_each_time() -> None:
    assert [said("{% trans word %}", ("en",), word=word) for word in ("Søknader", "Språk")] == [
        ["Applications"],
        ["Languages"],
    ]


def test_one_or_many_is_counted_each_time() -> None:
    source = "{% blocktrans count n=n %}{{ n }} ting{% plural %}{{ n }} flere ting{% endblocktrans %}"

    assert [said(source, ("nb",), n=n) for n in (1, 2)] == [["1 ting"], ["2 flere ting"]]


def test_per_cent_and_marks_stand_as_they_are_written() -> None:
    assert said('{% trans "100 % av <b>alt</b>" %}', ("nb",)) == ["100 % av <b>alt</b>"]
    assert said("{% blocktrans with n=1 %}{{ n }} % av alt{% endblocktrans %}", ("nb",)) == ["1 % av alt"]


def test_a_file_of_translations_that_is_read_anew_is_said_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    template = engines["django"].from_string('{% load i18n %}{% trans "Søknader" %}')
    with override("en"):
        assert template.render() == "Applications"
    monkeypatch.delitem(_translations, "en")
    monkeypatch.setitem(translation("en")._catalog._catalogs[0], "Søknader", "Requests")

    with override("en"):
        assert template.render() == "Requests"


def test_the_name_i18n_in_a_template_is_ours() -> None:
    template = engines["django"].from_string('{% load i18n %}{% trans "Søknader" %}')

    assert template.template.nodelist.get_nodes_by_type(TextNode)
