-- Settings that belong to the store, its backups, and requests to amend a record.

CREATE TABLE setting (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    lock_minutes INTEGER NOT NULL CHECK (lock_minutes BETWEEN 1 AND 30),
    locks_on_sleep INTEGER NOT NULL CHECK (locks_on_sleep IN (0, 1)),
    locks_with_screen INTEGER NOT NULL CHECK (locks_with_screen IN (0, 1)),
    hides_names INTEGER NOT NULL CHECK (hides_names IN (0, 1)),
    asks_to_sign INTEGER NOT NULL CHECK (asks_to_sign IN (0, 1)),
    paper_names TEXT NOT NULL CHECK (paper_names IN ('full', 'initials'))
) STRICT;

CREATE TABLE backup_place (
    id INTEGER PRIMARY KEY,
    folder TEXT NOT NULL UNIQUE,
    added_at TEXT NOT NULL
) STRICT;

-- One row for each try. A failed one has a code in `failure` and neither size nor file name.
CREATE TABLE backup (
    id INTEGER PRIMARY KEY,
    folder TEXT NOT NULL,
    file_name TEXT NOT NULL,
    tried_at TEXT NOT NULL,
    size INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL,
    failure TEXT NOT NULL
) STRICT;
CREATE INDEX backup_tried ON backup (tried_at);

-- 45 CFR 164.526: a client asks that a record be amended; the answer is due in 60 days.
CREATE TABLE amendment (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    client_id INTEGER NOT NULL REFERENCES client (id),
    record_kind TEXT NOT NULL CHECK (record_kind IN (
        'plan', 'note', 'addendum', 'assessment', 'discharge'
    )),
    record_uid TEXT NOT NULL,
    requested_on TEXT NOT NULL,
    request TEXT NOT NULL,
    extended_on TEXT,
    extension_reason TEXT NOT NULL,
    decision TEXT NOT NULL CHECK (decision IN ('open', 'accepted', 'denied')),
    decided_on TEXT,
    denial_basis TEXT NOT NULL CHECK (denial_basis IN (
        '', 'not_our_record', 'not_in_record_set', 'not_open_to_inspection', 'accurate_and_complete'
    )),
    explanation TEXT NOT NULL,
    disagreement TEXT NOT NULL,
    disagreed_on TEXT,
    rebuttal TEXT NOT NULL,
    rebutted_on TEXT,
    addendum_uid TEXT,
    entered_at TEXT NOT NULL
) STRICT;
CREATE INDEX amendment_of_client ON amendment (client_id);
