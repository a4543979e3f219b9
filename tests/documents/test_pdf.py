import base64
import datetime as dt
import io
import shutil
import subprocess
import sys

import pikepdf
import pypdf
import pytest
from celery.signals import worker_init

from portal.documents import edge, jobs, pdf
from portal.documents.services import running
from tests.accounts.factories import UserFactory
from tests.documents import factories as f

pytestmark = [
    pytest.mark.usefixtures("sample_templates"),
    pytest.mark.skipif(not pdf.available(), reason="Pango is missing on this machine"),
]
SCRIPTS = {
    "fr": ("Décision relative à votre candidature", "L’œuvre, où l’été s’achève : « ça » — 38 %"),
    "en": ("Your application is selected", "Six shops closed; “none” reopened."),
    "ar": ("قرار بشأن طلبكم", "التنوع الثقافي في البيئة الرقمية"),
    "zh": ("关于贵国申请的决定", "数字环境中的文化表现形式多样性"),
    "ru": ("Решение по вашей заявке", "Разнообразие форм культурного самовыражения"),
}
AT = range(160, 240, 3)
"""How far down a page a heading begins, in millimetres."""
LONG = {"codes": ["2.2"], "rows": [], "budget": [], "sections": [("Context", "A word of it. " * 900), ("Needs", "x")]}


def make(language="en", title="Your application is selected", template="sample/letter.html", **given) -> bytes:
    context = {"codes": [], "terms": [("Expert days", "42, on site")], **given.pop("context", {})}
    return pdf.render(
        template, context, language=language, title=title, reference="DCE-2026-JAM-001/L1",
        date=dt.date(2026, 12, 4), **given,
    )  # fmt: skip


def read(data: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(data))


def words(data: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(data).pages).split())


@pytest.mark.parametrize("language", SCRIPTS)
def test_each_script_is_read_back(language):
    title, text = SCRIPTS[language]
    data = make(language, title, context={"terms": [("—", text)]})
    compact = words(data).replace(" ", "")
    for wanted in (title, text):
        # Arabic comes back with its words in reading order; compare word by word.
        for word in wanted.split():
            assert word.replace("\u202f", "").strip("«»") in compact, word


@pytest.mark.parametrize("language", SCRIPTS)
def test_a_document_says_its_title_and_language_and_is_tagged(language):
    title = SCRIPTS[language][0]
    with pikepdf.open(io.BytesIO(make(language, title))) as document:
        root = document.Root
        assert str(root.Lang) == language
        assert bool(root.MarkInfo.Marked)
        assert "/StructTreeRoot" in root
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert str(document.docinfo["/Title"]) == title
        metadata = document.open_metadata()
        assert str(metadata["pdfuaid:part"]) == "1"


def roles(data: bytes) -> list[str]:
    """The structure of a document, as a screen reader walks it."""
    found = []

    def walk(node):
        if isinstance(node, pikepdf.Dictionary):
            if "/S" in node and node.get("/Type", "/StructElem") == "/StructElem":
                found.append(str(node.S))
            for child in node.get("/K", []) if isinstance(node.get("/K"), pikepdf.Array) else [node.get("/K")]:
                walk(child)

    with pikepdf.open(io.BytesIO(data)) as document:
        walk(document.Root.StructTreeRoot)
    return found


def test_headings_tables_and_lists_are_told_as_such():
    found = roles(make())
    for role in ("/H1", "/H2", "/P", "/L", "/LI", "/Table", "/TR", "/TH", "/TD"):
        assert role in found, role
    assert found.index("/H1") < found.index("/H2")


def test_the_strip_speaks():
    data = make(template="sample/dossier.html", context={**LONG, "codes": {"2.2": "full", "4.3": "hollow"}})
    with pikepdf.open(io.BytesIO(data)) as document:
        alternatives = [
            str(each.Alt) for each in document.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each
        ]
    assert "Activities marked: 2.2, 4.3" in alternatives


def test_sections_are_bookmarks():
    outline = read(make(template="sample/dossier.html", context=LONG)).outline
    assert outline[0]["/Title"] == "Your application is selected"
    assert [each["/Title"] for each in outline[1]] == ["10 Budget", "Context", "Needs"]


def test_no_heading_stands_at_the_foot_of_a_page_with_one_line_and_no_line_alone_at_the_top():
    pages = [page.extract_text() for page in read(make(template="sample/pairs.html", context={"numbers": AT})).pages]

    def page_of(text: str) -> int:
        return next(number for number, words in enumerate(pages) if text in words)

    for number in AT:
        assert page_of(f"Head{number}.") == page_of(f"row{number}.3."), number
        assert page_of(f"row{number}.7.") == page_of(f"row{number}.8."), number


@pytest.mark.parametrize(("language", "numbers"), [("en", "Page {} of {}"), ("fr", "Page {} sur {}")])
def test_pages_are_numbered_and_carry_title_and_reference(language, numbers):
    pages = [
        " ".join(page.extract_text().split())
        for page in read(make(language, template="sample/dossier.html", context=LONG)).pages
    ]
    assert len(pages) >= 4
    for number, text in enumerate(pages, start=1):
        assert numbers.format(number, len(pages)) in text
        assert "DCE-2026-JAM-001/L1" in text
        assert "Your application is selected" in text


def test_the_first_page_has_wordmark_reference_and_date():
    text = words(make())
    assert "2005 Convention · Diversity of Cultural Expressions" in text
    assert "Reference DCE-2026-JAM-001/L1" in text
    assert "4 December 2026" in text.replace("\xa0", " ")


def test_the_check_code_is_printed_with_the_address(settings):
    settings.PUBLIC_URL = "https://portal.example"
    text = words(make(check_code="7KQ4-M2XR-9D"))
    assert "7KQ4-M2XR-9D" in text
    assert "https://portal.example/en/verify/" in text
    assert "Verify a document" not in words(make())


def test_the_woven_edge_is_on_each_page_and_speaks_to_nobody():
    drawn = base64.b64decode(edge.data_address().partition(",")[2]).decode()
    assert drawn.count("<rect") == 20
    assert [drawn.count(dye) for dye in edge.DYES] == [4] * 5
    data = make(template="sample/dossier.html", context=LONG)
    assert "/Figure" not in roles(make())
    for page in read(data).pages:
        assert page.get_contents().get_data().count(b"/Artifact") >= 1


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/x.png", "https://example.org/x.svg", "file:///etc/passwd"])
def test_nothing_is_fetched(address):
    with pytest.raises(ValueError, match="fetch nothing"):
        make(template="sample/picture.html", context={"address": address})


def test_what_people_typed_is_text_and_not_markup():
    typed = '<script>alert(1)</script><img src="http://evil.example/x">&amp;'
    assert "<script>alert(1)</script>" in words(make(context={"terms": [("Typed", typed)]}))


def test_a_title_cannot_leave_its_place_in_the_margin():
    title = '"; } @page { size: A1 } \\ " <b>'
    data = make(title=title, template="sample/dossier.html", context=LONG)
    assert read(data).metadata.title == title
    assert round(float(read(data).pages[0].mediabox.width)) == 595
    assert "size: A1" in read(data).pages[1].extract_text()


def test_a_hundred_thousand_signs_without_a_space_stay_on_the_page():
    data = make(template="sample/dossier.html", context={**LONG, "sections": [("Long", "é" * 100_000)]})
    assert 10 < len(read(data).pages) < 80
    assert words(data).count("é") == 100_000


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
def test_qpdf_finds_no_fault(tmp_path):
    path = tmp_path / "letter.pdf"
    path.write_bytes(make(template="sample/dossier.html", context=LONG))
    done = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_letter_is_embedded():
    with pikepdf.open(
        io.BytesIO(make("ar", SCRIPTS["ar"][0], context={"terms": [("zh", SCRIPTS["zh"][1])]}))
    ) as document:
        fonts = [
            each
            for each in document.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor"
        ]
    assert len(fonts) >= 3
    assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)


@pytest.mark.django_db
def test_without_pango_pdfs_are_switched_off_with_a_plain_message(monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    pdf.available.cache_clear()
    try:
        assert pdf.available() is False
        pdf.warm()
        jobs.register("test.pdf", "Letter", lambda context: jobs.JobResult("x.pdf", "application/pdf", make()))
        job = f.waiting_job(UserFactory(), kind="test.pdf")
        running.run(job.pk)
        job.refresh_from_db()
        assert job.state == "failed"
        assert "PDFs are switched off" in job.failure
    finally:
        pdf.available.cache_clear()


@pytest.mark.parametrize(("queues", "warms"), [("work", True), ("work,mails", True), (None, True), ("mails", False)])
def test_a_worker_that_makes_no_documents_does_without_what_makes_them(queues, warms, monkeypatch):
    warmed = []
    monkeypatch.setattr(pdf, "warm", lambda: warmed.append(True))
    worker_init.send(sender="worker", options={"queues": queues})
    assert bool(warmed) is warms
