"""In whose name a file is loaded."""

from django.db import transaction

from claims.loading.errors import Unloadable
from claims.models import User
from sources.locks import Lock, hold

NAME = "load-claims"


@transaction.atomic
def author_named(name: str) -> User:
    """The account of this name; without one an account that nobody can sign in with.

    Raises Unloadable.
    """
    found = User.objects.filter(username=name or NAME).first()
    if found is not None:
        return found
    if name:
        raise Unloadable(f"There is no account {name}: see `editor`.")
    hold(Lock.STAFFING)
    author, made = User.objects.get_or_create(username=NAME, defaults={"is_active": False})
    if made:
        author.set_unusable_password()
        author.save(update_fields=["password"])
    return author
