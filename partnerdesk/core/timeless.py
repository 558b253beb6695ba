"""Where a template gives times that have no place there.

A letter that proposes none would have a hole at ``{{ times }}``, or propose some all the same; the block is
several lines long, so that no subject can hold it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jinja2 import nodes

from partnerdesk.core.allowed import Fault

_BLOCKS = frozenset({"times", "earlier_times"})
_ASKED = frozenset({"times", "slots"})


def in_subject(tree: nodes.Template) -> Iterator[Fault]:
    """Find the blocks of times that a subject would print."""
    for printed in tree.find_all(nodes.Output):
        for node in printed.nodes:
            for name in _names(node):
                if name.name in _BLOCKS:
                    message = f"“{{{{ {name.name} }}}}” is several lines long, and a subject is one."
                    yield Fault(name.lineno, message, "Put it into the letter.")


def in_letter(tree: nodes.Template) -> Iterator[Fault]:
    """Find the times that a letter which proposes none would print without asking whether there are any."""
    yield from _loose(tree.body)


def _loose(statements: Iterable[nodes.Node]) -> Iterator[Fault]:
    for node in statements:
        if isinstance(node, nodes.Output):
            for part in node.nodes:
                yield from _printed(part)
        elif isinstance(node, nodes.For):
            yield from _loose((*node.body, *node.else_))
        elif isinstance(node, nodes.If):
            denies = isinstance(node.test, nodes.Not)
            if denies or not _asks(node.test):
                yield from _loose(node.body)
            if not (denies and _asks(node.test)):
                yield from _loose(node.else_)
            yield from _loose(node.elif_)


def _printed(part: nodes.Expr) -> Iterator[Fault]:
    if isinstance(part, nodes.CondExpr) and _asks(part.test):
        return
    for name in _names(part):
        if name.name == "times":
            message = "{{ times }} stands here, but this letter is not said to propose times."
            yield Fault(name.lineno, message, "Let it propose some (“Times: yes”), or take {{ times }} out.")


def _asks(test: nodes.Node) -> bool:
    return any(name.name in _ASKED for name in _names(test))


def _names(node: nodes.Node) -> Iterator[nodes.Name]:
    if isinstance(node, nodes.Name):
        yield node
    yield from node.find_all(nodes.Name)
