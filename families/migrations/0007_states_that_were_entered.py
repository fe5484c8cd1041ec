"""Fills what is now kept of each family's states from the history of those who were on the programme before.

Who moved them was not kept in a way that can be read back, so it stays empty.
"""

from django.db import migrations

MOVES = """
INSERT INTO families_episodemove (episode_id, status, "on", note)
SELECT pgh_obj_id, status, status_since, ''
FROM (
    SELECT pgh_id, pgh_obj_id, status, status_since, LAG(status) OVER (PARTITION BY pgh_obj_id ORDER BY pgh_id) AS before
    FROM families_episodeevent
) AS kept
WHERE status IS DISTINCT FROM before
ORDER BY pgh_id
"""
AGREED = """
UPDATE families_episode SET agreed_on = COALESCE(
    (SELECT MAX(status_since) FROM families_episodeevent WHERE pgh_obj_id = families_episode.id AND status = 'awaiting allocation'),
    status_since
)
WHERE status IN ('awaiting allocation', 'assessing', 'plan in place')
"""
ATTACHED = """
UPDATE families_episode SET attached_on = status_since
WHERE status = 'plan in place' AND EXISTS (
    SELECT 1 FROM families_allocation AS held
    WHERE held.family_id = families_episode.family_id AND NOT held.never_held
    AND held.starts_on <= status_since AND (held.ends_on IS NULL OR held.ends_on >= status_since)
)
"""


class Migration(migrations.Migration):
    dependencies = [("families", "0006_episode_in_full")]

    operations = [migrations.RunSQL([MOVES, AGREED, ATTACHED], migrations.RunSQL.noop)]
