"""Users, organisations, people, where they work, what they may act for and what they are qualified in."""

from __future__ import annotations

from datetime import date
from itertools import islice

from django.contrib.sessions.models import Session
from factory import LazyAttribute, LazyFunction, Sequence, SubFactory, Trait

from pafyll.apps.accounts.models import LogIn, OpenSession, User
from pafyll.apps.accounts.sealing import seal
from pafyll.apps.organisations.models import Employment, IdentityNumber, Organisation, Person, RoleGrant
from pafyll.apps.planning.models import CreditsHeld, Deviation, NeedsAssumption, SubjectTaught, TeacherBackground
from pafyll.devtools.seed.numbers import organisation_numbers
from tests.factories.base import NOW, Factory

NUMBERS = organisation_numbers(5_000_000)  # away from those of the story world


class UserFactory(Factory):
    class Meta:
        model = User
        django_get_or_create = ("username",)

    username = Sequence("user{}".format)
    email = LazyAttribute(lambda user: f"{user.username}@example.no")
    password = "!"  # nobody logs in with a password


class OrganisationFactory(Factory):
    """A school with an owner, unless a trait says another kind."""

    class Meta:
        model = Organisation

    kind = Organisation.Kind.SCHOOL
    name = Sequence("Skole {}".format)
    number = LazyFunction(lambda: next(islice(NUMBERS, 1)))
    parent = SubFactory("tests.factories.people.OrganisationFactory", municipality=True)
    municipality_code = "9801"
    county_code = "98"
    teacher_fte_hundredths = 2500
    stages = "1-10"

    class Params:
        school = Trait(kind=Organisation.Kind.SCHOOL)
        municipality = Trait(
            kind=Organisation.Kind.MUNICIPALITY,
            name=Sequence("Kommune {}".format),
            parent=None,
            teacher_fte_hundredths=10000,
        )
        county_authority = Trait(
            kind=Organisation.Kind.COUNTY_AUTHORITY, name=Sequence("Fylkeskommune {}".format), parent=None, stages="vgo"
        )
        private_owner = Trait(kind=Organisation.Kind.PRIVATE_OWNER, name=Sequence("Stiftelse {}".format), parent=None)
        provider = Trait(kind=Organisation.Kind.PROVIDER, name=Sequence("Høgskole {}".format), parent=None, stages="")
        county_governor = Trait(
            kind=Organisation.Kind.COUNTY_GOVERNOR, name=Sequence("Statsforvalter {}".format), parent=None, stages=""
        )
        directorate = Trait(
            kind=Organisation.Kind.DIRECTORATE, name="Direktoratet", parent=None, county_code="", stages=""
        )
        ministry = Trait(kind=Organisation.Kind.MINISTRY, name="Departementet", parent=None, county_code="", stages="")
        union = Trait(kind=Organisation.Kind.UNION, name=Sequence("Lærerlag {}".format), parent=None, stages="")
        association = Trait(
            kind=Organisation.Kind.ASSOCIATION, name=Sequence("Forening {}".format), parent=None, stages=""
        )


class PersonFactory(Factory):
    """A person with a log-in; unknown=True is one who has not logged in yet."""

    class Meta:
        model = Person

    user = SubFactory(UserFactory)
    first_name = Sequence("Fornavn{}".format)
    last_name = "Etternavn"
    email = LazyAttribute(lambda person: f"{person.first_name.lower()}@example.no")
    gender = Person.Gender.FEMALE
    birth_year = 1985

    class Params:
        unknown = Trait(user=None)


class EmploymentFactory(Factory):
    class Meta:
        model = Employment

    person = SubFactory(PersonFactory)
    workplace = SubFactory(OrganisationFactory)
    starts_on = date(2020, 8, 1)

    class Params:
        support = Trait(role=RoleGrant.Role.SUPPORT, organisation=SubFactory(OrganisationFactory, directorate=True))
        ended = Trait(ends_before=date(2025, 8, 1))
        part_time = Trait(position_percent=60)
        temporary = Trait(is_permanent=False)


class RoleGrantFactory(Factory):
    """A teacher at a school, unless a trait says another role."""

    class Meta:
        model = RoleGrant

    person = SubFactory(PersonFactory)
    role = RoleGrant.Role.TEACHER
    organisation = SubFactory(OrganisationFactory)
    starts_on = date(2020, 8, 1)

    class Params:
        teacher = Trait(role=RoleGrant.Role.TEACHER)
        principal = Trait(role=RoleGrant.Role.PRINCIPAL)
        owner_officer = Trait(
            role=RoleGrant.Role.OWNER_OFFICER, organisation=SubFactory(OrganisationFactory, municipality=True)
        )
        owner_decider = Trait(
            role=RoleGrant.Role.OWNER_DECIDER, organisation=SubFactory(OrganisationFactory, municipality=True)
        )
        provider_officer = Trait(
            role=RoleGrant.Role.PROVIDER_OFFICER, organisation=SubFactory(OrganisationFactory, provider=True)
        )
        assignment_coordinator = Trait(
            role=RoleGrant.Role.ASSIGNMENT_COORDINATOR, organisation=SubFactory(OrganisationFactory, provider=True)
        )
        deputy_head = Trait(
            role=RoleGrant.Role.DEPUTY_HEAD, organisation=SubFactory(OrganisationFactory, provider=True)
        )
        section_leader = Trait(
            role=RoleGrant.Role.SECTION_LEADER, organisation=SubFactory(OrganisationFactory, provider=True)
        )
        unit_head = Trait(role=RoleGrant.Role.UNIT_HEAD, organisation=SubFactory(OrganisationFactory, provider=True))
        project_economist = Trait(
            role=RoleGrant.Role.PROJECT_ECONOMIST, organisation=SubFactory(OrganisationFactory, provider=True)
        )
        academic = Trait(role=RoleGrant.Role.ACADEMIC, organisation=SubFactory(OrganisationFactory, provider=True))
        county_governor = Trait(
            role=RoleGrant.Role.COUNTY_GOVERNOR, organisation=SubFactory(OrganisationFactory, county_governor=True)
        )
        directorate_officer = Trait(
            role=RoleGrant.Role.DIRECTORATE_OFFICER, organisation=SubFactory(OrganisationFactory, directorate=True)
        )
        directorate_decider = Trait(
            role=RoleGrant.Role.DIRECTORATE_DECIDER, organisation=SubFactory(OrganisationFactory, directorate=True)
        )
        appeals_officer = Trait(
            role=RoleGrant.Role.APPEALS_OFFICER, organisation=SubFactory(OrganisationFactory, ministry=True)
        )
        union_representative = Trait(
            role=RoleGrant.Role.UNION_REPRESENTATIVE, organisation=SubFactory(OrganisationFactory, municipality=True)
        )
        support = Trait(role=RoleGrant.Role.SUPPORT, organisation=SubFactory(OrganisationFactory, directorate=True))
        ended = Trait(ends_before=date(2025, 8, 1))
        delegated = Trait(delegated_by=SubFactory(PersonFactory), reason="Stedfortreder")


class CreditsHeldFactory(Factory):
    class Meta:
        model = CreditsHeld

    person = SubFactory(PersonFactory)
    subject = "mathematics"
    credits = 30
    source = "Vitnemål registrert hos skoleeier"
    as_of = date(2025, 10, 1)

    class Params:
        unconfirmed = Trait(source="Oppgitt av læreren", is_confirmed=False)


class SubjectTaughtFactory(Factory):
    class Meta:
        model = SubjectTaught

    person = SubFactory(PersonFactory)
    school = SubFactory(OrganisationFactory)
    subject = "mathematics"
    stage = "1-7"
    school_year = 2025
    hours_per_week = 5
    source = "Timeplan ved skolen"


class TeacherBackgroundFactory(Factory):
    """Educated for 5–10 after the requirement came, unless a trait says otherwise: no exemption."""

    class Meta:
        model = TeacherBackground

    person = SubFactory(PersonFactory)
    education = TeacherBackground.Education.PRIMARY_5_10
    educated_on = date(2016, 6, 15)
    hired_under_rules_before_2014 = False
    vocational_route = False
    source = "Lønns- og personalsystem"
    as_of = date(2025, 10, 1)

    class Params:
        general_teacher = Trait(
            education=TeacherBackground.Education.GENERAL_TEACHER,
            educated_on=date(2004, 6, 15),
            hired_under_rules_before_2014=True,
        )
        vocational = Trait(
            education=TeacherBackground.Education.VOCATIONAL, vocational_route=True, relevant_theory_year=True
        )
        on_conditions_now = Trait(education=TeacherBackground.Education.NONE, on_conditions=True)
        unconfirmed = Trait(source="Oppgitt av læreren", is_confirmed=False)


class DeviationFactory(Factory):
    """In force in the school year 2025/26; ended=True is one that was ended before the year was over."""

    class Meta:
        model = Deviation

    school = SubFactory(OrganisationFactory)
    owner = LazyAttribute(lambda made: made.school.parent)
    person = SubFactory(PersonFactory)
    subject = "mathematics"
    stage = "1-7"
    school_year = 2025
    grounds = "Ingen andre ved skolen oppfyller kravet i faget."
    case_number = Sequence("2025/9{:05d}".format)
    decided_by = SubFactory(UserFactory)
    decided_at = NOW

    class Params:
        ended = Trait(ended_by=SubFactory(UserFactory), ended_at=NOW, ended_why="En ny lærer overtok timene.")


class NeedsAssumptionFactory(Factory):
    class Meta:
        model = NeedsAssumption

    owner = SubFactory(OrganisationFactory, municipality=True)
    retirement_age = 62
    years_ahead = 5
    grounds = "Erfaring fra de siste årene."
    set_by = SubFactory(UserFactory)
    set_at = NOW


ISSUER = "https://provider.example.no"


class LogInFactory(Factory):
    """A user as a provider knows her."""

    class Meta:
        model = LogIn

    user = SubFactory(UserFactory)
    issuer = ISSUER
    subject = Sequence("subject-{}".format)
    linked_at = NOW


class SessionFactory(Factory):
    class Meta:
        model = Session

    session_key = Sequence("session-{}".format)
    session_data = ""
    expire_date = NOW


class OpenSessionFactory(Factory):
    """A provider's session that opened one of ours."""

    class Meta:
        model = OpenSession

    session = SubFactory(SessionFactory)
    user = SubFactory(UserFactory)
    issuer = ISSUER
    sid = Sequence("sid-{}".format)
    opened_at = NOW


class IdentityNumberFactory(Factory):
    """Sealed, and nobody's: month + 80."""

    class Meta:
        model = IdentityNumber

    person = SubFactory(PersonFactory)
    digest = Sequence("digest-{}".format)
    sealed = LazyFunction(lambda: seal("01899000079"))
    source = "innmelding fra skoleeier"
    kept_at = NOW
