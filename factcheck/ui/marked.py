"""Article and table text on a page: the one way in which it gets there.

Text never becomes markup. It travels as data, and the browser puts it into the page as
``textContent``; which elements, classes and links there can be is fixed here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from factcheck.export import safe_link

Node = dict[str, Any]

_JS = """
const TAGS = new Set(["p", "span", "mark", "button", "ul", "li", "div", "strong", "h2", "h3", "a",
                      "table", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd"]);
const CLASS = /^[a-z_ -]*$/;
const LINK = /^https?:\\/\\//i;

function build(node, act) {
  const element = document.createElement(TAGS.has(node.tag) ? node.tag : "span");
  if (node.cls && CLASS.test(node.cls)) element.className = node.cls;
  if (node.text !== undefined) element.textContent = node.text;
  if (node.label) element.setAttribute("aria-label", node.label);
  if (node.pressed !== undefined) element.setAttribute("aria-pressed", String(node.pressed));
  if (node.current) element.setAttribute("aria-current", "true");
  if (node.scope) element.setAttribute("scope", node.scope);
  if (node.start !== undefined) element.dataset.start = node.start;
  if (node.tag === "a" && LINK.test(node.href || "")) {
    element.href = node.href;
    element.target = "_blank";
    element.rel = "noopener noreferrer";
  }
  if (node.tag === "button") {
    element.type = "button";
    element.onclick = () => act("act", node.act);
  }
  for (const child of node.children || []) element.append(build(child, act));
  return element;
}

// Streamlit and Python count code points, the browser counts UTF-16 units.
function offset(container, at) {
  const element = container.nodeType === 3 ? container.parentElement : container;
  const piece = element.closest("[data-start]");
  if (!piece) return null;
  const text = container.nodeType === 3 ? container.textContent.slice(0, at) : "";
  return Number(piece.dataset.start) + Array.from(text).length;
}

export default function(component) {
  const { data, parentElement, setTriggerValue } = component;
  let root = parentElement.querySelector(":scope > .fc-root");
  if (!root) {
    root = document.createElement("div");
    root.className = "fc-root";
    parentElement.append(root);
  }
  const drawn = JSON.stringify(data.nodes);
  if (root.dataset.drawn !== String(drawn.length) || root.drawn !== drawn) {
    root.replaceChildren(...data.nodes.map((node) => build(node, setTriggerValue)));
    root.drawn = drawn;
    root.dataset.drawn = drawn.length;
    const current = root.querySelector("[aria-current]");
    if (current && data.follow) current.scrollIntoView({ block: "nearest" });
  }
  if (!data.select) return;
  root.onmouseup = root.onkeyup = () => {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    if (!root.contains(range.startContainer) || !root.contains(range.endContainer)) return;
    const start = offset(range.startContainer, range.startOffset);
    const end = offset(range.endContainer, range.endOffset);
    if (start !== null && end !== null && start < end)
      setTriggerValue("selected", { start, end });
  };
}
"""

_CSS = """
.fc-root { font-family: var(--st-font); color: var(--st-text-color); line-height: 1.55;
  overflow-wrap: anywhere; }
.fc-root p { margin: 0 0 .8rem; max-width: 46rem; white-space: pre-line; }
.fc-root > p:last-child { margin-bottom: 0; }
.fc-root .sentence { font-size: 1.2rem; margin: 0; }
.fc-root .headline { font-size: 1.35rem; font-weight: 600; }
.fc-root .soft { color: color-mix(in srgb, var(--st-text-color) 78%, transparent); font-size: .9rem; }
.fc-root .furniture { color: color-mix(in srgb, var(--st-text-color) 68%, transparent); }
.fc-root mark, .fc-root button.mark { color: inherit; font: inherit; background: none; border: 0;
  border-bottom: 2px solid currentColor; padding: 0 .12em; margin: 0; border-radius: 2px; }
.fc-root mark.number { font-weight: 700; background: var(--st-yellow-background-color); }
.fc-root mark.hedge { border-bottom-style: dashed; background: none; }
.fc-root mark.counted { border-bottom-style: dotted; background: none; }
.fc-root button.mark { cursor: pointer; text-align: left; }
.fc-root button.mark.flagged { background: var(--st-orange-background-color); font-weight: 600; }
.fc-root button.mark.not_judged { border-bottom-style: dotted; border-bottom-width: 1px; }
.fc-root button.mark.no_match { border-bottom-style: dashed; background: var(--st-violet-background-color); }
.fc-root button.mark.matches { background: var(--st-blue-background-color); }
.fc-root button.mark[aria-current] { outline: 2px solid var(--st-text-color); outline-offset: 2px; }
.fc-root button:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 2px; }
.fc-root .shape { font-weight: 400; font-size: .8em; padding-right: .2em; user-select: none; }
.fc-root ul { list-style: none; margin: 0; padding: 0; }
.fc-root li { border-top: 1px solid var(--st-border-color); }
.fc-root li:last-child { border-bottom: 1px solid var(--st-border-color); }
.fc-root button.row { display: grid; grid-template-columns: 11.5rem 1fr; gap: .1rem 1.2rem; width: 100%;
  text-align: left; font: inherit; color: inherit; background: none; border: 0; padding: .65rem .4rem;
  cursor: pointer; }
.fc-root button.row:hover { background: var(--st-secondary-background-color); }
.fc-root button.row > span { display: block; }
.fc-root .verdict { font-weight: 600; }
.fc-root .side { grid-row: span 3; }
.fc-root .chip { display: inline-block; border: 1px solid var(--st-border-color); border-radius: .6rem;
  padding: 0 .5rem; font-size: .85rem; margin-top: .25rem; }
.fc-root table { border-collapse: collapse; width: 100%; font-size: .95rem; }
.fc-root th, .fc-root td { text-align: left; vertical-align: top; padding: .35rem .6rem .35rem 0;
  border-top: 1px solid var(--st-border-color); font-weight: 400; }
.fc-root thead th { border-top: 0; font-size: .85rem;
  color: color-mix(in srgb, var(--st-text-color) 78%, transparent); }
.fc-root th, .fc-root td { overflow-wrap: normal; }
.fc-root .long { overflow-wrap: anywhere; }
.fc-root h2, .fc-root h3 { margin: 0 0 .3rem; padding: 0; }
.fc-root .tight { white-space: nowrap; }
.fc-root .scroll { overflow-x: auto; }
.fc-root tr.differs td, .fc-root tr.differs th { font-weight: 600; }
.fc-root dl { display: grid; grid-template-columns: minmax(6rem, max-content) 1fr; gap: .3rem .9rem; margin: 0; }
.fc-root dt { color: color-mix(in srgb, var(--st-text-color) 78%, transparent); font-size: .9rem; }
.fc-root dd { margin: 0; }
.fc-root dl.legend { grid-template-columns: 1fr; gap: 0; }
.fc-root dl.legend dt { color: inherit; font-size: 1rem; }
.fc-root dl.legend dd { margin-bottom: .5rem; font-size: .9rem;
  color: color-mix(in srgb, var(--st-text-color) 78%, transparent); }
.fc-root a { color: inherit; text-decoration: underline; }
@media (max-width: 700px) {
  .fc-root button.row { grid-template-columns: 1fr; }
  .fc-root .side { grid-row: auto; }
  .fc-root dl { grid-template-columns: 1fr; gap: 0; }
  .fc-root dd { margin-bottom: .5rem; }
}
"""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text to be marked. ``act``: what a click on it says; blank for none."""

    start: int
    end: int
    kind: str
    act: str = ""
    label: str = ""
    shape: str = ""
    current: bool = False


def _component() -> Callable[..., Any]:
    return st.components.v2.component("factcheck_text", css=_CSS, js=_JS, isolate_styles=False)


def show(
    nodes: Sequence[Node],
    key: str,
    *,
    on_act: Callable[[], None] | None = None,
    on_select: Callable[[], None] | None = None,
    follow: bool = False,
) -> Mapping[str, Any]:
    """Put nodes on the page. ``on_act`` is called after a click on a button node, whose words are
    then ``st.session_state[key].act``; ``on_select`` after text was selected (``.selected``)."""
    callbacks: dict[str, Callable[[], None]] = {"on_act_change": on_act or _nothing}
    if on_select is not None:
        callbacks["on_selected_change"] = on_select
    result: Mapping[str, Any] = _component()(
        key=key,
        data={"nodes": list(nodes), "select": on_select is not None, "follow": follow},
        **callbacks,
    )
    return result


def _nothing() -> None:
    """A component asks for a callback for each of its triggers."""


def marked(text: str, marks: Iterable[Mark], start: int = 0, cls: str = "") -> list[Node]:
    """A text as nodes, its marks as elements of their own. Offsets of the marks count from
    ``start``, the place of the text in its field; marks that overlap an earlier one are left out.

    >>> [node["text"] for node in marked("about 5,000 died", [Mark(6, 11, "number")])]
    ['about ', '5,000', ' died']
    """
    nodes: list[Node] = []
    at = start
    end = start + len(text)
    for mark in sorted(marks, key=lambda one: (one.start, -one.end)):
        if mark.start < at or mark.end > end or mark.start >= mark.end:
            continue
        if mark.start > at:
            nodes.append(_piece(text[at - start : mark.start - start], at, cls))
        nodes.append(_mark(text[mark.start - start : mark.end - start], mark))
        at = mark.end
    if at < end:
        nodes.append(_piece(text[at - start :], at, cls))
    return nodes


def _piece(text: str, start: int, cls: str) -> Node:
    return {"tag": "span", "text": text, "start": start, "cls": cls}


def _mark(text: str, mark: Mark) -> Node:
    piece: Node = {"tag": "span", "text": text, "start": mark.start}
    shape: list[Node] = [{"tag": "span", "cls": "shape", "text": mark.shape}] if mark.shape else []
    if not mark.act:
        return {"tag": "mark", "cls": mark.kind, "text": text, "start": mark.start}
    return {
        "tag": "button",
        "cls": f"mark {mark.kind}",
        "act": mark.act,
        "label": mark.label,
        "current": mark.current,
        "children": [*shape, piece],
    }


def link(url: object, words: str) -> Node:
    """A link where the address is one of the web, the words alone otherwise."""
    address = safe_link(url)
    if address is None:
        return {"tag": "span", "text": words}
    return {"tag": "a", "text": words, "href": address}


def escaped(text: str) -> str:
    """A text for the few places of Streamlit that read Markdown (messages, labels of buttons):
    every sign of it stands for itself.

    >>> escaped("$2 **x** [a](b) :red[c]")
    '\\\\$2 \\\\*\\\\*x\\\\*\\\\* \\\\[a\\\\]\\\\(b\\\\) \\\\:red\\\\[c\\\\]'
    """
    return "".join(f"\\{sign}" if sign in _MARKDOWN else sign for sign in " ".join(text.split()))


_MARKDOWN = frozenset("\\`*_{}[]()<>#+|$~:&!")


def text_node(tag: str, text: str, cls: str = "") -> Node:
    """One element with text."""
    return {"tag": tag, "text": text, "cls": cls}


def table_node(head: Sequence[str], rows: Iterable[tuple[str, Sequence[str]]]) -> Node:
    """A table; each row has a class (blank for none) and its cells, the first of them a header.
    Days and numbers stay on one line."""
    titles = [
        {"tag": "th", "text": cell, "scope": "col"} if cell else text_node("td", "")
        for cell in head
    ]
    body = [{"tag": "tr", "cls": cls, "children": _cells(cells)} for cls, cells in rows]
    table: Node = {
        "tag": "table",
        "children": [
            {"tag": "thead", "children": [{"tag": "tr", "children": titles}]},
            {"tag": "tbody", "children": body},
        ],
    }
    return {"tag": "div", "cls": "scroll", "children": [table]}


def _cells(cells: Sequence[str]) -> list[Node]:
    first, *others = cells
    header: Node = {"tag": "th", "text": first, "scope": "row", "cls": _tight(first)}
    return [header, *(text_node("td", cell, _tight(cell)) for cell in others)]


def _tight(cell: str) -> str:
    if _TIGHT.fullmatch(cell):
        return "tight"
    return "long" if any(len(word) > _LONG_WORD for word in cell.split()) else ""


_LONG_WORD = 20  # letters: an address or an id, which may break anywhere
_TIGHT = re.compile(r"[\d,.\-–%]{1,24}")


def facts_node(facts: Iterable[tuple[str, str | Node]], cls: str = "") -> Node:
    """Names and values beside each other, or of the class "legend" below each other; what is blank is left
    out."""
    children: list[Node] = []
    for name, value in facts:
        if not value:
            continue
        children.append({"tag": "dt", "text": name})
        inner = [value] if isinstance(value, dict) else [{"tag": "span", "text": value}]
        children.append({"tag": "dd", "children": inner})
    return {"tag": "dl", "children": children, "cls": cls}
