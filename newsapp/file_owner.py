"""What root makes in somebody else's folder belongs to that somebody: the user that runs the site
must read it.
"""

from __future__ import annotations

import os
from pathlib import Path


def give_to_owner_of(folder: Path, *paths: Path) -> None:
    """Give each path, with all that is in it, to the owner of `folder`. Only root can, and only
    root needs to.
    """
    owner = folder.stat()
    if os.geteuid() or not owner.st_uid:
        return
    for path in paths:
        for one in (path, *(path.rglob("*") if path.is_dir() and not path.is_symlink() else ())):
            os.chown(one, owner.st_uid, owner.st_gid, follow_symlinks=False)
