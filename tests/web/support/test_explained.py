"""Every value that is worked out has a page that names the rule, what it is made of, and when."""

from __future__ import annotations

import pytest
from django.urls import NoReverseMatch, get_resolver, reverse

from pafyll.apps.organisations.models import Person
from pafyll.web.support.explained import EXPLAINED
from tests.architecture.samples import sample_of


def address(page: str) -> str:
    namespace, _colon, name = page.partition(":")
    try:
        return reverse(page)
    except NoReverseMatch:
        prefix, resolver = get_resolver().namespace_dict[namespace]
        path, names = resolver.reverse_dict.getlist(name)[0][0][0]
        return reverse(page, kwargs={one: sample_of(namespace, name, one, f"{prefix}{path}") for one in names})


@pytest.mark.parametrize("one", EXPLAINED, ids=lambda one: one.page)
def test_the_page_opens_and_names_rule_inputs_and_time(world, client_of, one):
    reader = Person.objects.select_related("user").get(user__username=one.reader)
    answer = client_of(reader).get(address(one.page))

    assert answer.status_code == 200
    page = answer.content.decode()
    assert [words for words in one.shows if words not in page] == []


def test_selma_reads_the_rule_the_inputs_and_the_time_of_each(as_selma):
    page = as_selma.get("/brukerstotte/hvorfor/").content.decode()

    for one in EXPLAINED:
        for words in (one.label, one.rule, one.inputs, one.when, one.where):
            assert str(words) in page
