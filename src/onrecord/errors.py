"""Every error that onrecord raises on purpose.

    OnRecordError                   the base: `except OnRecordError` catches all of them
    ├── SourceError                 the bytes could not be had or make no article
    │   ├── MissingSource           no such file or folder
    │   ├── EmptySource             a file without a word
    │   ├── NotText                 a binary file, or bytes in no known encoding
    │   ├── NoArticle               a page or file that holds no article
    │   ├── TooLarge                larger than the reader takes in one piece
    │   ├── WrongLanguage           an article in a language that is not read yet
    │   ├── BadRow                  a line of JSON(L) that is no article
    │   └── BadParty                a row of a party file that cannot be used
    ├── LedgerError                 the ledger's file cannot be used as asked
    │   ├── NoLedger                no such file
    │   ├── NotALedger              a file that is no ledger, or a damaged one
    │   ├── NewerLedger             written by a later version of onrecord
    │   ├── ReadOnlyLedger          a file or folder that may not be written to
    │   ├── FullDisk                no room for what was to be written
    │   ├── LedgerBusy              another process held it for too long
    │   ├── UnknownItem             no item or thread of that id
    │   └── BadReview               a review that cannot be made: no such field, a value that it does not take
    ├── BadQuestion                 a question to the ledger that names a party, stage, date ... unknown to it
    │   └── UnknownParty            nobody in the ledger is called so
    ├── ExportError                 an export that cannot be written as it was asked for
    ├── CodebookError               a bad row in a file of the codebook
    └── ModelError                  a language model or weights file is missing or broken

Each message names the file, says what happened and what to do about it.
"""

from __future__ import annotations


class OnRecordError(Exception):
    """Base of all errors of onrecord."""


class SourceError(OnRecordError):
    """An input that cannot be read into an article.

    Args:
        source: the name of the input as the user gave it (path, URL or "-").
        problem: what is wrong with it, a clause without a full stop.
        remedy: what the user can do, a sentence; may be empty.
    """

    def __init__(self, source: str, problem: str, remedy: str = "") -> None:
        self.source = source
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{source}: {problem}." + (f" {remedy}" if remedy else ""))

    def __reduce__(self) -> tuple[type[SourceError], tuple[str, str, str]]:
        return type(self), (self.source, self.problem, self.remedy)


class MissingSource(SourceError):
    """No such file or folder."""


class EmptySource(SourceError):
    """A file without a word in it."""


class NotText(SourceError):
    """Bytes that are no text: a binary file, or in no known encoding."""


class NoArticle(SourceError):
    """A page or file that holds no article."""


class TooLarge(SourceError):
    """More than the reader takes in one piece."""


class WrongLanguage(SourceError):
    """An article in a language that onrecord does not read yet."""


class BadRow(SourceError):
    """A line or object of JSON that is no article."""


class BadParty(SourceError):
    """A row of a party file that cannot be used; `source` names the file and the line."""


class LedgerError(OnRecordError):
    """A ledger that cannot be used as asked.

    Args:
        path: the ledger's file.
        problem: what is wrong with it, a clause without a full stop.
        remedy: what the user can do, a sentence; may be empty.
    """

    def __init__(self, path: str, problem: str, remedy: str = "") -> None:
        self.path = path
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{path}: {problem}." + (f" {remedy}" if remedy else ""))

    def __reduce__(self) -> tuple[type[LedgerError], tuple[str, str, str]]:
        return type(self), (self.path, self.problem, self.remedy)


class NoLedger(LedgerError):
    """No such file."""


class NotALedger(LedgerError):
    """A file that is no ledger, or a damaged one."""


class NewerLedger(LedgerError):
    """A ledger that a later version of onrecord wrote."""


class ReadOnlyLedger(LedgerError):
    """A file or folder that may not be written to."""


class FullDisk(LedgerError):
    """There is no room for what was to be written; what was written before is whole."""


class LedgerBusy(LedgerError):
    """Another process held the ledger for longer than this one waits."""


class UnknownItem(LedgerError):
    """There is no item or thread of that id, or several whose ids begin so."""


class BadQuestion(OnRecordError):
    """A question to the ledger that cannot be answered as it is asked: an unknown party, stage, date or the like.

    Args:
        problem: what is wrong with it, a clause without a full stop.
        remedy: what the user can do, a sentence; may be empty.
    """

    def __init__(self, problem: str, remedy: str = "") -> None:
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{problem}." + (f" {remedy}" if remedy else ""))

    def __reduce__(self) -> tuple[type[BadQuestion], tuple[str, str]]:
        return type(self), (self.problem, self.remedy)


class UnknownParty(BadQuestion):
    """Nobody in the ledger is called so; the remedy names the nearest."""


class BadReview(LedgerError):
    """A review that cannot be made; `path` is what was given: a field and its value, or an id."""


class ExportError(OnRecordError):
    """An export that cannot be written as it was asked for: an unknown format or table, a package that is not installed, two ids that collide.

    Args:
        problem: what is wrong, a clause without a full stop.
        remedy: what the user can do, a sentence; may be empty.
    """

    def __init__(self, problem: str, remedy: str = "") -> None:
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{problem}." + (f" {remedy}" if remedy else ""))

    def __reduce__(self) -> tuple[type[ExportError], tuple[str, str]]:
        return type(self), (self.problem, self.remedy)


class NoPicture(OnRecordError):
    """A drawing that cannot be made into a picture here: what draws it is not installed, the machine has no font, or it is too large.

    Args:
        problem: what is wrong, a clause without a full stop.
        remedy: what the user can do, a sentence.
    """

    def __init__(self, problem: str, remedy: str) -> None:
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{problem}. {remedy}")

    def __reduce__(self) -> tuple[type[NoPicture], tuple[str, str]]:
        return type(self), (self.problem, self.remedy)


class CodebookError(OnRecordError):
    """A bad row in a codebook file; the message names the file and the row."""


class ModelError(OnRecordError):
    """A language model or a weights file that is missing or broken."""
