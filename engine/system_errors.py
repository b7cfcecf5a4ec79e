"""Why the operating system refused a file, in words of our own: its own know one language."""

from __future__ import annotations

import errno

from engine.text import QT_TRANSLATE_NOOP, Message

REASONS = {
    errno.ENOENT: QT_TRANSLATE_NOOP("engine", "there is no such file or folder"),
    errno.EISDIR: QT_TRANSLATE_NOOP("engine", "it is a folder"),
    errno.ENOTDIR: QT_TRANSLATE_NOOP("engine", "a part of the path is not a folder"),
    errno.EACCES: QT_TRANSLATE_NOOP("engine", "you have no permission"),
    errno.EPERM: QT_TRANSLATE_NOOP("engine", "you have no permission"),
    errno.EEXIST: QT_TRANSLATE_NOOP("engine", "a file of that name is already there"),
    errno.ENOSPC: QT_TRANSLATE_NOOP("engine", "the disk is full"),
    errno.EDQUOT: QT_TRANSLATE_NOOP("engine", "your share of the disk is used up"),
    errno.EROFS: QT_TRANSLATE_NOOP("engine", "the disk can only be read"),
    errno.ENAMETOOLONG: QT_TRANSLATE_NOOP("engine", "the name is too long"),
    errno.EMFILE: QT_TRANSLATE_NOOP("engine", "too many files are open"),
    errno.EIO: QT_TRANSLATE_NOOP("engine", "the disk does not answer rightly"),
}


def reason_of(error: OSError) -> Message | str:
    """Return why a file could not be opened, read or written, to stand inside a sentence."""
    text = REASONS.get(error.errno or 0)
    if text is not None:
        return Message(text)
    return (error.strerror or type(error).__name__).rstrip(".")
