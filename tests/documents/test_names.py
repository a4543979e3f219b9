import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.documents.codes import ALPHABET, grouped, new_code, normalise
from portal.documents.names import clean_name


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("letter.pdf", "letter.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\me\\Lettre signée.PDF", "Lettre signée.pdf"),
        ("/absolute/..", "document.pdf"),
        ("report.exe", "report.exe.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe.pdf"),
        ("two\r\nlines\x00.pdf", "two lines .pdf".replace(" .", ".")),
        ("con.pdf", "document con.pdf"),
        ("...pdf", "pdf.pdf"),
        ("a<b>|?.pdf", "a_b_.pdf"),
        ("خطاب موقّع.pdf", "خطاب موقّع.pdf"),
        ("", "document.pdf"),
    ],
)
def test_a_name_keeps_what_reads_and_loses_what_harms(typed, clean):
    assert clean_name(typed, ("pdf",)) == clean


def test_a_long_name_is_cut_and_keeps_its_extension():
    clean = clean_name("é" * 500 + ".jpeg", ("jpg", "jpeg"))
    assert len(clean) == 120
    assert clean.endswith(".jpeg")


@given(st.text(max_size=300))
def test_no_name_whatever_holds_a_path_a_control_or_a_wrong_end(typed):
    clean = clean_name(typed, ("pdf",))
    assert clean.endswith(".pdf")
    assert 5 <= len(clean) <= 120
    assert not set(clean) & set('/\\\r\n\x00\u202e<>:"|?*')
    assert not clean.startswith((".", " "))


def test_a_code_has_no_look_alikes_and_is_read_however_it_is_typed():
    code = new_code()
    assert len(code) == 10
    assert not set("0O1ILU") & set(ALPHABET)
    assert normalise(f"  {grouped(code).lower()} ") == code
    assert grouped("7KQ4M2XR9D") == "7KQ4-M2XR-9D"
