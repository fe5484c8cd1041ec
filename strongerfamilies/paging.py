"""Pages of long lists, cut in SQL. Lists are counted only so far: exact counts of large tables do not scale."""

from django.core.paginator import Paginator
from django.utils.functional import cached_property

MOST = 1000


class LongListPaginator(Paginator):
    """Shows the first thousand rows of a list, and says when there are more: a filter then finds the others."""

    def __init__(self, rows, per_page=25):
        super().__init__(rows, per_page)

    @cached_property
    def _counted(self):
        return self.object_list.order_by().values("pk")[: MOST + 1].count()

    @cached_property
    def count(self):
        return min(self._counted, MOST)

    @property
    def total(self) -> str:
        return f"{MOST:,}+" if self._counted > MOST else f"{self.count:,}"
