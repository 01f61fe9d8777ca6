"""An identity number is shown to the one who administers, with a reason that the person reads, and to nobody else."""

from __future__ import annotations

import pytest

from pafyll.apps.accounts import sealing
from pafyll.apps.casework.models import Event
from pafyll.apps.organisations.identity import keep_number, number_of, person_with_number
from pafyll.apps.organisations.models import IdentityNumber, RoleGrant
from pafyll.domain.answers import Refusal
from pafyll.integrations.clock import now
from tests.factories.people import EmploymentFactory, OrganisationFactory, PersonFactory, RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db
NUMBER, OTHER = "01899000079", "02899000042"
WHY = "Kari fikk ikke logget inn."


@pytest.fixture
def fjordvik():
    return OrganisationFactory(municipality=True)


@pytest.fixture
def kari(fjordvik):
    person = PersonFactory(user=UserFactory(username="kari"), first_name="Kari", last_name="Nes")
    EmploymentFactory(person=person, workplace=OrganisationFactory(parent=fjordvik))
    keep_number(person=person, number=NUMBER, source="test", at=now())
    return person


def decider(organisation, role=RoleGrant.Role.OWNER_DECIDER):
    person = PersonFactory(user=UserFactory(), first_name="Marit", last_name="Sol")
    RoleGrantFactory(person=person, role=role, organisation=organisation)
    return person.user


def page(person):
    return f"/person/{person.pk}/nummer/"


def test_marit_sees_the_number_after_saying_why_and_kari_reads_it(client, fjordvik, kari):
    client.force_login(decider(fjordvik))
    assert NUMBER not in client.get(page(kari)).content.decode()

    answer = client.post(page(kari), {"why": WHY})

    assert NUMBER in answer.content.decode()
    assert answer["Cache-Control"] == "no-store, private"
    seen = Event.objects.get(verb="reveal")
    assert (seen.about, seen.why, NUMBER in str(vars(seen))) == (f"person:{kari.pk}", WHY, False)
    client.force_login(kari.user)
    assert WHY in client.get("/hvem-har-sett-meg/").content.decode()


@pytest.mark.parametrize("why", ["", "ja"])
def test_without_a_reason_nothing_is_shown_or_noted(client, fjordvik, kari, why):
    client.force_login(decider(fjordvik))

    answer = client.post(page(kari), {"why": why})

    assert answer.status_code == 422
    assert NUMBER not in answer.content.decode()
    assert not Event.objects.filter(verb="reveal").exists()


def test_other_owners_officers_and_kari_herself_do_not_find_the_page(client, fjordvik, kari):
    strangers = [
        decider(OrganisationFactory(municipality=True)),
        decider(fjordvik, RoleGrant.Role.OWNER_OFFICER),
        kari.user,
    ]
    for user in strangers:
        client.force_login(user)
        assert client.get(page(kari)).status_code == 404
        assert client.post(page(kari), {"why": WHY}).status_code == 404


def test_a_number_is_one_persons_and_a_person_has_one(kari):
    for person, number in ((kari, OTHER), (PersonFactory(), NUMBER), (PersonFactory(), "123")):
        with pytest.raises(Refusal):
            keep_number(person=person, number=number, source="test", at=now())

    assert keep_number(person=kari, number=NUMBER, source="again", at=now()).source == "test"
    assert person_with_number(NUMBER) == kari
    assert person_with_number(OTHER) is None


def test_a_new_key_opens_what_the_old_one_sealed_and_another_does_not(kari, settings):
    from cryptography.fernet import Fernet

    new = Fernet.generate_key().decode()
    settings.SEAL_KEYS = [new, *settings.SEAL_KEYS]
    kept = IdentityNumber.objects.get()
    kept.sealed = sealing.sealed_anew(kept.sealed)
    kept.save()
    settings.SEAL_KEYS = [new]
    assert number_of(kari) == NUMBER

    settings.SEAL_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(sealing.CannotOpen):
        number_of(kari)


def test_the_finding_hash_needs_its_key(settings):
    before = sealing.finding_hash(NUMBER)
    settings.FIND_KEY = "another key than the one before it"

    assert sealing.finding_hash(NUMBER) != before


def test_numbers_from_a_file_are_registered_without_being_printed(tmp_path, capsys):
    from django.core.management import call_command

    person = PersonFactory(email="per@example.no", user=None)
    file = tmp_path / "numbers.csv"
    file.write_text(f"email,number\nper@example.no,{OTHER}\nnobody@example.no,{NUMBER}\n")

    call_command("register_numbers", file)
    assert not IdentityNumber.objects.exists()
    call_command("register_numbers", file, save=True)

    said = capsys.readouterr().out
    assert number_of(person) == OTHER
    assert "nobody@example.no: nobody has this address" in said
    assert OTHER not in said
