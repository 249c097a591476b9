from __future__ import annotations

from datetime import date

from newsapp.accounts.models import User
from newsapp.categories.models import Category
from tests import cast
from tests.pages import PageClient


def test_it_works(client: PageClient, editor: User, news: Category) -> None:
    article = cast.live(editor, news, signature="NV", published_on=date(2020, 5, 20))
    answer = client.get(f"/tin-tuc/{article.id}/{article.slug}")
    assert answer.status_code == 200
    assert answer.words("h1") == ["Hội nghị về cải cách hành chính"]
    assert answer.words(".facts") == ["Ngày đăng : 20/05/2020"]
    assert answer.words(".signature") == ["NV"]
