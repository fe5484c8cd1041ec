"""The addresses of the room: each is about one family."""

from django.urls import include, path

from plans.views import plan, printing, progress, splitting, target

of_a_family = [
    path("plan/", plan.plan, name="plan"),
    path("plan/start/", plan.start, name="plan-start"),
    path("plan/wants/", plan.wants, name="plan-wants"),
    path("plan/share/", plan.share, name="plan-share"),
    path("plan/agree/", plan.agree, name="plan-agree"),
    path("plan/reopen/", plan.reopen, name="plan-reopen"),
    path("plan/print/", printing.print_plan, name="plan-print"),
    path("split/", splitting.split, name="family-split"),
    path("targets/add/", target.add, name="target-add"),
    path("targets/<int:target>/", target.change, name="target-change"),
    path("progress/", progress.progress, name="progress"),
    path("progress/start/", progress.start, name="progress-start"),
    path("progress/answers/", progress.answers, name="progress-answers"),
    path("progress/finish/", progress.finish, name="progress-finish"),
    path("progress/reopen/", progress.reopen, name="progress-reopen"),
    path("progress/areas/<slug:slug>/", progress.group, name="progress-group"),
]
urlpatterns = [path("families/<int:pk>/", include(of_a_family))]
