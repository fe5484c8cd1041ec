"""What every write to a draft has in common: the lock, the check of two tabs, and the audit line."""

from accounts.actions import audit
from eligibility.rules import BadInput
from referrals.models import Referral, assess
from strongerfamilies.edits import check_seen
from strongerfamilies.moves import MoveNotAllowed


def lock(referral):
    """The row as it is now, held until the transaction ends."""
    return Referral.objects.select_for_update().get(pk=referral.pk)


def lock_draft(referral):
    """The same, for what only a draft allows."""
    referral = lock(referral)
    must_be_draft(referral)
    return referral


def must_be_draft(referral):
    if not referral.is_draft:
        raise MoveNotAllowed(f"{referral} was sent, so it cannot be changed here any more.")


def still_there(rows, row):
    """The row as it is now, of those of the locked referral."""
    found = rows.filter(pk=row.pk).first()
    if found is None:
        raise MoveNotAllowed("This was removed while you were writing.")
    return found


def write(deed, row, asked, *, referral, by, seen=None, follows=None):
    """Save the answers that were asked, and what follows from them, on a row under the referral's lock.

    `seen` stands for what a form was shown; None where no form asked.
    """
    if seen is not None:
        check_seen(row, asked, seen)
    values = {**asked, **(follows or {})}
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    audit(deed, referral, by=by, fields=values)
    return row


def must_be_assessable(referral):
    """Nothing is kept that the eligibility rule could not read (E12)."""
    try:
        assess(Referral.objects.get(pk=referral.pk))
    except BadInput as problem:
        raise MoveNotAllowed(f"This does not fit with the rest of the referral: {problem.what}.") from problem
