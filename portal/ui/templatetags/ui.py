"""`{% load ui %}`: every part of the look in one library. The work is done by the modules of `portal.ui`."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.contrib.messages import get_messages
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.ui import charts, choosing, dates, fields, foreign, icons, nav, numbers, stitches, tables
from portal.ui.rows import RowTable

register = template.Library()

for _filter in (
    dates.day, dates.short_day, dates.month, dates.clock, dates.moment, dates.moment_utc, dates.days_left,
    dates.lateness, dates.is_near, dates.since, numbers.figure, numbers.score, numbers.percent, numbers.file_size,
):  # fmt: skip
    register.filter(_filter.__name__, _filter)
register.filter("money", numbers.grouped)
register.filter("num", numbers.grouped)
register.filter("foreign", foreign.foreign)

register.simple_tag(icons.icon, name="icon")
register.simple_tag(stitches.stitch, name="stitch")
register.simple_tag(stitches.state_stitch, name="state_stitch")
register.simple_tag(stitches.strip, name="strip")
register.simple_tag(stitches.legend, name="legend")
register.simple_tag(stitches.mini, name="mini")
register.simple_tag(stitches.chip, name="chip")
register.simple_tag(stitches.chips, name="chips")
register.simple_tag(stitches.tile, name="tile")
register.simple_tag(stitches.numeral, name="output_number")
register.simple_tag(stitches.pips, name="section_strip")
register.simple_tag(stitches.stages, name="stages")
register.simple_tag(stitches.matrix, name="matrix")
register.simple_tag(stitches.tag, name="tag")
register.simple_tag(charts.axis, name="axis")
register.simple_tag(charts.gauge, name="gauge")
register.simple_tag(charts.squares, name="squares")
register.simple_tag(charts.tile_map, name="tile_map")
register.simple_tag(charts.map_key, name="map_key")
register.simple_tag(choosing.picker, name="picker")
register.simple_tag(choosing.score, name="score")
register.simple_tag(tables.data_table, name="data_table")


@register.filter
def running(text: Any) -> str:
    """A sentence set after a colon: its first letter is small unless the word is an acronym."""
    words = str(text)
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


@register.simple_tag
def lang_of(language: str | None) -> SafeString:
    """The attribute of words in another language than the page: `<bdi{% lang_of note.language %}>`; else nothing. The
    direction is what `bdi` finds by itself."""
    return foreign.foreign(language)


@register.filter
def hue(code: Any) -> str:
    """The class of the dye of an activity or output: `class="{{ code|hue }}"`."""
    return stitches.hue(code)


class Fixed(template.Node):
    """A part of a page that depends on nothing but the language: made once in a process."""

    def __init__(self, nodelist: template.NodeList) -> None:
        self.nodelist = nodelist
        self._made: dict[str, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        language = get_language() or ""
        if language not in self._made:
            self._made[language] = self.nodelist.render(context)
        return self._made[language]


@register.tag
def fixed(parser: Any, token: Any) -> Fixed:
    """`{% fixed %} … {% endfixed %}` around words and static files: no block, nothing that differs between pages."""
    nodelist = parser.parse(("endfixed",))
    parser.delete_first_token()
    return Fixed(nodelist)


# --- Forms --------------------------------------------------------------------------------------
@register.simple_tag
def field(bound: Any, label: Any = None, hint: Any = None, counter: bool = True, size: str = "") -> SafeString:
    """A whole field; nothing for a field that is not in the form."""
    return fields.field(bound, label=label, hint=hint, counts=counter, size=size) if bound else SafeString("")


@register.simple_tag(name="fields")
def all_fields(form: Any) -> SafeString:
    """Every field of a form in its order, hidden ones first."""
    hidden = format_html_join("", "{}", ((str_safe(bound),) for bound in form.hidden_fields()))
    return format_html(
        "{}{}", hidden, format_html_join("", "{}", ((fields.field(b),) for b in form.visible_fields()))
    )


def str_safe(bound: Any) -> SafeString:
    """A hidden field as Django writes it."""
    return SafeString(str(bound))


@register.simple_tag
def errors(*sources: Any, title: Any = "") -> SafeString:
    """The error summary of forms, form sets and lists of (id, words)."""
    return fields.summary(fields.collect(*sources), title)


@register.simple_tag(takes_context=True)
def error_prefix(context: Context) -> str:
    """`Error: ` before the title of a page whose form has errors."""
    sources = [context.get(name) for name in ("form", "formset", "verify_form", "change_form")]
    sources += list(context.get("forms") or ())
    if context.get("page_errors") or any(fields.has_errors(source) for source in sources):
        return _("Error:") + " "
    return ""


@register.simple_tag
def rows(table: RowTable) -> SafeString:
    """Rows of many inputs with the button that adds one."""
    return SafeString(render_to_string("components/rows.html", {"table": table, "body": table.render()}))


SAVE_ICONS = {
    "idle": "",
    "saving": "sync",
    "saved": "check",
    "offline": "alert",
    "conflict": "alert",
    "error": "alert",
}


@register.simple_block_tag
def savebar(content: str, state: str = "idle", text: Any = "") -> SafeString:
    """The bar that sticks below: the state in words, then the buttons (the block's content)."""
    if state not in SAVE_ICONS:
        raise template.TemplateSyntaxError(f"no state of saving is called {state!r}")
    context = {"content": content, "state": state, "text": text, "icon": SAVE_ICONS[state] or "check"}
    return SafeString(render_to_string("components/savebar.html", context))


# --- Parts of pages -----------------------------------------------------------------------------
@register.simple_block_tag
def turn(content: str, mine: bool = False, title: Any = "", text: Any = "", note: Any = "") -> SafeString:
    """Whose turn it is; the block's content stands first (a strip) or is empty."""
    context = {"content": SafeString(content.strip()), "mine": mine, "title": title, "text": text, "note": note}
    return SafeString(render_to_string("components/turn.html", context))


@register.simple_block_tag
def empty_state(content: str, title: Any = "", text: Any = "") -> SafeString:
    """Nothing to show, and what to do about it (the block's content: buttons)."""
    return SafeString(render_to_string("components/empty.html", {"content": content, "title": title, "text": text}))


@register.simple_tag
def breadcrumbs(*parts: Any) -> SafeString:
    """Where the page stands: label, url, label, url, …, last label; or one list of (label, url)."""
    if len(parts) == 1 and not isinstance(parts[0], str) and isinstance(parts[0], Iterable):
        pairs = [tuple(pair) for pair in parts[0]]
    else:
        pairs = [(parts[n], parts[n + 1] if n + 1 < len(parts) else "") for n in range(0, len(parts), 2)]
    items = (
        (
            format_html('<a href="{}">{}</a>', url, label)
            if url
            else format_html('<span aria-current="page">{}</span>', label),
        )
        for label, url in pairs
    )
    return format_html(
        '<nav class="crumbs" aria-label="{}"><ol>{}</ol></nav>',
        _("You are here"),
        format_html_join("", "<li>{}</li>", items),
    )


@register.simple_tag
def progress(value: Any, maximum: Any, label: Any, job: str = "", element_id: str = "progress") -> SafeString:
    """A progress bar with its words; `job` is the address the script asks for news."""
    polled = format_html(' data-job="{}"', job) if job else ""
    return format_html(
        '<div class="progress"><label class="label" for="{0}">{1}</label>'
        '<progress id="{0}" value="{2}" max="{3}"{4}></progress><p role="status" data-progress-words>{5}</p></div>',
        element_id,
        label,
        value or 0,
        maximum or 1,
        polled,
        _("%(value)s of %(all)s") % {"value": numbers.grouped(value or 0), "all": numbers.grouped(maximum or 1)},
    )


@register.simple_tag(takes_context=True)
def notices(context: Context) -> list[Any]:
    """The messages that wait for this person, each shown once (signed-in pages only)."""
    request = context.get("request")
    return list(get_messages(request)) if request is not None and hasattr(request, "_messages") else []


def _path(context: Context) -> str:
    return getattr(context.get("request"), "path", "")


@register.simple_tag(takes_context=True)
def nav_items(context: Context, area: str) -> SafeString:
    """The list items of a public area of the navigation."""
    return nav.listed(area, _path(context))


@register.simple_tag(takes_context=True)
def foot_items(context: Context) -> SafeString:
    """The columns of the footer."""
    return nav.foot(_path(context))


@register.simple_tag(takes_context=True)
def language_bar(context: Context) -> SafeString:
    """The list items of the language bar."""
    return nav.languages(context.get("language_links") or ())


@register.simple_tag(takes_context=True)
def places(context: Context, area: str) -> list[nav.Entry]:
    """The entries of an area of the navigation; only signed-in areas look at the person."""
    request = context.get("request")
    path = getattr(request, "path", "")
    user = getattr(request, "user", None) if area in {"workspace", "account"} else None
    return nav.entries(area, path, user)


@register.simple_tag(takes_context=True)
def first_place(context: Context, area: str) -> nav.Entry | None:
    """The first entry of a signed-in area: where a person begins."""
    return nav.first(area, getattr(context.get("request"), "user", None))


@register.simple_tag(takes_context=True)
def page_errors(context: Context) -> SafeString:
    """The error summary of whatever form the context holds, for pages whose views are not ours."""
    # One form may stand under two names; its errors are told once.
    held = [context.get(name) for name in ("form", "verify_form", "change_form")]
    return fields.summary(fields.collect(*{id(form): form for form in held}.values()))
