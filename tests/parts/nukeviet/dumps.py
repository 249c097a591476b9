"""Dumps of a NukeViet database, for tests to fill."""

from __future__ import annotations

ROWS = [
    "id",
    "catid",
    "listcatid",
    "author",
    "sourceid",
    "addtime",
    "edittime",
    "status",
    "publtime",
    "exptime",
    "title",
    "alias",
    "hometext",
    "homeimgfile",
    "homeimgalt",
    "hitstotal",
]
HEAD = """-- MySQL dump 10.13
/*!40101 SET NAMES utf8mb4 */;
DROP TABLE IF EXISTS `nv4_vi_news_cat`;
CREATE TABLE `nv4_vi_news_cat` (
  `catid` smallint(5) unsigned NOT NULL AUTO_INCREMENT,
  `parentid` smallint(5) unsigned NOT NULL DEFAULT '0',
  `title` varchar(250) NOT NULL,
  `alias` varchar(250) NOT NULL DEFAULT '',
  `description` text,
  PRIMARY KEY (`catid`), UNIQUE KEY `alias` (`alias`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
LOCK TABLES `nv4_vi_news_cat` WRITE;
INSERT INTO `nv4_vi_news_cat` VALUES (1,0,'Tin & ảnh','Tin',NULL),(2,1,'Chuyển đổi số','So','');
UNLOCK TABLES;
CREATE TABLE `nv4_vi_news_detail` (`id` int(11) unsigned NOT NULL, `bodyhtml` longtext NOT NULL,
  `sourcetext` varchar(255) DEFAULT '', PRIMARY KEY (`id`));
"""


def quoted(value: object) -> str:
    """A literal as mysqldump writes it."""
    if isinstance(value, int):
        return str(value)
    text = str(value)
    for plain, escaped in (
        ("\\", "\\\\"),
        ("'", "\\'"),
        ("\n", "\\n"),
        ("\r", "\\r"),
        ("\0", "\\0"),
    ):
        text = text.replace(plain, escaped)
    return f"'{text}'"


def article(number: int, body: str = "<p>Chữ.</p>", source: str = "", **fields: object) -> str:
    """The inserts of an article: its text, then its row."""
    said: dict[str, object] = {
        "id": number,
        "catid": 1,
        "listcatid": "1",
        "author": "Văn phòng",
        "sourceid": 0,
        "addtime": 1589938200,
        "edittime": 1589938200,
        "status": 1,
        "publtime": 1589938200,
        "exptime": 0,
        "title": f"Bài {number}",
        "alias": f"bai-{number}",
        "hometext": "Tóm tắt.",
        "homeimgfile": "",
        "homeimgalt": "",
        "hitstotal": 5,
    } | fields
    names = ", ".join(f"`{name}`" for name in ROWS)
    values = ",".join(quoted(said[name]) for name in ROWS)
    return (
        f"INSERT INTO `nv4_vi_news_detail` VALUES ({number},{quoted(body)},{quoted(source)});\n"
        f"INSERT INTO `nv4_vi_news_rows` ({names}) VALUES\n({values});\n"
    )


def dump(*statements: str) -> str:
    return HEAD + "".join(statements) + "-- Dump completed\n"
