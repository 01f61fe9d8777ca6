"""Django's words for translating, by the same names ({% load i18n %}): what a template says is looked up once in each
language, and not each time that it is said. What differs from time to time is filled in each time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django import template
from django.template.base import Node, Parser, Token, render_value_in_context
from django.templatetags import i18n
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation.trans_real import catalog

register = template.Library()
register.tags.update(i18n.register.tags)
register.filters.update(i18n.register.filters)
MANY = 20  # catalogues that a text is kept from: a language has a new one when its file is read anew
T = TypeVar("T")


class Said:
    """A text in each language that it has been said in."""

    def __init__(self) -> None:
        self._kept: dict[Any, Any] = {}

    def now(self, look_up: Callable[[], T]) -> T:
        """What it is in the language that is switched on."""
        language = catalog()
        if language not in self._kept:
            if len(self._kept) > MANY:
                self._kept = {}
            self._kept[language] = look_up()
        found: T = self._kept[language]
        return found


class TextNode(Node):
    """A text that stands in the template itself."""

    child_nodelists = ()

    def __init__(self, node: i18n.TranslateNode) -> None:
        self._node, self._name, self._said = node, node.asvar, Said()
        node.asvar = None

    def render(self, context: template.Context) -> str:
        text = self._said.now(lambda: self._node.render(context))
        if not self._name:
            return text
        context[self._name] = text
        return ""


class SentenceNode(i18n.BlockTranslateNode):
    """A sentence with places that are filled in each time."""

    said: Said

    def render(self, context: template.Context, nested: bool = False) -> str:
        if nested or self.plural or self.message_context:
            return str(super().render(context, nested))
        sentence, names = self.said.now(self._looked_up)
        with context.update({name: value.resolve(context) for name, value in self.extra_context.items()}):
            if not all(name in context for name in names):
                return str(super().render(context))
            filled = {name: render_value_in_context(context[name], context) for name in names}
        try:
            text = sentence % filled
        except (KeyError, ValueError):  # the translation asks for something else: Django says the original then
            return str(super().render(context))
        if self.asvar:
            context[self.asvar] = SafeString(text)
            return ""
        return text

    def _looked_up(self) -> tuple[str, list[str]]:
        sentence, names = self.render_token_list(self.singular)
        return gettext(sentence), names


def _text(parser: Parser, token: Token) -> Node:
    node = i18n.do_translate(parser, token)
    said = node.filter_expression
    is_constant = not said.filters and said.var.literal is not None
    context = node.message_context
    is_known = context is None or (not context.filters and isinstance(context.var, str))
    return TextNode(node) if is_constant and is_known else node


def _sentence(parser: Parser, token: Token) -> Node:
    node: Any = i18n.do_block_translate(parser, token)
    node.__class__, node.said = SentenceNode, Said()
    return node  # type: ignore[no-any-return]


for name in ("trans", "translate"):
    register.tag(name, _text)
for name in ("blocktrans", "blocktranslate"):
    register.tag(name, _sentence)
