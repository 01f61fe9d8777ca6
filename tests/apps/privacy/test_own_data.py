"""Everything about a person is given to her: through every key there is, and nothing of anybody else."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from pypdf import PdfReader

from pafyll.apps.organisations.models import Person
from pafyll.apps.privacy.field_words import FIELD_WORDS
from pafyll.apps.privacy.queries.own_data import HIDDEN, SECRETS, OwnData, as_json, own_data
from pafyll.apps.privacy.queries.own_rows import Me, me_as
from pafyll.apps.privacy.register import PEOPLE, all_tables, model_of, person_keys
from pafyll.apps.privacy.services.own_document import in_words, own_pdf
from pafyll.integrations.clock import now

pytestmark = pytest.mark.heavy(60)
NOT_ABOUT_ME = {("planning.ImportedPerson", "likely")}  # points at somebody who may be another


def pointed_at(model, name: str):
    """Somebody whom a row of the table points at through the key, and the row. None where the story has no such row."""
    row = model._default_manager.filter(**{f"{name}__isnull": False}).order_by("pk").first()
    if row is None:
        return None, None
    one = getattr(row, name)
    return (one.first() if model._meta.get_field(name).many_to_many else one), row


def me_of(one) -> Me:
    person = one if isinstance(one, Person) else Person.objects.filter(user=one).first()
    return Me(person, one.user if isinstance(one, Person) else one)


def has(data: OwnData, model, name: str, key: str) -> bool:
    rows = [row.key for table in data.tables if table.table.model == model._meta.label for row in table.rows]
    acts = [key for one in data.acts if (one.model, one.field) == (model._meta.label, name) for key in one.keys]
    return key in rows or key in acts


def test_every_key_to_a_person_in_every_table_leads_to_her_own_data(world):
    made: dict[Me, OwnData] = {}
    asked, missed = 0, []
    for model in apps.get_models():
        for name in person_keys(model):
            one, row = pointed_at(model, name)
            if one is None or (model._meta.label, name) in NOT_ABOUT_ME:
                continue
            me = me_of(one)
            if me not in made:
                made[me] = own_data(me)
            data, asked = made[me], asked + 1
            if not has(data, model, name, str(row.pk)):
                missed.append(f"{model._meta.label}.{name} {row.pk}")
    assert missed == []
    assert asked > 150


def test_karis_data_tell_of_nobody_else_but_who_wrote_to_her(world, kari):
    given = as_json(own_data(me_as(kari.user)))
    assert any(one["table"] == "planning.PlanLine" for one in given["tables"])
    given["tables"] = [one for one in given["tables"] if one["table"] != "documents.Document"]  # letters are signed
    said = json.dumps(given, ensure_ascii=False)

    others = Person.objects.exclude(pk=kari.pk)
    assert "Kari" in said
    assert [str(one) for one in others if str(one) in said or (one.email and one.email in said)] == []


def test_no_table_about_people_gives_another_persons_key(world, kari):
    for table in own_data(me_as(kari.user)).tables:
        people = {one.name for one in model_of(table.table)._meta.get_fields() if one.related_model in PEOPLE}
        assert not any(people & set(row.values) for row in table.rows), table.table.model


def test_what_would_open_something_is_not_given(world, kari):
    for table in own_data(me_as(kari.user)).tables:
        for row in table.rows:
            assert all(row.values[name] == HIDDEN for name in SECRETS & set(row.values)), table.table.model


def test_karis_application_its_decisions_letters_and_history_are_there(world, kari):
    found = {one.table.model for one in own_data(me_as(kari.user)).tables}

    assert {
        "accounts.User",
        "organisations.Person",
        "organisations.IdentityNumber",
        "applications.Application",
        "applications.ApplicationVersion",
        "applications.Statement",
        "casework.Event",
        "planning.CreditsHeld",
    } <= found


def test_somebody_whom_nothing_is_known_of_gets_an_empty_answer(db):
    user = get_user_model().objects.create(username="nobody")

    assert [one.table.model for one in own_data(me_as(user)).tables] == ["accounts.User"]


def test_every_field_that_is_given_has_a_word():
    given = {
        name
        for table in all_tables().values()
        if table.mine
        for names in table.marks.values()
        for name in names.split()
        if model_of(table)._meta.get_field(name).related_model not in PEOPLE
    }
    assert given - set(FIELD_WORDS) == set()
    assert set(FIELD_WORDS) - given == set()


def test_the_pdf_is_tagged_and_says_whose_it_is(world, kari):
    made = own_pdf(own_data(me_as(kari.user)), name=str(kari), language="nn", at=now())

    root = PdfReader(BytesIO(made)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nn"
    assert "/StructTreeRoot" in root


def test_values_are_read_as_words():
    assert in_words(True) == "ja"
    assert in_words([1, {"a": False}]) == "1, a: nei"
    assert in_words("A" * 400, is_bytes=True) == "300 byte, som ligger i JSON-filen"
