"""The parts of a first page about referrals: for practitioners, agency leads and performance officers."""

from accounts.rules import may_check_referrals, may_read_agency_referrals, may_refer
from overview.first_page.section import Section, first_of
from referrals.models import Referral


def worries_without_report(user):
    """A child is at risk and no report is known (H4). Shown only when there is one.

    Officers are told at once that there is such a draft and whose agency's it is; whose family it is about they may
    read once it has waited for one working day, so those rows have no link before that.
    """
    if may_check_referrals(user):
        worries = Referral.objects.worries_without_report()
    elif may_refer(user):
        worries = Referral.objects.visible_to(user).worries_without_report()
    else:
        return None
    found = first_of(worries.select_related("agency", "made_by"))
    if not found["rows"]:
        return None
    open_to = Referral.objects.visible_to(user).filter(pk__in=[referral.pk for referral in found["rows"]])
    may_open = set(open_to.values_list("pk", flat=True))
    found["rows"] = [(referral, referral.pk in may_open) for referral in found["rows"]]
    heading = "A child is at risk, and no report is known"
    return Section(template="overview/sections/worries.html", heading=heading, urgent=True, **found)


def drafts_to_finish(user):
    if not may_refer(user):
        return None
    return Section(
        template="overview/sections/drafts.html",
        heading="Drafts to finish",
        nothing="You have no unfinished referrals.",
        **first_of(user.referrals.filter(status=Referral.Status.DRAFT).order_by("-changed_at")),
    )


def my_referrals(user):
    if not may_refer(user):
        return None
    sent = user.referrals.exclude(status=Referral.Status.DRAFT).order_by("-changed_at")
    return Section(
        template="overview/sections/referrals.html",
        heading="My referrals",
        columns=("Family", "Sent on", "State"),
        nothing="Referrals that you have sent are shown here with what became of them.",
        all_at="referrals",
        **first_of(sent),
    )


def referrals_of_my_agency(user):
    """What colleagues referred."""
    if not (may_read_agency_referrals(user) and user.agency_id):
        return None
    of_colleagues = Referral.objects.visible_to(user).filter(agency=user.agency_id).exclude(made_by=user)
    return Section(
        template="overview/sections/agency_referrals.html",
        heading=f"Referrals of {user.agency}",
        columns=("Family", "Referred by", "Sent on", "State"),
        nothing="Your colleagues have not referred a family yet.",
        all_at="referrals",
        **first_of(of_colleagues.select_related("made_by").order_by("-changed_at")),
    )


def referrals_to_check(user):
    if not may_check_referrals(user):
        return None
    waiting = Referral.objects.visible_to(user).to_check()
    return Section(
        template="overview/sections/to_check.html",
        heading="Referrals to check",
        columns=("Family", "From", "Waiting", "State"),
        nothing="No referral is waiting to be checked.",
        all_at="checking",
        **first_of(waiting),
    )
