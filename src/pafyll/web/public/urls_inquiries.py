"""Addresses of the entrance: what providers do with schools, and inquiries to them."""

from django.urls import path

from pafyll.web.public.views import inquiries

INQUIRY_URLS = [
    path("samarbeid/", inquiries.index, name="entrances"),
    path("samarbeid/<int:pk>/", inquiries.entrance, name="entrance"),
    path("samarbeid/<int:pk>/henvendelse/", inquiries.ask, name="ask"),
    path("henvendelse/<str:token>/", inquiries.inquiry, name="inquiry"),
    path("henvendelse/<str:token>/trekk/", inquiries.withdraw, name="withdraw_inquiry"),
]
