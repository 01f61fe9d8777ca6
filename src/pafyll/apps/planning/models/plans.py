"""Competence plans as they are kept: the plan, what it assumes, each computation, and what each computation says."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pafyll.domain.lifecycles.competence_plan import PlanStatus
from pafyll.domain.values import SchoolYear, Semester


class CompetencePlan(models.Model):
    """An owner's plan for who studies what, and when, from first_year and `years` school years on.

    run_in_force is the computation that was adopted: the one that teachers and principals go by.
    """

    owner = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="competence_plans")
    title = models.CharField(_("navn på planen"), max_length=120)
    first_year = models.PositiveSmallIntegerField(_("første skoleår"))  # 2026 means 2026/27
    years = models.PositiveSmallIntegerField(_("antall skoleår"), default=8)
    absence_percent = models.PositiveSmallIntegerField(_("største andel borte samtidig"), default=10)
    credits_a_year = models.PositiveSmallIntegerField(_("studiepoeng i året, høyst"), default=30)
    retires_at = models.PositiveSmallIntegerField(_("antatt alder ved pensjon"), null=True)  # null: the owner's
    schemes = models.JSONField(default=list)  # codes of domain.schemes that the plan may use
    status = models.CharField(max_length=10, choices=PlanStatus.choices(), default=PlanStatus.DRAFT)
    copied_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="copies")
    run_in_force = models.OneToOneField("planning.PlanRun", null=True, on_delete=models.PROTECT, related_name="+")
    case_number = models.CharField(_("saksnummer"), max_length=30, blank=True)  # of the case that adopts it
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    adopted_at = models.DateTimeField(null=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-first_year", "-pk"]
        indexes = [models.Index(fields=["owner", "status"])]
        constraints = [
            models.UniqueConstraint(
                fields=["owner"], condition=Q(status=PlanStatus.ADOPTED), name="one_adopted_plan_per_owner"
            ),
            models.CheckConstraint(condition=Q(years__gte=1, years__lte=15), name="a_plan_covers_1_to_15_years"),
            models.CheckConstraint(condition=Q(absence_percent__lte=100), name="absence_is_at_most_everybody"),
            models.CheckConstraint(
                condition=~Q(status=PlanStatus.ADOPTED)
                | Q(run_in_force__isnull=False, adopted_by__isnull=False, adopted_at__isnull=False),
                name="an_adopted_plan_says_what_by_whom_and_when",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        return f"competence_plan:{self.pk}"

    @property
    def period(self) -> list[SchoolYear]:
        return [SchoolYear(self.first_year + number) for number in range(self.years)]


class ExpectedPlaces(models.Model):
    """How many places the plan expects to get in a subject each school year, and what makes it think so."""

    plan = models.ForeignKey(CompetencePlan, on_delete=models.CASCADE, related_name="expected_places")
    subject = models.CharField(max_length=40)
    places = models.PositiveSmallIntegerField(_("plasser i året"))
    source = models.CharField(_("kilde"), max_length=200)

    class Meta:
        ordering = ["subject"]
        constraints = [models.UniqueConstraint(fields=["plan", "subject"], name="one_expectation_per_subject")]


class PlanMoney(models.Model):
    """Money that the plan adds to or takes from the budget in one calendar year: what is tried out in it."""

    plan = models.ForeignKey(CompetencePlan, on_delete=models.CASCADE, related_name="money")
    budget_year = models.PositiveSmallIntegerField()
    amount = models.IntegerField(_("kroner"))  # below zero takes away
    source = models.CharField(_("kilde"), max_length=200)

    class Meta:
        ordering = ["budget_year"]
        constraints = [models.UniqueConstraint(fields=["plan", "budget_year"], name="one_change_of_money_per_year")]


class PlanRate(models.Model):
    """What 30 credits are taken to cost a payer in a scheme: the owner's own figure, before that of the round."""

    plan = models.ForeignKey(CompetencePlan, on_delete=models.CASCADE, related_name="rates")
    scheme = models.CharField(max_length=30)  # a code of domain.schemes
    payer = models.CharField(max_length=10, choices=[("state", _("stat")), ("owner", _("skoleeier"))])
    per_30_credits = models.PositiveIntegerField(_("kroner per 30 studiepoeng"))
    source = models.CharField(_("kilde"), max_length=200)

    class Meta:
        ordering = ["scheme", "payer"]
        constraints = [models.UniqueConstraint(fields=["plan", "scheme", "payer"], name="one_rate_per_plan_and_use")]


class PlanLock(models.Model):
    """A study that the planner may not move: the owner has settled that this person studies this that school year."""

    plan = models.ForeignKey(CompetencePlan, on_delete=models.CASCADE, related_name="locks")
    person = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=40)
    option = models.CharField(max_length=80)  # the planner's key of the kind of study
    school_year = models.PositiveSmallIntegerField()
    why = models.CharField(_("hvorfor"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["school_year", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "person", "subject"], name="one_lock_per_study")]


class WrittenOnce(Exception):
    """Somebody tried to change what has been computed."""


class Frozen(models.Model):
    """A row that is written once: what has been computed stays as it was computed."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise WrittenOnce(f"{self} is computed and never altered: compute anew")
        super().save(*args, **kwargs)


class PlanRun(Frozen):
    """One computation of a plan: from which input, by whom, and what came out. Never altered."""

    plan = models.ForeignKey(CompetencePlan, on_delete=models.PROTECT, related_name="runs")
    number = models.PositiveSmallIntegerField()
    previous = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")  # moves are since this
    why = models.CharField(max_length=300, blank=True)  # what had changed
    input_hash = models.CharField(max_length=64)
    inputs = models.JSONField()  # budgets, shares and places as the planner got them, for comparing
    is_feasible = models.BooleanField()
    result = models.JSONField()  # costs, bound, gap, when the last gap closes; or the reasons
    computed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    computed_at = models.DateTimeField()

    class Meta:
        ordering = ["plan", "number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="one_number_per_run")]

    def __str__(self) -> str:
        return f"{self.plan} ({self.number})"


class PlanLine(Frozen):
    """One person studies one subject in one school year, by a run: what it costs, what it mends, and why then."""

    class Kind(models.TextChoices):
        PLANNED = "planned", _("planlagt")
        LOCKED = "locked", _("låst av skoleeier")
        UNDER_WAY = "under_way", _("i gang")

    run = models.ForeignKey(PlanRun, on_delete=models.CASCADE, related_name="lines")
    person = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="plan_lines")
    school = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=40)
    stages = models.JSONField(default=list)  # where the credits are lacked and are then in place
    option = models.CharField(max_length=80, blank=True)  # the planner's key of the kind of study
    credits = models.DecimalField(max_digits=4, decimal_places=1)
    school_year = models.PositiveSmallIntegerField()
    semesters = models.CharField(max_length=2)  # "HV", "H" or "V"
    scheme = models.CharField(max_length=30)
    release_percent = models.DecimalField(max_digits=5, decimal_places=2, default=0)  # of a full position, each term
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.PLANNED)
    position = models.PositiveIntegerField(null=True)  # in the queue of `queue` people at the school
    queue = models.PositiveIntegerField(null=True)
    costs = models.JSONField()  # explained lines: payer, semester, label, because, source, facts, amount
    why = models.JSONField()  # [{code, text, facts}]
    hangs_on = models.JSONField(default=list)  # what is full in the years before
    sooner = models.JSONField(default=list)  # what would bring it forward

    class Meta:
        ordering = ["school_year", "school__name", "person__last_name", "person__first_name", "pk"]
        indexes = [models.Index(fields=["run", "school_year"]), models.Index(fields=["run", "school"])]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "person", "subject", "school_year", "option"], name="one_line_per_study"
            )
        ]

    @property
    def terms(self) -> list[Semester]:
        year = SchoolYear(self.school_year)
        return [term for letter, term in (("H", year.autumn), ("V", year.spring)) if letter in self.semesters]

    @property
    def cost(self) -> int:
        """Kroner in all, all payers together."""
        return self.paid_by()

    @property
    def owner_pays(self) -> int:
        return self.paid_by("owner")

    @property
    def state_pays(self) -> int:
        return self.paid_by("state")

    def paid_by(self, payer: str = "") -> int:
        """Kroner that the payer carries; "" is all of them."""
        return sum(line["amount"] for line in self.costs if payer in ("", line["payer"]))


class PlanGap(Frozen):
    """A gap that a run does not close within the plan's years, and why not."""

    run = models.ForeignKey(PlanRun, on_delete=models.CASCADE, related_name="gaps_left")
    person = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="+")
    school = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=40)
    stage = models.CharField(max_length=10)
    position = models.PositiveIntegerField(null=True)
    queue = models.PositiveIntegerField(null=True)
    why = models.JSONField()  # [{code, text, facts}]
    hangs_on = models.JSONField(default=list)
    sooner = models.JSONField(default=list)

    class Meta:
        ordering = ["school__name", "person__last_name", "person__first_name", "subject"]
        constraints = [
            models.UniqueConstraint(fields=["run", "person", "subject", "stage"], name="one_row_per_gap_left")
        ]


class PlanMove(Frozen):
    """Someone whose study is another than in the run before; without a year she was not, or is not, in the plan."""

    run = models.ForeignKey(PlanRun, on_delete=models.CASCADE, related_name="moves")
    person = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="plan_moves")
    school = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=40)
    from_year = models.PositiveSmallIntegerField(null=True)
    to_year = models.PositiveSmallIntegerField(null=True)
    why = models.JSONField()  # [{code, text, facts}]

    class Meta:
        ordering = ["to_year", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_year__isnull=False) | Q(to_year__isnull=False), name="a_move_has_an_end"
            )
        ]


class StudyWish(models.Model):
    """What a teacher would like to study, in her own words. Withdrawn ones stay, with the moment."""

    person = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="study_wishes")
    subject = models.CharField(_("fag"), max_length=40)
    earliest_year = models.PositiveSmallIntegerField(_("tidligst fra skoleåret"))
    note = models.CharField(_("mer om ønsket"), max_length=500, blank=True)
    with_others = models.BooleanField(default=False)  # with others at the school who wish the same
    wished_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["earliest_year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "subject"], condition=Q(withdrawn_at__isnull=True), name="one_live_wish_per_subject"
            )
        ]

    @property
    def about(self) -> str:
        return f"study_wish:{self.pk}"
