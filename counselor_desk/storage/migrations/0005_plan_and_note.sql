-- Five minutes between sessions: phrases, templates, own words, counseling notes.

CREATE TABLE phrase (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    shortcut TEXT NOT NULL COLLATE NOCASE,
    text TEXT NOT NULL,
    subject TEXT NOT NULL CHECK (subject IN (
        'attendance', 'use', 'urges', 'supports', 'mood', 'risk', 'family', 'health', 'life',
        'steps', 'other'
    )),
    offered TEXT NOT NULL CHECK (offered IN ('anywhere', 'happened', 'reading', 'plan')),
    needs_objective INTEGER NOT NULL CHECK (needs_objective IN (0, 1)),
    starter TEXT NOT NULL,
    uses INTEGER NOT NULL CHECK (uses >= 0),
    used_on TEXT,
    removed_at TEXT
) STRICT;
CREATE UNIQUE INDEX phrase_of_shortcut ON phrase (shortcut) WHERE removed_at IS NULL;

CREATE TABLE note_template (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN (
        'individual', 'family', 'group', 'case_management', 'medication_management', 'vocational',
        'crisis', 'phone_contact', 'collateral_contact', 'case_conference', 'no_show'
    )),
    format TEXT NOT NULL CHECK (format IN ('dap', 'soap', 'birp', 'girp')),
    starter TEXT NOT NULL,
    removed_at TEXT
) STRICT;

CREATE TABLE note_template_section (
    id INTEGER PRIMARY KEY,
    note_template_id INTEGER NOT NULL REFERENCES note_template (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    code TEXT NOT NULL CHECK (code IN (
        'data', 'subjective', 'objective', 'behavior', 'goal', 'intervention', 'response',
        'assessment', 'plan'
    )),
    text TEXT NOT NULL,
    UNIQUE (note_template_id, code)
) STRICT;

CREATE TABLE template_choice (
    id INTEGER PRIMARY KEY,
    client_id INTEGER NOT NULL REFERENCES client (id),
    kind TEXT NOT NULL CHECK (kind IN (
        'individual', 'family', 'group', 'case_management', 'medication_management', 'vocational',
        'crisis', 'phone_contact', 'collateral_contact', 'case_conference', 'no_show'
    )),
    note_template_id INTEGER NOT NULL REFERENCES note_template (id),
    UNIQUE (client_id, kind)
) STRICT;

CREATE TABLE own_word (
    id INTEGER PRIMARY KEY,
    word TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE counseling_lock (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    key_document TEXT NOT NULL,
    recovery_of TEXT NOT NULL
) STRICT;

CREATE TABLE counseling_note (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    client_id INTEGER NOT NULL REFERENCES client (id),
    written_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    nonce BLOB NOT NULL CHECK (length(nonce) = 12),
    content BLOB NOT NULL
) STRICT;
CREATE INDEX counseling_note_of_client ON counseling_note (client_id, written_at);

-- What was typed into a form and is not kept yet, one of each kind: in a stay, about a client, or
-- about one who is still to be added.
ALTER TABLE form_draft RENAME TO form_draft_of_stay;
CREATE TABLE form_draft (
    id INTEGER PRIMARY KEY,
    client_id INTEGER REFERENCES client (id) ON DELETE CASCADE,
    episode_id INTEGER REFERENCES episode (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('stay_review', 'use', 'client', 'task')),
    content TEXT NOT NULL,
    kept_at TEXT NOT NULL
) STRICT;
INSERT INTO form_draft (client_id, episode_id, kind, content, kept_at)
SELECT episode.client_id, episode.id, kind, content, kept_at
FROM form_draft_of_stay JOIN episode ON episode.id = form_draft_of_stay.episode_id;
DROP TABLE form_draft_of_stay;
CREATE UNIQUE INDEX form_draft_of
ON form_draft (coalesce(client_id, 0), coalesce(episode_id, 0), kind);

ALTER TABLE setting
ADD COLUMN checks_spelling INTEGER NOT NULL DEFAULT 1 CHECK (checks_spelling IN (0, 1));

-- What is done about a problem: worked on here, put off, or left to somebody else, and why.
ALTER TABLE plan_problem
ADD COLUMN course TEXT NOT NULL DEFAULT 'treated' CHECK (course IN (
    'treated', 'deferred', 'referred'
));
ALTER TABLE plan_problem
ADD COLUMN course_reason TEXT NOT NULL DEFAULT '';

-- The head of every paper that names the program: up to three lines, and a logo.
ALTER TABLE program
ADD COLUMN header TEXT NOT NULL DEFAULT '';
ALTER TABLE program
ADD COLUMN logo_id INTEGER REFERENCES attachment (id);

-- The domain of the assessment that a problem was drawn from, and others that it answers.
ALTER TABLE plan_problem
ADD COLUMN domain TEXT CHECK (domain IN ('d1', 'd2', 'd3', 'd4', 'd5', 'd6'));
ALTER TABLE plan_problem
ADD COLUMN also_answers TEXT NOT NULL DEFAULT '';

-- Who took part in making a version, and how the objectives stood when it was reviewed.
ALTER TABLE plan
ADD COLUMN client_took_part INTEGER CHECK (client_took_part IN (0, 1));
ALTER TABLE plan
ADD COLUMN absence_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE plan
ADD COLUMN took_part TEXT NOT NULL DEFAULT '';

CREATE TABLE plan_rating (
    id INTEGER PRIMARY KEY,
    plan_id INTEGER NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
    node_uid TEXT NOT NULL,
    position INTEGER NOT NULL,
    rating TEXT NOT NULL CHECK (rating IN ('worse', 'same', 'better', 'met')),
    UNIQUE (plan_id, node_uid)
) STRICT;

-- Somebody was asked to sign a record and did not, and why.
CREATE TABLE refusal (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    record_kind TEXT NOT NULL CHECK (record_kind IN (
        'plan', 'note', 'addendum', 'assessment', 'discharge'
    )),
    record_uid TEXT NOT NULL,
    client_id INTEGER NOT NULL REFERENCES client (id),
    role TEXT NOT NULL CHECK (role IN ('client', 'guardian', 'supervisor')),
    printed_name TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> ''),
    refused_on TEXT NOT NULL,
    noted_at TEXT NOT NULL
) STRICT;
CREATE INDEX refusal_of_record ON refusal (record_kind, record_uid);

-- Why a note was signed after it was due.
ALTER TABLE note
ADD COLUMN late_reason TEXT NOT NULL DEFAULT '';

-- Why an inquiry that led to no admission ended.
ALTER TABLE episode
ADD COLUMN no_admission_reason TEXT NOT NULL DEFAULT '';

-- Facts that were entered in error: they stay readable, and count no more.
CREATE TABLE mistake (
    id INTEGER PRIMARY KEY,
    client_id INTEGER NOT NULL REFERENCES client (id),
    kind TEXT NOT NULL CHECK (kind IN (
        'medication', 'allergy', 'diagnosis', 'substance', 'return_to_use', 'drug_test',
        'prior_care', 'living', 'urge', 'medication_check', 'contact', 'extension', 'stay_review',
        'level_change'
    )),
    record_uid TEXT NOT NULL UNIQUE,
    reason TEXT NOT NULL CHECK (reason <> ''),
    marked_at TEXT NOT NULL
) STRICT;
CREATE INDEX mistake_of_client ON mistake (client_id);
