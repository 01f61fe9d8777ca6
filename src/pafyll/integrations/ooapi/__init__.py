"""OOAPI 6 (Open Education API, OpenAPI 3.1): a page of programme offerings with their programmes, in and out."""

from pafyll.integrations.ooapi.reading import read_offerings
from pafyll.integrations.ooapi.writing import offerings_page

__all__ = ["offerings_page", "read_offerings"]
