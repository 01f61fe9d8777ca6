"""The addresses of money for collective development at this desk."""

from django.urls import path

from pafyll.web.components.after_awards.desk import AfterAwardDesk
from pafyll.web.components.after_awards.urls import after_award_urls
from pafyll.web.owner.views import awards

AWARD_URLS = [
    *after_award_urls(AfterAwardDesk("owner")),
    path("kollektiv/tilskudd/", awards.awards, name="awards"),
    path("kollektiv/tilskudd/<int:pk>/", awards.award, name="award"),
    path("kollektiv/tilskudd/<int:pk>/tilskuddsbrev.pdf", awards.letter, name="award_letter"),
    path("kollektiv/tilskudd/<int:pk>/<slug:kind>/", awards.report, name="award_report"),
    path("kollektiv/egenfinansiering/<int:pk>/stryk/", awards.strike_out, name="strike_out_own"),
]
