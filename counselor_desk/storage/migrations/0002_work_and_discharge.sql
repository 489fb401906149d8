-- Tasks, CVs and discharge summaries. A CV's tables refer to the client alone and to nothing
-- clinical.

CREATE TABLE task (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    client_id INTEGER NOT NULL REFERENCES client (id),
    lane TEXT NOT NULL CHECK (lane IN (
        'cv', 'job', 'school', 'government_aid', 'housing', 'documents'
    )),
    text TEXT NOT NULL,
    goal_uid TEXT,
    owner TEXT NOT NULL CHECK (owner IN ('client', 'counselor', 'together', 'other')),
    owner_name TEXT NOT NULL,
    made_on TEXT NOT NULL,
    due_on TEXT,
    status TEXT NOT NULL CHECK (status IN ('open', 'waiting', 'done', 'dropped')),
    next_action TEXT NOT NULL,
    next_on TEXT,
    outcome TEXT NOT NULL,
    closed_on TEXT,
    CHECK (due_on IS NULL OR due_on >= made_on)
) STRICT;
CREATE INDEX task_of_client ON task (client_id, status, due_on);
CREATE INDEX task_open ON task (due_on) WHERE status IN ('open', 'waiting');

CREATE TABLE cv (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    client_id INTEGER NOT NULL REFERENCES client (id),
    name TEXT NOT NULL,
    style TEXT NOT NULL CHECK (style IN ('clear', 'classic', 'compact')),
    language TEXT NOT NULL CHECK (language IN ('en', 'es')),
    paper TEXT NOT NULL CHECK (paper IN ('letter', 'a4')),
    given_name TEXT NOT NULL,
    family_name TEXT NOT NULL,
    town TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    link TEXT NOT NULL,
    headline TEXT NOT NULL,
    profile TEXT NOT NULL,
    has_references INTEGER NOT NULL CHECK (has_references IN (0, 1)),
    made_at TEXT NOT NULL,
    changed_at TEXT NOT NULL
) STRICT;
CREATE INDEX cv_of_client ON cv (client_id, changed_at);

CREATE TABLE cv_job (
    id INTEGER PRIMARY KEY,
    cv_id INTEGER NOT NULL REFERENCES cv (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    employer TEXT NOT NULL,
    town TEXT NOT NULL,
    begun TEXT NOT NULL,
    ended TEXT NOT NULL,
    did TEXT NOT NULL
) STRICT;
CREATE INDEX cv_job_of_cv ON cv_job (cv_id);

CREATE TABLE cv_training (
    id INTEGER PRIMARY KEY,
    cv_id INTEGER NOT NULL REFERENCES cv (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    place TEXT NOT NULL,
    town TEXT NOT NULL,
    begun TEXT NOT NULL,
    ended TEXT NOT NULL,
    remark TEXT NOT NULL
) STRICT;
CREATE INDEX cv_training_of_cv ON cv_training (cv_id);

CREATE TABLE cv_certificate (
    id INTEGER PRIMARY KEY,
    cv_id INTEGER NOT NULL REFERENCES cv (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    issuer TEXT NOT NULL,
    received TEXT NOT NULL
) STRICT;
CREATE INDEX cv_certificate_of_cv ON cv_certificate (cv_id);

CREATE TABLE cv_skill (
    id INTEGER PRIMARY KEY,
    cv_id INTEGER NOT NULL REFERENCES cv (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX cv_skill_of_cv ON cv_skill (cv_id);

CREATE TABLE cv_language (
    id INTEGER PRIMARY KEY,
    cv_id INTEGER NOT NULL REFERENCES cv (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    level TEXT NOT NULL
) STRICT;
CREATE INDEX cv_language_of_cv ON cv_language (cv_id);

CREATE TABLE cv_reference (
    id INTEGER PRIMARY KEY,
    cv_id INTEGER NOT NULL REFERENCES cv (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    relation TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL
) STRICT;
CREATE INDEX cv_reference_of_cv ON cv_reference (cv_id);

CREATE TABLE discharge (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    client_id INTEGER NOT NULL REFERENCES client (id),
    episode_id INTEGER NOT NULL REFERENCES episode (id),
    state TEXT NOT NULL CHECK (state IN ('draft', 'signed')),
    type TEXT CHECK (type IN (
        'completed', 'left', 'terminated', 'transferred', 'incarcerated', 'died', 'other'
    )),
    discharged_on TEXT,
    last_service_on TEXT,
    entered_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX discharge_signed_once ON discharge (episode_id) WHERE state = 'signed';
CREATE INDEX discharge_of_client ON discharge (client_id);

CREATE TABLE discharge_part (
    id INTEGER PRIMARY KEY,
    discharge_id INTEGER NOT NULL REFERENCES discharge (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    code TEXT NOT NULL CHECK (code IN (
        'admission', 'type', 'services', 'course', 'goals', 'diagnoses', 'measures',
        'medications', 'risk', 'family', 'continuing_care', 'statement'
    )),
    text TEXT NOT NULL,
    built TEXT NOT NULL,
    UNIQUE (discharge_id, code)
) STRICT;
