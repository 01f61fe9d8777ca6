"""An agreement, its versions, and the invoices that a version plans."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pafyll.domain.invoicing.plan import Interval
from pafyll.domain.lifecycles.agreement import AgreementStatus, AgreementVersionStatus
from pafyll.domain.values import Kroner

USER = settings.AUTH_USER_MODEL


class Agreement(models.Model):
    """What a provider and a counterpart have agreed, from the first draft until it is over.

    about names what it concerns ("assignment:17"), or is empty: agreements know nothing of assignments.
    """

    class Kind(models.TextChoices):
        MAIN = "main", _("hovedavtale")
        SUPPLEMENTARY = "supplementary", _("tilleggsavtale")
        PLANNING = "planning", _("avtale om planlegging og utvikling")

    provider = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="agreements")
    counterpart = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="agreements_with_providers"
    )
    kind = models.CharField(max_length=13, choices=Kind.choices, default=Kind.MAIN)
    main = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="supplements")
    number = models.CharField(max_length=20)
    title = models.CharField(_("tittel"), max_length=200)
    about = models.CharField(max_length=80, blank=True)
    status = models.CharField(max_length=10, choices=AgreementStatus.choices(), default=AgreementStatus.DRAFT)
    ended_on = models.DateField(null=True, blank=True)
    warned_days = models.PositiveSmallIntegerField(null=True, blank=True)  # the last warning that was sent
    created_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["provider", "status"]),
            models.Index(fields=["counterpart", "status"]),
            models.Index(fields=["about"]),
        ]
        constraints = [
            models.UniqueConstraint(fields=["provider", "number"], name="one_agreement_per_number"),
            models.CheckConstraint(
                condition=Q(kind="supplementary", main__isnull=False)
                | (~Q(kind="supplementary") & Q(main__isnull=True)),
                name="only_a_supplement_has_a_main_agreement",
            ),
            models.CheckConstraint(condition=~Q(provider=F("counterpart")), name="an_agreement_has_two_parties"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def key(self) -> str:
        return f"agreement:{self.pk}"


class AgreementVersion(models.Model):
    """The text and the money of an agreement. Number 1 is the agreement itself; each later one is an amendment.

    Nothing in it changes once it is proposed; if it must, it goes back to being a draft first. vat is how the
    invoices are treated: exempt (teaching) or with the ordinary rate.
    """

    class Tax(models.TextChoices):
        EXEMPT = "E", _("unntatt: undervisning, merverdiavgiftsloven § 3-5")
        STANDARD = "S", _("alminnelig sats")

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(
        max_length=10, choices=AgreementVersionStatus.choices(), default=AgreementVersionStatus.DRAFT
    )
    reason = models.TextField(_("hvorfor avtalen endres"), max_length=2000, blank=True)
    amount = models.PositiveBigIntegerField(_("avtalt sum"))
    starts_on = models.DateField(_("gjelder fra"))
    ends_on = models.DateField(_("gjelder til og med"))
    background = models.TextField(_("bakgrunn"), max_length=4000, blank=True)
    content = models.TextField(_("hva som skal gjøres"), max_length=8000)
    participants = models.TextField(_("hvem som deltar"), max_length=2000, blank=True)
    provider_duties = models.TextField(_("tilbyderens oppgaver"), max_length=4000, blank=True)
    counterpart_duties = models.TextField(_("oppdragsgiverens oppgaver"), max_length=4000, blank=True)
    provider_contact = models.CharField(_("kontakt hos tilbyderen"), max_length=200)
    academic_contact = models.CharField(_("faglig ansvarlig"), max_length=200, blank=True)
    counterpart_contact = models.CharField(_("kontakt hos oppdragsgiveren"), max_length=200)
    depends_on = models.CharField(_("tildeling som avtalen står og faller med"), max_length=300, blank=True)
    notice_months = models.PositiveSmallIntegerField(_("oppsigelsestid, måneder"), default=3)
    travel_included = models.BooleanField(_("reise er med i summen"), default=True)
    tax = models.CharField(_("merverdiavgift"), max_length=1, choices=Tax.choices, default=Tax.EXEMPT)
    invoice_to = models.CharField(_("fakturaadresse"), max_length=200, blank=True)
    buyer_reference = models.CharField(_("mottakerens referanse"), max_length=80)
    due_days = models.PositiveSmallIntegerField(_("betalingsfrist, dager"), default=30)
    prepared_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    proposed_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)
    fingerprint = models.CharField(max_length=64, blank=True)  # SHA-256 of what was proposed
    returned_because = models.TextField(max_length=2000, blank=True)
    document = models.ForeignKey(
        "documents.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["agreement", "number"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="one_agreement_version_per_number"),
            models.UniqueConstraint(
                fields=["agreement"], condition=Q(status=AgreementVersionStatus.SIGNED), name="one_version_in_force"
            ),
            models.UniqueConstraint(
                fields=["agreement"], condition=Q(status__in=["draft", "proposed"]), name="one_open_version"
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="an_agreement_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement.number}, versjon {self.number}"

    @property
    def key(self) -> str:
        return f"agreement_version:{self.pk}"

    @property
    def is_amendment(self) -> bool:
        return self.number > 1

    @property
    def amendment(self) -> int:
        """The number of the amendment: the second version is amendment 1."""
        return self.number - 1

    @property
    def kroner(self) -> Kroner:
        return Kroner(self.amount)

    def plan(self) -> tuple[Interval, ...]:
        """The invoice plan as the rules know it. One query, unless the rows were fetched before."""
        return tuple(one.interval for one in self.planned.all())


class PlannedInvoice(models.Model):
    """An invoice that a version plans. number stays the same in later versions."""

    version = models.ForeignKey(AgreementVersion, on_delete=models.CASCADE, related_name="planned")
    number = models.PositiveSmallIntegerField()
    invoice_on = models.DateField(_("fakturadato"))
    amount = models.PositiveBigIntegerField(_("kroner"))
    text = models.CharField(_("hva den gjelder"), max_length=200)

    class Meta:
        ordering = ["version", "number"]
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="one_planned_invoice_per_number"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_planned_invoice_is_of_something"),
        ]

    @property
    def interval(self) -> Interval:
        return Interval(self.number, self.invoice_on, Kroner(self.amount), self.text)
