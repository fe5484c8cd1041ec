"""Addresses of the room's pages."""

from django.urls import path

from referrals.views import checking, deciding, evidence, people, sending, writing

urlpatterns = [
    path("", writing.referrals, name="referrals"),
    path("start/", writing.start, name="referral-start"),
    path("<int:pk>/", writing.referral, name="referral"),
    path("<int:pk>/worry/", writing.worry, name="referral-worry"),
    path("<int:pk>/agreement/", writing.agreement, name="referral-agreement"),
    path("<int:pk>/lawful-basis/", writing.basis, name="referral-basis"),
    path("<int:pk>/contact/", writing.contact, name="referral-contact"),
    path("<int:pk>/account/", writing.account, name="referral-account"),
    path("<int:pk>/people/", people.people, name="referral-people"),
    path("<int:pk>/people/add/", people.add_person, name="referral-person-add"),
    path("<int:pk>/people/add-baby/", people.add_baby, name="referral-baby-add"),
    path("<int:pk>/people/<int:person_pk>/", people.person, name="referral-person"),
    path("<int:pk>/people/<int:person_pk>/sixteen-plus/", people.sixteen_plus, name="referral-sixteen-plus"),
    path("<int:pk>/people/<int:person_pk>/remove/", people.remove_person, name="referral-person-remove"),
    path("<int:pk>/problems/<int:number>/", evidence.problem, name="referral-problem"),
    path("<int:pk>/evidence/add/<str:code>/", evidence.add_evidence, name="referral-evidence-add"),
    path("<int:pk>/evidence/<int:piece_pk>/", evidence.evidence, name="referral-evidence"),
    path("<int:pk>/evidence/<int:piece_pk>/remove/", evidence.remove_evidence, name="referral-evidence-remove"),
    path("<int:pk>/send/", sending.send, name="referral-send"),
    path("<int:pk>/sent/", sending.sent, name="referral-sent"),
    path("to-check/", checking.to_check, name="checking"),
    path("<int:pk>/check/", checking.check, name="referral-check"),
    path("<int:pk>/check/start/", checking.start, name="referral-check-start"),
    path("<int:pk>/check/hand-back/", checking.hand_back, name="referral-hand-back"),
    path("<int:pk>/check/holding/", checking.holding, name="referral-holding"),
    path("<int:pk>/check/evidence/<int:piece_pk>/", checking.piece, name="referral-check-piece"),
    path("<int:pk>/check/people/<int:person_pk>/", checking.person, name="referral-check-person"),
    path("<int:pk>/accept/", deciding.accept, name="referral-accept"),
    path("<int:pk>/return/", deciding.return_, name="referral-return"),
]
