"""Outputs on the disk: whole or not at all, and never over a foreign file."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvester.errors import ConfigError
from harvester.files import MARK, comment, has_markers, place, read, refuse_foreign, write_all

PAGE = b"# Mine\n\n<!-- harvest:begin -->\nold\n<!-- harvest:end -->\n\nBye"


@pytest.mark.parametrize(
    ("old", "new", "form", "placed"),
    [
        (None, "a\n", "markdown", b"a\n"),
        (b"whatever", "a\n", "markdown", b"a\n"),
        (PAGE, "a\nb\n", "markdown", b"# Mine\n\n<!-- harvest:begin -->\n\na\nb\n\n<!-- harvest:end -->\n\nBye"),
        (PAGE, "", "markdown", b"# Mine\n\n<!-- harvest:begin -->\n<!-- harvest:end -->\n\nBye"),
        (PAGE, "a", "csl", b"a"),
        (PAGE, "a", "bibtex", b"a"),
        (b"% harvest:begin\n%harvest:end", "é", "bibtex", "% harvest:begin\n\né\n\n%harvest:end".encode()),
        (b"  <!--harvest:begin-->\r\n<!--harvest:end-->", "a", "markdown",
         b"  <!--harvest:begin-->\r\n\r\na\r\n\r\n<!--harvest:end-->"),
        (b"\xef\xbb\xbf<!-- harvest:begin -->\n<!-- harvest:end -->\n\xff\xfe", "a", "html",
         b"\xef\xbb\xbf<!-- harvest:begin -->\n\na\n\n<!-- harvest:end -->\n\xff\xfe"),
        (b"see `<!-- harvest:begin -->`", "a", "markdown", b"a"),
    ],
)  # fmt: skip
def test_text_goes_between_markers_or_is_the_file(old, new, form, placed) -> None:
    assert place(old, new, form) == placed


@given(st.binary(), st.binary(), st.text(alphabet="ab \né\x85\u2028", max_size=20), st.sampled_from([b"\n", b"\r\n"]))
def test_the_rest_of_a_page_stays_byte_for_byte_and_a_second_run_changes_nothing(before, after, new, line_end) -> None:
    if b"harvest" in before + after:
        return
    head = before + line_end + b"<!-- harvest:begin -->" + line_end
    tail = b"<!-- harvest:end -->" + line_end + after
    once = place(head + b"old" + line_end + tail, new, "markdown")
    assert once.startswith(head)
    assert once.endswith(tail)
    assert place(once, new, "markdown") == once


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["begin"], "begin in line 2"),
        (["end"], "end in line 2"),
        (["end", "begin"], "end in line 2, begin in line 3"),
        (["begin", "begin", "end", "end"], "begin in line 2, begin in line 3, end in line 4, end in line 5"),
        (["begin", "end", "begin", "end"], "begin in line 2, end in line 3, begin in line 4, end in line 5"),
    ],
)
def test_markers_that_are_no_pair_are_named_by_line(lines, said) -> None:
    page = "\n".join(["# Mine", *(f"<!-- harvest:{one} -->" for one in lines)]).encode()
    with pytest.raises(ConfigError, match=f"no pair: {said};"):
        place(page, "a", "markdown")


def test_markers_that_are_no_pair_are_named_with_their_file() -> None:
    with pytest.raises(ConfigError, match=r"^mine\.md: its markers are no pair"):
        refuse_foreign("mine.md", b"<!-- harvest:begin -->\n", "markdown")


@pytest.mark.parametrize(
    ("old", "form"),
    [
        (None, "csl"),
        (b" \n", "bibtex"),
        (PAGE, "markdown"),
        (comment(MARK, "bibtex").encode() + b"\n@misc{a}", "bibtex"),
        (f"---\n# {MARK}\nlayout: page\n---\n".encode(), "markdown"),
        (b"known", "csl"),
    ],
)
def test_its_own_files_are_written_again(old, form) -> None:
    refuse_foreign("out", old, form, sha256(b"known").hexdigest())


@pytest.mark.parametrize(
    ("old", "form", "advice"),
    [
        (b"@misc{mine}", "bibtex", "put a pair of markers into it (% harvest:begin), or `--force`"),
        (b"# Mine\n", "markdown", "(<!-- harvest:begin -->), or `--force`"),
        (b"a\nb\nc\n" + MARK.encode(), "markdown", "`--force`"),
        (b"[]", "csl", "name another file, or `--force`"),
        (MARK.encode(), "csl", "name another file, or `--force`"),
    ],
)
def test_a_file_of_somebody_else_is_never_overwritten(old, form, advice) -> None:
    with pytest.raises(ConfigError) as caught:
        refuse_foreign("out", old, form, sha256(b"known").hexdigest())
    assert str(caught.value).startswith("out: was not written by harvest, or was changed since; ")
    assert str(caught.value).endswith(advice)


def test_files_are_written_and_unchanged_ones_left_alone(tmp_path: Path) -> None:
    same, other, new = tmp_path / "same", tmp_path / "other", tmp_path / "deep" / "er" / "new"
    same.write_bytes(b"same")
    os.utime(same, (1, 1))
    other.write_bytes(b"old")
    other.chmod(0o640)
    changed = write_all({str(same): b"same", str(other): b"other", str(new): b"new"})
    assert changed == (str(other), str(new))
    assert (same.stat().st_mtime, other.stat().st_mode & 0o777) == (1, 0o640)
    assert (other.read_bytes(), new.read_bytes()) == (b"other", b"new")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["deep", "other", "same"]


def test_a_new_file_has_the_rights_that_the_users_umask_gives(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_all({str(tmp_path / "new"): b""})
    finally:
        os.umask(before)
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o640


def test_where_one_file_cannot_be_written_none_is(tmp_path: Path) -> None:
    first, folder = tmp_path / "first", tmp_path / "folder"
    first.write_bytes(b"old")
    folder.mkdir()
    with pytest.raises(ConfigError, match="folder: can't be written: it is a folder"):
        write_all({str(first): b"new", str(folder): b"new"})
    assert first.read_bytes() == b"old"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["first", "folder"]


def test_a_file_in_the_place_of_a_folder_is_an_error_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(ConfigError, match="can't be written"):
        write_all({str(tmp_path / "a" / "b"): b"new"})


def test_a_folder_that_may_not_be_written_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = os.open

    def refused(path: Path, *flags: int) -> int:  # a folder's rights don't bind root, who may run the tests
        if Path(path).parent == tmp_path:
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *flags)

    monkeypatch.setattr(os, "open", refused)
    (tmp_path / "old").write_bytes(b"old")
    with pytest.raises(ConfigError, match="can't be written: Permission denied; name another file"):
        write_all({str(tmp_path / "old"): b"new"})
    assert (tmp_path / "old").read_bytes() == b"old"


def test_what_a_link_points_to_is_written_and_the_link_stays(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_all({str(link): b"new"})
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_nothing_to_write_takes_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"a")
    monkeypatch.setitem(__import__("sys").modules, "filelock", None)
    assert write_all({str(tmp_path / "a"): b"a"}) == ()


def test_a_missing_file_is_none_and_a_folder_an_error(tmp_path: Path) -> None:
    assert read(str(tmp_path / "none")) is None
    assert not has_markers("none", None, "markdown")
    with pytest.raises(ConfigError, match="can't be read: Is a directory"):
        read(str(tmp_path))
