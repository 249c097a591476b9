"""Which roles may do which actions. Parts add their actions to the table."""

from __future__ import annotations

from newsapp.accounts.models import Role, User

WRITER, EDITOR, ADMINISTRATOR = Role.WRITER, Role.EDITOR, Role.ADMINISTRATOR
STAFF = frozenset({WRITER, EDITOR, ADMINISTRATOR})
EDITORS = frozenset({EDITOR, ADMINISTRATOR})
ADMINISTRATORS = frozenset({ADMINISTRATOR})

PERMISSIONS: dict[str, frozenset[Role]] = {
    "article.list": STAFF,
    "article.create": STAFF,
    "article.edit_own": STAFF,
    "article.edit": EDITORS,
    "article.submit_own": STAFF,
    "article.submit": EDITORS,
    "article.send_back": EDITORS,
    "article.publish": EDITORS,
    "article.schedule": EDITORS,
    "article.pin": EDITORS,
    "article.unpublish": EDITORS,
    "article.trash": EDITORS,
    "article.restore": EDITORS,
    "article.delete": ADMINISTRATORS,
    "media.use": STAFF,
    "media.delete": EDITORS,
    "category.edit": EDITORS,
    "page.edit": EDITORS,
    "account.own": STAFF,
    "user.manage": ADMINISTRATORS,
}


class NotAllowed(Exception):
    """The person's role does not allow the action."""

    def __init__(self, action: str) -> None:
        super().__init__(action)
        self.action = action


def may(actor: User, action: str, *, owner_id: int | None = None) -> bool:
    """Whether `actor` may do `action`.

    owner_id: the user who owns the object. Its owner may need only the action `<action>_own`.
    """
    role = Role(actor.role)
    if role in PERMISSIONS[action]:
        return True
    return owner_id == actor.id and role in PERMISSIONS.get(f"{action}_own", frozenset())


def require(actor: User, action: str, *, owner_id: int | None = None) -> None:
    """Raise NotAllowed unless `actor` may do `action`."""
    if not may(actor, action, owner_id=owner_id):
        raise NotAllowed(action)
