"""A folder that is ours to write: made beside its place, put there when it is whole, with nothing of anybody else's touched."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from onrecord.errors import OnRecordError

MARKER = ".onrecord-site.json"
"""The file that says that a folder is ours, and what in it is."""
MADE_BY = "onrecord publish"


class PublishError(OnRecordError):
    """A site that cannot be written as it was asked for.

    Args:
        problem: what is wrong, a clause without a full stop.
        remedy: what the user can do, a sentence.
    """

    def __init__(self, problem: str, remedy: str) -> None:
        self.problem, self.remedy = problem, remedy
        super().__init__(f"{problem}. {remedy}")


def ours(out: Path, *, overwrite: bool = False) -> dict[str, str]:
    """The files that an earlier run wrote into a folder, with their SHA-256.

    Args:
        out: the folder; need not be there.
        overwrite: whether those that were changed by hand since may be written over.

    Raises:
        PublishError: it is no folder, holds things but no site of ours, or a page of ours was changed by hand.
    """
    if not out.exists() and not out.is_symlink():
        return {}
    if not out.is_dir():
        raise PublishError(f"{out} is a file, and a folder is wanted", "Name another place.")
    marker = out / MARKER
    if not marker.exists():
        if any(out.iterdir()):
            raise PublishError(f"{out} is not empty, and was not made by onrecord publish", "Name a new or empty folder.")
        return {}
    try:
        told = json.loads(marker.read_text(encoding="utf-8"))
        files: dict[str, str] = {str(name): str(digest) for name, digest in told["files"].items()}
        ok = told["made by"] == MADE_BY and all(_inside(name) for name in files)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        ok = False
    if not ok:
        raise PublishError(f"{marker} cannot be read: it would tell which files are of the site", "Name a new or empty folder.")
    changed = [n for n, digest in files.items() if os.path.lexists(out / n) and _digest(out / n) != digest]
    if changed and not overwrite:
        more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
        raise PublishError(f"{out / changed[0]}{more} was changed by hand since it was written", "Move it away, or lose the changes with --overwrite.")
    return files


@contextmanager
def in_making(out: Path) -> Iterator[Path]:
    """A folder beside the wanted one, in which it is made; gone when all is done or went wrong."""
    with in_words(out):
        parent = out.resolve().parent
        parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=f".{out.resolve().name}.", suffix=".part", dir=parent))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def put(made: Path, out: Path, before: Mapping[str, str]) -> list[str]:
    """Put what was made in its place. Where the folder holds ours alone it is exchanged as a whole; else file by file, and the others stay.

    Args:
        made: the folder in which it was made.
        out: where it goes.
        before: the files of the last run, as `ours` gave them.

    Returns:
        the files of the user's that are in the folder and stay there.

    Raises:
        PublishError: a file of the user's has the name of one of the site's, or the folder cannot be written to.
    """
    with in_words(out):
        new = {name: _digest(made / name) for name in _files(made)}
        theirs = [name for name in _files(out) if name not in before and name != MARKER] if out.exists() else []
        clashing = sorted(n for n in theirs if n in new or any(f"{n}/" == x[: len(n) + 1] for x in new))
        if clashing:
            raise PublishError(f"{out / clashing[0]} is no file of the last run, and the site has one of that name", "Move it away.")
        (made / MARKER).write_text(_marker(new), encoding="utf-8", newline="\n")
        target = out.resolve()
        _readable(made, target)
        if theirs or Path.cwd().is_relative_to(target) or not _exchanged(made, target):  # whoever stands in a folder would stand in none
            _one_by_one(made, target, new, before)
        return sorted(theirs)


def _exchanged(made: Path, target: Path) -> bool:
    """Whether the folder could be exchanged as a whole; one that is a mount point, say, cannot."""
    if not target.exists():
        os.rename(made, target)
        return True
    old = made.with_name(made.name.removesuffix(".part") + ".old")
    try:
        os.rename(target, old)
    except OSError:
        return False
    try:
        os.rename(made, target)
    except OSError:
        os.rename(old, target)
        return False
    shutil.rmtree(old, ignore_errors=True)
    return True


def _one_by_one(made: Path, target: Path, new: Mapping[str, str], before: Mapping[str, str]) -> None:
    """Each file whole or not at all; the marker first names all old and new ones, so that a run that is cut off leaves nothing that nobody owns."""
    first = made / f"{MARKER}.first"
    first.write_text(_marker({**before, **new}), encoding="utf-8", newline="\n")
    os.replace(first, target / MARKER)
    for name in new:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        os.replace(made / name, target / name)
    for name in sorted(set(before) - set(new)):
        (target / name).unlink(missing_ok=True)
        for folder in (target / name).parents:
            if folder == target:
                break
            with suppress(OSError):  # not empty: somebody else's files are in it, or ours
                folder.rmdir()
    os.replace(made / MARKER, target / MARKER)


@contextmanager
def in_words(out: Path) -> Iterator[None]:
    """Errors of the file system as ours."""
    try:
        yield
    except OSError as error:
        raise PublishError(f"{out} cannot be written ({error.strerror or error})", "What was there is as it was. Make room, or name another place.") from error


def _files(folder: Path) -> Iterator[str]:
    """All files of a folder, links and empty folders among them, by their paths within it, in order."""
    for here, folders, files in os.walk(folder):
        folders.sort()
        if not folders and not files and Path(here) != folder:
            yield Path(here).relative_to(folder).as_posix()
        linked = [f for f in folders if os.path.islink(os.path.join(here, f))]
        for name in sorted((*files, *linked)):
            yield Path(here, name).relative_to(folder).as_posix()


def _digest(path: Path) -> str:
    if path.is_symlink() or not path.is_file():
        return "no file"
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _marker(files: Mapping[str, str]) -> str:
    about = "These files are written anew by onrecord publish; others in this folder are left alone."
    return json.dumps({"made by": MADE_BY, "about": about, "files": dict(sorted(files.items()))}, ensure_ascii=False, indent=1) + "\n"


def _inside(name: str) -> bool:
    return bool(name) and not name.startswith("/") and ".." not in Path(name).parts and "\\" not in name and ":" not in name


def _readable(made: Path, target: Path) -> None:
    """The rights of the folder whose place it takes, or those that a new one has; a temporary folder is its maker's alone."""
    if target.exists():
        shutil.copymode(target, made)
        return
    mask = os.umask(0)
    os.umask(mask)
    os.chmod(made, 0o777 & ~mask)
