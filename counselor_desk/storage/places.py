"""Folders where a live store would be damaged or carried away: synced clouds and networks."""

from __future__ import annotations

import sys
from pathlib import Path

# How the folder of each service begins, in lower case; companies add their name after it.
_CLOUD_FOLDERS = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "icloud": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "cloudstorage": "a cloud service",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "box sync": "Box",
    "pcloud": "pCloud",
}
_NETWORK_TYPES = {
    "afs",
    "ceph",
    "cifs",
    "davfs",
    "fuse.davfs2",
    "fuse.gvfsd-fuse",
    "fuse.rclone",
    "fuse.sshfs",
    "ncpfs",
    "nfs",
    "nfs4",
    "smb3",
    "smbfs",
}
_MOUNTS = Path("/proc/self/mounts")


def is_risky_place(folder: Path, mounts: Path = _MOUNTS) -> str | None:
    """Why a live store should not be kept in `folder`, as half a sentence; None if it may.

    A sync service copies the files one by one and brings older ones back; a network folder has
    no locks one can trust. The folder need not exist.
    """
    place = folder.absolute().resolve()
    for part in place.parts:
        for beginning, service in _CLOUD_FOLDERS.items():
            if part.lower().startswith(beginning):
                return f"{service} copies this folder to other computers"
    if _is_on_network(place, mounts):
        return "this folder is on a network drive"
    return None


def _is_on_network(place: Path, mounts: Path) -> bool:
    if sys.platform == "win32":
        return _is_remote_drive(place)
    return _type_of_mount(place, mounts) in _NETWORK_TYPES


def _type_of_mount(place: Path, mounts: Path) -> str:
    """The type of the file system that holds `place`, or "" where the system has no such list."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    best, kind = -1, ""
    for line in lines:
        _device, point, type_name, *_rest = [*line.split(" "), "", "", ""]
        mounted = Path(point.replace("\\040", " ") or "/")
        if len(mounted.parts) >= best and place.is_relative_to(mounted):
            best, kind = len(mounted.parts), type_name
    return kind


if sys.platform == "win32":

    def _is_remote_drive(place: Path) -> bool:
        import ctypes

        remote = 4  # DRIVE_REMOTE
        is_share = place.drive.startswith("\\\\")
        return is_share or ctypes.windll.kernel32.GetDriveTypeW(f"{place.drive}\\") == remote
