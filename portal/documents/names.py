"""File names typed by people, made safe to show and to save (no Django here)."""

import re
import unicodedata

LONGEST = 120
RESERVED = {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))}


def clean_name(name: str, extensions: tuple[str, ...], fallback: str = "document") -> str:
    """A display name without path parts, control or direction signs, with an extension that is true.

    ``extensions`` are those of what the file really is, the usual one first; a name ending in another
    one keeps it inside ("report.exe" of a PDF becomes "report.exe.pdf"). At most 120 characters.
    """
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    # Cf holds the overrides that make "exe.fdp" read as "pdf.exe", Cc the line breaks of headers.
    name = "".join(" " if unicodedata.category(sign) in {"Cc", "Zl", "Zp"} else sign for sign in name)
    name = "".join(sign for sign in name if unicodedata.category(sign) not in {"Cf", "Cs", "Co", "Cn"})
    name = re.sub(r'[<>:"|?*]+', "_", name)
    name = re.sub(r"\s+", " ", name).strip(" .")
    stem, dot, ending = name.rpartition(".")
    if not dot or ending.lower() not in extensions:
        stem, ending = name, extensions[0]
    stem = stem.strip(" .")
    if not stem or stem.lower().split(".")[0] in RESERVED:
        stem = f"{fallback} {stem}".strip() if stem else fallback
    ending = ending.lower()
    return f"{stem[: LONGEST - len(ending) - 1].rstrip(' .')}.{ending}"
