"""Pages that give less away: no names to go by, days in odd places, boxes in the way."""

from __future__ import annotations

from tests.page_reading.portals import FOOT, MENU, SITE, menu, related, shape, weekday
from tests.page_reading.stories import Story


@shape("category", "summary", "byline", "signature")
def newspaper_day_first(story: Story) -> str:
    when = story.moment
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{story.title} - Báo An Giang</title></head><body>
<div class="top"><span>Thứ hai, 30/11/2026 | 10:12</span><ul><li><a href="/rss">RSS</a></li></ul></div><div class="mainmenu">{menu()}</div>
<div class="sidebar-1"><div class="header-content"><ul class="list-cate"><li><a href="/c">{story.category}</a></li></ul><span class="date">{weekday(when)}, {when.day}/{when.month}/{when.year}, {when:%H:%M} (GMT+7)</span></div>
<h1 class="title-detail">{story.title}</h1>{f'<p class="description">{story.summary}</p>' if story.summary else ""}
<div class="fck_detail">{story.body()}</div>
{f"<p>Tác giả: {story.byline}</p>" if story.byline else ""}
<div class="box"><h2>Đọc nhiều</h2>{related(story)}</div></div><div>{FOOT}</div></body></html>"""


@shape("category", "signature", has_time=False)
def no_names(story: Story) -> str:
    when = story.moment
    return f"""<html><head><meta charset="utf-8"><title>{SITE}</title></head><body><div><div><div>{SITE}</div><div>{menu("ol")}</div></div>
<div><div><h3>Thông tin cần biết</h3><p>Đường dây nóng tiếp nhận phản ánh của tổ chức, cá nhân về thủ tục hành chính: 0296 3852 212 trong giờ hành chính các ngày làm việc.</p></div>
<div><div><b>{story.category}</b></div><div><b>{story.title}</b></div><div>({when:%d/%m/%Y})</div>
<div>{story.body()}</div><div><a href="javascript:print()">In trang</a></div><div><b>Tin mới hơn</b></div>{related(story)}</div></div><div>{FOOT}</div></div></body></html>"""


@shape("summary", "signature")
def tailwind_soup(story: Story) -> str:
    when = story.moment
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{story.title}</title><meta property="og:title" content="{story.title}"><meta name="description" content="{story.summary}"></head>
<body><div id="__next"><div class="css-1x2y"><div class="css-9z flex">{menu()}</div><div class="css-8k grid"><div class="css-77 col-span-8">
<p class="css-h1 text-3xl">{story.title}</p><div class="css-ab flex text-gray"><span>{when:%H:%M}, {when:%d/%m/%Y}</span><span>1,2K lượt xem</span></div>
{f'<p class="css-sapo lead">{story.summary}</p>' if story.summary else ""}<div class="css-xx">{"".join(f"<div class='css-p'>{b}</div>" for b in story.body().splitlines())}</div>
<div class="css-tags"><a href="/t/1">#chuyển đổi số</a><a href="/t/2">#An Giang</a></div></div><div class="css-66 col-span-4"><h3>Có thể bạn quan tâm</h3>{related(story)}</div></div><div class="css-f">{FOOT}</div></div></div></body></html>"""


@shape("category", "byline", "source", "signature")
def label_table(story: Story) -> str:
    when = story.moment
    return f"""<html><head><meta charset="utf-8"><title>Xem tin</title></head><body><center><table width="900"><tr><td colspan="2">{"".join(f'<a href="/{m}">{m}</a> | ' for m in MENU)}</td></tr>
<tr><td width="650" valign="top"><p><a href="/">Trang chủ</a> &raquo; <a href="/c">{story.category}</a></p><p class="tieude">{story.title}</p>
<table><tr><td>Ngày đăng:</td><td>{when:%d/%m/%Y %H:%M}</td></tr><tr><td>Tác giả:</td><td>{story.byline}</td></tr><tr><td>Nguồn:</td><td>{story.source}</td></tr><tr><td>Lượt xem:</td><td>99</td></tr></table>
{story.body()}<hr><b>Bài viết khác</b>{related(story)}</td><td valign="top"><b>Liên kết website</b><br><a href="http://chinhphu.vn">Cổng thông tin Chính phủ nước Cộng hòa xã hội chủ nghĩa</a></td></tr></table>{FOOT}</center></body></html>"""


@shape("byline", "signature")
def day_at_end(story: Story) -> str:
    when = story.moment
    return f"""<html><head><meta charset="utf-8"><title>{story.title}</title></head><body><div id="menu">{menu()}</div><div id="content"><h2>{story.title}</h2><div class="entry">{story.body()}</div>
<div class="meta">Cập nhật {weekday(when)}, {when:%d/%m/%Y %H:%M}{" - Người đăng: " + story.byline if story.byline else ""}</div><h4>Bài liên quan</h4>{related(story)}</div><div id="footer">{FOOT}</div></body></html>"""


@shape("category", "summary", "byline", "signature")
def box_inside(story: Story) -> str:
    when = story.moment
    body = story.body().split("\n")
    body.insert(2, f'<div class="box-tinlienquan">{related(story)}</div>')
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><meta property="og:site_name" content="{SITE}"><title>{SITE} | {story.title}</title></head><body><div class="header"><h1><a href="/">{SITE}</a></h1>{menu()}</div>
<div class="container"><div class="row"><div class="col-md-3 left"><h4>Văn bản mới</h4><p>Quyết định số 12/2024/QĐ-UBND ngày 20/05/2024 của Ủy ban nhân dân tỉnh ban hành quy định về quản lý nhiệm vụ khoa học</p></div>
<div class="col-md-9"><div class="cate-name"><a href="/c">{story.category}</a></div><h2 class="post-title">{story.title}</h2><div class="post-meta"><i class="fa fa-user"></i> {story.byline or "admin"} <i class="fa fa-calendar"></i> {when:%d/%m/%Y %H:%M} <i class="fa fa-eye"></i> 512</div>
{f'<div class="excerpt"><strong>{story.summary}</strong></div>' if story.summary else ""}{chr(10).join(body)}<div class="share"><a href="#">Chia sẻ</a></div></div></div></div><div class="footer"><p>{FOOT}</p></div></body></html>"""


@shape("category", "signature", has_time=False)
def frames_plain_html(story: Story) -> str:
    when = story.moment
    paras = "<br>\n&nbsp;&nbsp;&nbsp; ".join(story.paragraphs)
    table = (
        "<table border=1>"
        + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in r) + "</tr>" for r in story.table)
        + "</table>"
        if story.table
        else ""
    )
    return f"""<HTML><HEAD><TITLE>Untitled Document</TITLE></HEAD><BODY bgcolor=#ffffff><P align=center><FONT color=#0000ff size=2><B>{story.category}</B></FONT></P>
<P align=center><STRONG><FONT color=#ff0000 size=4>{story.title}</FONT></STRONG></P><P align=right><EM>(Ngày {when.day} tháng {when.month} năm {when.year})</EM></P>
<P align=justify>&nbsp;&nbsp;&nbsp; {paras}</P>{table}{f'<img src="{story.picture}">' if story.picture else ""}{f'<a href="{story.file}">Tải về</a>' if story.file else ""}
<P align=right><B>{story.signature}</B></P></BODY></HTML>"""


@shape("category", "summary", "byline", "source", "signature")
def hanoi_portal(story: Story) -> str:
    when = story.moment
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>Chi tiết tin | Cổng thông tin điện tử</title></head><body><div class="wrapper"><div class="header-top">{menu()}</div>
<div class="breadcrumb-wrap"><a href="/">Trang chủ</a><span>/</span><a href="/c">{story.category}</a><span>/</span><span>{story.title[:30]}...</span></div>
<div class="detail-page"><h3 class="detail-title">{story.title}</h3><div class="detail-meta"><span class="date">Đăng ngày: {when:%d-%m-%Y}</span> | <span class="time">{when:%Hh%M}</span> | <span>Tác giả: {story.byline}</span></div>
<div class="tools"><span>Cỡ chữ</span><a>A-</a><a>A+</a><a>Đọc bài viết</a></div><div class="detail-sapo">{story.summary}</div><div class="detail-content" id="divContent">{story.body()}</div>
{f'<div class="detail-source"><em>Theo {story.source}</em></div>' if story.source else ""}<div class="rate">Đánh giá bài viết: <input type="radio"></div><div class="comment-box"><h4>Bình luận (0)</h4></div>
<div class="news-other"><h4>Tin cùng chuyên mục</h4>{related(story, "<span>30/11/2026</span>")}</div></div><div class="footer">{FOOT}</div></div></body></html>"""
