"""The one grammar of progress: thread (not in it), hollow (planned), half (under way), full (done).

The functions give finished HTML, joined in Python: lists show hundreds of stitches a page.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .icons import icon

CODES = tuple(f"{output}.{activity}" for output in range(1, 6) for activity in range(1, 5))
STATES = ("thread", "hollow", "half", "full")
ROW_STATES = (*STATES, "bad", "lock")
Codes = Mapping[str, str] | Iterable[str]


def _states(codes: Codes) -> dict[str, str]:
    """Code → state; codes given as a plain list are full. What is not an activity or a state is left out."""
    pairs = codes.items() if isinstance(codes, Mapping) else ((code, "full") for code in codes or ())
    return {str(code): state for code, state in pairs if str(code) in CODES and state in STATES}


def hue(code: Any) -> str:
    """The class of an activity's or output's dye: `o2` for 2.4, O2 or 2; empty for anything else."""
    first = str(code).lstrip("Oo")[:1]
    return f"o{first}" if first in "12345" and first else ""


def words_of(kind: str) -> dict[str, str]:
    """State → words, for a roadmap or for a choice of activities."""
    if kind == "choice":
        return {"thread": _("not chosen"), "hollow": _("chosen"), "half": _("chosen"), "full": _("chosen")}
    return {
        "thread": _("not in the roadmap"),
        "hollow": _("planned"),
        "half": _("under way"),
        "full": _("done"),
    }


def stitch(state: str, words: Any = "") -> SafeString:
    """The square of a state and its words. Raises ValueError for an unknown state."""
    if state not in ROW_STATES:
        raise ValueError(f"no stitch is called {state!r}")
    before = icon("lock") if state == "lock" else ""
    return format_html('<span class="stitch {}">{}{}</span>', state, before, words)


def _names() -> dict[str, str]:
    return {
        "thread": _("Not in the roadmap"),
        "hollow": _("Planned"),
        "half": _("Under way"),
        "full": _("Done"),
    }


def state_stitch(state: str) -> SafeString:
    """The square of a state of the roadmap with the words of the legend. Raises ValueError for an unknown state."""
    return stitch(state, _names().get(state, ""))


def legend(kind: str = "roadmap") -> SafeString:
    """What the four stitches mean."""
    names = _names()
    if kind == "choice":
        names = {"thread": _("Not chosen"), "full": _("Chosen")}
    items = format_html_join("", "<li>{}</li>", ((stitch(state, name),) for state, name in names.items()))
    return format_html('<ul class="legend">{}</ul>', items)


def strip(codes: Codes, *, label: str = "", low: bool = False, words: str = "roadmap") -> SafeString:
    """The twenty stitches with their codes; each says its state in words to those who do not see it."""
    states, spoken = _states(codes), words_of(words)
    items = []
    for code in CODES:
        state = states.get(code, "thread")
        items.append(f'<li class="o{code[0]} {state}"><i></i>{code}<span class="vh">: {spoken[state]}</span></li>')
    return format_html(
        '<ol class="strip{}" aria-label="{}">{}</ol>',
        " low" if low else "",
        label or _("Activities of the Open Roadmap"),
        mark_safe("".join(items)),  # noqa: S308 - codes, states and catalogue words only
    )


_THREAD = "M0 5" + "".join(f"h4m{'1' if n % 4 else '4.5'} 0" if n < 20 else "h4" for n in range(1, 21))


def _x(index: int) -> str:
    """Where stitch number `index` begins on the 113 units: 4 wide, 1 apart, 4.5 between outputs."""
    return f"{index * 5 + (index // 4) * 3.5:g}"


@lru_cache(maxsize=4096)
def _mini(states: tuple[tuple[str, str], ...], label: str) -> SafeString:
    parts = []
    for code, state in states:
        dye, at = f"o{code[0]}", _x(CODES.index(code))
        if state in {"hollow", "half"}:
            parts.append(f'<rect class="{dye} hollow" x="{float(at) + 0.5:g}" y="0.5" width="3" height="9"/>')
        if state in {"full", "half"}:
            top = 5 if state == "half" else 0
            parts.append(f'<rect class="{dye} full" x="{at}" y="{top}" width="4" height="{10 - top}"/>')
    return format_html(
        '<svg class="mini" width="113" height="10" viewBox="0 0 113 10" role="img" aria-label="{}">'
        '<path d="{}"/>{}</svg>',
        label,
        _THREAD,
        mark_safe("".join(parts)),  # noqa: S308 - codes and states only
    )


def mini(codes: Codes) -> SafeString:
    """The strip as a picture of 113 × 10, for lists."""
    chosen = tuple((c, s) for c, s in sorted(_states(codes).items()) if s != "thread")
    names = ", ".join(code for code, _state in chosen)
    label = _("Activities %(codes)s") % {"codes": names} if names else _("No activity")
    return _mini(chosen, label)


def chip(code: Any, title: Any = "", url: str = "") -> SafeString:
    """A code in the tint of its output; `title` is its full label."""
    tip = format_html(' title="{}"', title) if title else ""
    if url:
        return format_html('<a class="chip {}" href="{}"{}>{}</a>', hue(code), url, tip, code)
    return format_html('<span class="chip {}"{}>{}</span>', hue(code), tip, code)


def chips(codes: Iterable[Any]) -> SafeString:
    """Several codes in a row."""
    inner = "".join(_plain_chip(str(code)) for code in codes or ())
    return mark_safe(f'<span class="chips">{inner}</span>')  # noqa: S308 - chips are escaped


@lru_cache(256)
def _plain_chip(code: str) -> SafeString:
    return chip(code)


def tile(code: Any, url: str = "", title: Any = "") -> SafeString:
    """A filled tile with a code; with `title` the link says the activity's name to a screen reader."""
    spoken = format_html('<span class="vh">: {}</span>', title) if title else ""
    if url:
        return format_html('<a class="tile {}" href="{}">{}{}</a>', hue(code), url, code, spoken)
    return format_html('<span class="tile {}">{}{}</span>', hue(code), code, spoken)


def numeral(number: Any) -> SafeString:
    """An output's number in the serif and its dye."""
    return format_html('<span class="numeral {}">{}</span>', hue(number), str(number).lstrip("O"))


def pips(states: Sequence[str], label: str = "") -> SafeString:
    """A row of small stitches, one a section; says how many are complete."""
    known = [state if state in ROW_STATES else "hollow" for state in states]
    done = sum(state == "full" for state in known)
    said = label or ngettext("%(done)s of %(all)s complete", "%(done)s of %(all)s complete", done) % {
        "done": done,
        "all": len(known),
    }
    shown = ("hollow" if state in {"lock", "thread"} else state for state in known)
    return format_html(
        '<span class="pips" role="img" aria-label="{}">{}</span>',
        said,
        format_html_join("", '<i class="{}"></i>', ((state,) for state in shown)),
    )


def stages(items: Iterable[tuple[Any, str, Any]]) -> SafeString:
    """Squares on a line: (name, state, note); `half` is now."""
    said = {"full": _("done"), "half": _("now"), "hollow": _("to come"), "thread": _("to come")}
    rows = []
    for name, state, note in items:
        current = mark_safe(' aria-current="step"') if state == "half" else ""
        under = format_html("<span>{}</span>", note) if note else ""
        rows.append(
            format_html(
                '<li class="{}"{}><b>{}<span class="vh">: {}</span></b>{}</li>',
                state, current, name, said.get(state, ""), under,
            )
        )  # fmt: skip
    return format_html('<ol class="stages">{}</ol>', mark_safe("".join(rows)))  # noqa: S308 - joined safe rows


def matrix(
    rows: Iterable[tuple[Any, str, Mapping[str, str]]],
    *,
    head: str = "",
    caption: str = "",
    codes: Sequence[str] = CODES,
    words: str = "roadmap",
) -> SafeString:
    """A real table of stitches, one row a country: (name, address or "", code → state), one column an activity."""
    spoken = words_of(words)
    cells = {
        (code, state): f'<td class="o{code[0]} {state}"><i></i><span class="vh">{spoken[state]}</span></td>'
        for code in codes
        for state in STATES
    }
    columns = "".join(f'<th scope="col" class="o{code[0]}">{code}</th>' for code in codes)
    body = []
    for name, url, states in rows:
        shown = conditional_escape(name)
        first = f'<a href="{conditional_escape(url)}">{shown}</a>' if url else shown
        line = "".join([cells.get((code, states.get(code, "thread")), cells[code, "thread"]) for code in codes])
        body.append(f'<tr><th scope="row">{first}</th>{line}</tr>')
    return format_html(
        '<div class="scroll" tabindex="0" role="region" aria-label="{}"><table class="matrix">{}'
        '<thead><tr><td><span class="vh">{}</span></td>{}</tr></thead><tbody>{}</tbody></table></div>',
        caption or _("Activities of the Open Roadmap"),
        format_html('<caption class="vh">{}</caption>', caption) if caption else "",
        head or _("Country"),
        mark_safe(columns),  # noqa: S308 - codes only
        mark_safe("".join(body)),  # noqa: S308 - every name and address was escaped above
    )


def tag(name: str) -> SafeString:
    """The small mark of a group of countries: `LDC` or `SIDS`, in the words of the language."""
    texts = {
        "LDC": (_("LDC"), _("Least developed country")),
        "SIDS": (_("SIDS"), _("Small island developing State")),
    }
    short, long = texts.get(name, (name, ""))
    tip = format_html(' title="{}"', long) if long else ""
    return format_html('<abbr class="tag"{}>{}</abbr>', tip, short)
