"""Lists that many open at once: what a row looks like is drawn once, and filled with the texts of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.template.loader import get_template
from django.urls import get_script_prefix, get_urlconf
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()
MANY = 100  # languages, places that the site is served from, and years


@register.simple_tag
def filled(name: str, rows: Iterable[Mapping[str, str]], **known: int) -> SafeString:
    """The template once for each row, with the row's texts, which are escaped already, where it says {name}.

    Drawn as {% drawn %} says, and filled without the template being asked again.
    """
    form = drawn(name, **known)
    return SafeString("".join([form.format_map(row) for row in rows]))


@register.simple_tag
def drawn(name: str, **known: int) -> SafeString:
    """A template that is drawn once in each language for what is known: numbers, and yes or no.

    It knows neither who looks nor at which page, and is the same for everybody.
    """
    found: Any = get_template(name)
    kept: dict[Any, SafeString] = found.template.__dict__.setdefault("kept", {})  # gone when the file is read anew
    where = (get_language(), get_script_prefix(), get_urlconf(), *known.items())
    if (text := kept.get(where)) is None:
        if len(kept) > MANY:
            kept.clear()
        text = kept[where] = found.render(known)
    return text
