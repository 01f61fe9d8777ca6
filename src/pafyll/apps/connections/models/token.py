"""Keys for systems."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class AccessToken(models.Model):
    """A key with which a system acts as its holder, for one organisation, and only in what its scopes say.

    The key is not kept, only a hash of it; hint is how it begins. follows is the one that it was renewed from. One that
    comes by Maskinporten has no key that anybody knows: whoever Maskinporten says is the organisation, comes with it.
    """

    class Way(models.TextChoices):
        """How the system shows who it is."""

        KEY = "key", _("med en nøkkel herfra")
        MASKINPORTEN = "maskinporten", _("med Maskinporten")

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("navn"), max_length=80)
    comes_by = models.CharField(max_length=12, choices=Way.choices, default=Way.KEY, db_default=Way.KEY)
    scopes = models.JSONField(default=list)
    digest = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=16)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    follows = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="followed_by")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["organisation", "made_at"])]
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="token_expires_after_it_is_made"),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="revoked_token_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def about(self) -> str:
        return f"token:{self.pk}"
