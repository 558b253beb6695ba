"""What a template may say: the allow-list, held to before anything is compiled.

Facts by name, ``if``, ``for`` over given lists and a few filters; nothing else. Every expression has a kind
(a text, a number, a list …) that follows from the facts' own fields, so that what passes here also renders.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from difflib import get_close_matches
from typing import Any

from jinja2 import nodes

from partnerdesk.core.facts import Gap, PartyWords, ProjectWords, SlotWords, Words

_TAGS = frozenset({"if", "elif", "else", "endif", "for", "endfor"})
_MOST_TAGS = 1000  # in one piece
_MOST_TOKENS = 80  # in one tag, blanks counted
_MOST_BRACKETS = 10  # nested
_MOST_BLOCKS = 12  # nested, of which loops:
_MOST_LOOPS = 2
_LONGEST_CONSTANT = 400
_LONGEST_JOINT = 20
_LONGEST_NUMBER = 6  # digits


class Fault(Exception):
    """Something is wrong in a piece of a template; lines count from the piece's first."""

    def __init__(self, line: int, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.line = line
        self.message = message
        self.hint = hint


@dataclass(frozen=True)
class _Loop:
    """What may be asked of Jinja's ``loop``."""

    index: int
    length: int
    first: bool
    last: bool


# The kinds, as the fields' annotations say them.
_KINDS = {
    "str": "text", "int": "number", "bool": "flag", "tuple[str, ...]": "list",
    "tuple[SlotWords, ...]": "slots", "PartyWords": "party", "ProjectWords": "project",
}  # fmt: skip
_ITEMS = {"list": "text", "slots": "slot"}


def _kinds(words: type) -> dict[str, str]:
    return {field.name: _KINDS[str(field.type)] for field in fields(words)}


_FIELDS = {
    "party": _kinds(PartyWords),
    "project": _kinds(ProjectWords),
    "slot": _kinds(SlotWords),
    "loop": _kinds(_Loop),
}
_NAMES = _kinds(Words)


def _texts(change: Callable[[str], str]) -> Callable[[str], str]:
    """Make a filter that leaves a gap a gap, so that a marker is never changed or taken for a fact."""
    return lambda text: text if isinstance(text, Gap) else change(text)


def _default(value: object, other: object, _: bool = True) -> object:
    return value or other


def _join(texts: Iterable[str], joint: str = "") -> str:
    return joint.join(texts)


_TEXT_FILTERS = {
    "upper": _texts(str.upper), "lower": _texts(str.lower), "capitalize": _texts(str.capitalize),
    "title": _texts(str.title), "trim": _texts(str.strip),
}  # fmt: skip
FILTERS: dict[str, Callable[..., object]] = {
    **_TEXT_FILTERS, "join": _join, "length": len, "default": _default,
}  # fmt: skip


class _Tag:
    """Counts what stands between one pair of braces, and how deeply the tags are nested."""

    def __init__(self) -> None:
        self.tags = self.tokens = self.brackets = 0
        self.blocks: list[tuple[int, str]] = []  # open ones: the line, 'if' or 'for'
        self.inside = self.named = True

    def begin(self, line: int, named: bool) -> None:
        """Enter a tag; ``named`` is False for one that still has to say what it is."""
        self.tags, self.tokens, self.brackets, self.inside, self.named = self.tags + 1, 0, 0, True, named
        if self.tags > _MOST_TAGS:
            raise Fault(line, f"A template may have {_MOST_TAGS} pairs of braces at the most.", "Shorten it.")

    def name(self, line: int, name: str) -> None:
        """Meet the first name of a tag."""
        self.named = True
        if name not in _TAGS:
            raise Fault(line, f"The tag '{name[:40]}' may not be used.", "Templates have 'if' and 'for'.")
        if name in {"if", "for"}:
            self.blocks.append((line, name))
        elif name in {"endif", "endfor"}:
            opened = self.blocks.pop()[1] if self.blocks else ""
            if opened != name.removeprefix("end"):
                message = (
                    f"This '{name}' closes a '{opened}'." if opened else f"This '{name}' closes nothing."
                )
                raise Fault(line, message, f"Write 'end{opened}'." if opened else "Take it out.")

    def closed(self) -> None:
        """Meet the end of the piece."""
        if self.blocks:
            line, name = self.blocks[-1]
            raise Fault(line, f"This '{name}' is never closed.", f"Write {{% end{name} %}} where it ends.")

    def token(self, line: int, kind: str, value: str) -> None:
        """Meet any token of a tag."""
        self.tokens += 1
        if kind == "operator":
            self.brackets += (value in "([{") - (value in ")]}")
        if self.tokens > _MOST_TOKENS:
            raise Fault(line, "What stands between these braces is too long.", "Take it apart into several.")
        if self.brackets > _MOST_BRACKETS or len(self.blocks) > _MOST_BLOCKS:
            raise Fault(line, "This is nested too deeply.", "Take it apart into several pieces.")
        if kind == "string" and len(value) > _LONGEST_CONSTANT:
            message = f"A text in quotes may have {_LONGEST_CONSTANT} letters at the most."
            raise Fault(line, message, "Put it outside the braces.")
        if kind == "float" or (kind == "integer" and len(value) > _LONGEST_NUMBER):
            raise Fault(line, f"The number {value[:20]} may not be used.", "Only small whole numbers can.")


def check_tokens(tokens: Iterable[tuple[int, str, str]]) -> None:
    """Bound what the parser will meet: which tags, how many, how long, how deeply nested.

    ``tokens`` are as Jinja's ``lex`` gives them: line, kind, text. Raises ``Fault``.
    """
    tag = _Tag()
    for line, kind, value in tokens:
        if kind in {"block_begin", "variable_begin"}:
            tag.begin(line, named=kind == "variable_begin")
        elif kind in {"block_end", "variable_end"}:
            tag.inside = False
        elif tag.inside and tag.tags:
            if kind == "name" and not tag.named:
                tag.name(line, value)
            tag.token(line, kind, value)
    tag.closed()


def faults(tree: nodes.Template) -> list[Fault]:
    """Check a piece's syntax tree against the allow-list; return what is wrong, in order; empty: nothing."""
    checker = _Checker()
    checker.statements(tree.body)
    return checker.faults


class _Checker:
    """Walks the syntax tree, gives every expression its kind and notes what is not allowed."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.names = dict(_NAMES)
        self.loops = 0

    def statements(self, statements: Iterable[nodes.Node]) -> None:
        """Check what stands one after the other; after a fault it goes on with the next."""
        for node in statements:
            for part in node.nodes if isinstance(node, nodes.Output) else (node,):
                try:
                    self._statement(part)
                except Fault as fault:
                    self.faults.append(fault)

    def _statement(self, node: nodes.Node) -> None:
        if isinstance(node, nodes.If):
            self._if(node)
        elif isinstance(node, nodes.For):
            self._for(node)
        elif isinstance(node, nodes.Expr):
            self._printed(node)
        else:
            raise Fault(node.lineno, "This tag may not be used.", "Templates have 'if' and 'for'.")

    def _printed(self, node: nodes.Node) -> None:
        if isinstance(node, nodes.TemplateData):
            return
        kind = self.kind(node)
        if kind in {"text", "number"}:
            return
        hint = {
            "list": "Print its items with a 'for', or add |join(', ').",
            "slots": "Print all of them with {{ times }}, or each with a 'for'.",
            "flag": "It is true or false: ask for it in an 'if'.",
        }.get(kind, "Name one of its facts" + (f": {', '.join(_FIELDS[kind])}." if kind in _FIELDS else "."))
        raise Fault(node.lineno, "This cannot be printed as it is.", hint)

    def _if(self, node: nodes.If) -> None:
        self.kind(node.test)
        self.statements(node.body)
        for other in node.elif_:
            self._if(other)
        self.statements(node.else_)

    def _for(self, node: nodes.For) -> None:
        kind = self.kind(node.iter)
        if kind not in _ITEMS:
            hint = "Lists are slots, contact.languages and home.languages."
            raise Fault(node.lineno, "A 'for' goes over a list that is given.", hint)
        if node.recursive or not isinstance(node.target, nodes.Name):
            raise Fault(node.lineno, "This 'for' is too clever.", "Write it as {% for slot in slots %}.")
        name = node.target.name
        if name in _NAMES or name == "loop":
            raise Fault(node.lineno, f"'{name}' is taken.", "Call the item of the 'for' something else.")
        if self.loops == _MOST_LOOPS:
            raise Fault(node.lineno, f"No more than {_MOST_LOOPS} 'for' may be nested.", "Take one out.")
        outer = self.names
        self.loops += 1
        self.names = {**outer, name: _ITEMS[kind]}
        if node.test is not None:
            self.kind(node.test)
        self.names["loop"] = "loop"
        self.statements(node.body)
        self.names = outer
        self.loops -= 1
        self.statements(node.else_)

    def kind(self, node: nodes.Node) -> str:
        """Return the kind of an expression, or raise ``Fault``."""
        reader = _READERS.get(type(node))
        if reader is None:
            other = _ARITHMETIC if isinstance(node, nodes.BinExpr | nodes.UnaryExpr) else _OTHER
            raise Fault(node.lineno, *_REFUSED.get(type(node), other))
        return reader(self, node)

    def _name(self, node: nodes.Name) -> str:
        if node.name in self.names:
            return self.names[node.name]
        homes = [fact for fact in ("contact", "project") if node.name in _FIELDS[_NAMES[fact]]]
        near = [f"{fact}.{node.name}" for fact in homes] or get_close_matches(node.name, self.names, 1)
        hint = f"Did you mean {' or '.join(near)}?" if near else f"There are: {', '.join(self.names)}."
        raise Fault(node.lineno, f"There is nothing called '{node.name[:40]}'.", hint)

    def _attribute(self, node: nodes.Getattr) -> str:
        kind = self.kind(node.node)
        known = _FIELDS.get(kind)
        owner = _said(node.node)
        if known is None:
            message = f"'{owner[:40]}' has no parts such as '{node.attr[:40]}'."
            raise Fault(node.lineno, message, "Name it alone, or use a filter such as |upper.")
        if node.attr not in known:
            near = get_close_matches(node.attr, known, 1)
            hint = f"Did you mean {owner}.{near[0]}?" if near else f"It has: {', '.join(known)}."
            raise Fault(node.lineno, f"'{owner}' has no '{node.attr[:40]}'.", hint)
        return known[node.attr]

    def _constant(self, node: nodes.Const) -> str:
        if isinstance(node.value, bool):
            return "flag"
        if isinstance(node.value, str):
            return "text"
        if isinstance(node.value, int):
            return "number"
        raise Fault(node.lineno, "'none' may not be used.", "Ask with 'if not'.")

    def _choices(self, node: nodes.List | nodes.Tuple) -> str:
        if not all(isinstance(item, nodes.Const) and isinstance(item.value, str) for item in node.items):
            raise Fault(node.lineno, "A list may hold texts in quotes only.", "Take the rest out.")
        return "choices"

    def _not(self, node: nodes.Not) -> str:
        self.kind(node.node)
        return "flag"

    def _either(self, node: nodes.And | nodes.Or) -> str:
        left, right = self.kind(node.left), self.kind(node.right)
        return left if left == right else "flag"

    def _choice(self, node: nodes.CondExpr) -> str:
        self.kind(node.test)
        if node.expr2 is None:
            raise Fault(node.lineno, "This 'if' has no 'else'.", "Add one: {{ a if b else c }}.")
        left, right = self.kind(node.expr1), self.kind(node.expr2)
        if left != right:
            message = "The two sides of this 'else' are not of a kind."
            raise Fault(node.lineno, message, "Use {% if %} instead.")
        return left

    def _comparison(self, node: nodes.Compare) -> str:
        left = self.kind(node.expr)
        for operand in node.ops:
            right = self.kind(operand.expr)
            if (left, right) not in _COMPARED[operand.op]:
                hint = "Compare texts with texts, numbers with numbers; look for a text in a list."
                raise Fault(node.lineno, "These two cannot be compared so.", hint)
            left = right
        return "flag"

    def _filter(self, node: nodes.Filter) -> str:
        if node.node is None or node.kwargs or node.dyn_args or node.dyn_kwargs:
            message = f"The filter '{node.name}' is used in a way that is not allowed."
            raise Fault(node.lineno, message, "Give it plain values in brackets, without names or stars.")
        if node.name not in FILTERS:
            near = get_close_matches(node.name, FILTERS, 1)
            hint = f"Did you mean '{near[0]}'?" if near else f"There are: {', '.join(FILTERS)}."
            raise Fault(node.lineno, f"There is no filter '{node.name[:40]}'.", hint)
        kind = self.kind(node.node)
        result = _filtered(node.name, kind, [self.kind(argument) for argument in node.args])
        if node.name == "join" and any(len(joint) > _LONGEST_JOINT for joint in _texts_in(node.args)):
            raise Fault(node.lineno, f"What joins may have {_LONGEST_JOINT} letters.", "Use a 'for' instead.")
        if not result:
            message = f"The filter '{node.name}' cannot be used so."
            raise Fault(node.lineno, message, _FILTER_HINTS.get(node.name, ""))
        return result


def _said(node: nodes.Expr) -> str:
    """Return how a template names something: ``contact.city``."""
    if isinstance(node, nodes.Getattr):
        return f"{_said(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else "This"


def _filtered(name: str, kind: str, arguments: list[str]) -> str:
    """Return the kind that a filter makes of another; empty where it cannot be used so."""
    if name in _TEXT_FILTERS:
        return "text" if kind == "text" and not arguments else ""
    if name == "join":
        return "text" if kind == "list" and arguments in ([], ["text"]) else ""
    if name == "length":
        return "number" if kind in {"text", "list", "slots"} and not arguments else ""
    return kind if arguments in ([kind], [kind, "flag"]) else ""


def _texts_in(arguments: Iterable[nodes.Expr]) -> Iterator[str]:
    """Yield the texts among a filter's arguments; one that is no constant counts as too long."""
    for argument in arguments:
        yield argument.value if isinstance(argument, nodes.Const) else " " * (_LONGEST_JOINT + 1)


_FILTER_HINTS = {
    "join": "Write it as {{ contact.languages|join(', ') }}.",
    "default": "Write it as {{ contact.role|default('colleague') }}.",
}
_SAME = frozenset({("text", "text"), ("number", "number"), ("flag", "flag")})
_NUMBERS = frozenset({("number", "number")})
_INSIDE = frozenset({("text", "text"), ("text", "list"), ("text", "choices")})
_COMPARED = {
    "eq": _SAME, "ne": _SAME, "lt": _NUMBERS, "lteq": _NUMBERS, "gt": _NUMBERS, "gteq": _NUMBERS,
    "in": _INSIDE, "notin": _INSIDE,
}  # fmt: skip
_READERS: dict[type[nodes.Node], Callable[[_Checker, Any], str]] = {
    nodes.Name: _Checker._name, nodes.Getattr: _Checker._attribute, nodes.Const: _Checker._constant,
    nodes.List: _Checker._choices, nodes.Tuple: _Checker._choices, nodes.Not: _Checker._not,
    nodes.And: _Checker._either, nodes.Or: _Checker._either, nodes.CondExpr: _Checker._choice,
    nodes.Compare: _Checker._comparison, nodes.Filter: _Checker._filter,
}  # fmt: skip
_OTHER = ("This may not be used in a template.", "A template prints facts, with 'if', 'for' and filters.")
_ARITHMETIC = ("Templates do not calculate.", "Write the result itself.")
_REFUSED: dict[type[nodes.Node], tuple[str, str]] = {
    nodes.Call: ("Calls with brackets may not be used.", "Name the fact alone, or use a filter."),
    nodes.Getitem: ("Square brackets may not be used.", "Write a dot and the fact's name, or use a 'for'."),
    nodes.Test: ("Questions with 'is' may not be used.", "Write {% if contact.city %} or {% if not … %}."),
    nodes.Concat: ("'~' may not be used.", "Put the pieces one after the other, each in its braces."),
}
