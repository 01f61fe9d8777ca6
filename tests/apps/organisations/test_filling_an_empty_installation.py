"""An empty installation is filled from two files: organisations first, then the people who let everybody else in."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from stdnum.no import fodselsnummer

from pafyll.apps.organisations.identity import has_number, user_behind
from pafyll.apps.organisations.models import Organisation, Person, RoleGrant
from tests.factories.base import NOW

pytestmark = pytest.mark.django_db
ORGANISATIONS = """kind;number;name;parent;municipality;county;stages;written_form
school;310000019;Fjordvik skole;310000213;9801;98;1-10;
municipality;310000213;Fjordvik kommune;;9801;98;;nynorsk
directorate;310000418;Direktoratet;;;;;
"""
PEOPLE = """first_name;last_name;email;organisation;role;identity_number;starts_on
Idar;Stokke;idar@example.no;310000418;directorate_decider;{idar};
Marit;Solbakk;marit@example.no;310000213;owner_decider;{marit};01.08.2026
"""


def with_last_digit(first):
    """A synthetic number (month + 80) with a last digit that checks the others; some have none."""
    digits = (f"{first}{tenth}" for tenth in range(10))
    return next(ten + last for ten in digits if len(last := fodselsnummer.calc_check_digit2(ten)) == 1)


IDAR, MARIT = with_last_digit("158766123"), with_last_digit("038669123")


@pytest.fixture
def run(tmp_path, capsys):
    def run(command, text, *more):
        file = tmp_path / "file.csv"
        file.write_text(text, encoding="utf-8")
        call_command(command, str(file), "--source", "Oppdiktet, 2026", *more)
        return capsys.readouterr().out

    return run


@pytest.fixture
def organisations(run):
    run("register_organisations", ORGANISATIONS, "--save")


def people(idar=IDAR, marit=MARIT):
    return PEOPLE.format(idar=idar, marit=marit)


def test_organisations_are_shown_first_and_registered_when_asked_to(run):
    assert "3 new, 0 changed, 0 same. Nothing is written" in run("register_organisations", ORGANISATIONS)
    assert not Organisation.objects.exists()

    assert "3 new, 0 changed, 0 same. Registered." in run("register_organisations", ORGANISATIONS, "--save")

    school = Organisation.objects.get(number="310000019")
    assert (school.parent.name, school.stages) == ("Fjordvik kommune", "1-10")  # the owner stood below its school
    assert (school.parent.written_form, school.parent.written_form_source) == ("nn", "Oppdiktet, 2026")


def test_the_same_file_again_changes_nothing_and_a_new_name_is_a_change(run, organisations):
    assert "0 new, 0 changed, 3 same" in run("register_organisations", ORGANISATIONS, "--save")

    said = run("register_organisations", ORGANISATIONS.replace("Fjordvik skole", "Fjordvik ungdomsskole"), "--save")

    assert "changed: 310000019 Fjordvik ungdomsskole" in said
    assert Organisation.objects.count() == 3


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("310000019", "310000010", "stemmer ikke. Slå opp nummeret"),
        ("310000019", "31000001", "Skriv ni siffer"),
        ("310000418", "310000213", "står også i rad"),
        (";310000213;9801", ";;9801", "En skole må ha en eier"),
        (";310000213;9801", ";310000612;9801", "verken i filen eller registrert"),
        ("\nmunicipality;", "\nkommune;", "er ikke kjent i kind"),
        ("nynorsk", "samisk", "er ikke kjent i written_form"),
        ("name", "navn", "Kolonnen name mangler"),
    ],
)
def test_a_file_of_organisations_with_a_fault_registers_nothing_and_names_it(run, old, new, told):
    with pytest.raises(CommandError, match="Nothing is registered") as refused:
        run("register_organisations", ORGANISATIONS.replace(old, new, 1), "--save")
    assert told in str(refused.value)
    assert not Organisation.objects.exists()


def test_people_get_their_roles_and_can_log_in(run, organisations):
    assert "2 new" in run("register_people", people())
    assert not Person.objects.exists()

    run("register_people", people(), "--save")

    marit = RoleGrant.objects.get(role="owner_decider")
    assert (marit.organisation.name, marit.starts_on) == ("Fjordvik kommune", date(2026, 8, 1))
    assert marit.reason == "Registrert fra kommandolinjen: Oppdiktet, 2026"
    user = user_behind(issuer="https://idporten.no", subject="s", number=IDAR, at=NOW)
    assert user.person.role_grants.get().role == "directorate_decider"
    assert "0 new, 0 changed, 2 same" in run("register_people", people(), "--save")


def test_one_who_is_known_gets_one_more_role(run, organisations):
    run("register_people", people(), "--save")
    more = people().replace("310000213;owner_decider", "310000213;owner_officer")

    said = run("register_people", more, "--save")
    assert "changed: Marit Solbakk, role saksbehandler hos skoleeier added\n" in said
    assert Person.objects.count() == 2


def test_one_who_is_known_without_a_number_gets_it_and_it_is_told_without_being_shown(run, organisations):
    run("register_people", people().replace(MARIT, ""), "--save")

    said = run("register_people", people(), "--save")

    assert "changed: Marit Solbakk, identity number added\n" in said
    assert "0 new, 1 changed, 1 same" in said
    assert MARIT not in said
    assert has_number(Person.objects.get(first_name="Marit"))


def test_a_number_and_a_role_that_are_added_at_once_are_both_told(run, organisations):
    run("register_people", people().replace(MARIT, ""), "--save")

    said = run("register_people", people().replace("310000213;owner_decider", "310000213;owner_officer"))

    assert "changed: Marit Solbakk, identity number and role saksbehandler hos skoleeier added\n" in said


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("owner_decider", "principal", "finnes ikke ved organisasjonen 310000213"),
        ("owner_decider", "owner_decidr", "er ikke kjent i role"),
        ("310000213", "310000214", "verken i filen eller registrert"),
        ("marit@example.no", "marit", "er ikke en e-postadresse"),
    ],
)
def test_a_file_of_people_with_a_fault_registers_nothing_and_names_it(run, organisations, old, new, told):
    with pytest.raises(CommandError) as refused:
        run("register_people", people().replace(old, new, 1), "--save")
    assert told in str(refused.value)
    assert not Person.objects.exists()


def test_a_wrong_identity_number_is_refused_and_never_shown(run, organisations):
    wrong = MARIT[:-1] + str((int(MARIT[-1]) + 1) % 10)
    with pytest.raises(CommandError, match="row 3 identity_number") as refused:
        run("register_people", people(marit=wrong), "--save")
    assert wrong not in str(refused.value)
    with pytest.raises(CommandError, match="Rad 3: Fødselsnummeret er registrert på en person med en annen"):
        run("register_people", people(marit=IDAR), "--save")
    assert not Person.objects.exists()
