"""The tables of the room, split by noun."""

from jobs.models.long_task import LongTask
from jobs.models.message import OutboxMessage
from jobs.models.worker import WorkerHeartbeat

__all__ = ["LongTask", "OutboxMessage", "WorkerHeartbeat"]
