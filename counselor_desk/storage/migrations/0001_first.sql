-- The first schema. Moments are UTC text (2026-03-12T14:58:00.000000Z), dates 2026-03-12,
-- times 09:00, uids UUIDs in text form. Triggers for audit, signed locks and search are
-- generated from one list (storage/triggers.py) and made after these tables.

CREATE TABLE store (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    store_uid TEXT NOT NULL,
    made_at TEXT NOT NULL
) STRICT;

CREATE TABLE store_key (
    kind TEXT PRIMARY KEY CHECK (kind IN ('signing', 'audit')),
    secret BLOB NOT NULL,
    public_key BLOB,
    made_at TEXT NOT NULL
) STRICT;

CREATE TABLE acting (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    at TEXT NOT NULL,
    session_uid TEXT NOT NULL,
    actor TEXT NOT NULL
) STRICT;
INSERT INTO acting (id, at, session_uid, actor) VALUES (1, '', '', '');

CREATE TABLE program (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    counselor_name TEXT NOT NULL,
    credential TEXT NOT NULL,
    program_name TEXT NOT NULL,
    paper TEXT NOT NULL CHECK (paper IN ('letter', 'a4')),
    week_starts INTEGER NOT NULL CHECK (week_starts BETWEEN 0 AND 6),
    number_pattern TEXT NOT NULL
) STRICT;

CREATE TABLE client (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL UNIQUE,
    given_name TEXT NOT NULL,
    family_name TEXT NOT NULL,
    preferred_name TEXT NOT NULL,
    pronouns TEXT NOT NULL,
    born_on TEXT,
    caseload TEXT NOT NULL CHECK (caseload IN ('mine', 'guest')),
    made_at TEXT NOT NULL,
    search_name TEXT NOT NULL, -- names and number without accents and case: to sort and filter by
    last_note_on TEXT -- the newest signed note's date: the list must not read every note
) STRICT;

CREATE TABLE contact (
    id INTEGER PRIMARY KEY,
    client_id INTEGER NOT NULL REFERENCES client (id),
    kind TEXT NOT NULL CHECK (kind IN ('phone', 'email', 'address')),
    value TEXT NOT NULL,
    remark TEXT NOT NULL
) STRICT;
CREATE INDEX contact_of_client ON contact (client_id);

CREATE TABLE episode (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    client_id INTEGER NOT NULL REFERENCES client (id),
    inquiry_on TEXT,
    level_of_care TEXT NOT NULL CHECK (level_of_care IN ('iop', 'php', 'outpatient', 'other')),
    admitted_on TEXT,
    track TEXT NOT NULL CHECK (track IN ('morning', 'evening', 'other')),
    target_weeks INTEGER NOT NULL CHECK (target_weeks BETWEEN 1 AND 104),
    closed_on TEXT,
    CHECK (closed_on IS NULL OR admitted_on IS NULL OR closed_on >= admitted_on)
) STRICT;
CREATE UNIQUE INDEX episode_open_once ON episode (client_id) WHERE closed_on IS NULL;
CREATE INDEX episode_of_client ON episode (client_id, admitted_on);

CREATE TABLE session (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN (
        'individual', 'family', 'group', 'case_management', 'medication_management', 'vocational',
        'crisis', 'phone_contact', 'collateral_contact', 'case_conference', 'no_show'
    )),
    held_on TEXT NOT NULL,
    starts TEXT NOT NULL,
    ends TEXT NOT NULL,
    zone TEXT NOT NULL,
    modality TEXT NOT NULL CHECK (modality IN ('in_person', 'video', 'phone')),
    led_by TEXT NOT NULL,
    group_id INTEGER
) STRICT;
CREATE INDEX session_by_day ON session (held_on, starts);

CREATE TABLE attendance (
    id INTEGER PRIMARY KEY,
    session_id INTEGER NOT NULL REFERENCES session (id),
    client_id INTEGER NOT NULL REFERENCES client (id),
    episode_id INTEGER NOT NULL REFERENCES episode (id),
    code TEXT NOT NULL CHECK (code IN (
        'present', 'late', 'left_early', 'excused', 'no_show', 'cancelled_client',
        'cancelled_program'
    )),
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 1440),
    UNIQUE (session_id, client_id)
) STRICT;
CREATE INDEX attendance_of_client ON attendance (client_id);

CREATE TABLE plan (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    client_id INTEGER NOT NULL REFERENCES client (id),
    episode_id INTEGER NOT NULL REFERENCES episode (id),
    version INTEGER NOT NULL CHECK (version >= 1),
    state TEXT NOT NULL CHECK (state IN ('draft', 'signed')),
    planned_on TEXT NOT NULL,
    client_words TEXT NOT NULL,
    strengths TEXT NOT NULL,
    needs TEXT NOT NULL,
    abilities TEXT NOT NULL,
    preferences TEXT NOT NULL,
    barriers TEXT NOT NULL,
    services TEXT NOT NULL,
    discharge_criteria TEXT NOT NULL
) STRICT;
-- Of two drafts, one may be discarded, so only signed versions are counted.
CREATE UNIQUE INDEX plan_version ON plan (episode_id, version) WHERE state = 'signed';
CREATE INDEX plan_of_episode ON plan (episode_id);
CREATE INDEX plan_in_force ON plan (episode_id, version, planned_on, uid) WHERE state = 'signed';
CREATE INDEX plan_of_client ON plan (client_id, version);

CREATE TABLE plan_problem (
    id INTEGER PRIMARY KEY,
    plan_id INTEGER NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
    node_uid TEXT NOT NULL,
    position INTEGER NOT NULL,
    number TEXT NOT NULL,
    text TEXT NOT NULL,
    code TEXT NOT NULL,
    UNIQUE (plan_id, node_uid)
) STRICT;

CREATE TABLE plan_goal (
    id INTEGER PRIMARY KEY,
    plan_id INTEGER NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
    node_uid TEXT NOT NULL,
    parent_uid TEXT NOT NULL,
    position INTEGER NOT NULL,
    number TEXT NOT NULL,
    text TEXT NOT NULL,
    client_words TEXT NOT NULL,
    target_on TEXT,
    UNIQUE (plan_id, node_uid)
) STRICT;

CREATE TABLE plan_objective (
    id INTEGER PRIMARY KEY,
    plan_id INTEGER NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
    node_uid TEXT NOT NULL,
    parent_uid TEXT NOT NULL,
    position INTEGER NOT NULL,
    number TEXT NOT NULL,
    text TEXT NOT NULL,
    target_on TEXT,
    UNIQUE (plan_id, node_uid)
) STRICT;

CREATE TABLE plan_intervention (
    id INTEGER PRIMARY KEY,
    plan_id INTEGER NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
    node_uid TEXT NOT NULL,
    parent_uid TEXT NOT NULL,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN (
        'individual', 'group', 'family', 'case_management', 'medication_management', 'vocational',
        'mutual_help', 'homework', 'referral'
    )),
    frequency TEXT NOT NULL,
    duration TEXT NOT NULL,
    responsible TEXT NOT NULL,
    UNIQUE (plan_id, node_uid)
) STRICT;

CREATE TABLE note (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    client_id INTEGER NOT NULL REFERENCES client (id),
    episode_id INTEGER NOT NULL REFERENCES episode (id),
    attendance_id INTEGER REFERENCES attendance (id),
    kind TEXT NOT NULL CHECK (kind IN (
        'individual', 'family', 'group', 'case_management', 'medication_management', 'vocational',
        'crisis', 'phone_contact', 'collateral_contact', 'case_conference', 'no_show'
    )),
    format TEXT NOT NULL CHECK (format IN ('dap', 'soap', 'birp', 'girp')),
    held_on TEXT,
    starts TEXT,
    ends TEXT,
    zone TEXT NOT NULL,
    minutes INTEGER CHECK (minutes BETWEEN 0 AND 1440),
    modality TEXT NOT NULL CHECK (modality IN ('in_person', 'video', 'phone')),
    location TEXT NOT NULL,
    participants TEXT NOT NULL,
    topic TEXT NOT NULL,
    risk TEXT CHECK (risk IN ('none_reported', 'present', 'not_assessed')),
    risk_remark TEXT NOT NULL,
    risk_ideation TEXT NOT NULL,
    risk_plan TEXT NOT NULL,
    risk_means TEXT NOT NULL,
    risk_action TEXT NOT NULL,
    unlinked_reason TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'signed')),
    due_at TEXT,
    entered_at TEXT NOT NULL
) STRICT;
CREATE INDEX note_of_client ON note (client_id, held_on);
CREATE INDEX note_unsigned ON note (client_id, uid) WHERE state = 'draft';

CREATE TABLE note_section (
    id INTEGER PRIMARY KEY,
    note_id INTEGER NOT NULL REFERENCES note (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    code TEXT NOT NULL CHECK (code IN (
        'data', 'subjective', 'objective', 'behavior', 'goal', 'intervention', 'response',
        'assessment', 'plan'
    )),
    text TEXT NOT NULL,
    UNIQUE (note_id, code)
) STRICT;

CREATE TABLE note_objective (
    id INTEGER PRIMARY KEY,
    note_id INTEGER NOT NULL REFERENCES note (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    plan_id INTEGER NOT NULL REFERENCES plan (id),
    node_uid TEXT NOT NULL,
    rating TEXT CHECK (rating IN ('worse', 'same', 'better', 'met')),
    UNIQUE (note_id, node_uid)
) STRICT;
CREATE INDEX note_objective_by_node ON note_objective (node_uid);

CREATE TABLE note_intervention (
    id INTEGER PRIMARY KEY,
    note_id INTEGER NOT NULL REFERENCES note (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    node_uid TEXT NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (note_id, node_uid)
) STRICT;

CREATE TABLE progress (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    client_id INTEGER NOT NULL REFERENCES client (id),
    plan_id INTEGER NOT NULL REFERENCES plan (id),
    node_uid TEXT NOT NULL,
    rated_on TEXT NOT NULL,
    rating TEXT NOT NULL CHECK (rating IN ('worse', 'same', 'better', 'met')),
    note_id INTEGER REFERENCES note (id)
) STRICT;
CREATE INDEX progress_of_client ON progress (client_id, node_uid, rated_on);

CREATE TABLE addendum (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    note_id INTEGER NOT NULL REFERENCES note (id),
    client_id INTEGER NOT NULL REFERENCES client (id),
    reason TEXT NOT NULL CHECK (reason IN (
        'late_information', 'correction', 'entered_in_error', 'client_statement'
    )),
    text TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'signed')),
    entered_at TEXT NOT NULL
) STRICT;
CREATE INDEX addendum_of_note ON addendum (note_id);

CREATE TABLE seal (
    id INTEGER PRIMARY KEY,
    record_kind TEXT NOT NULL CHECK (record_kind IN (
        'plan', 'note', 'addendum', 'assessment', 'discharge'
    )),
    record_uid TEXT NOT NULL,
    version INTEGER NOT NULL,
    canonical BLOB NOT NULL,
    signature BLOB NOT NULL,
    sealed_at TEXT NOT NULL,
    UNIQUE (record_kind, record_uid)
) STRICT;
-- A moment is read from here, not from behind the canonical bytes.
CREATE INDEX seal_moment ON seal (record_kind, record_uid, sealed_at);

CREATE TABLE attachment (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    client_id INTEGER REFERENCES client (id),
    kind TEXT NOT NULL CHECK (kind IN ('scan', 'drawn_signature', 'logo')),
    media_type TEXT NOT NULL CHECK (media_type IN ('application/pdf', 'image/png', 'image/jpeg')),
    content BLOB NOT NULL CHECK (length(content) <= 10485760),
    sha256 TEXT NOT NULL,
    made_at TEXT NOT NULL
) STRICT;

CREATE TABLE signature (
    id INTEGER PRIMARY KEY,
    record_kind TEXT NOT NULL CHECK (record_kind IN (
        'plan', 'note', 'addendum', 'assessment', 'discharge'
    )),
    record_uid TEXT NOT NULL,
    seal_id INTEGER NOT NULL REFERENCES seal (id),
    role TEXT NOT NULL CHECK (role IN ('counselor', 'client', 'guardian', 'supervisor')),
    printed_name TEXT NOT NULL,
    credential TEXT NOT NULL,
    method TEXT NOT NULL CHECK (method IN ('electronic', 'drawn', 'typed', 'paper')),
    signed_at TEXT NOT NULL,
    attachment_id INTEGER REFERENCES attachment (id)
) STRICT;
CREATE INDEX signature_of_record ON signature (record_kind, record_uid);
CREATE INDEX signature_by_attachment ON signature (attachment_id);

CREATE TABLE draft (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('plan', 'note', 'addendum', 'assessment', 'discharge')),
    record_uid TEXT NOT NULL,
    content TEXT NOT NULL,
    kept_at TEXT NOT NULL,
    discarded_at TEXT,
    UNIQUE (kind, record_uid)
) STRICT;
CREATE INDEX draft_discarded ON draft (kind, record_uid, discarded_at)
    WHERE discarded_at IS NOT NULL;

-- Each event needs its seal by the end of the transaction: the deferred key refuses the COMMIT.
CREATE TABLE audit_event (
    seq INTEGER PRIMARY KEY AUTOINCREMENT
        REFERENCES audit_seal (seq) DEFERRABLE INITIALLY DEFERRED,
    at TEXT NOT NULL,
    session_uid TEXT NOT NULL,
    actor TEXT NOT NULL,
    act TEXT NOT NULL,
    table_name TEXT NOT NULL,
    row_id INTEGER,
    client_id INTEGER,
    columns TEXT NOT NULL,
    result TEXT NOT NULL
) STRICT;
CREATE INDEX audit_of_client ON audit_event (client_id, seq);

CREATE TABLE audit_seal (
    seq INTEGER PRIMARY KEY REFERENCES audit_event (seq),
    mac BLOB NOT NULL
) STRICT;

CREATE TABLE search_text (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('plan', 'note', 'addendum', 'assessment', 'discharge')),
    record_uid TEXT NOT NULL,
    client_id INTEGER NOT NULL REFERENCES client (id),
    text TEXT NOT NULL,
    UNIQUE (kind, record_uid)
) STRICT;
CREATE INDEX search_text_of_client ON search_text (client_id);

CREATE VIRTUAL TABLE search USING fts5(
    text,
    content = 'search_text',
    content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2',
    prefix = '2 3'
);
-- Without it a deleted word stays in the pages of the index, even after VACUUM.
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
