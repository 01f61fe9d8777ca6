"""Questionnaires: what is asked, as versions of one value. A version in use is never altered."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from pafyll.domain.lifecycles.survey import QuestionnaireVersionStatus
from pafyll.domain.rules.questions import QuestionForm, form_from
from pafyll.domain.surveys.languages import NYNORSK, in_language


class Questionnaire(models.Model):
    """A questionnaire of the directorate, for the nation, or of a provider, for its own studies and projects."""

    owner = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="questionnaires")
    code = models.SlugField(max_length=40)
    title = models.CharField(_("tittel"), max_length=120)
    title_nn = models.CharField(_("tittel på nynorsk"), max_length=120)
    purpose = models.TextField(_("hva svarene skal brukes til"), max_length=1000)
    purpose_nn = models.TextField(_("det samme på nynorsk"), max_length=1000)

    class Meta:
        ordering = ["title", "pk"]
        constraints = [models.UniqueConstraint(fields=["owner", "code"], name="one_questionnaire_per_code")]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        return f"questionnaire:{self.pk}"

    def title_in(self, language: str) -> str:
        return self.title_nn if language == NYNORSK else self.title

    def purpose_in(self, language: str) -> str:
        return self.purpose_nn if language == NYNORSK else self.purpose


class QuestionnaireVersion(models.Model):
    """One version. Once it is in use the database itself keeps its questions and their words as they are."""

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(
        max_length=10, choices=QuestionnaireVersionStatus.choices(), default=QuestionnaireVersionStatus.PREVIEW
    )
    content = models.JSONField(default=list)  # sections with questions in bokmål, as domain.rules.questions spells them
    words = models.JSONField(default=dict)  # nynorsk, by place: domain.surveys.languages
    edition = models.PositiveIntegerField(default=1)  # goes up with every edit: two who edit at once cannot both win
    copied_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="copies")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-number", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "number"], name="one_questionnaire_version_per_number"),
            models.UniqueConstraint(
                fields=["questionnaire"], condition=models.Q(status="live"), name="one_questionnaire_version_in_use"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.questionnaire}, {self.number}"

    @property
    def about(self) -> str:
        return f"questionnaire_version:{self.pk}"

    @cached_property
    def form(self) -> QuestionForm:
        """The questions in bokmål."""
        return form_from(self.content)

    def form_in(self, language: str) -> QuestionForm:
        """The questions in the language: "nb" or "nn"."""
        return in_language(self.form, self.words) if language == NYNORSK else self.form
