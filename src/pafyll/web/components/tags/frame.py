"""Words for the frame around every page: the title again, the desk's menu, a link that knows where we are."""

from __future__ import annotations

import re
from typing import Any

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.loader import get_template
from django.template.loader_tags import BlockNode
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from pafyll.web.components.addresses import address
from pafyll.web.components.menus import menu_of

register = template.Library()


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
    url = reverse(name, args=args) if args else address(name) or reverse(name)
    request = context.get("request")
    here = getattr(request, "path", "") == url
    inside = _view_name(request) in {name, *under.split()} and not args
    mark = "page" if here else "true" if inside else ""
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
    url = reverse(name, args=args) if args else address(name) or reverse(name)
    return format_html('<li><a class="ds-link" href="{}">{}</a></li>', url, text)


def _view_name(request: Any) -> str:
    match = getattr(request, "resolver_match", None)
    return match.view_name if match else ""
