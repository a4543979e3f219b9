"""Reads our style sheets the way the tests need them: declarations, tokens, contrast."""

import re
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent.parent / "static" / "css"


def source(name: str) -> str:
    """The sheet without its comments."""
    return re.sub(r"/\*.*?\*/", "", (FOLDER / name).read_text(encoding="utf-8"), flags=re.S)


def declarations(name: str) -> list[tuple[str, str]]:
    """(property, value) of every declaration; custom properties included."""
    return [
        (found[1].lower(), found[2].strip())
        for found in re.finditer(r"(?<=[{;])\s*(-{0,2}[a-zA-Z][\w-]*)\s*:\s*([^;{}]+?)\s*(?=[;}])", source(name))
    ]


def tokens(dark: bool) -> dict[str, str]:
    """Name → colour of the light or dark theme."""
    text = source("portal.css")
    light, _sep, rest = text.partition("@media (prefers-color-scheme: dark)")
    block = rest.split(":lang(ar)")[0] if dark else light
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-fA-F]{3,6})", block))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2."""
    first, second = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (first + 0.05) / (second + 0.05)


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(d * 2 for d in digits)
    channels = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
