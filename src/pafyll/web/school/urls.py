"""The desk's addresses."""

from django.urls import path

from pafyll.web.school.views import application, home, plan, support

app_name = "school"
urlpatterns = [
    path("", home.home, name="home"),
    path("soknad/<int:pk>/", application.application, name="application"),
    path("stott-flere/", support.support_many, name="support_many"),
    path("plan/", plan.plan, name="plan"),
]
