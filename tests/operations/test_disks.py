"""A full disk and a read-only one: readers notice nothing, writers are told why, nothing is
half-written.
"""

from __future__ import annotations

import shutil
import subprocess
import urllib.error
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.operations.people import Browser, Editor, missing_files, picture, texts
from tests.servers import Server, serving

pytestmark = pytest.mark.server
Command = Callable[..., subprocess.CompletedProcess[str]]


def mount(*arguments: str | Path) -> None:
    if subprocess.run(["mount", *arguments], capture_output=True, check=False).returncode:
        pytest.skip("mounting is not permitted here")


@pytest.fixture
def small_disk(newsroom: Path, tmp_path: Path) -> Iterator[Path]:
    """The newsroom on a disk of 12 MB of its own."""
    place = tmp_path / "disk"
    place.mkdir()
    mount("-t", "tmpfs", "-o", "size=12m,mode=0750", "tmpfs", place)
    try:
        shutil.copytree(newsroom, place / "site")
        yield place / "site"
    finally:
        subprocess.run(["umount", "--lazy", place], check=True)


@pytest.fixture
def failing_disk(newsroom: Path, tmp_path: Path) -> Iterator[Path]:
    """The newsroom on a disk of 30 MB that the kernel sets read-only when it fails."""
    image, place = tmp_path / "disk.img", tmp_path / "disk"
    place.mkdir()
    with image.open("wb") as file:
        file.truncate(30_000_000)
    if subprocess.run(
        ["mkfs.ext4", "-q", "-F", image], capture_output=True, check=False
    ).returncode:
        pytest.skip("no ext4 can be made here")
    mount("-o", "loop,errors=remount-ro", image, place)
    try:
        shutil.copytree(newsroom, place / "site")
        subprocess.run(
            ["sync", "-f", place], check=True
        )  # what stood there for long is on the disk
        yield place / "site"
    finally:
        subprocess.run(["umount", place], check=True)


def texts_of_the_repaired(instance: Path) -> set[str]:
    """What the disk holds after the repair that a restart brings."""
    place = instance.parent
    subprocess.run(["umount", place], check=True)
    subprocess.run(["fsck.ext4", "-p", place.with_suffix(".img")], capture_output=True, check=False)
    mount("-o", "loop", place.with_suffix(".img"), place)
    return texts(instance)


def fill(folder: Path) -> Path:
    """Leave no byte free."""
    path = folder / "filler"
    with path.open("wb", buffering=0) as file:
        for size in (1 << 16, 4096, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                pass
    return path


def refused(editor: Editor, **fields: str) -> tuple[int, str]:
    """What an editor is told whose text cannot be kept."""
    browser = editor.browser
    with pytest.raises(urllib.error.HTTPError) as error:
        browser.send(
            "/admin/articles/new",
            {"title": "Không còn chỗ", "category_id": "1", "body": "<p>x</p>"} | fields,
        )
    answer = error.value
    try:
        return answer.code, answer.read().decode()
    finally:
        answer.close()


def test_a_full_disk(
    small_disk: Path, editors: Callable[[str], list[Editor]], newsapp: Command
) -> None:
    with serving(small_disk) as server:
        server.log.touch()
        one, other = editors(server.url)
        one.save()
        before = texts(small_disk)
        filler = fill(small_disk)
        code, page = refused(one, summary="a" * 900)
        assert code == 507
        assert "Máy chủ đã hết chỗ trống nên chưa lưu được" in page
        assert "a" * 900 in page, "what was typed stands in the form"
        with pytest.raises(urllib.error.HTTPError) as error:
            other.browser.send(
                "/admin/articles/new", {"title": "Có ảnh"}, ("cover", "a.png", picture(1) * 1)
            )
        assert error.value.code == 507
        error.value.close()
        backup = newsapp("backup", small_disk / "b.tar.gz", instance=small_disk)
        assert backup.returncode == 1
        assert "space" in backup.stderr or "full" in backup.stderr
        readers_go_on(server)
        assert "disk-full" in newsapp("check", "--json", instance=small_disk).stdout

        filler.unlink()
        one.save()
        assert len(texts(small_disk)) == len(before) + 1
    assert texts(small_disk) >= set(one.saved)
    assert missing_files(small_disk) == []
    assert not [path for path in small_disk.rglob("incoming-*") if path.stat().st_size]
    assert not list(small_disk.glob("preparing-*"))
    assert not (small_disk / "b.tar.gz").exists()


def test_a_read_only_disk(failing_disk: Path, editors: Callable[[str], list[Editor]]) -> None:
    with serving(failing_disk) as server:
        one, _other = editors(server.url)
        one.save()
        mount(
            "-o", "remount,abort", failing_disk.parent
        )  # what the kernel does after an error of the disk
        code, page = refused(one)
        assert code == 507
        assert "chưa được lưu" in page
        readers_go_on(server)
        with pytest.raises(urllib.error.HTTPError) as error:
            Browser(server.url).get("/healthz/ready")
        assert error.value.code == 503
        error.value.close()
    assert set(one.saved) <= texts_of_the_repaired(failing_disk)


def readers_go_on(server: Server) -> None:
    reader = Browser(server.url)
    for _ in range(5):
        assert "Bài đầu tiên" in reader.get("/")
        assert "<h1" in reader.get("/tin-tuc/1/bai-dau-tien")
    assert reader.get("/healthz") == "ok\n"
