"""Every address of the site. One that disappears needs a redirect; one that appears is written down
here.
"""

from __future__ import annotations

from flask import Flask

ROUTES = """
GET       /
GET       /.well-known/change-password
GET       /.well-known/security.txt
GET       /apple-touch-icon.png
GET       /favicon.ico
GET       /the-chia-se.png
GET       /admin/
GET,POST  /admin/account
GET,POST  /admin/account/second-factor
POST      /admin/account/sessions/<int:number>/end
GET       /admin/account/second-factor.svg
POST      /admin/account/second-factor/confirm
GET       /admin/articles
GET,POST  /admin/articles/<int:number>
GET       /admin/articles/<int:number>/compare
GET       /admin/articles/<int:number>/delete
POST      /admin/articles/<int:number>/delete
GET       /admin/articles/<int:number>/history
GET       /admin/articles/<int:number>/history/<int:version>
POST      /admin/articles/<int:number>/history/<int:version>
GET       /admin/articles/several
POST      /admin/articles/several
POST      /admin/articles/<int:number>/share
POST      /admin/articles/<int:number>/share/end
GET       /admin/articles/<int:number>/preview
POST      /admin/articles/<int:number>/restore
POST      /admin/articles/<int:number>/duplicate
POST      /admin/articles/<int:number>/trash
POST      /admin/articles/<int:number>/unpublish
POST      /admin/articles/discard-autosave
GET,POST  /admin/articles/new
GET       /admin/audit
GET       /admin/audit.<any(csv, xlsx):extension>
POST      /admin/autosave
GET,POST  /admin/categories
POST      /admin/categories/add
GET,POST  /admin/categories/<int:number>
POST      /admin/categories/<int:number>/delete
GET,POST  /admin/categories/<int:number>/merge
POST      /admin/categories/<int:number>/move
POST      /admin/convert
GET       /admin/documents
GET,POST  /admin/documents/<int:number>
POST      /admin/documents/<int:number>/restore
POST      /admin/documents/<int:number>/trash
POST      /admin/documents/<int:number>/withdraw
GET,POST  /admin/documents/new
POST      /admin/first-steps/categories
POST      /admin/first-steps/pages
GET,POST  /admin/identity
GET,POST  /admin/import
GET       /admin/large-form
GET,POST  /admin/link/<token>
GET,POST  /admin/login
GET,POST  /admin/login/code
POST      /admin/logout
GET       /admin/media
POST      /admin/media/attachments
POST      /admin/media/attachments/<int:number>/delete
POST      /admin/media/pictures
GET       /admin/media/pictures.json
POST      /admin/media/pictures/<int:number>/delete
GET,POST  /admin/menu
GET,POST  /admin/menu/<int:number>
POST      /admin/menu/<int:number>/move
POST      /admin/menu/<int:number>/remove
POST      /admin/menu/begin
POST      /admin/menu/reset
GET,POST  /admin/old-pages
POST      /admin/old-pages/take
GET       /admin/messages
POST      /admin/messages.csv
GET,POST  /admin/messages/<int:number>
POST      /admin/messages/<int:number>/delete
GET,POST  /admin/messages/<int:number>/publish
POST      /admin/messages/form
GET,POST  /admin/notice
POST      /admin/notice/end
GET       /admin/pages
GET,POST  /admin/pages/<int:number>/address
GET,POST  /admin/pages/new
POST      /admin/paste
GET,POST  /admin/people
GET,POST  /admin/people/<int:number>
POST      /admin/people/<int:number>/disable
POST      /admin/people/<int:number>/enable
POST      /admin/people/<int:number>/invite
POST      /admin/people/<int:number>/password
POST      /admin/people/<int:number>/second-factor
POST      /admin/presence
POST      /admin/preview
GET       /admin/questions
GET,POST  /admin/questions/<int:number>
POST      /admin/questions/<int:number>/delete
GET       /admin/tags
GET,POST  /admin/tags/<int:number>
POST      /admin/tags/<int:number>/delete
POST      /admin/tags/<int:number>/merge
GET,POST  /admin/redirects
GET       /admin/redirects.csv
GET,POST  /admin/redirects/<int:number>
POST      /admin/redirects/<int:number>/delete
GET,POST  /admin/redirects/load
GET       /admin/report
GET       /admin/report.<any(csv, xlsx):extension>
GET       /admin/token
GET,POST  /admin/statistics
GET       /admin/statistics.<any(csv, xlsx):extension>
GET       /chuyen-muc/<slug>
GET       /chuyen-muc/<slug>/feed.<any(xml, json):kind>
POST      /co-chu
POST      /hien-thi
GET       /dem.gif
GET       /en/
GET       /en/news
GET       /feed.<any(xml, json):kind>
GET       /healthz
GET       /healthz/ready
GET       /hoi-dap
GET,POST  /lien-he
GET       /lien-he/da-gui
GET       /luu-tru
GET       /luu-tru/<int(fixed_digits=4):year>
GET       /luu-tru/<int(fixed_digits=4):year>/<int(fixed_digits=2):month>
GET       /luu-tru/<int(fixed_digits=4):year>/<int(fixed_digits=2):month>/<int(fixed_digits=2):day>
GET       /luu-tru/ngay
GET       /mau/<int:version>/<colour>.css
GET       /media/<digest>-<int:width>.<any(webp, jpg):extension>
GET       /media/<digest>/<filename>
GET       /metrics
GET       /robots.txt
GET       /sitemap-<int:chunk>.xml
GET       /sitemap-<name>-<int:chunk>.xml
GET       /sitemap-news.xml
GET       /sitemap-sections.xml
GET       /sitemap.xml
GET       /the/<slug>
GET       /the/<slug>/feed.<any(xml, json):kind>
GET       /opensearch.xml
GET       /tim-kiem
GET       /tin-tuc/<int:number>
GET       /tin-tuc/<int:number>/<slug>
GET       /tin-tuc/<int:number>/<slug>/in
GET       /tin-tuc/<int:number>/<slug>/luu
GET       /trang/<slug>
GET       /tin-tuc/<int:number>/<slug>/zalo
GET       /van-ban
GET       /van-ban/<int:number>
GET       /van-ban/<int:number>/<slug>
GET       /xem-truoc/<token>
"""


def test_the_addresses_are_those_written_down(app: Flask) -> None:
    there = {
        f"{','.join(sorted((rule.methods or set()) - {'HEAD', 'OPTIONS'})):9} {rule.rule}"
        for rule in app.url_map.iter_rules()
    }
    written = set(ROUTES.strip().splitlines())
    assert sorted(there - written) == [], "new here: write them down"
    assert sorted(written - there) == [], "gone: who had them bookmarked needs a redirect"
