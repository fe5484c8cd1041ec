"""Invented agencies, teams and people who sign in."""

import factory
from django.contrib.auth.models import Group

from accounts.models import Agency, Team, User


class AgencyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Agency

    name = factory.Sequence(lambda n: f"Quarry Lane School {n}")
    email_domain = factory.Sequence(lambda n: f"quarry{n}.example")
    agreement_signed_on = "2020-01-01"
    agreement_review_on = "2099-12-31"


class TeamFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Team

    agency = factory.SubFactory(AgencyFactory)
    name = factory.Sequence(lambda n: f"Team {n}")


class UserFactory(factory.django.DjangoModelFactory):
    """`role=accounts.rules.KEYWORKER` puts the person into its group; `also=[…]` adds more."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Wilma Testcase {n}")
    email = factory.Sequence(lambda n: f"wilma{n}@quarry.example")
    job_title = "Family worker"
    phone = "01632 960100"
    agency = factory.SubFactory(AgencyFactory)
    team = factory.SubFactory(TeamFactory, agency=factory.SelfAttribute("..agency"))

    @factory.post_generation
    def role(self, create, role, **kwargs):
        if role:
            self.groups.add(Group.objects.get(name=role.name))

    @factory.post_generation
    def also(self, create, roles, **kwargs):
        self.groups.add(*Group.objects.filter(name__in=[role.name for role in roles or ()]))
