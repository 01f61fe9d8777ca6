"""The desk's addresses."""

from django.urls import path

from pafyll.web.components.forum.desk import ForumDesk
from pafyll.web.components.forum.urls import forum_urls
from pafyll.web.components.inbox.urls import inbox_urls
from pafyll.web.representative.views import budget, consultations, needs, plans, rounds

app_name = "representative"
urlpatterns = [
    *inbox_urls("representative"),
    path("", rounds.home, name="home"),
    path("runder/<int:pk>/", rounds.round, name="round"),
    path("plan/", plans.plans, name="plans"),
    path("behov/", needs.needs, name="needs"),
    path("behov/excel/", needs.needs_file, name="needs_file"),
    path("behov/csv/", needs.needs_csv, name="needs_csv"),
    path("drofting/", consultations.consultations, name="consultations"),
    path("drofting/<int:pk>/", consultations.consultation, name="consultation"),
    path("drofting/<int:pk>/godkjenn/", consultations.confirm, name="confirm_minutes"),
    path("drofting/<int:pk>/framlegg/<slug:form>/", consultations.paper, name="paper_file"),
    path("drofting/<int:pk>/vedlegg/<int:attachment>/", consultations.attachment, name="case_attachment"),
    path("budsjett/", budget.budget, name="budget"),
    path("tiltak/", budget.measures, name="measures"),
    *forum_urls(ForumDesk("representative"), under="forum/"),
]
