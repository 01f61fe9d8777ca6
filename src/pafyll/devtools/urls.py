"""Addresses that exist only where log-in-as is on."""

from django.urls import path

from pafyll.devtools.views import clock, login, previews

app_name = "devtools"
urlpatterns = [
    path("", login.log_in_as, name="log_in_as"),
    path("klokka/", clock.move_clock, name="move_clock"),
    path("forhandsvisning/", previews.previews, name="previews"),
    path("forhandsvisning/dokument/<slug:code>.<str:language>.pdf", previews.document_pdf, name="document_pdf"),
    path("forhandsvisning/dokument/<slug:code>/<str:language>/", previews.document, name="document"),
    path("forhandsvisning/e-post/<int:number>/", previews.mail, name="mail"),
]
