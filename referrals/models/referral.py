"""A referral: what a practitioner tells of a family, from draft to decision."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from accounts.models import Agency, PrivacyNotice
from accounts.rules import may_check_referrals, may_read_agency_referrals, may_refer
from eligibility.models import Programme
from families.models import Answer, Family, LawfulBasis, need_to_know
from strongerfamilies.moves import Moving
from strongerfamilies.working_days import working_day_before

USER = settings.AUTH_USER_MODEL


def a_working_day_ago():
    """A child at risk in a draft is named to the officers when the worry is older than this (H4)."""
    return working_day_before(timezone.now())


class ReferralQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Need to know: whoever made it, their agency's lead, and officers once it was sent.

        A draft in which a child is at risk and nobody reported it opens to officers after one working day (H4). That of
        a family whose record is closed to somebody is closed to them too, but to whoever wrote it.
        """
        seen = Q(pk__in=[])
        if may_refer(user):
            seen |= Q(made_by=user)
        if may_read_agency_referrals(user) and user.agency_id:
            seen |= Q(agency=user.agency_id)
        if may_check_referrals(user):
            overdue = self._unreported() & Q(worried_at__lt=a_working_day_ago())
            seen |= ~Q(status=Referral.Status.DRAFT) | overdue
        return self.filter(seen).exclude(~Q(made_by=user), family__in=need_to_know.closed_to(user))

    @staticmethod
    def _unreported():
        return Q(child_at_risk=True, reported_on=None)

    def worries_without_report(self):
        """Undecided ones, drafts too, where a child is at risk and no report is known; oldest first."""
        return self.filter(self._unreported(), status__in=Referral.UNDECIDED).order_by("worried_at", "pk")

    def drafts_at_risk(self):
        """Drafts among them: what officers hear of before anything is sent (H4)."""
        drafts = self.worries_without_report().filter(status=Referral.Status.DRAFT)
        return drafts.select_related("agency", "made_by")

    def to_check(self):
        """The officers' list: worries with no report first, then oldest first."""
        waiting = self.filter(status__in=Referral.AWAITING_DECISION)
        worries_first = models.Case(models.When(self._unreported(), then=0), default=1)
        return waiting.select_related("agency", "made_by", "checked_by").order_by(worries_first, "submitted_at", "pk")

    def of(self, whose, user):
        """Of the officers' list: what waits for somebody, what this officer is checking, or all of it."""
        if whose == "mine":
            return self.filter(status=Referral.Status.CHECKING, checked_by=user)
        return self.filter(status=Referral.Status.SUBMITTED) if whose == "waiting" else self

    def for_the_list(self, state=""):
        """Drafts to finish first, then the newest: all of them, or those in one state."""
        found = self.filter(status=state) if state in Referral.Status else self
        drafts_first = models.Case(models.When(status=Referral.Status.DRAFT, then=0), default=1)
        newest_first = Coalesce("submitted_at", "changed_at").desc()
        return found.select_related("made_by").prefetch_related("people").order_by(drafts_first, newest_first, "-pk")


SENT = pgtrigger.Condition("OLD.* IS DISTINCT FROM NEW.* AND NEW.status <> 'draft'")


@pghistory.track(pghistory.UpdateEvent(condition=SENT))
class Referral(Moving):
    """A practitioner asking for a family to be taken on."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        SUBMITTED = "submitted", "Waiting to be checked"
        CHECKING = "checking", "Being checked"
        ACCEPTED = "accepted", "Accepted"
        RETURNED = "returned", "Returned"

    class Route(models.TextChoices):
        SITE = "site", "This site"

    # The whole life of a referral so far built. A move that is not in this table cannot happen.
    MOVES = {
        Status.DRAFT: {Status.SUBMITTED},
        Status.SUBMITTED: {Status.CHECKING},
        Status.CHECKING: {Status.SUBMITTED, Status.ACCEPTED, Status.RETURNED},
        Status.ACCEPTED: set(),
        Status.RETURNED: set(),
    }
    AWAITING_DECISION = (Status.SUBMITTED, Status.CHECKING)
    UNDECIDED = (Status.DRAFT, *AWAITING_DECISION)

    # The answers asked together on one page: what two tabs are compared by.
    WORRY = ("child_at_risk", "reported_on", "reported_by", "reported_to")
    AGREEMENT = ("told", "agrees_to_referral", "agrees_to_sharing", "shared_with")
    LAWFUL_BASIS = ("why_not_asked", "lawful_basis", "authorised_by")
    HOLDING = ("may_be_held", "held_because")
    CONTACT = ("family_name", "address_lines", "postcode", "contact_phone", "contact_safely")

    route = models.CharField(max_length=20, choices=Route, default=Route.SITE)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="referrals")
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="referrals")
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(auto_now=True)
    once = models.UUIDField(unique=True, editable=False)

    # Safeguarding comes first (H4).
    child_at_risk = models.BooleanField("a child is at risk now", null=True)
    worried_at = models.DateTimeField(null=True, editable=False)
    reported_on = models.DateField("reported on", null=True, blank=True)
    reported_by = models.CharField("reported by", max_length=120, blank=True)
    reported_to = models.CharField("reported to", max_length=120, blank=True)

    # What the family was told and agrees to: three questions apart (H16).
    told = models.CharField("was the family told", max_length=10, choices=Answer, blank=True)
    notice = models.ForeignKey(PrivacyNotice, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    agrees_to_referral = models.CharField("agrees to the referral", max_length=10, choices=Answer, blank=True)
    agrees_to_sharing = models.CharField("agrees to sharing", max_length=10, choices=Answer, blank=True)
    shared_with = models.ManyToManyField(Agency, blank=True, related_name="+")
    who_was_asked = models.CharField("who was asked", max_length=200, blank=True)
    why_not_asked = models.TextField("why they were not asked", blank=True)
    lawful_basis = models.CharField("lawful basis", max_length=20, choices=LawfulBasis, blank=True)
    authorised_by = models.CharField("who authorised it", max_length=120, blank=True)

    # How to reach the family without harm (H19), and the referrer's own words.
    family_name = models.CharField("name the family goes by", max_length=120, blank=True)
    address_lines = models.TextField("address", blank=True)
    postcode = models.CharField("postcode", max_length=10, blank=True)
    contact_phone = models.CharField("telephone", max_length=40, blank=True)
    contact_safely = models.TextField("how and when it is safe to make contact", blank=True)
    account = models.TextField("what is happening, in your words", blank=True)

    submitted_at = models.DateTimeField(null=True, editable=False)
    answer_as_sent = models.JSONField(null=True, editable=False)
    checked_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, editable=False, related_name="+")
    checking_since = models.DateTimeField(null=True, editable=False)
    may_be_held = models.BooleanField("may be held without agreement", null=True, editable=False)
    held_because = models.TextField("why it may or may not be held", blank=True, editable=False)
    held_decided_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, editable=False, related_name="+")
    held_decided_at = models.DateTimeField(null=True, editable=False)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, null=True, editable=False, related_name="+")

    objects = ReferralQuerySet.as_manager()

    class Meta:
        permissions = [
            ("refer_families", "Refers families"),
            ("read_agency_referrals", "Reads the referrals of their agency"),
            ("check_referrals", "Checks referrals, accepts and returns them"),
        ]
        indexes = [
            models.Index(fields=["status", "submitted_at"], name="referral_to_check"),
            models.Index(fields=["made_by", "status"], name="referral_of_practitioner"),
            models.Index(
                fields=["worried_at"], condition=Q(child_at_risk=True, reported_on=None), name="referral_at_risk"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="referral_sent_has_its_day",
                condition=Q(status="draft", submitted_at=None) | (~Q(status="draft") & Q(submitted_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="referral_checking_has_an_officer",
                condition=~Q(status="checking") | Q(checked_by__isnull=False, checking_since__isnull=False),
            ),
            models.CheckConstraint(
                name="referral_holding_decided_by_whom_when_why",
                condition=Q(may_be_held=None, held_because="", held_decided_by=None, held_decided_at=None)
                | (
                    ~Q(held_because="")
                    & Q(may_be_held__isnull=False, held_decided_by__isnull=False, held_decided_at__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="referral_accepted_has_a_family",
                condition=Q(status="accepted", family__isnull=False) | (~Q(status="accepted") & Q(family=None)),
            ),
            models.CheckConstraint(
                name="referral_report_says_when_by_whom_to_whom",
                condition=Q(reported_on=None, reported_by="", reported_to="")
                | (Q(reported_on__isnull=False) & ~Q(reported_by="") & ~Q(reported_to="")),
            ),
            models.CheckConstraint(
                name="referral_worry_has_its_moment",
                condition=Q(child_at_risk=True, worried_at__isnull=False)
                | Q(Q(child_at_risk=False) | Q(child_at_risk=None), worried_at=None),
            ),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("referral", args=[self.pk])

    @property
    def reference(self) -> str:
        return f"R-{self.pk:06d}"

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def is_decided(self) -> bool:
        return self.status not in self.UNDECIDED

    @property
    def worry_not_reported(self) -> bool:
        return self.child_at_risk is True and self.reported_on is None

    @property
    def agreement_asked(self) -> bool:
        return all((self.told, self.agrees_to_referral, self.agrees_to_sharing))

    @property
    def lacks_agreement(self) -> bool:
        """Was anything but yes said of telling, of the referral or of sharing? Then the lawful basis is asked."""
        return {self.told, self.agrees_to_referral, self.agrees_to_sharing} != {Answer.YES}

    @property
    def not_asked(self) -> bool:
        return Answer.NOT_ASKED in (self.told, self.agrees_to_referral, self.agrees_to_sharing)

    @property
    def rests_on_something(self) -> bool:
        """Agreement to everything, or a lawful basis with who authorised it and why nobody was asked (H16)."""
        if not self.lacks_agreement:
            return True
        return bool(self.lawful_basis and self.authorised_by and (self.why_not_asked or not self.not_asked))

    def still_to_answer(self) -> list[str]:
        """What must be answered before sending, whatever the eligibility rule says; one sentence each."""
        open_questions = {
            "Say whether a child is at risk now.": self.child_at_risk is None,
            "Record what the family was told and agrees to.": not self.agreement_asked,
            "Give the lawful basis, and who authorised it.": self.agreement_asked and not self.rests_on_something,
            "Add at least one person in the family.": not self.people.all(),
            "Say how and when it is safe to make contact.": not self.contact_safely,
        }
        return [sentence for sentence, is_open in open_questions.items() if is_open]

    @property
    def called(self) -> str:
        """What the family goes by, or whose referral it is when nobody said."""
        return self.family_name or f"Family of {self}"

    @property
    def named_to_officers(self) -> bool:
        """Sent; or a draft in which a child has been at risk, unreported, for a working day (H4)."""
        return not self.is_draft or (self.worry_not_reported and self.worried_at < a_working_day_ago())

    @property
    def awaits_decision(self) -> bool:
        return self.status in self.AWAITING_DECISION

    @property
    def is_being_checked(self) -> bool:
        return self.status == self.Status.CHECKING

    def is_checked_by(self, user) -> bool:
        return self.is_being_checked and self.checked_by_id == user.pk

    @property
    def taken(self) -> str:
        """Who is checking it, in a sentence for everybody else."""
        since = timezone.localtime(self.checking_since)
        return f"{self.checked_by} has been checking {self} since {since:%-d %B %Y at %H:%M}."

    @property
    def may_be_verified(self) -> bool:
        """Without agreement an officer decides first whether it may be held at all (H16)."""
        return not self.lacks_agreement or self.may_be_held is True

    @property
    def why_not_verified(self) -> str:
        if self.may_be_held is None:
            return f"First decide whether {self} may be held: the family has not agreed to all of it."
        return f"{self} may not be held, so nothing more is asked about the family. Return it."

    @property
    def days_waiting(self) -> int:
        """Whole days since it was sent."""
        return (timezone.localdate() - timezone.localdate(self.submitted_at)).days
