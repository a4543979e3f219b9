"""The selvedge and the strip as SVG, for paper: the twenty activities in five dyes (no Django here)."""

import base64
from collections.abc import Mapping
from functools import lru_cache

DYES = ("#ae4523", "#895f00", "#167545", "#006e9a", "#9e448e")
RULE, INK, SOFT = "#b4bac6", "#171e33", "#4a536a"
CODES = tuple(f"{output}.{activity}" for output in range(1, 6) for activity in range(1, 5))

# Millimetres, read off the picture of the letter.
WIDTH, STITCH, GAP, GROUP_GAP = 4.1, 5.15, 0.52, 1.85


def _address(svg: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


@lru_cache(maxsize=1)
def data_address() -> str:
    """The edge of the page: twenty stitches, a wider gap after each four."""
    parts, top = [], 0.0
    for at, _code in enumerate(CODES):
        parts.append(f'<rect x="0" y="{top:.2f}" width="{WIDTH}" height="{STITCH}" fill="{DYES[at // 4]}"/>')
        top += STITCH + (GROUP_GAP if at % 4 == 3 else GAP)
    height = top - GROUP_GAP
    return _address(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}mm" height="{height:.2f}mm" '
        f'viewBox="0 0 {WIDTH} {height:.2f}">{"".join(parts)}</svg>'
    )


def strip_address(states: Mapping[str, str]) -> str:
    """A country's strip: ``states`` gives each activity thread, hollow, half or full (thread when absent).

    Drawn with its codes, so that place and code carry the meaning without the hue.
    """
    parts, left, size = [], 0.0, 6.8
    for at, code in enumerate(CODES):
        dye, state = DYES[at // 4], states.get(code, "thread")
        x = f"{left:.2f}"
        if state == "thread":
            parts.append(f'<rect x="{x}" y="3.3" width="{size}" height=".35" fill="{RULE}"/>')
        else:
            fill = dye if state == "full" else "none"
            parts.append(
                f'<rect x="{left + 0.2:.2f}" y=".4" width="{size - 0.4}" height="6" rx=".4" fill="{fill}" '
                f'stroke="{dye}" stroke-width=".4"/>'
            )
            if state == "half":
                parts.append(f'<rect x="{left + 0.2:.2f}" y="3.4" width="{size - 0.4}" height="3" fill="{dye}"/>')
        colour, weight = (SOFT, 400) if state == "thread" else (INK, 600)
        parts.append(
            f'<text x="{left + size / 2:.2f}" y="10.6" font-family="Noto Sans" font-size="2.7" '
            f'font-weight="{weight}" text-anchor="middle" fill="{colour}">{code}</text>'
        )
        left += size + (3.1 if at % 4 == 3 else 0.45)
    width = left - 3.1
    return _address(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.2f}mm" height="11.5mm" '
        f'viewBox="0 0 {width:.2f} 11.5">{"".join(parts)}</svg>'
    )
