"""The desk's addresses."""

from django.urls import path

from pafyll.web.school.views import application, cases, home, support

app_name = "school"
urlpatterns = [
    path("", home.home, name="home"),
    path("soknad/<int:pk>/", application.application, name="application"),
    path("stott-flere/", support.support_many, name="support_many"),
    path("saker/", cases.cases, name="cases"),
    path("saker/<int:pk>/", cases.case, name="case"),
    path("saker/<int:pk>/<slug:form>/", cases.file, name="paper_file"),
]
