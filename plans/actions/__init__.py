"""Every write of the room, split by noun."""

from plans.actions.plan import agree_plan, change_wants, print_plan, reopen_plan, share_plan, start_plan
from plans.actions.progress import begin_start, finish_start, reopen_start, save_group
from plans.actions.splitting import split_family
from plans.actions.target import add_target, change_target, pass_on_targets

__all__ = [
    "add_target",
    "agree_plan",
    "begin_start",
    "change_target",
    "change_wants",
    "finish_start",
    "pass_on_targets",
    "print_plan",
    "reopen_plan",
    "reopen_start",
    "save_group",
    "share_plan",
    "split_family",
    "start_plan",
]
