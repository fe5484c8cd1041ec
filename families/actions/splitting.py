"""Members who part from a family get a record of their own, linked to the one they come from (H26)."""

from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.actions import audit
from families.actions.allocating import allocate
from families.actions.restricting import restrict
from families.actions.stages import begin, enter
from families.models import Allocation, Bar, Episode, Family, FamilySplit, Membership
from strongerfamilies.edits import fingerprint


@transaction.atomic
def split(family, *, name, goes, both, keyworker, by, once) -> Family:
    """Open a record for some of the family's people. A second click opens no second one.

    `goes` and `both` are keys of members: those who leave this family, and those who belong to both from now on. What
    is recorded of them, what they agreed to, and who must not see them comes along; the family's contact details do
    not. `keyworker` keeps both families where somebody who goes agrees; None: the new record awaits allocation.
    """
    family = Family.objects.select_for_update().get(pk=family.pk)
    if made := FamilySplit.objects.filter(once=once).select_related("new_family").first():
        return made.new_family
    members = {member.person_id: member for member in family.members()}
    goes, both = set(goes) & set(members), set(both) & set(members)
    if not goes | both:
        raise ValidationError("Select who goes to the new record")
    if goes == set(members):
        raise ValidationError("Somebody has to stay. If everybody moved, record a new home instead")
    new = Family.objects.create(name=name)
    for key in sorted(goes | both):
        _belongs_to(new, members[key], leaves=key in goes)
    _bring_what_is_recorded(family, new, goes | both)
    FamilySplit.objects.create(family=family, new_family=new, split_by=by, once=once)
    _begin(family, new, keyworker, by)
    _keep_closed(family, new, by)
    audit("family.split", family, by=by, fields=["members"])
    audit("family.opened", new, by=by)
    return new


def _belongs_to(new, member, *, leaves):
    today = timezone.localdate()
    same = {name: getattr(member, name) for name in ("relationship", "lives_with_family", "parent_or_carer")}
    Membership.objects.create(family=new, person_id=member.person_id, joined_on=today, **same)
    if leaves:
        member.left_on = today
        member.save()


def _bring_what_is_recorded(family, new, people):
    """Evidence about these people, the last that each agreed to, and warnings about them or the whole family."""
    for piece in family.evidence.filter(person__in=people).prefetch_related("not_known_by"):
        kept_from = list(piece.not_known_by.all())
        _copy(piece, family=new, origin=family.reference).not_known_by.set(kept_from)
    for warning in family.safety_warnings.standing().filter(Q(person__in=people) | Q(person=None)):
        _copy(warning, family=new, once=uuid4())
    for agreement in family.agreements.filter(person__in=people).latest_of_each().prefetch_related("shared_with"):
        agencies = list(agreement.shared_with.all())
        _copy(agreement, family=new, withdraws=None, how_withdrawn="").shared_with.set(agencies)


def _copy(row, **changed):
    """The same row once more, of another family."""
    row.pk = row.once = None
    row._state.adding = True
    row._prefetched_objects_cache = {}
    for name, value in changed.items():
        setattr(row, name, value)
    row.save()
    return row


def _begin(family, new, keyworker, by):
    episode = begin(new, programme=family.episode.programme, by=by)
    if not new.agrees():
        return
    enter(episode, Episode.Status.AWAITING_ALLOCATION, by=by)
    if keyworker:
        allocate(new, keyworker=keyworker, by=by, seen=fingerprint(Allocation(family=new), ("keyworker",)))


def _keep_closed(family, new, by):
    """Whoever must not open the one does not open the other (H7)."""
    for bar in family.bars.now():
        Bar.objects.create(family=new, user_id=bar.user_id, reason=bar.reason, declared=bar.declared, placed_by=by)
    if restriction := family.restrictions.now().first():
        named = [named.user for named in restriction.named.now().select_related("user")]
        restrict(new, reason=restriction.reason, people=named, by=by)
