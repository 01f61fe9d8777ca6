"""The addresses of public figures at this desk."""

from django.urls import path

from pafyll.web.authority.views import figures

FIGURE_URLS = [
    path("tall/", figures.releases, name="releases"),
    path("tall/<int:pk>/", figures.release, name="release"),
    path("tall/<int:pk>/publiser/", figures.publish, name="publish_release"),
    path("tall/<int:pk>/forkast/", figures.drop, name="drop_release"),
]
