"""Files as other sites export them, for tests to fill."""

from __future__ import annotations

CHANNEL = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Sở</title>
<link>https://so.example.vn</link><wp:wxr_version>1.2</wp:wxr_version>
<wp:base_blog_url>https://so.example.vn</wp:base_blog_url>
<wp:author><wp:author_login>lan</wp:author_login>
<wp:author_display_name><![CDATA[Lan Phạm]]></wp:author_display_name></wp:author>
<wp:category><wp:category_nicename>tin</wp:category_nicename><wp:category_parent></wp:category_parent>
<wp:cat_name><![CDATA[Tin &amp; ảnh]]></wp:cat_name></wp:category>
<wp:category><wp:category_nicename>cds</wp:category_nicename><wp:category_parent>tin</wp:category_parent>
<wp:cat_name><![CDATA[Chuyển đổi số]]></wp:cat_name></wp:category>
"""
END = "</channel></rss>"


def item(number: int, **fields: str) -> str:
    """An item of a WordPress export. Fields are named by the tags, without their prefixes."""
    said = {
        "title": f"Bài {number}",
        "link": f"https://so.example.vn/2020/05/bai-{number}/",
        "creator": "lan",
        "content": "<!-- wp:paragraph --><p>Chữ.</p><!-- /wp:paragraph -->",
        "excerpt": "",
        "post_date": "2020-05-20 08:30:00",
        "post_date_gmt": "2020-05-20 01:30:00",
        "post_name": f"bai-{number}",
        "status": "publish",
        "post_type": "post",
        "post_parent": "0",
        "post_password": "",
        "more": '<category domain="category" nicename="tin"><![CDATA[Tin &amp; ảnh]]></category>',
    } | fields
    wp = "".join(
        f"<wp:{name}><![CDATA[{value}]]></wp:{name}>"
        for name, value in said.items()
        if name not in ("title", "link", "creator", "content", "excerpt", "more")
    )
    return (
        f"<item><title><![CDATA[{said['title']}]]></title><link>{said['link']}</link>"
        f"<dc:creator><![CDATA[{said['creator']}]]></dc:creator>"
        f"<content:encoded><![CDATA[{said['content']}]]></content:encoded>"
        f"<excerpt:encoded><![CDATA[{said['excerpt']}]]></excerpt:encoded>"
        f"<wp:post_id>{number}</wp:post_id>{wp}{said['more']}</item>\n"
    )


def attachment(number: int, path: str, parent: int = 0, **fields: str) -> str:
    return item(
        number,
        post_type="attachment",
        status="inherit",
        attachment_url=f"https://so.example.vn/wp-content/uploads/{path}",
        post_parent=str(parent),
        content="",
        **fields,
    )


def meta(key: str, value: str) -> str:
    return (
        f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key>"
        f"<wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
    )


def wxr(*items: str) -> str:
    return CHANNEL + "".join(items) + END
