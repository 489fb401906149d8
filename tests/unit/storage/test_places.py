"""A live store is not kept where another program copies or shares its files."""

import pytest

from counselor_desk.storage.places import is_risky_place

MOUNTS = """\
/dev/vda / ext4 rw 0 0
tmpfs /dev/shm tmpfs rw 0 0
server:/home /home/shared nfs4 rw 0 0
//clinic/files /mnt/clinic\\040files cifs rw 0 0
/dev/sdb1 /home/shared/usb vfat rw 0 0
"""


@pytest.fixture
def mounts(tmp_path):
    path = tmp_path / "mounts"
    path.write_text(MOUNTS)
    return path


@pytest.mark.parametrize(
    ("part", "service"),
    [
        ("OneDrive - Harbor Clinic", "OneDrive"),
        ("Dropbox", "Dropbox"),
        ("Dropbox (Personal)", "Dropbox"),
        ("Google Drive", "Google Drive"),
        ("iCloudDrive", "iCloud"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("Library/CloudStorage/Box-Box", "a cloud service"),
        ("Nextcloud", "Nextcloud"),
    ],
)
def test_a_synced_folder_is_named(tmp_path, part, service):
    reason = is_risky_place(tmp_path / part / "Records.cdesk")

    assert reason is not None
    assert reason.startswith(f"{service} copies")


def test_a_link_into_a_synced_folder_is_seen(tmp_path):
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "Records").symlink_to(tmp_path / "Dropbox")

    assert is_risky_place(tmp_path / "Records" / "Records.cdesk") is not None


@pytest.mark.parametrize("place", ["/home/shared/desk", "/mnt/clinic files/Records.cdesk"])
def test_a_network_drive_is_seen(mounts, tmp_path, place):
    assert is_risky_place(tmp_path.__class__(place), mounts) == (
        "this folder is on a network drive"
    )


@pytest.mark.parametrize("place", ["/home/me/Records.cdesk", "/home/shared/usb/Records.cdesk"])
def test_a_disk_of_this_computer_is_fine(mounts, tmp_path, place):
    assert is_risky_place(tmp_path.__class__(place), mounts) is None


def test_a_system_without_a_list_of_mounts_is_fine(tmp_path):
    assert is_risky_place(tmp_path / "Records.cdesk", tmp_path / "no list") is None
