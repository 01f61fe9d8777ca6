"""The desk's addresses."""

from django.urls import path

from pafyll.web.school.views import application, cases, home, measures, needs, support

app_name = "school"
urlpatterns = [
    path("", home.home, name="home"),
    path("soknad/<int:pk>/", application.application, name="application"),
    path("stott-flere/", support.support_many, name="support_many"),
    path("behov/", needs.needs, name="needs"),
    path("behov/personer/", needs.needs_people, name="needs_people"),
    path("behov/excel/", needs.needs_file, name="needs_file"),
    path("behov/csv/", needs.needs_csv, name="needs_csv"),
    path("saker/", cases.cases, name="cases"),
    path("saker/<int:pk>/", cases.case, name="case"),
    path("saker/<int:pk>/<slug:form>/", cases.file, name="paper_file"),
    path("tiltak/", measures.measures, name="measures"),
    path("tiltak/vedlegg/<int:pk>/", measures.paper, name="measure_paper"),
]
