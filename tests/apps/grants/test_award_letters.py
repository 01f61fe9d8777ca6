"""The letter of an award is written when it is decided: to the recipient, copied to whoever passes the money on."""

from __future__ import annotations

import pytest
from django.core import mail

from pafyll.apps.casework.services import Refusal
from pafyll.apps.documents.models import Document
from pafyll.apps.grants.models import Award
from pafyll.apps.grants.queries.award_parts import parts_of_year
from pafyll.apps.grants.services.deciding_awards import decide_awards
from pafyll.apps.grants.services.proposing_awards import AwardTerms, Recommended, make_ready, propose_awards, set_award
from pafyll.apps.organisations.models import Organisation, RoleGrant
from tests.apps.grants.paying_parts import HALVES, JUNE, MAY, Paid, award_all, decide_all, governor_and_year
from tests.factories import OrganisationFactory, PersonFactory, RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db
OWN = {"own_contribution_percent": 30, "own_contribution_base": "owner_award", "own_contribution_source": "Brev"}


def letter_of(award: Award) -> Document:
    return Document.objects.get(kind="award_letter", about=award.about)


def words(letter: Document) -> str:
    return " ".join(letter.text.replace("\xa0", " ").split())


def through_fjordvik(world: Paid, **school: object) -> Award:
    town = OrganisationFactory(municipality=True, name="Fjordvik kommune", email="post@fjordvik.example.no")
    free = OrganisationFactory(private_owner=True, name="Nordlys friskole", **school)
    decide_all(world, [Recommended(free, 60_000, "Skolemiljø", payee=town)])
    return world.awards["nordlys friskole"]


def test_the_letter_is_the_decisions_document_and_names_both_parties():
    award = through_fjordvik(governor_and_year(**OWN))

    letter = letter_of(award)
    assert award.decision.document == letter
    said = words(letter)
    assert "Nordlys friskole får 60 000 kr i tilskudd." in said
    assert "Pengene betales til Fjordvik kommune, som skal betale alt videre." in said
    assert "Kopi til: Fjordvik kommune" in said
    assert "Nordlys friskole skal selv bidra med 18 000 kr" in said
    assert "1. juni 2026" in said
    assert "godkjent delrapport" in said
    assert "forvaltningsloven § 16" in said
    assert f"oppgi saksnummer {award.decision.case_number}" in said
    assert "forvaltningsloven §§ 28 og 29" in said
    assert "Siste dag er 10. juni 2026." in said  # three weeks after 20 May
    assert "turid" in letter.text
    assert "vedtok saken for" in said


def test_the_letter_is_in_the_recipients_form_of_norwegian():
    award = through_fjordvik(governor_and_year(), written_form="nn")

    assert letter_of(award).language == "nn"
    assert "Endeleg mottakar er Nordlys friskole." in words(letter_of(award))


def test_a_departure_and_the_conditions_are_in_the_letter():
    world = governor_and_year()
    owner = OrganisationFactory(municipality=True, name="Fjordvik")
    recommended = [Recommended(owner, 400_000, "Lesing")]
    (award,) = propose_awards(year=world.year, recommended=recommended, by=world.tor, at=MAY)
    terms = AwardTerms(350_000, "Lesing", "Tiltaket er kortere enn meldt.", "Minst to samlinger.\nÅpne for alle.")
    set_award(award=award, terms=terms, by=world.tor, at=MAY)
    make_ready(award=Award.objects.get(), shares=HALVES, by=world.tor, at=MAY)
    decide_awards(year=world.year, by=world.turid, at=MAY)

    said = words(letter_of(award))
    assert "Samarbeidsforumet innstilte på 400 000 kr. Vi har vedtatt 350 000 kr." in said
    assert "Tiltaket er kortere enn meldt." in said
    assert "Minst to samlinger." in said
    assert "Åpne for alle." in said
    assert "175 000 kr" in said


def test_an_appeal_goes_to_the_directorate_and_from_a_county_authority_to_its_own_board():
    OrganisationFactory(directorate=True, name="Direktoratet")
    world = award_all(governor_and_year(), fjordvik=100_000)
    assert "sendt videre til Direktoratet, som avgjør den" in words(letter_of(world.awards["fjordvik"]))

    other = governor_and_year(people=("gro", "geir"))
    Organisation.objects.filter(pk=other.governor.pk).update(kind=Organisation.Kind.COUNTY_AUTHORITY)
    RoleGrant.objects.filter(organisation=other.governor).update(role=RoleGrant.Role.OWNER_DECIDER)
    award_all(other, storby=100_000)
    assert "klagenemnda i fylkeskommunen" in words(letter_of(other.awards["storby"]))


def test_the_recipients_people_and_the_payee_get_a_mail(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        world = governor_and_year()
        town = OrganisationFactory(municipality=True, name="Fjordvik", email="post@fjordvik.example.no")
        school = OrganisationFactory(private_owner=True, name="Nordlys")
        vigdis = PersonFactory(user=UserFactory(username="vigdis"), email="vigdis@nordlys.example.no")
        RoleGrantFactory(owner_decider=True, person=vigdis, organisation=school)
        decide_all(world, [Recommended(school, 60_000, "Skolemiljø", payee=town)])

    told = {one.to[0]: one.body.replace("\xa0", " ") for one in mail.outbox if one.subject.startswith("Tilskuddsbrev")}
    assert set(told) == {"vigdis@nordlys.example.no", "post@fjordvik.example.no"}
    assert "Pengene betales gjennom Fjordvik." in told["vigdis@nordlys.example.no"]
    assert "Nordlys får 60 000 kr gjennom dere. Dere skal betale alt videre." in told["post@fjordvik.example.no"]


def test_when_the_decision_is_refused_no_letter_is_written():
    world = governor_and_year(appropriation=100)
    with pytest.raises(Refusal):
        award_all(world, fjordvik=400_000)

    assert not Document.objects.filter(kind="award_letter").exists()


def test_the_parts_of_many_awards_take_as_many_queries_as_those_of_one(django_assert_num_queries):
    few = award_all(governor_and_year(**OWN), fjordvik=100_000)
    many = award_all(
        governor_and_year(people=("gro", "geir"), **OWN), **{f"owner{number}": 50_000 for number in range(6)}
    )

    for world in (few, many):
        with django_assert_num_queries(7):
            assert parts_of_year(world.year, day=JUNE.date())
