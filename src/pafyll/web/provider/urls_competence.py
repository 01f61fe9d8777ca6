"""Addresses of competence at the provider's desk."""

from django.urls import path

from pafyll.web.provider.views import competence

COMPETENCE_URLS = [
    path("kompetanse/", competence.competence, name="competence"),
    path("kompetanse/excel/", competence.workbook, name="competence_workbook"),
    path("kompetanse/sok/", competence.search, name="competence_search"),
    path("kompetanse/min-side/", competence.own, name="own_competence"),
    path("kompetanse/min-side/samtykke/", competence.consent, name="competence_consent"),
    path("kompetanse/<int:pk>/", competence.person, name="competence_person"),
]
