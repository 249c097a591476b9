from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.articles import queries, workflow
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.media.models import Attachment
from newsapp.parts.search import finding
from newsapp.parts.search.question import ask
from newsapp.parts.tags import tagging
from newsapp.parts.tags.models import Tag
from tests import cast


def find(text: str, offset: int = 0, limit: int = 20, **narrowed: object) -> list[str]:
    asked = finding.SearchFilter(queries.hidden(clock.now()), **narrowed)  # type: ignore[arg-type]
    numbers = finding.find(ask(text), asked, offset, limit).article_ids
    return [db.session.get_one(Article, number).title for number in numbers]


def total(text: str) -> int:
    return finding.count(ask(text), finding.SearchFilter(queries.hidden(clock.now())))


def test_as_typed_comes_first_then_the_title_then_the_summary(editor: User, news: Category) -> None:
    cast.live(editor, news, "Bán nhà công")
    cast.live(editor, news, "Trong nội dung", body="<p>Họ bàn bạc.</p>")
    cast.live(editor, news, "Trong tóm tắt", summary="Bàn về giá")
    cast.live(editor, news, "Bàn ghế mới")
    cast.live(editor, news, "Bangkok")
    assert find("bàn") == [
        "Bàn ghế mới",
        "Trong tóm tắt",
        "Trong nội dung",
        "Bán nhà công",
        "Bangkok",
    ]


def test_words_that_stand_together_come_first(editor: User, news: Category) -> None:
    cast.live(editor, news, "Hội nghị toàn quốc")
    cast.live(editor, news, "Nghị quyết của đại hội")
    assert find("hội nghị") == ["Hội nghị toàn quốc", "Nghị quyết của đại hội"]
    assert find('"hội nghị"') == ["Hội nghị toàn quốc"]
    assert find("“hoi nghi”") == ["Hội nghị toàn quốc"]


def test_what_is_about_it_comes_before_what_names_it_once(editor: User, news: Category) -> None:
    cast.live(editor, news, "Nhiều lần", body=f"<p>{'Kênh mương được nạo vét. ' * 9}</p>")
    cast.live(editor, news, "Một lần", body=f"<p>Nạo vét kênh. {'Chuyện khác hẳn. ' * 40}</p>")
    assert find("kênh") == ["Nhiều lần", "Một lần"]


def test_every_field_is_looked_into(app: Flask, editor: User, news: Category) -> None:
    with writing():
        pdf = Attachment(
            digest="cd" * 16,
            filename="danh-sach.pdf",
            extension="pdf",
            size=9,
            text="Ông Trạng Quỳnh",
            created_at=clock.now(),
        )
        db.session.add(pdf)
    cast.live(
        editor,
        news,
        "Tiêu đề lạ",
        summary="Đoạn tóm lược",
        body="<p>Thân bài <strong>đậm</strong></p><table><tbody><tr><td>ô bảng</td></tr></tbody></table>",
        byline="Lê Quý Đôn",
        signature="L.Q.Đ",
        source="Báo Cần Thơ",
        tags=["nước sạch"],
        cover_caption="Cầu Mỹ Thuận",
        attachments=[{"id": pdf.id, "title": "Danh mục kèm theo"}],
    )
    for text in (
        "tiêu đề lạ", "tom luoc", "than bai dam", "o bang", "le quy don", "L.Q.Đ", "bao can tho", "nước sạch",
        "cau my thuan", "danh muc kem theo", "danh-sach.pdf", "trang quynh", "tieu de trang quynh",
    ):  # fmt: skip
        assert find(text) == ["Tiêu đề lạ"], text
    assert find("strong") == find("tbody") == []


def test_only_what_readers_see_is_found(app: Flask, editor: User, news: Category) -> None:
    article = cast.live(editor, news, "Bài cần tìm")
    cast.draft(editor, news, "Bài cần tìm nháp")
    assert find("cần tìm") == ["Bài cần tìm"]
    now = clock.now()
    for name, at in (
        ("withdrawn_at", now),
        ("trashed_at", now),
        ("expire_at", now),
        ("go_live_at", now + timedelta(hours=1)),
    ):
        before = getattr(article, name)
        with writing():
            setattr(article, name, at)
        assert (find("cần tìm"), total("cần tìm")) == ([], 0), name
        with writing():
            setattr(article, name, before)
    assert total("cần tìm") == 1


def test_what_is_hidden_is_what_is_not_published(app: Flask, editor: User, news: Category) -> None:
    made = [cast.live(editor, news, f"Bài {n}") for n in range(16)]
    now = clock.now()
    cast.draft(editor, news, "Nháp")
    names = {
        "withdrawn_at": now,
        "trashed_at": now,
        "expire_at": now,
        "go_live_at": now + timedelta(hours=1),
    }
    with writing():
        for n, article in enumerate(made):
            for bit, (name, at) in enumerate(names.items()):
                if n >> bit & 1:
                    setattr(article, name, at)
    hidden = set(db.session.scalars(queries.hidden(now)))
    shown = set(db.session.scalars(db.select(Article.id).where(queries.published(now))))
    assert shown == {made[0].id}
    assert hidden == set(db.session.scalars(db.select(Article.id))) - shown


def test_the_live_text_is_found_and_no_draft_of_it(editor: User, news: Category) -> None:
    article = cast.live(editor, news, "Bản cũ", body="<p>chữ xưa</p>")
    with writing():
        fresh = cast.content(news, "Bản mới", body="<p>chữ nay</p>")
        workflow.save_draft(article, fresh, base_version=1, actor=editor, at=clock.now())
    assert (find("chu xua"), find("chu nay")) == (["Bản cũ"], [])
    with writing():
        workflow.publish(article, actor=editor, at=clock.now())
    assert (find("chu xua"), find("chu nay")) == ([], ["Bản mới"])


def test_a_write_that_is_undone_leaves_nothing_to_be_found(editor: User, news: Category) -> None:
    article = cast.draft(editor, news, "Sẽ không thành")
    with pytest.raises(RuntimeError), writing():  # noqa: PT012 - what is undone is the point
        workflow.publish(article, actor=editor, at=clock.now())
        assert total("sẽ không thành") == 1
        raise RuntimeError
    assert total("sẽ không thành") == 0


def test_what_is_deleted_for_good_is_gone(app: Flask, editor: User, news: Category) -> None:
    article = cast.live(editor, news, "Không còn")
    with writing():
        db.session.delete(db.session.get_one(Article, article.id))
    assert total("không còn") == 0


def test_a_tag_that_is_renamed_is_found_by_its_new_name(
    app: Flask, administrator: User, news: Category
) -> None:
    cast.live(administrator, news, "Một bài", tags=["cấp nước"])
    with writing():
        tag = db.session.scalars(db.select(Tag)).one()
        tagging.rename(tag, "thoát nước", actor=administrator, at=clock.now())
    assert (find("cap nuoc"), find("thoat nuoc")) == ([], ["Một bài"])


def test_filters_and_the_order_by_date(app: Flask, editor: User, news: Category) -> None:
    with writing():
        other = Category(name="Thông báo", slug="thong-bao", position=2)
        db.session.add(other)
    for day in (3, 1, 2):
        cast.live(editor, news, f"Tin ngày {day}", published_on=date(2020, 5, day))
    cast.live(editor, other, "Tin ngày nay")
    assert find("tin ngay", by_date=True) == [
        "Tin ngày nay",
        "Tin ngày 3",
        "Tin ngày 2",
        "Tin ngày 1",
    ]
    assert find("tin", by_date=True, first=date(2020, 5, 2), last=date(2020, 5, 3)) == [
        "Tin ngày 3",
        "Tin ngày 2",
    ]
    assert find("tin", by_date=True, last=date(2020, 5, 1)) == ["Tin ngày 1"]
    assert find("tin", within=queries.numbers_in([other.id])) == ["Tin ngày nay"]


@pytest.mark.parametrize("few", [200, 5])
@pytest.mark.parametrize("by_date", [False, True])
def test_the_pages_hold_each_match_once(
    app: Flask,
    editor: User,
    news: Category,
    monkeypatch: pytest.MonkeyPatch,
    few: int,
    by_date: bool,
) -> None:
    """Also where so many match that the words in each are not counted."""
    monkeypatch.setattr(finding, "FEW", few)
    with writing():
        for n in range(30):
            title = ("Hội nghị {}", "Hoi nghi {}", "Bài {}")[n % 3].format(n)
            article = workflow.create(
                cast.content(
                    news, title, summary="hội nghị" * (n % 2), body="<p>nghị hội nghị</p>"
                ),
                actor=editor,
                at=clock.now(),
            )
            workflow.publish(article, actor=editor, at=clock.now())
    everything = find("hội nghị", limit=100, by_date=by_date)
    assert len(set(everything)) == len(everything) == total("hội nghị") == 30
    assert [
        title for at in range(0, 35, 7) for title in find("hội nghị", at, 7, by_date=by_date)
    ] == everything
    if not by_date:
        assert {title[:3] for title in everything[:10]} == {"Hội"}


def test_a_long_text_is_found_to_its_end(app: Flask, editor: User, news: Category) -> None:
    cast.live(editor, news, "Dài", body="<p>" + "một hai ba " * 20_000 + "chữ cuối cùng</p>")
    assert find("cuoi cung") == find('"chữ cuối"') == ["Dài"]


def test_a_text_of_nothing_but_different_words_is_taken(
    app: Flask, editor: User, news: Category
) -> None:
    with writing():
        text = " ".join(f"w{n:x}" for n in range(140_000))
        pdf = Attachment(
            digest="ab" * 16,
            filename="a",
            extension="pdf",
            size=9,
            text=text,
            created_at=clock.now(),
        )
        db.session.add(pdf)
    cast.live(editor, news, "Lạ", attachments=[{"id": pdf.id, "title": ""}])
    assert find("w1") == find("w2710") == ["Lạ"]
