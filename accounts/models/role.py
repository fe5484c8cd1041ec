"""Roles as rows: Django's groups under the name that people use, and the history of who held which."""

import pghistory
from django.contrib.auth.models import Group

from accounts.models.user import User


class Role(Group):
    """A group made by `load_roles` from `accounts/rules.py`."""

    class Meta:
        proxy = True


@pghistory.track(
    pghistory.InsertEvent("role.given"), pghistory.DeleteEvent("role.taken"), obj_field=None, model_name="RoleHeldEvent"
)
class RoleHeld(User.groups.through):
    """A person's role, so that history knows who held which one when."""

    class Meta:
        proxy = True
