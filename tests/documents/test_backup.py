import gzip
import io
import json
import stat
import tarfile
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.utils import timezone

from portal.documents import backups, ports
from portal.documents.backups import reading, shape
from portal.documents.models import IssuedDocument, Job, StoredFile
from portal.documents.services import issue_document, remove_file, running
from portal.ui.pages import content_version
from tests.accounts import factories as people
from tests.documents import factories as f

pytestmark = pytest.mark.django_db(transaction=True)


def everything() -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables that are kept."""
    return {
        model._meta.label_lower: sorted(
            model._base_manager.values_list(*(column.attname for column in shape.columns(model))), key=repr
        )
        for model in shape.tables()
        if model._meta.label_lower != "ui.contentversion"  # goes on with each restore
    }


def fill() -> None:
    """Rows of many kinds: accents and other scripts, JSON, links by content type, many-to-many, files."""
    country = people.country("UGA")
    officer = people.officer(name="Éloïse Ñandú 🎭 سلام 你好 \\n \n\t\u2028")
    people.field_office(country, people.country("GAB"))
    people.focal_point(country)
    f.waiting_job(officer, text="\u2028 ' \" \\", number=1.5, nothing=None, nested={"a": [1, "é"]})
    running.run(Job.objects.get().pk)
    first = issue_document(
        kind="letter", title="Letter", reference="R/1", target=officer, language="fr", build=lambda code: f.PDF
    )
    issue_document(
        kind="letter", title="Letter", reference="R/2", target=officer, language="fr", build=lambda code: f.PDF + b"2"
    )
    first.refresh_from_db()
    assert first.superseded_by is not None


@pytest.fixture
def archive(tmp_path) -> Path:
    fill()
    target = tmp_path / "portal.tar.gz"
    backups.backup(target)
    return target


def wipe(settings) -> None:
    for path in Path(settings.MEDIA_ROOT).rglob("*"):
        if path.is_file():
            path.unlink()
    call_command("flush", verbosity=0, interactive=False)


def rewritten(archive: Path, change) -> Path:
    """The archive with its parts passed through ``change(name, data) -> data | None``."""
    target = archive.with_name("changed.tar.gz")
    with tarfile.open(archive) as old, tarfile.open(target, "w:gz") as new:
        for info in old:
            data = change(info.name, old.extractfile(info).read())
            if data is not None:
                info.size = len(data)
                new.addfile(info, io.BytesIO(data))
    return target


def refused(archive: Path, **given) -> str:
    before = everything()
    with pytest.raises(backups.BackupRefused) as caught:
        backups.restore(archive, **given)
    assert everything() == before
    return str(caught.value)


def test_what_was_backed_up_comes_back_row_by_row_and_file_by_file(archive, settings):
    before = everything()
    contents = {stored.pk: stored.open().read() for stored in StoredFile.objects.all()}
    wipe(settings)
    done = backups.restore(archive)
    assert everything() == before
    assert {stored.pk: stored.open().read() for stored in StoredFile.objects.all()} == contents
    assert done.files == len(contents) == 3
    assert done.rows >= sum(len(rows) for rows in before.values())


def test_new_rows_get_new_keys_after_a_restore(archive, settings):
    highest = get_user_model().objects.order_by("-pk").first().pk
    wipe(settings)
    backups.restore(archive)
    assert people.UserFactory().pk > highest


def test_a_database_that_is_not_empty_is_replaced_only_when_told(archive):
    person = people.UserFactory()
    assert "--yes" in refused(archive)
    backups.restore(archive, replace=True)
    assert not get_user_model().objects.filter(pk=person.pk).exists()


def test_sessions_end_and_kept_pages_and_caches_are_let_go(archive):
    from django.core.cache import cache

    Session.objects.create(session_key="x", session_data="y", expire_date=timezone.now())
    cache.set("stale", 1)
    version = content_version()
    backups.restore(archive, replace=True)
    assert not Session.objects.exists()
    assert cache.get("stale") is None
    assert content_version() > version


def test_the_archive_is_for_its_owner_only(archive):
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    with tarfile.open(archive) as opened:
        names = opened.getnames()
    assert names[-1] == "manifest.json"
    assert "tables/documents.job.jsonl" in names
    assert "tables/accounts.role_countries.jsonl" in names
    assert not any("session" in name for name in names)


def test_nothing_is_overwritten_by_chance(archive):
    old = archive.read_bytes()
    with pytest.raises(FileExistsError):
        backups.backup(archive)
    assert archive.read_bytes() == old
    backups.backup(archive, overwrite=True)
    assert not archive.with_name("portal.tar.gz.part").exists()


def test_a_failed_backup_leaves_nothing_behind(tmp_path, monkeypatch):
    def fail(value, field):
        raise OSError("the disk is full")

    people.UserFactory()
    monkeypatch.setattr(shape, "to_plain", fail)
    with pytest.raises(OSError, match="full"):
        backups.backup(tmp_path / "portal.tar.gz")
    assert list(tmp_path.glob("portal*")) == []


def test_a_file_that_is_gone_is_named_and_the_backup_goes_on(tmp_path, settings):
    kept, lost, removed = f.stored_file(), f.stored_file(), f.stored_file()
    lost.file.storage.delete(lost.file.name)
    remove_file(stored_file=removed)
    target = tmp_path / "portal.tar.gz"
    written = backups.backup(target)
    assert written.missing == [lost.file.name]
    assert written.files == 1
    wipe(settings)
    assert backups.restore(target).missing == [lost.file.name]
    assert StoredFile.objects.get(pk=kept.pk).open().read() == f.PDF


def test_a_changed_sign_is_found_before_anything_is_touched(archive):
    changed = rewritten(archive, lambda name, data: data.replace(b"Role", b"role") if "user" in name else data + b"")
    changed = rewritten(
        archive, lambda name, data: data[:-2] + b" \n" if name.startswith("tables/accounts.user.") else data
    )
    assert "accounts.user" in refused(changed, replace=True)


@pytest.mark.parametrize("lost", ["tables/accounts.user.jsonl", "manifest.json", "files/"])
def test_a_missing_part_is_found(archive, lost):
    assert refused(rewritten(archive, lambda name, data: None if name.startswith(lost) else data), replace=True)


def test_a_part_too_many_is_found(archive):
    def add(name, data):
        return data

    target = rewritten(archive, add)
    with gzip.open(target) as opened:
        plain = opened.read()
    path = target.with_suffix(".tar")
    path.write_bytes(plain)
    with tarfile.open(path, "a") as opened:
        info = tarfile.TarInfo("files/../../evil")
        info.size = 1
        opened.addfile(info, io.BytesIO(b"x"))
    assert "evil" in refused(path, replace=True)


def test_a_link_in_the_archive_is_refused(archive):
    path = archive.with_name("link.tar")
    with tarfile.open(path, "w") as opened:
        info = tarfile.TarInfo("files/link")
        info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
        opened.addfile(info)
    assert "not a file" in refused(path, replace=True)


@pytest.mark.parametrize("cut", [0.3, 0.9])
def test_a_truncated_archive_is_refused(archive, cut):
    data = archive.read_bytes()
    archive.write_bytes(data[: int(len(data) * cut)])
    assert refused(archive, replace=True)


def test_something_else_is_refused(tmp_path):
    path = tmp_path / "x.tar.gz"
    path.write_text("not an archive")
    assert "cannot be read" in refused(path, replace=True)


def with_manifest(archive: Path, **values) -> Path:
    def change(name, data):
        return json.dumps({**json.loads(data), **values}).encode() if name == "manifest.json" else data

    return rewritten(archive, change)


def test_a_backup_of_other_migrations_is_refused(archive):
    other = with_manifest(archive, migrations=[["documents", "0099_later"]], release="9.9")
    assert "documents.0099_later" in refused(other, replace=True)


def test_an_unknown_format_is_refused(archive):
    assert "format 99" in refused(with_manifest(archive, format=99), replace=True)


def test_a_fault_in_the_middle_changes_nothing(archive, monkeypatch):
    from django.db import DatabaseError

    calls = []

    def fail_late(storage, name, content):
        calls.append(name)
        raise DatabaseError("the database went away")

    monkeypatch.setattr(reading, "_put", fail_late)
    assert "as it was" in refused(archive, replace=True)
    assert calls


def test_rows_that_point_to_nothing_are_refused(archive):
    def orphan(name, data):
        if name == "tables/documents.issueddocument.jsonl":
            at = json.loads(manifest(archive))["tables"]
            columns = next(part["columns"] for part in at if part["member"] == name)
            rows = [json.loads(line) for line in data.splitlines()]
            rows[0][columns.index("stored_file_id")] = 999_999
            return b"".join(json.dumps(row).encode() + b"\n" for row in rows)
        return data

    changed = rewritten(archive, orphan)
    changed = with_checksums(changed)
    assert "did not take the backup" in refused(changed, replace=True)


def manifest(archive: Path) -> bytes:
    with tarfile.open(archive) as opened:
        return opened.extractfile("manifest.json").read()


def with_checksums(archive: Path) -> Path:
    """The archive with a manifest that fits its parts again."""
    import hashlib

    with tarfile.open(archive) as opened:
        sums = {info.name: hashlib.sha256(opened.extractfile(info).read()).hexdigest() for info in opened}
    now = json.loads(manifest(archive))
    for part in now["tables"] + now["files"]:
        part["sha256"] = sums[part["member"]]
    target = archive.with_name("fits.tar.gz")
    return rewritten(
        archive, lambda name, data: json.dumps(now).encode() if name == "manifest.json" else data
    ).rename(target)


def test_what_is_worked_out_from_the_rows_is_rebuilt(archive, monkeypatch):
    monkeypatch.setattr(ports.after_restore, "_providers", [lambda: ["The search index was rebuilt."]])
    assert backups.restore(archive, replace=True).rebuilt == ["The search index was rebuilt."]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (models.BinaryField(), b"\x00\xff"),
        (models.DurationField(), timezone.timedelta(days=-3, microseconds=5)),
        (models.UUIDField(), __import__("uuid").uuid4()),
        (models.DecimalField(max_digits=12, decimal_places=2), __import__("decimal").Decimal("25500.50")),
        (models.DateTimeField(), timezone.now()),
        (models.FloatField(), 0.1),
        (models.BooleanField(), False),
        (models.TextField(), "\u2028 é 🎭"),
    ],
)
def test_every_kind_of_value_comes_back(field, value):
    field.set_attributes_from_name("x")
    plain = json.loads(json.dumps(shape.to_plain(value, field)))
    back, wanted = shape.from_plain(plain, field), field.get_db_prep_save(value, connection)
    assert getattr(back, "obj", back) == getattr(wanted, "obj", wanted)


def test_the_commands_speak_plainly(tmp_path, capsys):
    people.UserFactory()
    target = tmp_path / "portal.tar.gz"
    call_command("backup", str(target))
    assert "rows" in capsys.readouterr().out
    with pytest.raises(CommandError, match="there already"):
        call_command("backup", str(target))
    with pytest.raises(CommandError, match="does not exist"):
        call_command("backup", str(tmp_path / "nowhere" / "x.tar.gz"))
    with pytest.raises(CommandError, match="--yes"):
        call_command("restore", str(target))
    with pytest.raises(CommandError, match="There is no file"):
        call_command("restore", str(tmp_path / "none"))
    call_command("restore", str(target), "--yes")
    assert "Restored" in capsys.readouterr().out
    assert not IssuedDocument.objects.exists()


def test_a_machine_that_has_nothing_yet_takes_a_backup(archive, settings, tmp_path):
    """No data folder, no table of the cache; with Redis there is no such table."""
    wipe(settings)
    settings.DATA_DIR = tmp_path / "new"
    if not settings.REDIS_URL:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE portal_cache")
    assert backups.restore(archive).rows
    assert settings.DATA_DIR.is_dir()
