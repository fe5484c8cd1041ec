"""The answers of the measured pages, as somebody would write their SQL by hand: a list of statements a page."""

SIGNED_IN = [
    "SELECT session_data FROM django_session WHERE session_key = %(session)s AND expire_date > now()",
    "SELECT * FROM accounts_user WHERE id = %(user)s",
    """SELECT p.codename FROM auth_permission p JOIN auth_group_permissions gp ON gp.permission_id = p.id
       JOIN accounts_user_groups ug ON ug.group_id = gp.group_id WHERE ug.user_id = %(user)s""",
    "SELECT key, value FROM accounts_setting WHERE starts_on <= CURRENT_DATE ORDER BY starts_on",
]

NOT_CLOSED = """NOT EXISTS (SELECT FROM families_restriction r WHERE r.family_id = f.id AND r.starts_at <= now()
  AND (r.ends_at IS NULL OR r.ends_at > now()) AND NOT EXISTS (SELECT FROM families_nameduser n
  WHERE n.restriction_id = r.id AND n.user_id = %(user)s AND n.starts_at <= now()
  AND (n.ends_at IS NULL OR n.ends_at > now())))
  AND NOT EXISTS (SELECT FROM families_bar b WHERE b.family_id = f.id AND b.user_id = %(user)s AND b.ends_at IS NULL)"""

_KEYWORKER = """LEFT JOIN families_allocation a ON a.family_id = f.id AND a.starts_on <= CURRENT_DATE
  AND (a.ends_on IS NULL OR a.ends_on >= CURRENT_DATE) AND NOT a.never_held
  LEFT JOIN accounts_user u ON u.id = a.keyworker_id LEFT JOIN accounts_agency g ON g.id = u.agency_id"""
_PRESSURE = """CASE WHEN e.status = 'awaiting allocation' THEN 0
  WHEN e.status IN ('identified', 'accepted', 'asked to join') THEN 1 ELSE 2 END"""


def families(where="TRUE"):
    """One page of the list, how many there are up to a thousand, and the options of the filters."""
    rows = f"""FROM families_episode e JOIN families_family f ON f.id = e.family_id
      WHERE e.ended_on IS NULL AND {where} AND {NOT_CLOSED}"""
    return [
        *SIGNED_IN,
        f"""SELECT f.id, f.name, e.status, e.status_since, u.name, g.name
            FROM (SELECT f.id, {_PRESSURE} AS pressure, e.status_since {rows}
                  ORDER BY {_PRESSURE}, e.status_since, e.family_id LIMIT 25) found
            JOIN families_family f ON f.id = found.id
            JOIN families_episode e ON e.family_id = f.id AND e.ended_on IS NULL
            {_KEYWORKER} ORDER BY found.pressure, found.status_since, found.id""",
        f"SELECT count(*) FROM (SELECT 1 {rows} LIMIT 1001) found",
        "SELECT p.* FROM eligibility_problem p JOIN eligibility_programme v ON v.id = p.programme_id ORDER BY p.number",
        """SELECT t.id, t.name, g.name FROM accounts_team t JOIN accounts_agency g ON g.id = t.agency_id
           ORDER BY 3, 2 LIMIT 201""",
        "SELECT id, name FROM accounts_user WHERE team_id = (SELECT team_id FROM accounts_user WHERE id = %(user)s)",
    ]


OPENED = [
    f"SELECT f.*, e.status, e.status_since FROM families_family f LEFT JOIN families_episode e ON e.family_id = f.id"
    f" AND e.ended_on IS NULL WHERE f.id = %(family)s AND {NOT_CLOSED}",
    """SELECT u.name, u.phone, g.name FROM families_allocation a JOIN accounts_user u ON u.id = a.keyworker_id
       JOIN accounts_agency g ON g.id = u.agency_id WHERE a.family_id = %(family)s AND NOT a.never_held
       AND a.starts_on <= CURRENT_DATE AND (a.ends_on IS NULL OR a.ends_on >= CURRENT_DATE)""",
    """SELECT EXISTS (SELECT FROM families_allocation WHERE family_id = %(family)s AND keyworker_id = %(user)s)
       OR EXISTS (SELECT FROM families_teammember WHERE family_id = %(family)s AND user_id = %(user)s)
       OR EXISTS (SELECT FROM families_accessgrant WHERE family_id = %(family)s AND user_id = %(user)s)""",
    """INSERT INTO accounts_accessevent (at, by_id, record, record_id, reference, page, why, working_with)
       VALUES (now(), %(user)s, 'families.family', %(family)s, '', 'family', 'bench', true)""",
]
MEMBERS = """SELECT m.*, p.* FROM families_membership m JOIN families_person p ON p.id = m.person_id
  WHERE m.family_id = %(family)s AND m.left_on IS NULL AND p.linked_to_id IS NULL ORDER BY m.id"""
EVIDENCE = """SELECT v.*, i.code, i.label, p.given_name, c.name FROM families_evidence v
  JOIN eligibility_indicator i ON i.id = v.indicator_id LEFT JOIN families_person p ON p.id = v.person_id
  LEFT JOIN accounts_user c ON c.id = v.verified_by_id
  WHERE v.family_id = %(family)s ORDER BY v.problem_number, v.observed_on DESC"""

OVERVIEW = [
    *SIGNED_IN,
    *OPENED,
    MEMBERS,
    """SELECT r.*, a.* FROM families_residence r JOIN families_address a ON a.id = r.address_id
       JOIN families_membership m ON m.person_id = r.person_id WHERE m.family_id = %(family)s
       AND r.starts_on <= CURRENT_DATE AND (r.ends_on IS NULL OR r.ends_on >= CURRENT_DATE)""",
    EVIDENCE,
    """SELECT e.*, v.name, r.label FROM families_episode e JOIN eligibility_programme v ON v.id = e.programme_id
       LEFT JOIN eligibility_reason r ON r.id = e.reason_id WHERE e.family_id = %(family)s
       ORDER BY e.started_on DESC LIMIT 1""",
    "SELECT * FROM eligibility_problem ORDER BY number",
    """SELECT DISTINCT ON (a.person_id) a.*, u.name FROM families_agreement a
       JOIN accounts_user u ON u.id = a.recorded_by_id WHERE a.family_id = %(family)s
       ORDER BY a.person_id, a.asked_on DESC""",
    """SELECT n.*, p.version, u.name FROM families_noticegiven n JOIN accounts_privacynotice p ON p.id = n.notice_id
       JOIN accounts_user u ON u.id = n.given_by_id WHERE n.family_id = %(family)s""",
    """SELECT t.*, u.name FROM families_referrersaccount t JOIN accounts_user u ON u.id = t.referred_by_id
       WHERE family_id = %(family)s""",
    "SELECT * FROM families_worryreported WHERE family_id = %(family)s",
    "SELECT * FROM families_safetywarning WHERE family_id = %(family)s AND ended_on IS NULL",
    "SELECT * FROM families_legalorder WHERE family_id = %(family)s",
    "SELECT * FROM families_accessgrant WHERE family_id = %(family)s",
]
EVIDENCE_PAGE = [*SIGNED_IN, *OPENED, MEMBERS, EVIDENCE, "SELECT * FROM eligibility_problem ORDER BY number"]
PLAN = [
    *SIGNED_IN,
    *OPENED,
    MEMBERS,
    "SELECT * FROM plans_plan WHERE family_id = %(family)s",
    """SELECT t.*, p.given_name, u.name FROM plans_target t JOIN plans_plan l ON l.id = t.plan_id
       LEFT JOIN families_person p ON p.id = t.owner_person_id LEFT JOIN accounts_user u ON u.id = t.owner_worker_id
       WHERE l.family_id = %(family)s ORDER BY t.due_on""",
    """SELECT i.target_id, p.given_name FROM plans_target_involved i JOIN families_person p ON p.id = i.person_id
       WHERE i.target_id IN (SELECT t.id FROM plans_target t JOIN plans_plan l ON l.id = t.plan_id
       WHERE l.family_id = %(family)s)""",
    """SELECT a.*, u.name FROM plans_planagreement a JOIN plans_plan l ON l.id = a.plan_id
       JOIN accounts_user u ON u.id = a.recorded_by_id WHERE l.family_id = %(family)s""",
    """SELECT DISTINCT ON (person_id) person_id, to_support FROM families_agreement
       WHERE family_id = %(family)s AND person_id IS NOT NULL ORDER BY person_id, asked_on DESC""",
]
PROGRESS = [
    *SIGNED_IN,
    *OPENED,
    """SELECT * FROM plans_progresscollection c JOIN eligibility_progressset s ON s.id = c.progress_set_id
       WHERE family_id = %(family)s""",
    """SELECT a.*, v.*, p.given_name, u.name FROM plans_progresscollection c
       JOIN eligibility_progressarea a ON a.progress_set_id = c.progress_set_id
       LEFT JOIN plans_progressvalue v ON v.collection_id = c.id AND v.area_id = a.id
       LEFT JOIN families_person p ON p.id = v.person_id LEFT JOIN accounts_user u ON u.id = v.recorded_by_id
       WHERE c.family_id = %(family)s ORDER BY a.code""",
]
_HELD = """families_allocation a WHERE a.family_id = f.id AND a.starts_on <= CURRENT_DATE
  AND (a.ends_on IS NULL OR a.ends_on >= CURRENT_DATE) AND NOT a.never_held"""
_OPEN = "families_episode e JOIN families_family f ON f.id = e.family_id"
_HAPPENED = """SELECT observed_on AS day, 'evidence' AS kind, i.label AS text, recorded_by_id AS who
    FROM families_evidence v JOIN eligibility_indicator i ON i.id = v.indicator_id WHERE v.family_id = %(family)s
  UNION ALL SELECT asked_on, 'agreement', to_support, recorded_by_id FROM families_agreement
    WHERE family_id = %(family)s
  UNION ALL SELECT given_on, 'notice', how, given_by_id FROM families_noticegiven WHERE family_id = %(family)s
  UNION ALL SELECT starts_on, 'keyworker', '', keyworker_id FROM families_allocation WHERE family_id = %(family)s
  UNION ALL SELECT starts_on, 'team', role, user_id FROM families_teammember WHERE family_id = %(family)s
  UNION ALL SELECT referred_on, 'referral', text, referred_by_id FROM families_referrersaccount
    WHERE family_id = %(family)s
  UNION ALL SELECT m.on, 'state', m.status, m.by_id FROM families_episodemove m
    JOIN families_episode e ON e.id = m.episode_id WHERE e.family_id = %(family)s
  UNION ALL SELECT joined_on, 'joined', p.given_name, NULL FROM families_membership m
    JOIN families_person p ON p.id = m.person_id WHERE m.family_id = %(family)s
  UNION ALL SELECT r.starts_on, 'home', a.lines, NULL FROM families_residence r
    JOIN families_address a ON a.id = r.address_id JOIN families_membership m ON m.person_id = r.person_id
    WHERE m.family_id = %(family)s
  UNION ALL SELECT happened_on, 'note', text, written_by_id FROM families_note WHERE family_id = %(family)s
  UNION ALL SELECT t.set_on, 'target', t.specific, t.set_by_id FROM plans_target t
    JOIN plans_plan l ON l.id = t.plan_id WHERE l.family_id = %(family)s
  UNION ALL SELECT begun_on, 'progress', stage, begun_by_id FROM plans_progresscollection
    WHERE family_id = %(family)s"""
CHRONOLOGY = [
    *SIGNED_IN,
    *OPENED,
    MEMBERS,
    f"SELECT h.*, u.name FROM ({_HAPPENED}) h LEFT JOIN accounts_user u ON u.id = h.who ORDER BY day DESC LIMIT 50",
    f"SELECT count(*) FROM (SELECT FROM ({_HAPPENED}) h LIMIT 1001) counted",
]

# What belongs on each list of families to look at, with the periods that the settings have by default.
_TO_LOOK_AT = [
    """e.status IN ('assessing', 'plan in place', 'in review') AND e.agreed_on <= CURRENT_DATE - 14
       AND NOT EXISTS (SELECT FROM families_note n WHERE n.family_id = f.id AND n.happened_on > CURRENT_DATE - 14
       AND n.kind IN ('home visit', 'telephone', 'meeting'))""",
    "e.status IN ('awaiting allocation', 'assessing') AND e.agreed_on <= CURRENT_DATE - 21",
    """e.status = 'paused' AND EXISTS (SELECT FROM families_pause p WHERE p.episode_id = e.id AND p.ends_on IS NULL
       AND p.until < CURRENT_DATE)""",
    """EXISTS (SELECT FROM families_safetywarning w WHERE w.family_id = f.id AND w.ended_on IS NULL
       AND w.review_on <= CURRENT_DATE)""",
    """EXISTS (SELECT FROM families_legalorder o WHERE o.family_id = f.id
       AND o.ends_on BETWEEN CURRENT_DATE AND CURRENT_DATE + 28)""",
    "EXISTS (SELECT FROM families_agreement g WHERE g.family_id = f.id AND g.ask_again_on <= CURRENT_DATE)",
    """EXISTS (SELECT FROM families_servicerequest s WHERE s.family_id = f.id
       AND s.status IN ('asked', 'waiting'))""",
    "e.started_on <= CURRENT_DATE - 365",
]


def _counts(among):
    """Each list counted up to a thousand, in one query."""
    counts = [
        f"(SELECT count(*) FROM (SELECT FROM {_OPEN} WHERE e.ended_on IS NULL AND {condition} AND {among}"
        f" AND {NOT_CLOSED} LIMIT 1001) counted)"
        for condition in _TO_LOOK_AT
    ]
    return f"SELECT {', '.join(counts)}"


def first_page(whose):
    """The families of a keyworker or of a team, with the plan, targets and start data that say what comes next."""
    among = f"EXISTS (SELECT FROM {_HELD} AND a.keyworker_id {whose})"
    mine = f"""FROM families_allocation a JOIN families_family f ON f.id = a.family_id JOIN families_episode e
      ON e.family_id = f.id AND e.ended_on IS NULL WHERE a.starts_on <= CURRENT_DATE
      AND (a.ends_on IS NULL OR a.ends_on >= CURRENT_DATE) AND NOT a.never_held AND a.keyworker_id {whose}"""
    return [
        *SIGNED_IN,
        _counts(among),
        f"SELECT f.*, e.status, e.status_since {mine} AND {NOT_CLOSED} ORDER BY e.status_since",
        f"SELECT family_id, status FROM plans_plan WHERE family_id IN (SELECT f.id {mine})",
        f"SELECT family_id FROM plans_progresscollection WHERE stage = 'start' AND family_id IN (SELECT f.id {mine})",
        f"SELECT l.family_id, t.due_on, t.review_on FROM plans_target t JOIN plans_plan l ON l.id = t.plan_id"
        f" WHERE l.family_id IN (SELECT f.id {mine})",
        "SELECT * FROM families_accessgrant WHERE user_id = %(user)s AND ends_at IS NULL",
    ]


OFFICERS_FIRST_PAGE = [
    *SIGNED_IN,
    _counts("TRUE"),
    f"""SELECT f.*, e.status_since FROM families_episode e JOIN families_family f ON f.id = e.family_id
        WHERE e.status = 'awaiting allocation' AND e.ended_on IS NULL AND {NOT_CLOSED}
        ORDER BY e.status_since, e.family_id LIMIT 11""",
    "SELECT * FROM referrals_referral WHERE status IN ('submitted', 'checking') ORDER BY submitted_at LIMIT 11",
    "SELECT * FROM referrals_referral WHERE child_at_risk ORDER BY id LIMIT 11",
]
CHECKING = [
    *SIGNED_IN,
    "SELECT * FROM referrals_referral WHERE status IN ('submitted', 'checking') ORDER BY submitted_at LIMIT 25",
]

_WITH_FAMILIES = f"""SELECT p.*, m.family_id, m.left_on, f.name, e.status, u.name FROM found p
  JOIN families_membership m ON m.person_id = p.id JOIN families_family f ON f.id = m.family_id
  LEFT JOIN families_episode e ON e.family_id = f.id AND e.ended_on IS NULL {_KEYWORKER} WHERE {NOT_CLOSED}"""
_LIKE = (
    """families_name_keys(given_name, family_name, known_as, previous_names) && families_typed_keys('{word}', '{{}}')"""
)


def find(words, born=""):
    """The same narrowing and ranking, written out, with the same need to know."""
    narrow = " AND ".join(_LIKE.format(word=word) for word in words) + born
    typed = "ARRAY[" + ", ".join(f"'{word}'" for word in words) + "]"
    people = f"""FROM families_person q WHERE {narrow} AND EXISTS (SELECT FROM families_membership m
      JOIN families_family f ON f.id = m.family_id WHERE m.person_id = q.id AND {NOT_CLOSED})"""
    return [
        *SIGNED_IN,
        f"""WITH found AS (SELECT q.*, families_name_likeness({typed}, '{{}}', given_name, family_name, known_as,
            previous_names) AS likeness {people} ORDER BY likeness DESC, family_name, given_name, id LIMIT 25)
            {_WITH_FAMILIES} ORDER BY p.likeness DESC""",
        f"SELECT count(*) FROM (SELECT 1 {people} LIMIT 1001) found",
        *families()[-3:],
    ]
