"""Review queue: the list with its filters, and one figure with the keys that decide on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime

import streamlit as st

from factcheck.errors import FactcheckError
from factcheck.model import Article
from factcheck.store import corrections, queue, reviews
from factcheck.store.database import Store
from factcheck.store.queue import Filter, FindingView, QueueItem
from factcheck.store.saving import SavedRun
from factcheck.store.words import VIEWS
from factcheck.ui import data, figure, filters, marked, state, words
from factcheck.ui.marked import escaped

_SHOWN = ("page", "figure", *state.FILTER_NAMES)


def show() -> None:
    """The list, or one figure where the address names one."""
    store = data.store()
    run = state.current_run(store)
    if run is None:
        st.title("Review queue")
        st.info("There is no run yet. Check some articles first.")
        state.page_link("check", "Check articles")
        return
    if not state.get("view"):
        state.put("view", VIEWS[0])
    named = state.get("figure")
    view = queue.get_finding(store, run.id, named) if named else None
    if named and view is None:
        st.warning("This run does not hold the figure that the address names. Here is the queue.")
        state.put("figure", "")
    if view is None:
        _list(store, run)
    else:
        _one(store, run, view)
    state.write(*_SHOWN)


# -- the list -------------------------------------------------------------------------------------


def _list(store: Store, run: SavedRun) -> None:
    st.title("Review queue")
    _messages()
    chosen = filters.choose(store, run)
    total = queue.count(store, run.id, chosen)
    if not total:
        _empty(run, chosen)
        return
    pages = -(-total // queue.PAGE_SIZE)
    number = min(max(int(state.get("page")) if state.get("page").isdecimal() else 1, 1), pages)
    items = queue.page(store, run.id, chosen, number)
    left, right = st.columns([3, 2], vertical_alignment="center")
    first = (number - 1) * queue.PAGE_SIZE + 1
    left.text(f"{first} to {first + len(items) - 1} of {total:,}, the first to look at first")
    with right:
        if st.button("Begin with the first", shortcut="B", key="start", type="primary"):
            state.put("figure", items[0].row["finding"])
            st.rerun()
    marked.show([_items_node(items)], key="queue", on_act=_open)
    if pages > 1:
        st.pagination(
            pages, default=number, key=f"queue_page_{number}", on_change=_turn, args=(number,)
        )


def _turn(number: int) -> None:
    state.put("page", str(st.session_state[f"queue_page_{number}"]))


def _items_node(items: Sequence[QueueItem]) -> marked.Node:
    return {"tag": "ul", "children": [{"tag": "li", "children": [_row(item)]} for item in items]}


def _row(item: QueueItem) -> marked.Node:
    row, review = item.row, item.review
    side: list[marked.Node] = [
        marked.text_node("span", f"{words.SHAPES[item.view]} {words.verdict_words(row)}", "verdict")
    ]
    if row["severity"]:
        side.append(marked.text_node("div", f"severity {row['severity']}", "soft"))
    state_words = _review_words(item)
    if state_words:
        side.append({"tag": "div", "children": [marked.text_node("span", state_words, "chip")]})
    mark = [marked.Mark(row["start"], row["end"], "number")]
    start = _sentence_start(row)
    if review is not None and review.assigned:
        side.append(marked.text_node("div", f"assigned to {review.assigned}", "soft"))
    return {
        "tag": "button",
        "cls": "row",
        "act": row["finding"],
        "children": [
            {"tag": "span", "cls": "side", "children": side},
            {"tag": "span", "children": marked.marked(row["sentence"], mark, start)},
            marked.text_node("span", row["reason"], "soft"),
            marked.text_node("span", words.article_words(row), "soft"),
        ],
    }


def _sentence_start(row: Mapping[str, object]) -> int:
    """Where the sentence starts in its field, from the place of the figure in both."""
    sentence, text = str(row["sentence"]), str(row["text"])
    start = int(str(row["start"]))
    at = sentence.find(text)
    return start - at if at >= 0 else start + 1


def _review_words(item: QueueItem) -> str:
    review = item.review
    if review is None or review.decision == "open":
        return ""
    said = f"{words.DECISIONS[review.decision]} by {review.reviewer}"
    if review.signed_by:
        said += f", signed off by {review.signed_by}"
    if item.earlier_text:
        said += " (on an earlier text)"
    return said


def _open() -> None:
    state.put("figure", str(st.session_state["queue"].act))


def _empty(run: SavedRun, chosen: Filter) -> None:
    if chosen.narrowed:
        st.info("No figure fits these filters.")
        st.button("Take all filters back", on_click=filters.clear, key="clear_empty")
    elif chosen.view == VIEWS[0]:
        st.info(
            f"Nothing was flagged in this run: {words.many(run.findings, 'figure')} in "
            f"{words.many(run.articles, 'article')}."
        )
    else:
        st.info("There is no figure of this kind in this run.")


# -- one figure -----------------------------------------------------------------------------------


def _one(store: Store, run: SavedRun, view: FindingView) -> None:
    row = view.item.row
    chosen = state.chosen_filter()
    place, before, after = queue.neighbours(store, run.id, chosen, row["finding"])
    _bar(store, run, place, before, after)
    _messages()
    checker = data.checker(run.profile)
    article = corrections.article_of(store, run.id, row["article"])
    left, right = st.columns([5, 3], gap="large")
    with right:
        _decide(store, run, view, after)
    with left:
        title = f"{words.SHAPES[view.item.view]} {words.figure_words(row)}"
        st.header(escaped(title), anchor=False)
        figure.heading(view)
        figure.evidence(view, checker)
        figure.verdict(view, article)
    with right:
        _desk(store, run, view, article)


def _bar(store: Store, run: SavedRun, place: int, before: str | None, after: str | None) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Queue", shortcut="Q", key="back", on_click=state.put, args=("figure", ""))
        st.button(
            "Previous", shortcut="P", key="previous", disabled=before is None,
            on_click=state.put, args=("figure", before or ""),
        )  # fmt: skip
        st.button(
            "Next", shortcut="N", key="next", disabled=after is None,
            on_click=state.put, args=("figure", after or ""),
        )  # fmt: skip
        st.button("Undo", shortcut="U", key="undo", on_click=_undo, args=(store,))
        total = queue.count(store, run.id, state.chosen_filter())
        st.text(f"{place} of {total:,}" if place else f"not in the filter; {total:,} are")


def _decide(store: Store, run: SavedRun, view: FindingView, after: str | None) -> None:
    review = view.item.review
    finding = view.item.row["finding"]
    seen = {finding: review.version if review is not None else 0}
    st.subheader("Decide", anchor=False)
    if review is not None and review.decision != "open":
        _decided(view)
    _conflict(store, run, finding)
    copies = corrections.copies_of(store, run.id, finding)
    if copies:
        both = st.checkbox(
            f"Also for {len(copies)} cop{'y' if len(copies) == 1 else 'ies'} of the same story",
            value=True,
            key=f"copies_{finding}",
        )
        if both:
            seen |= reviews.versions(store, copies)
    st.text_input("Note (free)", key=f"note_{finding}", max_chars=2_000)
    if st.session_state.get("dismissing") == finding:
        _dismissal(store, run, seen, after)
        return
    common = (store, run.id, seen, after)
    left, right = st.columns(2)
    left.button(
        "Confirm", shortcut="Y", key="confirm", width="stretch", on_click=_save,
        args=(*common, "confirmed"), help=words.DECISION_HELP["confirmed"],
    )  # fmt: skip
    right.button(
        "Dismiss", shortcut="D", key="dismiss", width="stretch", on_click=_ask_reason,
        args=(finding,), help=words.DECISION_HELP["dismissed"],
    )  # fmt: skip
    left.button(
        "Needs source", shortcut="S", key="needs_source", width="stretch", on_click=_save,
        args=(*common, "needs_source"), help=words.DECISION_HELP["needs_source"],
    )  # fmt: skip
    right.button(
        "Fixed", shortcut="F", key="fixed", width="stretch", on_click=_save,
        args=(*common, "fixed"), help=words.DECISION_HELP["fixed"],
    )  # fmt: skip


def _dismissal(store: Store, run: SavedRun, seen: Mapping[str, int], after: str | None) -> None:
    st.text("Dismiss, because:")
    for number, reason in enumerate(words.DISMISSALS, start=1):
        st.button(
            reason, shortcut=str(number), key=f"reason_{number}", width="stretch", on_click=_save,
            args=(store, run.id, seen, after, "dismissed", reason),
        )  # fmt: skip
    own = st.text_input("Another reason", key="own_reason", max_chars=500)
    left, right = st.columns(2)
    left.button(
        "Dismiss so", key="reason_own", width="stretch", disabled=not own.strip(), on_click=_save,
        args=(store, run.id, seen, after, "dismissed", own),
    )  # fmt: skip
    right.button(
        "Do not dismiss", shortcut="Esc", key="reason_back", width="stretch",
        on_click=_ask_reason, args=("",),
    )  # fmt: skip


def _decided(view: FindingView) -> None:
    review = view.item.review
    if review is None:
        return
    lines = [
        f"{words.DECISIONS[review.decision]} by {review.reviewer}, {words.moment_words(review.decided)}"
    ]
    if review.reason:
        lines.append(f"Because: {review.reason}")
    if review.asked_of:
        lines.append(f"Asked: {review.asked_of}, {review.asked_on}")
    if review.note:
        lines.append(f"Note: {review.note}")
    if review.signed_by:
        lines.append(f"Signed off by {review.signed_by}, {words.moment_words(review.signed)}")
    nodes = [marked.text_node("p", line) for line in lines]
    if view.item.earlier_text:
        nodes.append(marked.text_node("p", "Decided on an earlier text, which read:", "soft"))
        nodes.append(marked.text_node("p", review.sentence, "soft"))
    with st.container(border=True):
        marked.show(nodes, key=f"decided_{review.finding}")


def _conflict(store: Store, run: SavedRun, finding: str) -> None:
    """What the second of two reviewers is told, and both ways on."""
    told = st.session_state.get("conflict")
    if not told or told["finding"] != finding:
        return
    theirs: reviews.Review = told["theirs"]
    with st.container(border=True):
        st.warning(
            escaped(
                f"{theirs.reviewer or 'Somebody'} set this figure to "
                f"{words.DECISIONS[theirs.decision]} while you had it open "
                f"({words.moment_words(theirs.decided)}). Nothing was overwritten; "
                f"yours ({words.DECISIONS[told['decision']]}) is kept in the history."
            )
        )
        left, right = st.columns(2)
        left.button(
            "Put mine in place", key="conflict_mine", width="stretch", on_click=_save,
            args=(store, run.id, {finding: theirs.version}, None, told["decision"], told["reason"]),
        )  # fmt: skip
        right.button(
            "Leave theirs", key="conflict_theirs", width="stretch",
            on_click=lambda: st.session_state.pop("conflict", None),
        )  # fmt: skip


def _desk(store: Store, run: SavedRun, view: FindingView, article: Article | None) -> None:
    """Who it is assigned to, who was asked, the second signature, notes, history."""
    row, review = view.item.row, view.item.review
    finding = row["finding"]
    seen = {finding: review.version if review is not None else 0}
    state.page_link(
        "article",
        "Read it in its article",
        ":material/article:",
        run=str(run.id),
        read=row["article"],
        figure=finding,
    )
    if row["comparison"]:
        state.page_link(
            "across",
            "Beside other articles",
            ":material/compare_arrows:",
            run=str(run.id),
            comparison=row["comparison"],
        )
    link = marked.link(row["url"], "The article on the web") if article and row["url"] else None
    if link and link["tag"] == "a":
        marked.show([{"tag": "p", "children": [link]}], key="weblink")
    with st.expander("Assign, ask, sign off"):
        with st.form(f"assign_{finding}", border=False):
            to = st.text_input("Assign to", value=review.assigned if review else "", max_chars=80)
            if st.form_submit_button("Assign"):
                _tried(lambda: reviews.assign(store, run.id, seen, state.reviewer(), to))
                st.rerun()
        with st.form(f"ask_{finding}", border=False):
            of = st.text_input("Asked of", value=review.asked_of if review else "", max_chars=200)
            on = st.date_input("Asked on", value=datetime.now(UTC).date())
            if st.form_submit_button("Mark as asked"):
                day = on.isoformat() if isinstance(on, date) else ""
                _tried(lambda: reviews.ask(store, run.id, seen, state.reviewer(), of, day))
                st.rerun()
        if review is not None and review.decision != "open" and not review.signed_by:
            st.button(
                "Sign off as second person", key="sign", on_click=_tried,
                args=(lambda: reviews.sign_off(store, run.id, seen, state.reviewer()),),
            )  # fmt: skip
    notes = reviews.notes_of(store, finding)
    with st.expander(f"Notes ({len(notes)})"):
        marked.show(
            [
                marked.text_node(
                    "p", f"{note.text} - {note.reviewer}, {words.moment_words(note.at)}"
                )
                for note in notes
            ],
            key="notes",
        )
        with st.form(f"add_note_{finding}", border=False, clear_on_submit=True):
            text = st.text_area("Add a note", max_chars=4_000)
            if st.form_submit_button("Keep the note"):
                _tried(lambda: reviews.add_note(store, finding, state.reviewer(), text))
                st.rerun()
    entries = reviews.trail(store, finding)
    with st.expander(f"History ({len(entries)})"):
        marked.show([_history(entries)], key="history")


def _history(entries: Sequence[reviews.Entry]) -> marked.Node:
    rows = []
    for entry in entries:
        changed = [
            f"{name.replace('_', ' ')}: {entry.before.get(name) or 'blank'} to {value or 'blank'}"
            for name, value in entry.after.items()
            if entry.before.get(name) != value and name not in {"decided", "signed", "reviewer"}
        ]
        outcome = {"set_aside": "kept aside", "undone": "undone"}.get(entry.outcome, "")
        what = "; ".join(
            filter(None, [entry.action.replace("_", " "), *changed, entry.note, outcome])
        )
        rows.append(("", (words.moment_words(entry.at), entry.reviewer, what)))
    return marked.table_node(("When", "Who", "What"), rows)


# -- what the keys do -----------------------------------------------------------------------------


def _save(
    store: Store,
    run_id: int,
    seen: Mapping[str, int],
    after: str | None,
    decision: str,
    reason: str = "",
) -> None:
    finding = state.get("figure")
    note = str(st.session_state.get(f"note_{finding}", ""))
    try:
        conflicts = reviews.decide(
            store, run_id, seen, state.reviewer(), decision, reason=reason, note=note
        )
    except FactcheckError as error:
        _say(str(error))
        return
    st.session_state.pop("dismissing", None)
    st.session_state.pop("conflict", None)
    if conflicts:
        own = next((one for one in conflicts if one.finding == finding), conflicts[0])
        st.session_state["conflict"] = {
            "finding": own.finding, "theirs": own.theirs, "decision": decision, "reason": reason,
        }  # fmt: skip
        state.put("figure", own.finding)
        return
    number = len(seen)
    more = f", {number} figures" if number > 1 else ""
    st.session_state["said"] = f"Kept as {words.DECISIONS[decision]}{more}. U takes it back."
    if after is not None and after not in seen:
        state.put("figure", after)


def _ask_reason(finding: str) -> None:
    if finding and not state.reviewer():
        _say("a decision needs a name - write yours under Reviewer")
        return
    st.session_state["dismissing"] = finding


def _undo(store: Store) -> None:
    try:
        undone = reviews.undo(store, state.reviewer())
    except FactcheckError as error:
        _say(str(error))
        return
    st.session_state["said"] = "Taken back."
    state.put("figure", undone[0])


def _tried(action: Callable[[], list[reviews.Conflict] | None]) -> None:
    """Do something to a review; a refusal or another person's change is said, never lost."""
    try:
        conflicts = action()
    except FactcheckError as error:
        _say(str(error))
    else:
        if conflicts:
            _say(
                "somebody changed this figure in the meantime; look at it as it is now and try again"
            )
        else:
            st.session_state["said"] = "Kept."


def _say(text: str) -> None:
    st.session_state["refused"] = text


def _messages() -> None:
    refused = st.session_state.pop("refused", "")
    said = st.session_state.pop("said", "")
    if refused:
        st.warning(escaped(refused[:1].upper() + refused[1:]))
    if said:
        st.success(escaped(said), icon=":material/check:")


if __name__ == "__main__":
    show()
