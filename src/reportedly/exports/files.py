"""Where an export goes: a file, a folder, a zip. What is begun stands beside its name until it is whole."""

import errno
import os
import zipfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from reportedly.errors import UsageError

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first day a zip can tell: the same rows give the same bytes."""


class Files(Protocol):
    """Takes the files of an export."""

    def file(self, name: str) -> AbstractContextManager[BinaryIO]:
        """Open one of them for writing; one at a time."""


class Folder:
    """A folder on the disk."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @contextmanager
    def file(self, name: str) -> Iterator[BinaryIO]:
        """Open a file in it; what stood there is replaced when the new one is whole."""
        with whole(self._path / name) as file:
            yield file


class Zip:
    """A zip, which may be on its way to somebody as it is written."""

    def __init__(self, zipped: zipfile.ZipFile) -> None:
        self._zip = zipped

    @contextmanager
    def file(self, name: str) -> Iterator[BinaryIO]:
        """Open a file in it."""
        entry = zipfile.ZipInfo(name, _EPOCH)
        entry.compress_type = zipfile.ZIP_DEFLATED
        with self._zip.open(entry, "w", force_zip64=True) as file:
            yield cast("BinaryIO", file)


@contextmanager
def into(out: Path | BinaryIO, *, replace: bool) -> Iterator[Files]:
    """Lend what takes the files of an export: a zip where the name says so or it is a stream, else a folder.

    Raises:
        UsageError: something is there already, and may not be replaced.
    """
    if isinstance(out, Path) and out.suffix.lower() != ".zip":
        _refuse(out, replace=replace, is_folder=True)
        out.mkdir(parents=True, exist_ok=True)
        yield Folder(out)
        return
    with one(out, replace=replace) as file, zipfile.ZipFile(file, "w") as zipped:
        yield Zip(zipped)


@contextmanager
def one(out: Path | BinaryIO, *, replace: bool) -> Iterator[BinaryIO]:
    """Lend a file for writing; a stream is written to as it is, and stays open. It raises what `into` raises."""
    if not isinstance(out, Path):
        yield out
        return
    _refuse(out, replace=replace, is_folder=False)
    with whole(out) as file:
        yield file


def _refuse(path: Path, *, replace: bool, is_folder: bool) -> None:
    if path.is_dir():
        if not is_folder:
            raise UsageError(f"{path} is a folder; name a file in it")
        if not replace and any(path.iterdir()):
            raise UsageError(
                f"{path} is not empty; name a new folder or a .zip, or have its files replaced with --force"
            )
    elif path.is_file():
        if is_folder:
            raise UsageError(f"{path} is a file; name a folder, or a file that ends in .zip")
        if not replace:
            raise UsageError(f"{path} is there already; name another file, or have it replaced with --force")


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """Lend a file that takes its name when it is whole; a run that fails leaves what stood there."""
    if path.exists() and not path.is_file():  # a device or a pipe
        with path.open("wb") as file:
            yield file
        return
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    if not path.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
    try:
        with part.open("wb") as file:
            yield file
        part.replace(path)
    except OSError as error:
        named = error.filename is not None and Path(error.filename) == part
        raise type(error)(error.errno, error.strerror, str(path)) if named else error from None
    finally:
        part.unlink(missing_ok=True)
