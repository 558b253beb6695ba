"""Whether a folder is really on this computer: a book that others copy while it is open may be damaged."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QStorageInfo

# The beginning of a folder's name, folded, and what people call the service that copies it elsewhere.
_SERVICES = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "icloud": "iCloud",
    "mobile documents": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "pcloud": "pCloud",
    "cloudstorage": "a cloud service",
}
_NETWORK = (
    "nfs",
    "cifs",
    "smb",
    "afp",
    "webdav",
    "davfs",
    "9p",
    "ncp",
    "fuse.sshfs",
    "fuse.rclone",
    "fuse.gvfs",
)


def kept_by(path: Path) -> str:
    """Name the service or share that a file at ``path`` would lie in; empty for an ordinary folder.

    A guess by names and by the kind of file system: iCloud may also hold Documents without a sign of it.
    May take long where a share does not answer: not for the window's thread.
    """
    folder = path.absolute().parent
    for name in reversed(folder.parts):
        for begin, service in _SERVICES.items():
            if name.casefold().startswith(begin):
                return service
    if os.fspath(folder).startswith(("\\\\", "//")):
        return "a network share"
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    kind = bytes(QStorageInfo(os.fspath(folder)).fileSystemType().data()).decode(errors="replace").casefold()
    return "a network share" if kind.startswith(_NETWORK) else ""
