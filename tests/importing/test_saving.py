"""What becomes of an item of an old site."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from newsapp import clock, visitors
from newsapp.accounts.models import User
from newsapp.accounts.permissions import NotAllowed
from newsapp.articles import workflow
from newsapp.articles.deleting import delete_for_good
from newsapp.articles.models import Article, MediaUse
from newsapp.audit import AuditEvent
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.importing.incoming import Incoming, Section, Skipped
from newsapp.importing.saving import Saver
from newsapp.media.models import Picture
from newsapp.publishing import State, state_of
from tests import cast
from tests.importing.conftest import Save, article
from tests.pages import PageClient

LONG_AGO = datetime(2020, 5, 20, 8, 30, tzinfo=UTC)


def found(**fields: Any) -> Incoming:
    """What a reader found: a published article of 2020."""
    values: dict[str, Any] = {
        "key": "old:1",
        "title": "Hội nghị cải cách hành chính",
        "body": "<p>Sáng nay, hội nghị khai mạc.</p>",
        "category": "Tin địa phương",
        "published_at": LONG_AGO,
        "state": "published",
    }
    return Incoming(**values | fields)


def count(model: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def state(number: int) -> State:
    return state_of(article(number), clock.now())


def test_a_published_article_stands_at_its_own_day(save: Save, client: PageClient) -> None:
    outcome = save(found(summary="Tóm <b>tắt</b>.", byline="Văn phòng", source="HT"))
    made = article(outcome.number)
    assert (outcome.what, outcome.state, outcome.notes) == ("new", "published", [])
    assert made.go_live_at == made.first_published_at == made.revised_at == LONG_AGO
    assert made.published_on == LONG_AGO.date()
    assert (made.summary, made.byline, made.source) == ("Tóm tắt.", "Văn phòng", "HT")
    assert made.category is not None
    assert made.category.name == "Tin địa phương"
    page = client.get(f"/tin-tuc/{made.id}/{made.slug}")
    assert "Sáng nay, hội nghị khai mạc." in page.text


def test_the_audit_log_tells_of_the_import_and_when_it_was(save: Save) -> None:
    save(found())
    actions = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()
    told = {event.action: event for event in actions}
    assert told["article.import"].details["key"] == "old:1"
    assert clock.now() - told["article.publish"].at < timedelta(minutes=5)


@pytest.mark.parametrize(
    ("fields", "expected", "note"),
    [
        ({"state": "draft"}, State.DRAFT, ""),
        ({"state": "unknown"}, State.DRAFT, "Không rõ bài đã đăng hay chưa."),
        ({"title_is_guess": True}, State.DRAFT, "phỏng đoán"),
        ({"title": ""}, State.DRAFT, "phỏng đoán"),
        ({"body": ""}, State.DRAFT, "chưa có nội dung"),
        ({"published_at": datetime(2105, 1, 1, tzinfo=UTC)}, State.DRAFT, "không thể đúng"),
        ({"published_at": datetime(1, 1, 1, tzinfo=UTC)}, State.DRAFT, "không thể đúng"),
        ({"published_at": None}, State.LIVE, "Không có ngày đăng"),
        ({"state": "scheduled"}, State.DRAFT, "đã qua"),
        ({"expires_at": LONG_AGO + timedelta(days=9)}, State.EXPIRED, ""),
        ({"expires_at": LONG_AGO - timedelta(days=9)}, State.LIVE, "Bỏ giờ tự gỡ"),
    ],
)
def test_only_what_was_public_is(
    save: Save, fields: dict[str, Any], expected: State, note: str
) -> None:
    outcome = save(found(**fields))
    assert state(outcome.number) is expected
    assert note in " ".join(outcome.notes)
    assert bool(outcome.notes) == bool(note)


def test_an_unknown_state_is_published_on_request(save: Save) -> None:
    unknown = save(found(state="unknown"), publishes_unknown=True)
    guessed = save(found(state="unknown", key="old:2", title_is_guess=True), publishes_unknown=True)
    assert [state(unknown.number), state(guessed.number)] == [State.LIVE, State.DRAFT]


@pytest.mark.parametrize("said", ["published", "scheduled"])
def test_what_is_yet_to_come_is_scheduled(save: Save, said: str) -> None:
    moment = clock.now() + timedelta(days=20)
    outcome = save(found(state=said, published_at=moment))
    assert (outcome.state, state(outcome.number)) == ("scheduled", State.SCHEDULED)
    assert article(outcome.number).go_live_at == moment


def test_nothing_comes_twice(save: Save) -> None:
    first, second = save(found()), save(found(views=7))
    assert (second.what, second.number) == ("unchanged", first.number)
    assert count(Article) == 1


def test_what_changed_on_the_old_site_is_updated(save: Save) -> None:
    first = save(found())
    second = save(found(body="<p>Đã sửa.</p>"))
    made = article(first.number)
    assert (second.what, second.number, made.body) == ("updated", made.id, "<p>Đã sửa.</p>")
    assert (made.live_version, made.go_live_at) == (2, LONG_AGO)
    assert save(found(body="<p>Đã sửa.</p>")).what == "unchanged"


def test_what_staff_changed_is_left_alone(save: Save, administrator: User) -> None:
    number = save(found()).number
    with writing():
        workflow.unpublish(article(number), actor=administrator, at=clock.now())
    outcome = save(found(body="<p>Đã sửa.</p>"))
    assert (outcome.what, "được sửa ở đây" in outcome.notes[0]) == ("left", True)
    assert state(number) is State.WITHDRAWN


def test_what_staff_deleted_does_not_come_again(save: Save, administrator: User) -> None:
    number = save(found()).number
    with writing():
        made = article(number)
        workflow.trash(made, actor=administrator, at=clock.now())
        delete_for_good(made, actor=administrator, at=clock.now())
    db.session.expunge_all()
    outcome = save(found())
    assert (outcome.what, "đã bị xóa" in outcome.notes[0], count(Article)) == ("left", True, 0)


def test_pictures_and_files_come_into_the_library(save: Save, client: PageClient) -> None:
    body = (
        '<p><img src="https://cu.gov.vn/uploads/anh-300x200.jpg" alt="Ảnh"></p>'
        '<p><a href="/uploads/2020_05/ke-hoach.pdf">Kế hoạch</a>'
        ' <img src="/uploads/khong-co.png"> <iframe src="https://www.youtube.com/embed/x"></iframe>'
    )
    outcome = save(
        found(body=body, cover="2020_05/h%E1%BB%99i%20ngh%E1%BB%8B.jpg", files=["ke-hoach.pdf"])
    )
    made = article(outcome.number)
    assert made.cover is not None
    assert made.cover.filename == "hội nghị.jpg"
    assert '<img src="/media/' in made.body.replace('alt="Ảnh" ', "")
    assert 'href="/media/' in made.body
    assert "khong-co" not in made.body
    assert any("/uploads/khong-co.png" in note for note in outcome.notes)
    assert any("youtube.com/embed/x" in note for note in outcome.notes)
    assert count(MediaUse) == 3
    assert client.get(f"/tin-tuc/{made.id}/{made.slug}").status_code == 200


def test_files_that_are_there_the_next_time_are_added(save: Save) -> None:
    item = found(body='<p>Ảnh: <img src="/uploads/anh.jpg" alt=""></p>')
    first = save(item, folder=None)
    assert "/uploads/anh.jpg" in first.notes[0]
    second = save(item)
    assert (second.what, second.notes, "/media/" in article(first.number).body) == (
        "updated",
        [],
        True,
    )


def test_an_attached_file_is_listed(save: Save) -> None:
    outcome = save(found(files=["https://cu.gov.vn/uploads/2020_05/ke-hoach.pdf", "thieu.pdf"]))
    links = article(outcome.number).attachments
    assert [link["title"] for link in links] == ["ke-hoach"]
    assert "thieu.pdf" in outcome.notes[0]


def test_a_body_that_is_too_long_stays_out_and_the_rest_comes(save: Save) -> None:
    outcome = save(found(body="<p>" + "chữ " * 1_300_000 + "</p>"))
    assert (outcome.what, "quá giới hạn" in outcome.notes[0]) == ("skipped", True)
    assert count(Article) == 0
    assert save(found(key="old:2")).what == "new"


def test_long_texts_are_cut_and_it_is_said(save: Save) -> None:
    outcome = save(found(title="Tên " * 200, byline="A" * 300, tags=["một", "x" * 90]))
    made = article(outcome.number)
    assert (len(made.title) <= 300, len(made.byline), made.tags) == (True, 200, ["một"])
    assert len(outcome.notes) == 3


def test_an_article_without_a_category_goes_into_the_first(save: Save, news: Category) -> None:
    outcome = save(found(category=""))
    assert article(outcome.number).category_id == news.id
    assert news.name in outcome.notes[0]


def test_a_category_is_found_whatever_its_capitals(save: Save, news: Category) -> None:
    assert article(save(found(category=news.name.upper())).number).category_id == news.id


def test_categories_come_with_the_one_above(
    save: Save, addresses: list[tuple[str, str, int]]
) -> None:
    save(Section("Chuyển đổi số", "Hoạt động Sở, Ngành", "Mô tả", ("/vi/cds/",)))
    save(Section("Chính quyền số", "Chuyển đổi số"))
    rows = {row.name: row for row in db.session.scalars(select(Category))}
    assert rows["Chuyển đổi số"].parent_id == rows["Hoạt động Sở, Ngành"].id
    assert rows["Chính quyền số"].parent_id == rows["Hoạt động Sở, Ngành"].id
    assert addresses == [("/vi/cds/", "category", rows["Chuyển đổi số"].id)]


def test_pages_keep_their_addresses(save: Save) -> None:
    first = save(found(kind="page", slug="gioi-thieu", category=""))
    second = save(found(kind="page", slug="gioi-thieu", key="old:2", category=""))
    assert article(first.number).address == "gioi-thieu"
    assert (article(second.number).address, len(second.notes)) == ("gioi-thieu-2", 1)


def test_old_addresses_are_told_to_the_parts(
    save: Save, addresses: list[tuple[str, str, int]]
) -> None:
    number = save(found(old_paths=["/2020/05/hoi-nghi/", "/?p=34"])).number
    assert addresses == [("/2020/05/hoi-nghi/", "article", number), ("/?p=34", "article", number)]


def test_hits_of_the_old_site_count_once(save: Save) -> None:
    number = save(found(views=313)).number
    save(found(views=400, body="<p>Đã sửa.</p>"))
    store = visitors.counter().store
    assert (store.views_of(number), store.views(86_400, 2**40)) == (400, {})


def test_a_dry_run_changes_nothing(save: Save) -> None:
    outcome = save(found(body='<img src="/uploads/anh.jpg"> <img src="x.png">'), is_dry=True)
    assert (outcome.what, outcome.state, "x.png" in outcome.notes[0]) == ("new", "published", True)
    assert save(Section("Mới"), is_dry=True).what == "category"
    assert (count(Article), count(Picture), count(Category)) == (0, 0, 1)


def test_what_a_reader_skipped_is_told(save: Save) -> None:
    assert save(Skipped("old:9", "Không phải bài viết.")).notes == ["Không phải bài viết."]


def test_hostile_markup_comes_out_clean(save: Save) -> None:
    body = '<p onclick="x()">Chữ</p><script>alert(1)</script><a href="javascript:x()">đây</a>'
    assert article(save(found(body=body)).number).body == "<p>Chữ</p>\n<p>đây</p>"


def test_a_writer_may_not_publish(app: Any, writer: User, news: Category) -> None:
    saver = Saver(actor=writer, at=clock.now())
    with pytest.raises(NotAllowed):
        saver.save(found(category=news.name))
    assert cast.person("writer").id == writer.id
    assert count(Article) == 0
