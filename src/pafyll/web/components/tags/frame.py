"""Words for the frame around every page: the title again, the desk's menu, a link that knows where we are."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.loader import get_template
from django.template.loader_tags import BlockNode
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from pafyll.web.components.addresses import address, address_of
from pafyll.web.components.context import frame_for_everybody
from pafyll.web.components.menus import menu_of

register = template.Library()
MANY = 100  # languages and places that the site is served from: the worlds of those who try come and go
MANY_PAGES = 10 * MANY


class RepeatNode(template.Node):
    """A block once more. It is no block itself, or a page that repeats one would thereby redefine it."""

    def __init__(self, name: str) -> None:
        self.name = name

    def render(self, context: template.Context) -> SafeString:
        return BlockNode(self.name, NodeList()).render(context)


@register.tag
def repeat_block(parser: Parser, token: Token) -> RepeatNode:
    """Writes a block once more: {% repeat_block title %}. The template language allows a block only once."""
    _, name = token.split_contents()
    return RepeatNode(name)


class ForEverybodyNode(template.Node):
    """What is the same for everybody: drawn once in each language, and knows neither who looks nor at which page."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist
        self._drawn: dict[tuple[Any, ...], SafeString] = {}

    def render(self, context: template.Context) -> SafeString:
        where = (get_language(), get_script_prefix(), get_urlconf())
        if where not in self._drawn:
            if len(self._drawn) > MANY:
                self._drawn = {}
            self._drawn[where] = self.nodelist.render(context.new(frame_for_everybody()))
        return self._drawn[where]


@register.tag
def for_everybody(parser: Parser, token: Token) -> ForEverybodyNode:
    """A part of a page that is the same for everybody: {% for_everybody %}…{% endfor_everybody %}."""
    nodelist = parser.parse(("endfor_everybody",))
    parser.delete_first_token()
    return ForEverybodyNode(nodelist)


class ForThisPageNode(template.Node):
    """Menu items that differ by the page alone: put together once for each page, with what the groups open there."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist
        self._drawn: dict[tuple[Any, ...], tuple[SafeString, list[SafeString]]] = {}

    def render(self, context: template.Context) -> SafeString:
        request: Any = context.get("request")
        match = getattr(request, "resolver_match", None)
        if match is None:  # no page of ours: there are as many as there are addresses
            return self.nodelist.render(context)
        page = Page("" if match.args or match.kwargs else request.path, match.view_name)
        where = (get_language(), get_script_prefix(), get_urlconf(), page)
        drawn, opened = self._drawn.get(where) or self._draw(context, where, page)
        context["open_groups"].extend(opened)
        return drawn

    def _draw(
        self, context: template.Context, where: tuple[Any, ...], page: Page
    ) -> tuple[SafeString, list[SafeString]]:
        if len(self._drawn) > MANY_PAGES:
            self._drawn = {}
        opened: list[SafeString] = []
        drawn = self.nodelist.render(context.new({"request": page, "open_groups": opened}))
        self._drawn[where] = drawn, opened
        return drawn, opened


class Page(NamedTuple):
    """All that a menu item asks of a request. path is "" where there are keys in it: then no item leads there."""

    path: str
    view_name: str

    @property
    def resolver_match(self) -> Page:
        return self


@register.tag
def for_this_page(parser: Parser, token: Token) -> ForThisPageNode:
    """Items of a desk's menu that are the same for all its people: {% for_this_page %}…{% endfor_this_page %}."""
    nodelist = parser.parse(("endfor_this_page",))
    parser.delete_first_token()
    return ForThisPageNode(nodelist)


@register.simple_tag(takes_context=True)
def desk_menu(context: template.Context, desk: str) -> SafeString:
    """The list items of the desk's own menu (<desk>/nav.html, else components/nav_<desk>.html), or nothing."""
    found = get_template(menu_of(desk))
    return found.template.render(context)  # type: ignore[attr-defined, no-any-return]


@register.simple_tag(takes_context=True)
def desk_lists(context: template.Context, desk: str) -> SafeString:
    """The desk's menu as a list; under it, as a second list, the links of the group that this page is in."""
    opened: list[SafeString] = []
    with context.push(open_groups=opened):
        items = desk_menu(context, desk)
    return format_html('<ul class="p-nav__list">{}</ul>{}', items, SafeString("".join(opened)))


@register.simple_block_tag(takes_context=True)
def nav_group(context: template.Context, content: SafeString, text: Any) -> SafeString:
    """One menu item for several links: {% nav_group _("Penger") %}{% nav_link … %}{% nav_link … %}{% endnav_group %}.

    It leads to the first of them, and opens its links in a row of their own when this page is one of theirs.
    A single link needs no group, and stands by itself.
    """
    links = re.findall(r'href="([^"]*)"', content)
    if len(links) < 2:
        return content
    here = "aria-current" in content
    if here:
        row = '<ul class="p-nav__list p-nav__list--inside" aria-label="{}">{}</ul>'
        context["open_groups"].append(format_html(row, text, content))
    current = format_html(' aria-current="{}"', "true") if here else ""
    form = '<li><a class="p-nav__link p-nav__link--group" href="{}"{}>{}</a></li>'
    return format_html(form, SafeString(links[0]), current, text)


@register.simple_tag(takes_context=True)
def nav_link(context: template.Context, name: str, text: Any, *args: Any, under: str = "") -> SafeString:
    """A menu item for a URL name, marked when it is this page. under="…": also for the pages of these URL names."""
    url = _address(name, args)
    request = context.get("request")
    here = getattr(request, "path", "") == url
    inside = _view_name(request) in {name, *under.split()} and not args
    mark = "page" if here else "true" if inside else ""
    return _menu_item(url, mark, conditional_escape(text))


@lru_cache(maxsize=1000)
def _menu_item(url: str, mark: str, text: SafeString) -> SafeString:
    current = format_html(' aria-current="{}"', mark) if mark else ""
    return format_html('<li><a class="p-nav__link" href="{}"{}>{}</a></li>', url, current, text)


@register.simple_block_tag(takes_context=True)
def breadcrumbs(context: template.Context, content: str) -> SafeString:
    """The way to this page: {% breadcrumbs %}{% crumb "owner:home" _("Skoleeier") %}{% endbreadcrumbs %}.

    The page itself comes last by itself, with its title.
    """
    here = RepeatNode("title").render(context)
    form = '<nav class="ds-breadcrumbs" aria-label="{}"><ol>{}<li><span aria-current="page">{}</span></li></ol></nav>'
    return format_html(form, gettext("Du er her"), content, here)


@register.simple_tag
def crumb(name: str, text: Any, *args: Any) -> SafeString:
    """One page on the way, by its URL name."""
    return format_html('<li><a class="ds-link" href="{}">{}</a></li>', _address(name, args), text)


def _address(name: str, args: tuple[Any, ...]) -> str:
    if len(args) == 1 and isinstance(args[0], int):
        return address_of(name, args[0])
    return reverse(name, args=args) if args else address(name) or reverse(name)


def _view_name(request: Any) -> str:
    match = getattr(request, "resolver_match", None)
    return match.view_name if match else ""
