"""The forms that needs are notified with: versions of questions, one of them in use in a scheme year.

The questions are one value (JSON), not a row each: a version is read, copied, compared and frozen as a whole, its order
is the order it is written in, and the page, the sheet and the API read the very same value.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property

from pafyll.apps.forums.models.scheme_years import SchemeYear
from pafyll.domain.lifecycles.needs_notification import FormVersionStatus
from pafyll.domain.rules.questions import QuestionForm, form_from


class FormVersion(models.Model):
    """One version of a scheme year's form. Once it is in use the database itself keeps its questions as they are."""

    scheme_year = models.ForeignKey(SchemeYear, on_delete=models.PROTECT, related_name="forms")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=FormVersionStatus.choices(), default=FormVersionStatus.PREVIEW)
    content = models.JSONField(default=list)  # sections with questions, as domain.rules.questions spells them
    edition = models.PositiveIntegerField(default=1)  # goes up with every edit: two who edit at once cannot both win
    copied_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="copies")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-number", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["scheme_year", "number"], name="one_form_per_number"),
            models.UniqueConstraint(
                fields=["scheme_year"], condition=models.Q(status="live"), name="one_form_in_use_per_scheme_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme_year}, {self.number}"

    @property
    def about(self) -> str:
        return f"form_version:{self.pk}"

    @cached_property
    def form(self) -> QuestionForm:
        """The questions as a value."""
        return form_from(self.content)
