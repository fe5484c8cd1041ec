"""What somebody who leaves still has in hand, in every room (H24)."""

from dataclasses import dataclass

from families.models import AccessGrant, Allocation, Family, TeamMember
from plans.models import Target
from referrals.models import Referral

UNDECIDED = (Referral.Status.SUBMITTED, Referral.Status.CHECKING)


@dataclass(frozen=True)
class InHand:
    """Everything that waits for this person. Some of it a colleague takes over; drafts stay in the agency."""

    drafts: list
    referrals: list
    checking: list
    families: list
    later: list
    standing_in: list
    teams: list
    targets: list

    @property
    def needs_taker(self) -> bool:
        """Is there anything that only a colleague can take over?"""
        return any((self.families, self.later, self.standing_in, self.teams, self.targets))

    @property
    def has_anything(self) -> bool:
        return self.needs_taker or any((self.drafts, self.referrals, self.checking))


def in_hand(leaver) -> InHand:
    """Eight queries, however much there is."""
    made = Referral.objects.filter(made_by=leaver)
    held = Allocation.objects.filter(keyworker=leaver).select_related("family").order_by("family")
    return InHand(
        drafts=list(made.filter(status=Referral.Status.DRAFT).order_by("pk")),
        referrals=list(made.filter(status__in=UNDECIDED).order_by("pk")),
        checking=list(Referral.objects.filter(checked_by=leaver, status=Referral.Status.CHECKING).order_by("pk")),
        families=list(held.now()),
        later=list(held.later()),
        standing_in=list(AccessGrant.objects.standing_in().filter(user=leaver).select_related("family")),
        teams=list(TeamMember.objects.still_to_end().filter(user=leaver).select_related("family").order_by("pk")),
        targets=list(Target.objects.filter(owner_worker=leaver).select_related("plan__family").order_by("due_on")),
    )


def names_shown_to(reader, work: InHand) -> dict[int, str]:
    """The names of those families that the reader may open; of the others they read the reference only."""
    rows = [*work.families, *work.later, *work.standing_in, *work.teams, *(target.plan for target in work.targets)]
    seen = Family.objects.visible_to(reader).filter(pk__in={row.family_id for row in rows})
    return dict(seen.values_list("pk", "name"))
