"""What staff see when they arrive."""

from __future__ import annotations

from newsapp.accounts.models import User
from newsapp.articles import review, workflow
from newsapp.categories.models import Category
from newsapp.clock import now
from newsapp.database import writing
from tests import cast


def test_it_tells_each_what_is_theirs(
    editor: User, writer: User, other_writer: User, news: Category, sign_in: cast.SignIn
) -> None:
    cast.draft(writer, news, "Nháp của người viết")
    cast.draft(other_writer, news, "Nháp của người khác")
    shown = cast.live(editor, news, "Đã đăng")
    with writing():
        workflow.save_draft(
            shown, cast.content(news, "Đang sửa"), base_version=1, actor=editor, at=now()
        )
    mine = sign_in(writer).get("/admin/")
    assert mine.words("h1") == ["Bàn làm việc"]
    assert mine.words("h2")[0] == "Bản nháp của tôi (1)"
    assert "Nháp của người khác" not in mine.text
    assert sign_in(editor).get("/admin/").words("h2")[:2] == [
        "Có thay đổi chưa đăng (1)",
        "Mới đăng (1)",
    ]


def test_a_new_desk_says_how_to_begin(writer: User, sign_in: cast.SignIn) -> None:
    assert "Không có việc cần xử lý" in sign_in(writer).get("/admin/").text


def test_what_waits_for_a_decision_comes_first(
    editor: User, writer: User, news: Category, sign_in: cast.SignIn
) -> None:
    handed_in = cast.draft(writer, news, "Gửi duyệt")
    with writing():
        review.submit_for_review(handed_in, actor=writer, at=now())
    assert sign_in(editor).get("/admin/").words("h2")[0] == "Chờ duyệt (1)"
    with writing():
        review.send_back(handed_in, "Thiếu nguồn", actor=editor, at=now())
    assert sign_in(editor).get("/admin/").words("h2")[0] == "Không có việc cần xử lý"
    page = sign_in(writer).get("/admin/")
    assert page.words("h2")[0] == "Trả lại cho tôi (1)"
    assert page.words(".card-urgent")
