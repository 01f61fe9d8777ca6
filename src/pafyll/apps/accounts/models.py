"""Users: who is logged in, nothing about what they may do."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.contrib.sessions.models import Session
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A log-in. username is an opaque key from the identity provider, never an identity number."""

    # The one organisation that a system acts for with this user's key; None is the person herself, for all of hers.
    acts_only_for: int | None = None
    # Her roles where they came with her (organisations.backends), until a viewer is made of them.
    roles_read: Any = None

    language = models.CharField(_("språk"), max_length=2, choices=settings.LANGUAGES, default="nb")

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @property
    def letter_language(self) -> str:
        """The written form of letters: decisions are written in Norwegian, also to those who read pages in English."""
        return "nn" if self.language == "nn" else "nb"


class LogIn(models.Model):
    """The user as one provider knows her: the issuer, and its own name for her with us. Holds no identity number."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="log_ins")
    issuer = models.CharField(max_length=200)
    subject = models.CharField(max_length=255)
    linked_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["issuer", "subject"], name="one_user_for_each_subject")]

    def __str__(self) -> str:
        return f"{self.issuer} {self.user_id}"


class OpenSession(models.Model):
    """Which of our sessions a provider's session opened: when that one ends, so does ours. Goes with our session."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    issuer = models.CharField(max_length=200)
    sid = models.CharField(max_length=255)
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["issuer", "sid"])]

    def __str__(self) -> str:
        return f"{self.issuer} {self.user_id}"
