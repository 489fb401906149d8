-- The programme: groups, the week as it is planned, hours, and what is owed for them.

CREATE TABLE care_group (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    type TEXT NOT NULL CHECK (type IN (
        'skills', 'psychoeducation', 'refusal_training', 'relapse_prevention', 'family',
        'emotional_support', 'life_skills', 'complementary', 'own'
    )),
    own_type TEXT NOT NULL,
    affinity TEXT NOT NULL,
    prints_affinity INTEGER NOT NULL CHECK (prints_affinity IN (0, 1)),
    cap INTEGER CHECK (cap BETWEEN 1 AND 200),
    led_by TEXT NOT NULL,
    provider TEXT NOT NULL,
    credential TEXT NOT NULL,
    counts_hours INTEGER NOT NULL CHECK (counts_hours IN (0, 1)),
    closed_on TEXT
) STRICT;

CREATE TABLE group_member (
    id INTEGER PRIMARY KEY,
    care_group_id INTEGER NOT NULL REFERENCES care_group (id),
    client_id INTEGER NOT NULL REFERENCES client (id),
    joined_on TEXT NOT NULL,
    left_on TEXT,
    remark TEXT NOT NULL,
    CHECK (left_on IS NULL OR left_on >= joined_on)
) STRICT;
CREATE UNIQUE INDEX group_member_once ON group_member (care_group_id, client_id)
WHERE left_on IS NULL;
CREATE INDEX group_member_of_client ON group_member (client_id);

CREATE TABLE series (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN (
        'individual', 'family', 'group', 'case_management', 'medication_management', 'vocational'
    )),
    care_group_id INTEGER REFERENCES care_group (id),
    client_id INTEGER REFERENCES client (id),
    track TEXT CHECK (track IN ('morning', 'evening', 'other')),
    weekday INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6),
    starts TEXT NOT NULL,
    ends TEXT NOT NULL,
    zone TEXT NOT NULL,
    modality TEXT NOT NULL CHECK (modality IN ('in_person', 'video', 'phone')),
    led_by TEXT NOT NULL,
    with_whom TEXT NOT NULL,
    every_weeks INTEGER NOT NULL CHECK (every_weeks BETWEEN 1 AND 12),
    begins_on TEXT NOT NULL,
    ends_on TEXT,
    CHECK (ends_on IS NULL OR ends_on >= begins_on),
    CHECK ((care_group_id IS NULL) <> (client_id IS NULL))
) STRICT;
CREATE INDEX series_of_client ON series (client_id);
CREATE INDEX series_of_group ON series (care_group_id);

CREATE TABLE series_exception (
    id INTEGER PRIMARY KEY,
    series_id INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE,
    planned_on TEXT NOT NULL,
    moved_to TEXT,
    starts TEXT,
    ends TEXT,
    reason TEXT NOT NULL,
    UNIQUE (series_id, planned_on),
    CHECK ((moved_to IS NULL) = (starts IS NULL) AND (moved_to IS NULL) = (ends IS NULL))
) STRICT;

CREATE TABLE holiday (
    id INTEGER PRIMARY KEY,
    day TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL
) STRICT;

-- What a held session adds when it was planned or taught something.
CREATE TABLE meeting (
    id INTEGER PRIMARY KEY,
    session_id INTEGER NOT NULL UNIQUE REFERENCES session (id),
    series_id INTEGER REFERENCES series (id),
    planned_on TEXT,
    topic TEXT NOT NULL,
    course_topic TEXT CHECK (course_topic IN (
        'vocational_skills', 'trauma', 'relapse_prevention', 'self_discovery', 'relationships',
        'own'
    )),
    UNIQUE (series_id, planned_on)
) STRICT;

-- What is typed in a group session and not signed yet: the shared part and every member's row.
CREATE TABLE group_draft (
    id INTEGER PRIMARY KEY,
    session_id INTEGER NOT NULL UNIQUE REFERENCES session (id) ON DELETE CASCADE,
    content TEXT NOT NULL,
    kept_at TEXT NOT NULL
) STRICT;

CREATE INDEX session_of_group ON session (group_id, held_on);

-- The reason given to a finding that is not a mistake: a short week, a long silence, a refusal.
CREATE TABLE given_reason (
    id INTEGER PRIMARY KEY,
    client_id INTEGER NOT NULL REFERENCES client (id),
    episode_id INTEGER NOT NULL REFERENCES episode (id),
    rule TEXT NOT NULL CHECK (rule IN ('H2', 'H8', 'H9', 'I1', 'I2')),
    about_on TEXT NOT NULL,
    code TEXT NOT NULL CHECK (code IN (
        'illness', 'court', 'work', 'childcare', 'holiday', 'lapse', 'no_show', 'program_closed',
        'session_moved', 'client_refused', 'other'
    )),
    remark TEXT NOT NULL,
    UNIQUE (episode_id, rule, about_on)
) STRICT;
CREATE INDEX given_reason_of_client ON given_reason (client_id);

CREATE TABLE mutual_help_meeting (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    client_id INTEGER NOT NULL REFERENCES client (id),
    held_on TEXT NOT NULL,
    fellowship TEXT NOT NULL CHECK (fellowship IN (
        'aa', 'na', 'ca', 'smart', 'dharma', 'al_anon', 'other'
    )),
    meeting TEXT NOT NULL,
    is_verified INTEGER NOT NULL CHECK (is_verified IN (0, 1))
) STRICT;
CREATE INDEX mutual_help_of_client ON mutual_help_meeting (client_id, held_on);

CREATE TABLE mutual_help_standing (
    id INTEGER PRIMARY KEY,
    client_id INTEGER NOT NULL UNIQUE REFERENCES client (id),
    has_sponsor INTEGER CHECK (has_sponsor IN (0, 1)),
    sponsor TEXT NOT NULL,
    step INTEGER CHECK (step BETWEEN 0 AND 12),
    told_on TEXT NOT NULL
) STRICT;

-- The program's own numbers; only what differs from the profile they began from.
CREATE TABLE clinic_profile (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    base TEXT NOT NULL,
    name TEXT NOT NULL
) STRICT;

CREATE TABLE clinic_number (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    value INTEGER NOT NULL,
    reason TEXT NOT NULL,
    set_on TEXT NOT NULL,
    ended_on TEXT
) STRICT;
CREATE UNIQUE INDEX clinic_number_in_force ON clinic_number (name) WHERE ended_on IS NULL;

CREATE TABLE client_number (
    id INTEGER PRIMARY KEY,
    client_id INTEGER NOT NULL REFERENCES client (id),
    name TEXT NOT NULL,
    value INTEGER NOT NULL,
    reason TEXT NOT NULL,
    set_on TEXT NOT NULL,
    ended_on TEXT
) STRICT;
CREATE UNIQUE INDEX client_number_in_force ON client_number (client_id, name)
WHERE ended_on IS NULL;

CREATE TABLE snooze (
    id INTEGER PRIMARY KEY,
    client_id INTEGER REFERENCES client (id),
    about TEXT NOT NULL UNIQUE,
    until_on TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;

-- How the level of care went on within a stay; the episode has the level of today.
CREATE TABLE level_change (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    client_id INTEGER NOT NULL REFERENCES client (id),
    episode_id INTEGER NOT NULL REFERENCES episode (id),
    changed_on TEXT NOT NULL,
    from_level TEXT NOT NULL CHECK (from_level IN ('iop', 'php', 'outpatient', 'other')),
    to_level TEXT NOT NULL CHECK (to_level IN ('iop', 'php', 'outpatient', 'other')),
    reason TEXT NOT NULL CHECK (reason <> ''),
    CHECK (from_level <> to_level)
) STRICT;
CREATE INDEX level_change_of_episode ON level_change (episode_id);

-- With whom a client would rather be in a group; never printed.
CREATE TABLE group_preference (
    id INTEGER PRIMARY KEY,
    client_id INTEGER NOT NULL UNIQUE REFERENCES client (id),
    affinity TEXT NOT NULL CHECK (affinity <> '')
) STRICT;
