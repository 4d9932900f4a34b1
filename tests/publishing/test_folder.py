"""The folder of a site: ours alone is written, whole or not at all; what is somebody's stays."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from published_site import broken_links, files_of

from onrecord.keeping import Ledger
from onrecord.ledger.filters import Filters
from onrecord.model import Record
from onrecord.publishing import folder as folders
from onrecord.publishing.folder import MARKER, PublishError, in_making, ours, put
from onrecord.publishing.publish import Site, publish

NORWAY, KENYA = Site(Filters(origin="Norway")), Site(Filters(origin="Kenya"))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "site"


def leftovers(out: Path) -> list[str]:
    """What lies beside the site."""
    return [p.name for p in out.parent.iterdir() if p != out]


def test_a_folder_of_somebody_s_is_refused(demo_db: Path, out: Path) -> None:
    out.mkdir()
    publish(demo_db, out, NORWAY)  # an empty one is taken
    other = out.parent / "other"
    other.mkdir()
    (other / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(PublishError, match="not empty, and was not made by onrecord publish"):
        publish(demo_db, other)
    assert files_of(other) == {"notes.txt": b"mine"}
    with pytest.raises(PublishError, match="is a file"):
        publish(demo_db, other / "notes.txt")


def test_a_second_run_takes_the_place_of_the_first(demo_db: Path, out: Path) -> None:
    publish(demo_db, out, NORWAY)
    first = set(files_of(out))
    publish(demo_db, out, KENYA)
    assert first - set(files_of(out))
    assert broken_links(out) == []
    told = json.loads((out / MARKER).read_text(encoding="utf-8"))["files"]
    assert set(told) | {MARKER} == set(files_of(out))
    assert leftovers(out) == []
    assert stat.S_IMODE(out.stat().st_mode) & 0o055  # a web server may read it


def test_files_of_somebody_s_stay_where_they_are(demo_db: Path, out: Path) -> None:
    publish(demo_db, out, NORWAY)
    (out / "CNAME").write_text("pledges.example.org", encoding="utf-8")
    (out / "commitments" / "notes.txt").write_text("mine", encoding="utf-8")
    (out / ".git").mkdir()
    (out / ".git" / "config").write_text("[core]", encoding="utf-8")
    (out / "elsewhere").symlink_to(out.parent)
    (out / "drafts" / "empty").mkdir(parents=True)
    before = os.stat(out / ".git" / "config").st_ino
    done = publish(demo_db, out, KENYA)
    assert done.kept == (".git/config", "CNAME", "commitments/notes.txt", "drafts/empty", "elsewhere")
    assert (out / "drafts" / "empty").is_dir()
    assert os.stat(out / ".git" / "config").st_ino == before
    assert (out / "commitments" / "notes.txt").read_text(encoding="utf-8") == "mine"
    for name in done.kept:
        path = out / name
        path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
    (out / ".git").rmdir()
    (out / "drafts").rmdir()
    publish(demo_db, out.parent / "fresh", KENYA)
    assert files_of(out) == files_of(out.parent / "fresh")


def test_a_page_that_was_changed_by_hand_is_not_written_over_unasked(demo_db: Path, out: Path) -> None:
    publish(demo_db, out, NORWAY)
    (out / "about.html").write_text("my own words", encoding="utf-8")
    with pytest.raises(PublishError, match=r"about\.html was changed by hand"):
        publish(demo_db, out, NORWAY)
    assert (out / "about.html").read_text(encoding="utf-8") == "my own words"
    publish(demo_db, out, Site(NORWAY.filters, overwrite=True))
    assert "my own words" not in (out / "about.html").read_text(encoding="utf-8")
    (out / "about.html").unlink()  # one that is gone is no change to be kept
    publish(demo_db, out, NORWAY)
    assert (out / "about.html").exists()


def test_a_file_of_somebody_s_with_a_name_of_the_site_s_is_not_written_over(demo_db: Path, out: Path) -> None:
    publish(demo_db, out, NORWAY)
    (out / "sitemap.xml").write_text("mine", encoding="utf-8")
    before = files_of(out)
    with pytest.raises(PublishError, match=r"sitemap\.xml is no file of the last run"):
        publish(demo_db, out, Site(NORWAY.filters, address="https://example.org/"))
    assert files_of(out) == before
    assert leftovers(out) == []


@pytest.mark.parametrize("name", ["../outside.txt", "/etc/passwd", "a\\b", ""])
def test_a_marker_that_names_files_elsewhere_is_not_believed(demo_db: Path, out: Path, name: str) -> None:
    out.mkdir()
    (out.parent / "outside.txt").write_text("mine", encoding="utf-8")
    (out / MARKER).write_text(json.dumps({"made by": "onrecord publish", "files": {name: "x"}}), encoding="utf-8")
    with pytest.raises(PublishError, match="cannot be read"):
        publish(demo_db, out, NORWAY)
    assert (out.parent / "outside.txt").exists()


def test_what_goes_wrong_on_the_way_leaves_what_was_there(demo_db: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(demo_db, out, NORWAY)
    before = files_of(out)
    from onrecord.publishing.pages import Pages

    monkeypatch.setattr(Pages, "about_page", lambda self: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        publish(demo_db, out, KENYA)
    assert files_of(out) == before
    assert leftovers(out) == []


def test_a_folder_that_cannot_be_exchanged_is_written_file_by_file(demo_db: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(demo_db, out, NORWAY)
    rename = os.rename

    def refused(source: Path, target: Path) -> None:
        if Path(source) == out:
            raise OSError(16, "Device or resource busy")
        rename(source, target)

    monkeypatch.setattr(folders.os, "rename", refused)
    inode = out.stat().st_ino
    publish(demo_db, out, KENYA)
    monkeypatch.undo()
    assert out.stat().st_ino == inode
    publish(demo_db, out.parent / "fresh", KENYA)
    assert files_of(out) == files_of(out.parent / "fresh")


def test_who_stands_in_the_folder_goes_on_standing_in_it(demo_db: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out.mkdir()
    monkeypatch.chdir(out)
    for site in (NORWAY, KENYA):
        publish(demo_db, Path(), site)
    assert Path("index.html").exists()
    assert broken_links(out) == []


def test_cut_off_between_files_the_next_run_knows_all_of_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "site"

    def made(names: list[str]) -> None:
        before = ours(out)
        with in_making(out) as folder:
            for name in names:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_text(f"{name} of {len(names)}", encoding="utf-8")
            put(folder, out, before)

    made(["a/one", "two"])
    (out / "mine").write_text("mine", encoding="utf-8")
    replace, done = os.replace, []

    def cut(source: Path, target: Path) -> None:
        done.append(target)
        if len(done) == 3:
            raise OSError("power")
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(folders.os, "replace", cut)
        with pytest.raises(PublishError, match="power"):
            made(["three", "b/four", "five"])
    made_of_both = ours(out, overwrite=True)
    assert set(made_of_both) == {"a/one", "two", "three", "b/four", "five"}
    monkeypatch.undo()
    with_all = ours(out, overwrite=True)
    with in_making(out) as folder:
        (folder / "six").write_text("six", encoding="utf-8")
        assert put(folder, out, with_all) == ["mine"]
    assert set(files_of(out)) == {"six", "mine", MARKER}
    assert not (out / "a").exists()


def test_a_link_to_a_folder_is_followed_and_stays(demo_db: Path, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    for site in (NORWAY, KENYA):
        publish(demo_db, tmp_path / "link", site)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "index.html").exists()


def test_a_folder_that_may_not_be_written_to_is_said(demo_read: tuple[Record, ...], tmp_path: Path) -> None:
    Ledger(tmp_path / "own.db").add(demo_read[0])
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(PublishError, match="cannot be written"):
        publish(tmp_path / "own.db", tmp_path / "file" / "site")
