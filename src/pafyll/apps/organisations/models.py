"""Who is who: organisations, people, where they work and what they may act for."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Organisation(models.Model):
    """An owner, a school, a provider or an authority. A school's parent is its owner."""

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("kommune")
        COUNTY_AUTHORITY = "county_authority", _("fylkeskommune")
        PRIVATE_OWNER = "private_owner", _("privat skoleeier")
        SCHOOL = "school", _("skole")
        PROVIDER = "provider", _("tilbyder")
        COUNTY_GOVERNOR = "county_governor", _("statsforvalter")
        DIRECTORATE = "directorate", _("direktorat")
        MINISTRY = "ministry", _("departement")
        UNION = "union", _("fagforening")
        ASSOCIATION = "association", _("interesseorganisasjon")

    OWNER_KINDS = (Kind.MUNICIPALITY, Kind.COUNTY_AUTHORITY, Kind.PRIVATE_OWNER)

    kind = models.CharField(max_length=20, choices=Kind.choices)
    name = models.CharField(max_length=200)
    number = models.CharField(_("organisasjonsnummer"), max_length=9, unique=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    municipality_code = models.CharField(max_length=4, blank=True)
    county_code = models.CharField(max_length=2, blank=True)
    teacher_fte_hundredths = models.PositiveIntegerField(
        _("lærerårsverk i hundredeler"), default=0, help_text=_("12 345 betyr 123,45 årsverk.")
    )
    stages = models.CharField(max_length=20, blank=True, help_text=_("Trinn: 1-7, 8-10, 1-10 eller vgo."))
    email = models.EmailField(blank=True)
    written_form = models.CharField(
        _("målform"),
        max_length=7,
        blank=True,
        choices=[("nb", _("bokmål")), ("nn", _("nynorsk")), ("neutral", _("nøytral"))],
        help_text=_("Den målformen organet selv har vedtatt. Tom: ikke registrert."),
    )
    written_form_source = models.CharField(_("kilde for målformen"), max_length=300, blank=True)
    flags = models.JSONField(default=list, blank=True)  # national measures the owner is part of, e.g. "follow_up"
    starts_on = models.DateField(null=True, blank=True)  # null: before there was a Påfyll
    ends_before = models.DateField(null=True, blank=True)  # closed from this day on
    succeeded_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="succeeds"
    )  # who goes on with what was begun
    speaks_for = models.JSONField(null=True, blank=True)  # keys of the closed ones whose matters it goes on with

    class Meta:
        ordering = ["name"]
        indexes = [models.Index(fields=["kind", "name"]), models.Index(fields=["county_code", "kind"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(succeeded_by__isnull=True) | Q(ends_before__isnull=False),
                name="only_the_closed_have_a_successor",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def exists_on(self, day: date) -> bool:
        """Whether it is there that day: founded, and not closed."""
        return (self.starts_on is None or self.starts_on <= day) and (
            self.ends_before is None or day < self.ends_before
        )

    @property
    def letter_language(self) -> str:
        """The language that the organisation is written to in: its resolved form. Neutral or unknown: bokmål."""
        return "nn" if self.written_form == "nn" else "nb"

    @property
    def is_owner(self) -> bool:
        return self.kind in self.OWNER_KINDS


class Person(models.Model):
    """A human being that the system knows. The log-in is optional: most teachers are known before they log in."""

    class Gender(models.TextChoices):
        FEMALE = "female", _("kvinne")
        MALE = "male", _("mann")
        UNKNOWN = "unknown", _("ukjent")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="person"
    )
    first_name = models.CharField(max_length=100)
    last_name = models.CharField(max_length=100)
    email = models.EmailField(blank=True)
    gender = models.CharField(max_length=10, choices=Gender.choices, default=Gender.UNKNOWN)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["last_name", "first_name", "pk"]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"


class IdentityNumber(models.Model):
    """A person's identity number or D-number: sealed, and found by a keyed hash. Never shown without a reason."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    sealed = models.TextField()
    source = models.CharField(max_length=100)
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"identity number of person {self.person_id}"


class Employment(models.Model):
    """A person works at a school from a day, for a position percentage."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="employments")
    workplace = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="employments")
    position_percent = models.PositiveSmallIntegerField(default=100)
    is_permanent = models.BooleanField(default=True)
    starts_on = models.DateField()
    ends_before = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=100, default="Lønns- og personalsystem")

    class Meta:
        ordering = ["-position_percent", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_before__isnull=True) | Q(ends_before__gt=F("starts_on")),
                name="employment_ends_after_start",
            ),
            models.CheckConstraint(condition=Q(position_percent__lte=100), name="employment_at_most_full_time"),
        ]


class RoleGrant(models.Model):
    """A person may act in a role for an organisation between two days. Delegated ones name who delegated.

    The rows are their own history: none is deleted, and each says who granted and who ended it.
    """

    class Role(models.TextChoices):
        TEACHER = "teacher", _("lærer")
        PRINCIPAL = "principal", _("rektor")
        OWNER_OFFICER = "owner_officer", _("saksbehandler hos skoleeier")
        OWNER_DECIDER = "owner_decider", _("beslutter hos skoleeier")
        PROVIDER_OFFICER = "provider_officer", _("studieadministrator")
        ASSIGNMENT_COORDINATOR = "assignment_coordinator", _("koordinator for oppdrag")
        DEPUTY_HEAD = "deputy_head", _("nestleder for utdanning")
        SECTION_LEADER = "section_leader", _("seksjonsleder")
        UNIT_HEAD = "unit_head", _("enhetsleder")
        PROJECT_ECONOMIST = "project_economist", _("prosjektøkonom")
        ACADEMIC = "academic", _("fagperson")
        COUNTY_GOVERNOR = "county_governor", _("rådgiver hos statsforvalteren")
        DIRECTORATE_OFFICER = "directorate_officer", _("saksbehandler i direktoratet")
        DIRECTORATE_DECIDER = "directorate_decider", _("beslutter i direktoratet")
        APPEALS_OFFICER = "appeals_officer", _("saksbehandler i klageinstansen")
        UNION_REPRESENTATIVE = "union_representative", _("tillitsvalgt")
        SUPPORT = "support", _("brukerstøtte")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="role_grants")
    role = models.CharField(max_length=30, choices=Role.choices)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="role_grants")
    starts_on = models.DateField()
    ends_before = models.DateField(null=True, blank=True)
    delegated_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="delegations"
    )
    reason = models.CharField(max_length=300, blank=True)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["organisation__name", "role"]
        indexes = [models.Index(fields=["person", "role"])]
        constraints = [
            models.UniqueConstraint(fields=["person", "role", "organisation", "starts_on"], name="one_grant_per_start"),
            models.CheckConstraint(
                condition=Q(ends_before__isnull=True) | Q(ends_before__gte=F("starts_on")),
                name="grant_ends_after_start",
            ),
        ]
