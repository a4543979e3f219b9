"""Photos without what they tell of their making."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.documents.traces import without_traces


def segment(marker, data):
    return bytes([0xFF, marker]) + (len(data) + 2).to_bytes(2) + data


def exif(order, turned):
    tag, three, one, value = ((0x0112).to_bytes(2, order), (3).to_bytes(2, order), (1).to_bytes(4, order),
                              turned.to_bytes(2, order) + bytes(2))  # fmt: skip
    head = (b"II*\0" if order == "little" else b"MM\0*") + (8).to_bytes(4, order)
    return b"Exif\0\0" + head + (1).to_bytes(2, order) + tag + three + one + value + bytes(4) + b"GPS Kampala"


SCAN = segment(0xDA, b"\x01\x01\0\0\x3f\0") + b"pixels\xff\x00more\xff\xd9"
FRAME = segment(0xDB, bytes(65)) + segment(0xC0, b"\x08\0\x01\0\x01\x01\x01\x11\0")


def jpeg(*told, after=b""):
    return b"\xff\xd8" + b"".join(told) + FRAME + SCAN + after


@pytest.mark.parametrize(
    "told",
    [
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0Kampala"),
        segment(0xED, b"Photoshop Kampala"),
        segment(0xFE, b"Kampala"),
        segment(0xE2, b"MPF\0 Kampala"),
        segment(0xE1, exif("little", 1)),
    ],
)
def test_what_a_jpeg_tells_is_gone_and_the_picture_is_the_same(told):
    colours = segment(0xE2, b"ICC_PROFILE\0colours")
    assert without_traces(jpeg(told, colours, after=b"film of Kampala")) == jpeg(colours)


@pytest.mark.parametrize("order", ["little", "big"])
@pytest.mark.parametrize("turned", [3, 6, 8])
def test_a_picture_stays_as_it_is_turned(order, turned):
    found = without_traces(jpeg(segment(0xE1, exif(order, turned))))
    assert b"Kampala" not in found
    again = without_traces(found)
    assert again == found
    assert bytes([0, 0, 0, 1, 0, turned]) in found


def test_what_is_no_picture_comes_back_as_it_is():
    assert without_traces(b"%PDF-1.4") == b"%PDF-1.4"


@given(st.sampled_from([b"\xff\xd8", b"\x89PNG\r\n\x1a\n"]), st.binary(max_size=300))
def test_a_damaged_picture_never_breaks_it(begin, rest):
    assert without_traces(begin + rest).startswith(begin)


@given(st.binary(max_size=60))
def test_a_damaged_exif_never_breaks_it(rest):
    assert without_traces(jpeg(segment(0xE1, b"Exif\0\0" + rest))).endswith(SCAN)
