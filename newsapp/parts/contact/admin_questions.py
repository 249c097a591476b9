"""The questions that readers see: made from a message, changed, taken away."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.admin.access import allows
from newsapp.admin.refusals import refused_at
from newsapp.database import db, writing
from newsapp.parts.contact import answering, queries, staff
from newsapp.parts.contact.forms import QuestionForm
from newsapp.parts.contact.models import ContactMessage, Question


@staff.route("/messages/<int:number>/publish", methods=["GET", "POST"])
@allows("contact.publish")
def publish_message(number: int) -> Response | tuple[str, int]:
    row = db.get_or_404(ContactMessage, number)
    form = QuestionForm(obj=row)
    if form.validate_on_submit():
        question = Question(message_id=row.id)
        form.populate_obj(question)
        with refused_at(form.subject, answering.MessageError):
            answering.publish(question, actor=current_user, at=clock.now())
        if not form.errors:
            flash(_("Câu hỏi đã có trong mục Hỏi đáp."))
            return redirect(url_for("admin.contact.message", number=number), 303)
    back = url_for("admin.contact.message", number=number)
    page = render_template("contact/question.html", form=form, question=None, back=back)
    return page, 422 if form.errors else 200


@staff.get("/questions")
@allows("contact.publish")
def questions() -> str:
    return render_template(
        "contact/staff_questions.html", rows=db.session.scalars(queries.questions()).all()
    )


@staff.route("/questions/<int:number>", methods=["GET", "POST"])
@allows("contact.publish")
def question(number: int) -> Response | tuple[str, int]:
    row = db.get_or_404(Question, number)
    form, back = QuestionForm(obj=row), url_for("admin.contact.questions")
    if form.validate_on_submit():
        with writing():
            answering.change(
                row,
                subject=form.subject.data,
                text=form.text.data,
                answer=form.answer.data,
                actor=current_user,
                at=clock.now(),
            )
        flash(_("Đã lưu."))
        return redirect(back, 303)
    page = render_template("contact/question.html", form=form, question=row, back=back)
    return page, 422 if form.errors else 200


@staff.post("/questions/<int:number>/delete")
@allows("contact.publish")
def delete_question(number: int) -> Response:
    row = db.get_or_404(Question, number)
    with writing():
        answering.withdraw(row, actor=current_user, at=clock.now())
    flash(_("Đã gỡ câu hỏi."))
    return redirect(url_for("admin.contact.questions"), 303)
