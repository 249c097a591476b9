"""Two versions of one article: the page to choose between them, and the form with the result."""

from __future__ import annotations

from flask import abort, render_template, request
from flask_login import current_user
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.admin.article_form import beside_text, form_page, sections
from newsapp.admin.form_tokens import FormToken
from newsapp.admin.forms.article import ArticleForm
from newsapp.admin.sent_fields import fields_of, sent_fields, sent_fields_with_files
from newsapp.admin.unsaved_texts import Unsaved
from newsapp.articles import workflow
from newsapp.articles.models import Article, Revision
from newsapp.database import db, writing
from newsapp.parts.drafts import autosaves, differences, tabs
from newsapp.parts.drafts.versions import group_labels, readable

Answer = Response | tuple[str, int]


def conflict_page(
    form: ArticleForm, article: Article, theirs: Revision, form_token: FormToken
) -> Answer:
    """Both texts with their differences marked."""
    mine = form.content()
    base = workflow.revision_with_number(article, form.base_version.data or 0)
    sent = sent_fields_with_files(form)
    sent.pop("base_version", None)
    page = render_template(
        "drafts/conflict.html",
        form=form,
        article=article,
        theirs=theirs,
        their_author=db.session.get(User, theirs.created_by_id) if theirs.created_by_id else None,
        is_own=theirs.created_by_id == current_user.id,
        form_token=form_token.signed(),
        tab=tabs.sent_tab().name,
        mine=[(name, value) for name, values in sent.items() for value in values],
        their_values=readable(theirs.content),
        my_values=readable(mine),
        group_labels=group_labels(),
        comparison=differences.compare(theirs.content, mine, base.content if base else None),
    )
    return page, 409


def merged_page(article: Article, form_token: FormToken) -> Answer:
    """The form with the chosen texts, based on their version; nothing is saved yet."""
    number = request.form.get("base_version", 0, int)
    theirs = workflow.revision_with_number(article, number) or abort(404)
    sent = ArticleForm(sections(), is_page=article.is_page)
    sent.validate()  # fills the fields' values; errors are shown when it is saved
    merged = sent.content()
    if request.form["action"] == "merge":
        merged = differences.merge(theirs.content, merged, request.form)
    fields = sent_fields() | fields_of(merged) | {"base_version": [str(theirs.number)]}
    key, tab = form_token.key, tabs.sent_tab()
    with writing():
        autosave = autosaves.keep(
            current_user.id, key, article.id, fields, at=clock.now(), **tab.owner
        )
    values = beside_text(article)
    form = ArticleForm(sections(), is_page=article.is_page, unsaved=autosave.fields, **values)
    form.body.html = merged.body  # made of two clean texts
    unsaved = Unsaved(autosave.fields, tabs.page_values(autosave))
    return form_page(form, article, form_token, unsaved, merged=True)
