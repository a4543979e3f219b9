"""The style sheets: small, logical, with enough contrast, and nothing fetched from outside."""

import re

import brotli
import pytest

from tests.ui import css

SHEETS = ("portal.css", "office.css")
# (foreground, background, least ratio): 4.5 for text, 3 for what is only seen.
PAIRS = [
    *(("ink", ground, 7.0) for ground in ("paper", "sheet", "sunk", "wash", "bad-wash")),
    *(("soft", ground, 4.5) for ground in ("paper", "sheet", "sunk", "wash")),
    *(("act", ground, 4.5) for ground in ("paper", "sheet", "sunk", "wash")),
    *(("bad", ground, 4.5) for ground in ("paper", "sheet", "bad-wash", "sunk")),
    ("on-act", "act", 4.5),
    ("on-act", "act-hover", 4.5),
    ("edge", "paper", 3.0),
    ("edge", "sheet", 3.0),
    ("focus", "paper", 3.0),
    ("focus", "sheet", 3.0),
    *((f"o{n}", "paper", 5.4) for n in range(1, 6)),
    *((f"o{n}", f"t{n}", 4.9) for n in range(1, 6)),
    ("ink", "s0", 4.5),
    ("ink", "s1", 4.5),
    ("paper", "s2", 4.5),
    ("paper", "s3", 4.5),
    ("on-bar", "bar", 7.0),
]
PHYSICAL = re.compile(
    r"^(margin|padding|border|inset|scroll-margin|scroll-padding)-(left|right|top|bottom)|^(left|right|top|bottom|width|height)$"
    r"|^(min|max)-(width|height)$|^border-(top|bottom)-(left|right)-radius$"
)


def test_the_sheet_of_the_public_pages_stays_under_12_kilobytes_compressed():
    size = len(brotli.compress((css.FOLDER / "portal.css").read_bytes(), quality=11))
    assert size <= 12_000, size


@pytest.mark.parametrize("sheet", SHEETS)
def test_only_logical_properties_are_used(sheet):
    found = css.declarations(sheet)
    assert len(found) > 100
    assert [name for name, _value in found if PHYSICAL.search(name)] == []
    sided = [(n, v) for n, v in found if n in {"text-align", "float", "clear"} and re.search(r"\b(left|right)\b", v)]
    assert sided == []


@pytest.mark.parametrize("sheet", SHEETS)
def test_no_shorthand_of_four_values_says_left_apart_from_right(sheet):
    lopsided = []
    for name, value in css.declarations(sheet):
        if name in {"margin", "padding", "inset", "border-width", "border-color"}:
            parts = re.findall(r"(?:[^\s()]|\([^)]*\))+", value.replace("!important", ""))
            if len(parts) == 4 and parts[1] != parts[3]:
                lopsided.append((name, value))
    assert lopsided == []


@pytest.mark.parametrize("sheet", SHEETS)
def test_nothing_is_fetched_and_colours_come_from_tokens(sheet):
    text = css.source(sheet)
    assert "url(" not in text
    assert "@import" not in text
    outside = [
        (n, v)
        for n, v in css.declarations(sheet)
        if not n.startswith("--")
        and re.search(r"#[0-9a-f]{3,8}\b", v)
        and not re.search(r"#(0000|000|fff|1b2a50)\b", v)
    ]
    assert outside == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS, ids=lambda value: str(value))
def test_tokens_have_the_contrast_they_need(dark, front, ground, least):
    light, own = css.tokens(False), css.tokens(dark)
    ratio = css.contrast(own.get(front, light.get(front)), own.get(ground, light.get(ground)))
    assert ratio >= least, round(ratio, 2)


def test_the_dark_theme_names_every_colour_of_the_light_one():
    assert set(css.tokens(False)) - set(css.tokens(True)) == {"on-bar"}


def test_motion_stops_when_asked():
    assert "prefers-reduced-motion: no-preference" in css.source("portal.css")
    assert "animation" not in css.source("portal.css")


def test_the_script_keeps_nothing_in_the_browser():
    script = (css.FOLDER.parent / "js" / "portal.js").read_text()
    for store in ("localStorage", "sessionStorage", "indexedDB", "document.cookie", "innerHTML", ".style"):
        assert store not in script
