"""The outbox for administrators: what waits, what failed and why; never the text."""

from django.contrib import admin, messages

from accounts.reference_admin import LookUpAdmin
from jobs import actions
from jobs.models import LongTask, OutboxMessage
from strongerfamilies.moves import MoveNotAllowed


@admin.register(OutboxMessage)
class OutboxMessageAdmin(LookUpAdmin):
    list_display = ["kind", "status", "written_at", "sent_at", "attempts", "next_attempt_at", "last_error"]
    list_filter = ["status", "kind"]
    search_fields = ["kind", "last_error"]
    ordering = ["-written_at", "-pk"]
    exclude = ["body", "address", "subject"]
    actions = ["send_again"]
    show_full_result_count = False

    @admin.action(description="Try again (given up)")
    def send_again(self, request, chosen):
        for message in chosen:
            try:
                actions.send_again(message, by=request.user)
            except MoveNotAllowed as refusal:
                messages.error(request, str(refusal))
            else:
                messages.success(request, "Waiting to be sent again.")


@admin.register(LongTask)
class LongTaskAdmin(LookUpAdmin):
    list_display = ["kind", "status", "started_by", "asked_at", "ended_at", "done", "total", "restarts", "last_error"]
    list_filter = ["status", "kind"]
    list_select_related = ["started_by"]
    search_fields = ["kind", "last_error"]
    ordering = ["-asked_at", "-pk"]
    exclude = ["checkpoint"]
