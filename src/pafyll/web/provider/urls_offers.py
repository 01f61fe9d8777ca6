"""Addresses of study offers at the provider's desk."""

from django.urls import path

from pafyll.web.provider.views import offer_files, offer_writing, offers

OFFER_URLS = [
    path("", offers.home, name="home"),
    path("tilbud/nytt/", offer_writing.new, name="new_offer"),
    path("tilbud/fil/<slug:form>/", offer_files.offers_file, name="offers_file"),
    path("tilbud/eksempel/<slug:form>/", offer_files.example, name="offers_example"),
    path("tilbud/innlesing/", offer_files.read_in, name="offer_read_in"),
    path("tilbud/innlesing/<int:pk>/", offer_files.preview, name="offer_file_preview"),
    path("tilbud/innlesing/<int:pk>/utfor/", offer_files.carry_out, name="carry_out_offer_file"),
    path("tilbud/kopier/<int:year>/", offer_writing.copy_all, name="copy_offers"),
    path("tilbud/<int:pk>/", offers.offer, name="offer"),
    path("tilbud/<int:pk>/excel/", offers.workbook, name="workbook"),
    path("tilbud/<int:pk>/rediger/", offer_writing.edit, name="edit_offer"),
    path("tilbud/<int:pk>/kopier/", offer_writing.copy, name="copy_offer"),
    path("tilbud/<int:pk>/se-over/", offer_writing.preview, name="offer_preview"),
    path("tilbud/<int:pk>/som-i-fjor/<slug:item>/", offer_writing.confirm, name="confirm_offer_item"),
    path("tilbud/<int:pk>/plasser/", offer_writing.capacity, name="offer_capacity"),
    path("tilbud/<int:pk>/avlys/", offer_writing.cancel, name="cancel_offer"),
]
