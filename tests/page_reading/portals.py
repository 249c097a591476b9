"""Pages as the portals of Vietnamese agencies lay them out, each shape from its own template."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from tests.page_reading.stories import Story

WEEKDAYS = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")
MONTHS = (
    "Một", "Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười", "Mười Một", "Mười Hai",
)  # fmt: skip
SITE = "Sở Khoa học và Công nghệ tỉnh An Giang"
MENU = ("Trang chủ", "Giới thiệu", "Tin tức - Sự kiện", "Văn bản", "Thủ tục hành chính", "Liên hệ")
FOOT = (
    "Bản quyền thuộc Sở Khoa học và Công nghệ tỉnh An Giang. Giấy phép số 12/GP-STTTT ngày 20/03/2018."
    " Chịu trách nhiệm: Ông Nguyễn Văn An, Giám đốc Sở. Điện thoại: 0296 3852 212."
)


@dataclass(frozen=True)
class Shape:
    """A kind of portal. shows: the fields that its pages show beside title, body and day."""

    name: str
    render: Callable[[Story], str]
    shows: frozenset[str]
    has_time: bool = True
    is_text: bool = False


SHAPES: list[Shape] = []


def shape(
    *shows: str, has_time: bool = True, is_text: bool = False
) -> Callable[[Callable[[Story], str]], Callable[[Story], str]]:
    """Add a function that writes a page to SHAPES."""

    def add(render: Callable[[Story], str]) -> Callable[[Story], str]:
        SHAPES.append(Shape(render.__name__, render, frozenset(shows), has_time, is_text))
        return render

    return add


def weekday(moment: datetime) -> str:
    return WEEKDAYS[moment.weekday()]


def menu(tag: str = "ul") -> str:
    entries = "".join(f'<li><a href="/m{n}">{name}</a></li>' for n, name in enumerate(MENU))
    return f"<{tag}>{entries}</{tag}>"


def related(story: Story, day: str = "") -> str:
    entries = "".join(
        f'<li><a href="/tin/{number}.html">{title}</a>{day}</li>'
        for number, title in enumerate(story.related)
    )
    return f"<ul>{entries}</ul>"


def said(label: str, value: str, tag: str = "p") -> str:
    return f"<{tag}>{label} {value}</{tag}>" if value else ""


@shape("category", "summary", "byline", "source", "signature")
def nukeviet_3(story: Story) -> str:
    when = story.moment
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "x"><html><head><meta http-equiv="Content-Type"
content="text/html; charset=utf-8" /><title>{story.title} - {story.category} - {SITE}</title></head><body>
<div id="header"><div id="logo"><a href="/">{SITE}</a></div><div class="topmenu">{menu()}</div>
<span>{WEEKDAYS[0]}, 30/11/2026, 10:12</span></div>
<div class="breadcrumbs"><a href="/">Trang nhất</a> » <a href="/news">Tin Tức</a> » <a href="/news/c">{story.category}</a></div>
<div class="news_column"><div id="news_detail"><h1>{story.title}</h1>
<span class="time">{weekday(when)} - {when:%d/%m/%Y %H:%M}</span>
<div class="control"><ul><li><a class="sendmail" href="javascript:void(0);"></a></li></ul></div>
{f'<div id="hometext">{story.summary}</div>' if story.summary else ""}
<div class="bodytext">{story.body()}</div>
{f'<p style="text-align: right;"><strong>Tác giả bài viết: </strong>{story.byline}</p>' if story.byline else ""}
{f'<p style="text-align: right;"><strong>Nguồn tin: </strong>{story.source}</p>' if story.source else ""}
</div><form id="form3B"><div id="stringrating">Tổng số điểm của bài viết là: 0 trong 0 đánh giá</div></form>
<div class="keywords"><strong>Từ khóa: </strong><a href="/t/1"><em>hội nghị</em></a>, <a href="/t/2"><em>tỉnh</em></a></div>
<p><strong>Những tin mới hơn</strong></p>{related(story, '<span class="date"> (05/12/2024)</span>')}</div>
<div id="footer">{FOOT}</div></body></html>"""


@shape("category", "summary", "byline", "source", "signature")
def nukeviet_4(story: Story) -> str:
    when = story.moment
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{story.title} - {SITE}</title>
<meta property="og:type" content="article" /><meta property="og:title" content="{story.title}" />
<meta property="og:site_name" content="{SITE}" /><meta property="og:url" content="https://sokhcn.example.vn/vi/news/tin/bai-11.html" /></head>
<body><nav>{menu()}</nav><ol class="breadcrumb"><li><a href="/">Trang nhất</a></li><li><a href="/vi/news">Tin Tức</a></li>
<li><a href="/vi/news/c">{story.category}</a></li></ol>
<div class="news_column panel panel-default" itemtype="http://schema.org/NewsArticle" itemscope><div class="panel-body">
<h1 class="title margin-bottom-lg" itemprop="headline">{story.title}</h1>
<div class="hidden" itemprop="publisher" itemscope><span itemprop="name">{SITE}</span></div>
<span class="hidden" itemprop="datePublished">{when:%Y-%m-%dT%H:%M}:00+07:00</span>
<div class="row margin-bottom-lg"><div class="col-md-12"><span class="h5">{weekday(when)} - {when:%d/%m/%Y %H:%M}</span></div>
<div class="col-md-12"><ul class="list-inline text-right"><li><a class="dimgray" title="In ra" href="#"><em class="fa fa-print"></em></a></li></ul></div></div>
<div class="clearfix"><div class="hometext m-bottom" itemprop="description">{story.summary}</div></div>
<div id="news-bodyhtml" class="bodytext margin-bottom-lg">{story.body()}</div>
<div class="margin-bottom-lg">{said("<strong>Tác giả:</strong>", story.byline)}{said("<strong>Nguồn tin:</strong>", story.source)}</div>
</div></div><div class="panel-body">Tổng số điểm của bài viết là: 5 trong 1 đánh giá</div>
<div class="panel-body"><h3>Ý kiến bạn đọc</h3><div id="formcomment"><textarea></textarea></div></div>
<p class="h3"><strong>Những tin cũ hơn</strong></p>{related(story)}<footer>{FOOT}</footer></body></html>"""


@shape("summary", "byline", "source", "signature")
def nukeviet_5(story: Story) -> str:
    when = story.moment
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{story.title}</title>
<script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle","headline":"{story.title}",
"datePublished":"{when:%Y-%m-%dT%H:%M}:00+07:00","author":{{"@type":"Person","name":"{story.byline or SITE}"}}}}</script></head>
<body><header class="site-header"><h1 class="visually-hidden">{SITE}</h1><nav>{menu()}</nav></header><main>
<article class="card"><div class="card-body"><h1 class="title fs-3">{story.title}</h1>
<ul class="list-inline small text-muted"><li class="list-inline-item"><i class="fa-regular fa-clock"></i> {when:%d/%m/%Y %H:%M}</li>
<li class="list-inline-item">312 lượt xem</li></ul>
{f'<div class="hometext fw-bold">{story.summary}</div>' if story.summary else ""}
<div class="bodytext" id="news-bodyhtml">{story.body()}</div>
{said("<strong>Tác giả:</strong>", story.byline)}{said("<strong>Nguồn tin:</strong>", story.source)}
<div class="tags">Từ khóa: <a href="/t">tỉnh</a></div></div></article>
<section class="mt-3"><h2>Những tin mới hơn</h2>{related(story)}</section></main><footer>{FOOT}</footer></body></html>"""


@shape("summary", "byline", "signature")
def sharepoint(story: Story) -> str:
    when = story.moment
    return f"""<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset="utf-8"><title>
	Chi tiết tin - {SITE}
</title></head><body><form id="aspnetForm" method="post"><input type="hidden" name="__VIEWSTATE" value="/wEP" />
<div id="s4-workspace"><div class="ms-core-navigation">{menu()}</div><table><tr><td valign="top"><div class="ms-rte-layoutszone-inner">
<div class="ArticleTitle">{story.title}</div><div class="ArticleDate">{when:%d/%m/%Y | %H:%M}</div>
{f'<div class="ArticleSummary">{story.summary}</div>' if story.summary else ""}
<div class="ArticleContent"><div class="ExternalClassF1A">{story.body().replace("<p", "<div").replace("</p>", "</div>")}</div></div>
{f'<div class="author">Tác giả: {story.byline}</div>' if story.byline else ""}<div>Lượt xem: 313</div></div></td>
<td width="25%">{related(story)}</td></tr></table></div><div id="footer">{FOOT}</div></form></body></html>"""


@shape("category", "byline", "source", "signature", has_time=False)
def vnpt_portal(story: Story) -> str:
    when = story.moment
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{SITE}</title></head><body>
<div class="banner"><img src="/banner.png"></div><div class="main-menu">{menu()}</div>
<div class="clock">{WEEKDAYS[0]}, ngày 30/11/2026</div>
<div class="portlet"><div class="portlet-title"><span>{story.category}</span></div><div class="portlet-content">
<div class="news-detail"><h3 class="news-title">{story.title}</h3>
<div class="news-info"><span>Ngày đăng : {when:%d/%m/%Y}</span> <span>Lượt xem: 1.204</span></div>
<div class="toolbar"><a href="#">A+</a> <a href="#">A-</a> <a href="#">In</a></div>
<div class="news-content">{story.body()}</div>
<div class="news-foot">Tác giả : {story.byline} - Nguồn: {story.source}</div></div>
<div class="other"><div class="other-title">Các tin khác</div>{related(story, " (29/11/2026)")}</div></div></div>
<div class="footer-wrap">{FOOT}</div></body></html>"""


@shape("category", "summary", "signature")
def liferay(story: Story) -> str:
    when = story.moment
    return f"""<!DOCTYPE html><html class="ltr" dir="ltr" lang="vi-VN"><head><title>{story.title} - {story.category} - {SITE}</title>
<meta content="text/html; charset=UTF-8" http-equiv="content-type" /></head><body class="yui3-skin-sam controls-visible">
<header id="banner" role="banner"><div id="heading"><h1 class="site-title"><a class="logo" href="/">{SITE}</a></h1></div>
<nav id="navigation">{menu()}</nav></header>
<div id="content"><nav id="breadcrumbs"><ul class="breadcrumb"><li><a href="/">Trang chủ</a></li><li><a href="/c">{story.category}</a></li></ul></nav>
<div class="columns-2" id="main-content" role="main"><div class="portlet-body"><div class="asset-full-content">
<div class="journal-content-article"><div class="title-news">{story.title}</div>
<div class="date-time">{when:%H:%M} | {when:%d/%m/%Y}</div>
{f'<div class="sapo">{story.summary}</div>' if story.summary else ""}
<div class="content-news">{story.body()}</div></div></div>
<div class="lien-quan"><p>Tin liên quan</p>{related(story)}</div></div></div></div>
<footer id="footer" role="contentinfo">{FOOT}</footer></body></html>"""


@shape("category", "byline", "signature")
def joomla(story: Story) -> str:
    when = story.moment
    return f"""<!DOCTYPE html><html xml:lang="vi-vn"><head><meta http-equiv="content-type" content="text/html; charset=utf-8" />
<meta name="author" content="{story.byline or "Super User"}" /><title>{story.title}</title></head><body class="site com_content view-article">
<div class="nav-collapse">{menu()}</div><div class="item-page" itemscope itemtype="https://schema.org/Article">
<div class="page-header"><h2 itemprop="name"><a href="/tin/11">{story.title}</a></h2></div>
<dl class="article-info muted"><dt class="article-info-term">Chi tiết</dt>
<dd class="createdby">Viết bởi {story.byline or "Super User"}</dd><dd class="category-name">Chuyên mục: <a href="/c">{story.category}</a></dd>
<dd class="published">Được đăng: {when.day:02d} Tháng {when.month} {when.year} {when:%H:%M}</dd><dd class="hits">Lượt xem: 1523</dd></dl>
<div itemprop="articleBody">{story.body()}</div>
<ul class="pager pagenav"><li class="previous"><a href="/p">Trang trước</a></li><li class="next"><a href="/n">Tiếp theo</a></li></ul></div>
<div class="moduletable"><h3>Tin mới</h3>{related(story)}</div><div class="footer">{FOOT}</div></body></html>"""


@shape("category", "signature", has_time=False)
def asp_tables(story: Story) -> str:
    when = story.moment
    text = story.body().replace("</p>", "<br><br>").replace('<p style="text-align: justify;">', "")
    return f"""<html><head><title>Trang thong tin dien tu</title></head><body topmargin=0><table width=980 align=center cellpadding=0>
<tr><td colspan=3><img src="images/banner.jpg"></td></tr><tr><td colspan=3>Lượt truy cập: 7.448.251</td></tr>
<tr><td width=180 valign=top>{menu()}</td><td valign=top><table width=100%><tr><td><font size=4 color=red><b>{story.category}</b></font></td></tr>
<tr><td><font size=3><b>{story.title}</b></font></td></tr><tr><td><i>{when.hour}:{when.minute}, {weekday(when)}, {when.day}-{when.month}-{when.year}</i></td></tr>
<tr><td>{text}</td></tr><tr><td align=right><a href="javascript:window.print()">In</a> | <a href="#">Về đầu trang</a></td></tr></table>
<b>Các tin đã đưa:</b><br>{"".join(f'<a href="detail.asp?id={n}">{title}</a> (1/12/2024)<br>' for n, title in enumerate(story.related))}</td>
<td width=180 valign=top><b>Thống kê truy cập</b><br>Đang truy cập: 12</td></tr><tr><td colspan=3 align=center>{FOOT}</td></tr></table></body></html>"""


@shape("category", "byline", "signature", is_text=True, has_time=False)
def egov_text(story: Story) -> str:
    body = "\n\n".join(story.paragraphs)
    return f"""Lượt Truy Cập:

{SITE}
Thống Kê Truy Cập
  • Đang truy cập:
  • Tổng lượt Truy cập:

{story.category}

{story.title}

Ngày đăng : {story.moment:%d/%m/%Y}
Tác giả : {story.byline}
A+ A- In

{body}

{story.signature}

Các tin khác
{chr(10).join("  • " + title for title in story.related)}

{FOOT}
"""


@shape("category", "byline", "signature")
def wordpress(story: Story) -> str:
    when = story.moment
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="UTF-8"><title>{story.title} &#8211; {SITE}</title>
<link rel="canonical" href="https://xa.example.vn/2024/07/bai/" /><meta property="og:type" content="article" />
<meta property="article:published_time" content="{when:%Y-%m-%dT%H:%M}:00+07:00" /></head>
<body class="post-template-default single single-post"><header id="masthead" class="site-header"><p class="site-title"><a href="/">{SITE}</a></p>
<nav class="main-navigation">{menu()}</nav></header><div id="content"><main id="main"><article id="post-11" class="post hentry">
<header class="entry-header"><span class="cat-links"><a href="/c" rel="category tag">{story.category}</a></span>
<h1 class="entry-title">{story.title}</h1><div class="entry-meta"><span class="posted-on">Đăng vào <time class="entry-date published"
datetime="{when:%Y-%m-%dT%H:%M}:00+07:00">{when.day} Tháng {MONTHS[when.month - 1]}, {when.year}</time></span>
<span class="byline"> bởi <span class="author vcard"><a href="/a">{story.byline or "admin"}</a></span></span></div></header>
<div class="entry-content">{story.body()}<div class="sharedaddy">Chia sẻ:<ul><li><a href="#">Facebook</a></li></ul></div></div>
<footer class="entry-footer"><span class="tags-links"><a href="/t" rel="tag">tỉnh</a></span></footer></article>
<nav class="post-navigation"><h2>Điều hướng bài viết</h2><a href="/p">Bài trước</a></nav></main>
<aside id="secondary" class="widget-area"><section class="widget"><h2>Bài viết mới</h2>{related(story)}</section></aside></div>
<footer id="colophon">{FOOT}</footer></body></html>"""


@shape("byline", "signature")
def drupal(story: Story) -> str:
    when = story.moment
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8" /><title>{story.title} | {SITE}</title></head>
<body><div role="navigation" class="region-primary-menu">{menu()}</div><h1 class="page-title"><span class="field field--name-title">{story.title}</span></h1>
<div class="region region-content"><article role="article" class="node node--type-article">
<footer class="node__meta"><div class="node__submitted">Gửi bởi <span>{story.byline or "admin"}</span> vào {weekday(when)}, {when:%d/%m/%Y - %H:%M}</div></footer>
<div class="node__content"><div class="clearfix text-formatted field field--name-body field__item">{story.body()}</div>
<section class="field--name-comment"><h2>Bình luận</h2></section></div></article></div>
<aside class="layout-sidebar-second"><h2>Bài nổi bật</h2>{related(story)}</aside>
<footer class="site-footer">{FOOT}</footer></body></html>"""


@shape("category", "summary", "source", "signature")
def dotnetnuke(story: Story) -> str:
    when = story.moment
    half = "CH" if when.hour >= 12 else "SA"
    hour = when.hour - 12 if when.hour > 12 else when.hour
    return f"""<html><head><meta charset="utf-8"><title>{SITE} &gt; Tin tức &gt; Chi tiết</title></head><body id="Body"><form id="Form">
<div class="menu-top">{menu()}</div><div id="dnn_BreadCrumb"><a href="/">Trang chủ</a> &gt; <a href="/tin">Tin tức</a> &gt; <a href="/c">{story.category}</a></div>
<div id="dnn_ContentPane"><div class="DnnModule"><div class="ViewNews"><span class="viewnews-title">{story.title}</span><br>
<span class="viewnews-date">Cập nhật lúc: {hour}:{when:%M} {half} {when.day}/{when.month}/{when.year}</span><br>
{f'<div class="tomtat"><b>{story.summary}</b></div>' if story.summary else ""}<div id="noidung">{story.body()}</div>
{f'<div align="right">Nguồn: {story.source}</div>' if story.source else ""}<div>Số lượt xem: 88</div></div>
<div class="box"><div>Tin cùng chuyên mục</div>{related(story)}</div></div></div>
<div class="foot">{FOOT}</div></form></body></html>"""
