"""Every write of the room, split by noun."""

from families.actions.agreeing import decline, give_notice, record_agreement
from families.actions.allocating import allocate, plan_agreed
from families.actions.caseload import (
    check_caseload,
    give_up_caseload,
    load_batch,
    start_loading,
    start_taking_out,
    take_out_batch,
)
from families.actions.disclosing import record_disclosure
from families.actions.granting import (
    copy_access_log,
    end_access,
    grant_access,
    review_emergency_access,
    take_emergency_access,
)
from families.actions.handing_over import hand_over, pass_on_later, pass_on_standing_in, pass_on_team_places
from families.actions.homes import change_address, change_home, move
from families.actions.identifying import record_identifier
from families.actions.joining import add_member, leave_family
from families.actions.life import (
    change_due_date,
    record_birth,
    record_birth_not_known,
    record_death,
    record_loss,
    take_back_death,
)
from families.actions.linking import keep_apart, link_people, unlink_people
from families.actions.moving import record_move_away, record_move_in
from families.actions.objecting import change_hold, decide_objection, hold, object_to, withdraw_objection
from families.actions.opening import AgreementTold, Contact, open_family
from families.actions.orders import add_order, change_order, end_order_early
from families.actions.people import change_belonging, change_person
from families.actions.protecting import end_protection, protect_identity
from families.actions.reaching import (
    add_contact_way,
    add_reference,
    change_contact,
    change_contact_way,
    end_use,
)
from families.actions.relating import change_relationship, relate, take_back_relationship
from families.actions.reporting import report_worry
from families.actions.restricting import (
    bar_user,
    declare_known,
    end_bar,
    lift_restriction,
    name_on_restriction,
    restrict,
    take_off_restriction,
)
from families.actions.services import add_service, ask_for_service, change_service, move_request
from families.actions.splitting import split
from families.actions.stages import (
    ask_to_join,
    begin_review,
    close,
    do_not_ask,
    end_review,
    pause,
    reopen,
    resume,
    step_down,
    step_up,
)
from families.actions.standing_in import arrange_cover, name_holding_worker
from families.actions.starting import record_start_measure
from families.actions.team import join_team, leave_team
from families.actions.warnings import end_warning, review_warning, warn
from families.actions.withdrawing import withdraw_agreement

__all__ = [
    "AgreementTold",
    "Contact",
    "add_contact_way",
    "add_member",
    "add_order",
    "add_reference",
    "add_service",
    "allocate",
    "arrange_cover",
    "ask_for_service",
    "ask_to_join",
    "bar_user",
    "begin_review",
    "change_address",
    "change_belonging",
    "change_contact",
    "change_contact_way",
    "change_due_date",
    "change_hold",
    "change_home",
    "change_order",
    "change_person",
    "change_relationship",
    "change_service",
    "check_caseload",
    "close",
    "copy_access_log",
    "decide_objection",
    "declare_known",
    "decline",
    "do_not_ask",
    "end_access",
    "end_bar",
    "end_order_early",
    "end_protection",
    "end_review",
    "end_use",
    "end_warning",
    "give_notice",
    "give_up_caseload",
    "grant_access",
    "hand_over",
    "hold",
    "join_team",
    "keep_apart",
    "leave_family",
    "leave_team",
    "lift_restriction",
    "link_people",
    "load_batch",
    "move",
    "move_request",
    "name_holding_worker",
    "name_on_restriction",
    "object_to",
    "open_family",
    "pass_on_later",
    "pass_on_standing_in",
    "pass_on_team_places",
    "pause",
    "plan_agreed",
    "protect_identity",
    "record_agreement",
    "record_birth",
    "record_birth_not_known",
    "record_death",
    "record_disclosure",
    "record_identifier",
    "record_loss",
    "record_move_away",
    "record_move_in",
    "record_start_measure",
    "relate",
    "reopen",
    "report_worry",
    "restrict",
    "resume",
    "review_emergency_access",
    "review_warning",
    "split",
    "start_loading",
    "start_taking_out",
    "step_down",
    "step_up",
    "take_back_death",
    "take_back_relationship",
    "take_emergency_access",
    "take_off_restriction",
    "take_out_batch",
    "unlink_people",
    "warn",
    "withdraw_agreement",
    "withdraw_objection",
]
