"""A photo without what it tells of its making: place, hour, camera, owner, words added to it. Pure logic.

JPEG: ITU-T T.81, annex B (segments), and Exif 2.32, 4.6 (how it is turned, which is kept: else it lies on its side).
PNG: W3C PNG, chapter 11 (chunks).
"""

from collections.abc import Iterator

_JPEG, _PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
_SCAN = 0xDA
_APP0, _COLOURS, _ADOBE = 0xE0, 0xE2, 0xEE
_TOLD = {b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"}
_TURNED = 0x0112


def without_traces(data: bytes) -> bytes:
    """The same picture without them; what is neither JPEG nor PNG comes back as it is."""
    if data.startswith(_JPEG):
        return _jpeg(data)
    return _png(data) if data.startswith(_PNG) else data


def _jpeg(data: bytes) -> bytes:
    kept, turned, at = [_JPEG], 1, 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != _SCAN:
        if data[at + 1] == 0xFF:  # a byte that fills up
            at += 1
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        segment = data[at:end]
        if segment[4:10] == b"Exif\0\0":
            turned = _turned(segment[10:])
        if _is_picture(segment):
            kept.append(segment)
        at = end
    if turned != 1:
        kept.insert(1, _turn(turned))
    end = data.find(b"\xff\xd9", at)  # after the picture: previews and films some cameras add
    return b"".join(kept) + (data[at : end + 2] if end > 0 else data[at:])


def _is_picture(segment: bytes) -> bool:
    """Needed to show the picture: neither a comment nor what programs and cameras say of it."""
    marker = segment[1]
    if marker == _COLOURS:
        return segment[4:15] == b"ICC_PROFILE"
    return marker in (_APP0, _ADOBE) or not (0xE1 <= marker <= 0xEF or marker == 0xFE)


def _turned(exif: bytes) -> int:
    """How the picture is turned, 1 to 8; 1 when that is not told."""
    order = "little" if exif[:2] == b"II" else "big"
    start = int.from_bytes(exif[4:8], order)  # type: ignore[arg-type]
    many = int.from_bytes(exif[start : start + 2], order)  # type: ignore[arg-type]
    for number in range(min(many, 200)):
        entry = exif[start + 2 + 12 * number :][:12]
        if int.from_bytes(entry[:2], order) == _TURNED:  # type: ignore[arg-type]
            value = int.from_bytes(entry[8:10], order)  # type: ignore[arg-type]
            return value if 1 <= value <= 8 else 1
    return 1


def _turn(turned: int) -> bytes:
    """A segment that says this alone."""
    entry = _TURNED.to_bytes(2) + (3).to_bytes(2) + (1).to_bytes(4) + turned.to_bytes(2) + bytes(2)
    body = b"Exif\0\0MM\0*" + (8).to_bytes(4) + (1).to_bytes(2) + entry + bytes(4)
    return b"\xff\xe1" + (len(body) + 2).to_bytes(2) + body


def _png(data: bytes) -> bytes:
    return _PNG + b"".join(chunk for chunk in _chunks(data) if chunk[4:8] not in _TOLD)


def _chunks(data: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4])
        yield data[at:end]
        if data[at + 4 : at + 8] == b"IEND":
            return
        at = end
