CREATE TABLE acting (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    at TEXT NOT NULL,
    session_uid TEXT NOT NULL,
    actor TEXT NOT NULL
) STRICT;

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

CREATE TRIGGER audit_addendum_delete AFTER DELETE ON addendum BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'addendum', OLD.id, OLD.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_addendum_insert AFTER INSERT ON addendum BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'addendum', NEW.id, NEW.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_addendum_update AFTER UPDATE ON addendum BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'addendum', NEW.id, NEW.client_id, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.uid IS NOT NEW.uid, ' uid', '')
        || iif(OLD.note_id IS NOT NEW.note_id, ' note_id', '')
        || iif(OLD.client_id IS NOT NEW.client_id, ' client_id', '')
        || iif(OLD.reason IS NOT NEW.reason, ' reason', '')
        || iif(OLD.text IS NOT NEW.text, ' text', '')
        || iif(OLD.state IS NOT NEW.state, ' state', '')
        || iif(OLD.entered_at IS NOT NEW.entered_at, ' entered_at', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TRIGGER lock_addendum_delete BEFORE DELETE ON addendum
    WHEN OLD.state = 'signed'
BEGIN
    SELECT RAISE(ABORT, 'signed: addendum');
END;

CREATE TRIGGER lock_addendum_update BEFORE UPDATE ON addendum
    WHEN OLD.state = 'signed'
BEGIN
    SELECT RAISE(ABORT, 'signed: addendum');
END;

CREATE TABLE allergy (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    client_id INTEGER NOT NULL REFERENCES client (id),
    substance TEXT NOT NULL,
    reaction TEXT NOT NULL,
    noted_on TEXT NOT NULL,
    ended_on TEXT,
    end_reason TEXT NOT NULL
) STRICT;

CREATE INDEX allergy_of_client ON allergy (client_id);

CREATE TRIGGER audit_allergy_delete AFTER DELETE ON allergy BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'allergy', OLD.id, OLD.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_allergy_insert AFTER INSERT ON allergy BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'allergy', NEW.id, NEW.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_allergy_update AFTER UPDATE ON allergy BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'allergy', NEW.id, NEW.client_id, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.uid IS NOT NEW.uid, ' uid', '')
        || iif(OLD.client_id IS NOT NEW.client_id, ' client_id', '')
        || iif(OLD.substance IS NOT NEW.substance, ' substance', '')
        || iif(OLD.reaction IS NOT NEW.reaction, ' reaction', '')
        || iif(OLD.noted_on IS NOT NEW.noted_on, ' noted_on', '')
        || iif(OLD.ended_on IS NOT NEW.ended_on, ' ended_on', '')
        || iif(OLD.end_reason IS NOT NEW.end_reason, ' end_reason', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TRIGGER lock_allergy_delete BEFORE DELETE ON allergy
    WHEN TRUE
BEGIN
    SELECT RAISE(ABORT, 'signed: allergy');
END;

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

CREATE TRIGGER audit_amendment_delete AFTER DELETE ON amendment BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'amendment', OLD.id, OLD.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_amendment_insert AFTER INSERT ON amendment BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'amendment', NEW.id, NEW.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_amendment_update AFTER UPDATE ON amendment BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'amendment', NEW.id, NEW.client_id, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.uid IS NOT NEW.uid, ' uid', '')
        || iif(OLD.client_id IS NOT NEW.client_id, ' client_id', '')
        || iif(OLD.record_kind IS NOT NEW.record_kind, ' record_kind', '')
        || iif(OLD.record_uid IS NOT NEW.record_uid, ' record_uid', '')
        || iif(OLD.requested_on IS NOT NEW.requested_on, ' requested_on', '')
        || iif(OLD.request IS NOT NEW.request, ' request', '')
        || iif(OLD.extended_on IS NOT NEW.extended_on, ' extended_on', '')
        || iif(OLD.extension_reason IS NOT NEW.extension_reason, ' extension_reason', '')
        || iif(OLD.decision IS NOT NEW.decision, ' decision', '')
        || iif(OLD.decided_on IS NOT NEW.decided_on, ' decided_on', '')
        || iif(OLD.denial_basis IS NOT NEW.denial_basis, ' denial_basis', '')
        || iif(OLD.explanation IS NOT NEW.explanation, ' explanation', '')
        || iif(OLD.disagreement IS NOT NEW.disagreement, ' disagreement', '')
        || iif(OLD.disagreed_on IS NOT NEW.disagreed_on, ' disagreed_on', '')
        || iif(OLD.rebuttal IS NOT NEW.rebuttal, ' rebuttal', '')
        || iif(OLD.rebutted_on IS NOT NEW.rebutted_on, ' rebutted_on', '')
        || iif(OLD.addendum_uid IS NOT NEW.addendum_uid, ' addendum_uid', '')
        || iif(OLD.entered_at IS NOT NEW.entered_at, ' entered_at', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TABLE assessment (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    client_id INTEGER NOT NULL REFERENCES client (id),
    episode_id INTEGER NOT NULL REFERENCES episode (id),
    kind TEXT NOT NULL CHECK (kind IN ('admission', 'reassessment')),
    edition TEXT NOT NULL CHECK (edition IN ('third', 'fourth')),
    assessed_on TEXT NOT NULL,
    harm_to_self TEXT CHECK (harm_to_self IN ('none', 'present', 'not_asked')),
    harm_to_others TEXT CHECK (harm_to_others IN ('none', 'present', 'not_asked')),
    harm_level TEXT NOT NULL CHECK (harm_level IN ('', 'low', 'moderate', 'high')),
    ideation TEXT NOT NULL,
    intent TEXT NOT NULL,
    means TEXT NOT NULL,
    action TEXT NOT NULL,
    in_withdrawal INTEGER CHECK (in_withdrawal IN (0, 1)),
    withdrawal_decision TEXT NOT NULL,
    severity TEXT NOT NULL CHECK (severity IN ('', 'mild', 'moderate', 'severe')),
    level_of_care TEXT NOT NULL,
    summary TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'signed')),
    entered_at TEXT NOT NULL
) STRICT;

CREATE INDEX assessment_of_client ON assessment (client_id);

CREATE INDEX assessment_of_episode ON assessment (episode_id, assessed_on);

CREATE TRIGGER audit_assessment_delete AFTER DELETE ON assessment BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'assessment', OLD.id, OLD.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_assessment_insert AFTER INSERT ON assessment BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'assessment', NEW.id, NEW.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_assessment_update AFTER UPDATE ON assessment BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'assessment', NEW.id, NEW.client_id, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.uid IS NOT NEW.uid, ' uid', '')
        || iif(OLD.client_id IS NOT NEW.client_id, ' client_id', '')
        || iif(OLD.episode_id IS NOT NEW.episode_id, ' episode_id', '')
        || iif(OLD.kind IS NOT NEW.kind, ' kind', '')
        || iif(OLD.edition IS NOT NEW.edition, ' edition', '')
        || iif(OLD.assessed_on IS NOT NEW.assessed_on, ' assessed_on', '')
        || iif(OLD.harm_to_self IS NOT NEW.harm_to_self, ' harm_to_self', '')
        || iif(OLD.harm_to_others IS NOT NEW.harm_to_others, ' harm_to_others', '')
        || iif(OLD.harm_level IS NOT NEW.harm_level, ' harm_level', '')
        || iif(OLD.ideation IS NOT NEW.ideation, ' ideation', '')
        || iif(OLD.intent IS NOT NEW.intent, ' intent', '')
        || iif(OLD.means IS NOT NEW.means, ' means', '')
        || iif(OLD.action IS NOT NEW.action, ' action', '')
        || iif(OLD.in_withdrawal IS NOT NEW.in_withdrawal, ' in_withdrawal', '')
        || iif(OLD.withdrawal_decision IS NOT NEW.withdrawal_decision, ' withdrawal_decision', '')
        || iif(OLD.severity IS NOT NEW.severity, ' severity', '')
        || iif(OLD.level_of_care IS NOT NEW.level_of_care, ' level_of_care', '')
        || iif(OLD.summary IS NOT NEW.summary, ' summary', '')
        || iif(OLD.state IS NOT NEW.state, ' state', '')
        || iif(OLD.entered_at IS NOT NEW.entered_at, ' entered_at', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TRIGGER lock_assessment_delete BEFORE DELETE ON assessment
    WHEN OLD.state = 'signed'
BEGIN
    SELECT RAISE(ABORT, 'signed: assessment');
END;

CREATE TRIGGER lock_assessment_update BEFORE UPDATE ON assessment
    WHEN OLD.state = 'signed'
BEGIN
    SELECT RAISE(ABORT, 'signed: assessment');
END;

CREATE TABLE assessment_criterion (
    id INTEGER PRIMARY KEY,
    assessment_id INTEGER NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    code TEXT NOT NULL CHECK (code IN (
        'withdrawal', 'home', 'severity', 'co_occurring', 'relapse_risk', 'able_to_take_part'
    )),
    answer TEXT CHECK (answer IN ('met', 'not_met', 'overridden')),
    reason TEXT NOT NULL,
    UNIQUE (assessment_id, code)
) STRICT;

CREATE TRIGGER audit_assessment_criterion_delete AFTER DELETE ON assessment_criterion BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'assessment_criterion', OLD.id, (SELECT client_id FROM assessment WHERE id = OLD.assessment_id), '', ''
    FROM acting;
END;

CREATE TRIGGER audit_assessment_criterion_insert AFTER INSERT ON assessment_criterion BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'assessment_criterion', NEW.id, (SELECT client_id FROM assessment WHERE id = NEW.assessment_id), '', ''
    FROM acting;
END;

CREATE TRIGGER audit_assessment_criterion_update AFTER UPDATE ON assessment_criterion BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'assessment_criterion', NEW.id, (SELECT client_id FROM assessment WHERE id = NEW.assessment_id), changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.assessment_id IS NOT NEW.assessment_id, ' assessment_id', '')
        || iif(OLD.position IS NOT NEW.position, ' position', '')
        || iif(OLD.code IS NOT NEW.code, ' code', '')
        || iif(OLD.answer IS NOT NEW.answer, ' answer', '')
        || iif(OLD.reason IS NOT NEW.reason, ' reason', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TRIGGER lock_assessment_criterion_delete BEFORE DELETE ON assessment_criterion
    WHEN EXISTS (SELECT 1 FROM assessment WHERE assessment.id = OLD.assessment_id AND state = 'signed')
BEGIN
    SELECT RAISE(ABORT, 'signed: assessment_criterion');
END;

CREATE TRIGGER lock_assessment_criterion_insert BEFORE INSERT ON assessment_criterion
    WHEN EXISTS (SELECT 1 FROM assessment WHERE assessment.id = NEW.assessment_id AND state = 'signed')
BEGIN
    SELECT RAISE(ABORT, 'signed: assessment_criterion');
END;

CREATE TRIGGER lock_assessment_criterion_update BEFORE UPDATE ON assessment_criterion
    WHEN EXISTS (SELECT 1 FROM assessment WHERE assessment.id = OLD.assessment_id AND state = 'signed')
    OR EXISTS (SELECT 1 FROM assessment WHERE assessment.id = NEW.assessment_id AND state = 'signed')
BEGIN
    SELECT RAISE(ABORT, 'signed: assessment_criterion');
END;

CREATE TABLE assessment_domain (
    id INTEGER PRIMARY KEY,
    assessment_id INTEGER NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    code TEXT NOT NULL CHECK (code IN ('d1', 'd2', 'd3', 'd4', 'd5', 'd6')),
    rating INTEGER CHECK (rating BETWEEN 0 AND 4),
    narrative TEXT NOT NULL,
    UNIQUE (assessment_id, code)
) STRICT;

CREATE TRIGGER audit_assessment_domain_delete AFTER DELETE ON assessment_domain BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'assessment_domain', OLD.id, (SELECT client_id FROM assessment WHERE id = OLD.assessment_id), '', ''
    FROM acting;
END;

CREATE TRIGGER audit_assessment_domain_insert AFTER INSERT ON assessment_domain BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'assessment_domain', NEW.id, (SELECT client_id FROM assessment WHERE id = NEW.assessment_id), '', ''
    FROM acting;
END;

CREATE TRIGGER audit_assessment_domain_update AFTER UPDATE ON assessment_domain BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'assessment_domain', NEW.id, (SELECT client_id FROM assessment WHERE id = NEW.assessment_id), changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.assessment_id IS NOT NEW.assessment_id, ' assessment_id', '')
        || iif(OLD.position IS NOT NEW.position, ' position', '')
        || iif(OLD.code IS NOT NEW.code, ' code', '')
        || iif(OLD.rating IS NOT NEW.rating, ' rating', '')
        || iif(OLD.narrative IS NOT NEW.narrative, ' narrative', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TRIGGER lock_assessment_domain_delete BEFORE DELETE ON assessment_domain
    WHEN EXISTS (SELECT 1 FROM assessment WHERE assessment.id = OLD.assessment_id AND state = 'signed')
BEGIN
    SELECT RAISE(ABORT, 'signed: assessment_domain');
END;

CREATE TRIGGER lock_assessment_domain_insert BEFORE INSERT ON assessment_domain
    WHEN EXISTS (SELECT 1 FROM assessment WHERE assessment.id = NEW.assessment_id AND state = 'signed')
BEGIN
    SELECT RAISE(ABORT, 'signed: assessment_domain');
END;

CREATE TRIGGER lock_assessment_domain_update BEFORE UPDATE ON assessment_domain
    WHEN EXISTS (SELECT 1 FROM assessment WHERE assessment.id = OLD.assessment_id AND state = 'signed')
    OR EXISTS (SELECT 1 FROM assessment WHERE assessment.id = NEW.assessment_id AND state = 'signed')
BEGIN
    SELECT RAISE(ABORT, 'signed: assessment_domain');
END;

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

CREATE TRIGGER audit_attachment_delete AFTER DELETE ON attachment BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'attachment', OLD.id, OLD.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_attachment_insert AFTER INSERT ON attachment BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'attachment', NEW.id, NEW.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_attachment_update AFTER UPDATE ON attachment BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'attachment', NEW.id, NEW.client_id, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.uid IS NOT NEW.uid, ' uid', '')
        || iif(OLD.client_id IS NOT NEW.client_id, ' client_id', '')
        || iif(OLD.kind IS NOT NEW.kind, ' kind', '')
        || iif(OLD.media_type IS NOT NEW.media_type, ' media_type', '')
        || iif(OLD.content IS NOT NEW.content, ' content', '')
        || iif(OLD.sha256 IS NOT NEW.sha256, ' sha256', '')
        || iif(OLD.made_at IS NOT NEW.made_at, ' made_at', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TRIGGER lock_attachment_delete BEFORE DELETE ON attachment
    WHEN EXISTS (SELECT 1 FROM signature WHERE attachment_id = OLD.id)
BEGIN
    SELECT RAISE(ABORT, 'signed: attachment');
END;

CREATE TRIGGER lock_attachment_update BEFORE UPDATE ON attachment
    WHEN EXISTS (SELECT 1 FROM signature WHERE attachment_id = OLD.id)
BEGIN
    SELECT RAISE(ABORT, 'signed: attachment');
END;

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

CREATE TRIGGER audit_attendance_delete AFTER DELETE ON attendance BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'attendance', OLD.id, OLD.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_attendance_insert AFTER INSERT ON attendance BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'attendance', NEW.id, NEW.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_attendance_update AFTER UPDATE ON attendance BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'attendance', NEW.id, NEW.client_id, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.session_id IS NOT NEW.session_id, ' session_id', '')
        || iif(OLD.client_id IS NOT NEW.client_id, ' client_id', '')
        || iif(OLD.episode_id IS NOT NEW.episode_id, ' episode_id', '')
        || iif(OLD.code IS NOT NEW.code, ' code', '')
        || iif(OLD.minutes IS NOT NEW.minutes, ' minutes', '')) AS changed)
    WHERE changed <> '';
END;

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

CREATE TRIGGER lock_audit_event_delete BEFORE DELETE ON audit_event
    WHEN TRUE
BEGIN
    SELECT RAISE(ABORT, 'signed: audit_event');
END;

CREATE TRIGGER lock_audit_event_update BEFORE UPDATE ON audit_event
    WHEN TRUE
BEGIN
    SELECT RAISE(ABORT, 'signed: audit_event');
END;

CREATE TABLE audit_seal (
    seq INTEGER PRIMARY KEY REFERENCES audit_event (seq),
    mac BLOB NOT NULL
) STRICT;

CREATE TRIGGER lock_audit_seal_delete BEFORE DELETE ON audit_seal
    WHEN TRUE
BEGIN
    SELECT RAISE(ABORT, 'signed: audit_seal');
END;

CREATE TRIGGER lock_audit_seal_update BEFORE UPDATE ON audit_seal
    WHEN TRUE
BEGIN
    SELECT RAISE(ABORT, 'signed: audit_seal');
END;

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

CREATE TABLE backup_place (
    id INTEGER PRIMARY KEY,
    folder TEXT NOT NULL UNIQUE,
    added_at TEXT NOT NULL
) STRICT;

CREATE TRIGGER audit_backup_place_delete AFTER DELETE ON backup_place BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'backup_place', OLD.id, NULL, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_backup_place_insert AFTER INSERT ON backup_place BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'backup_place', NEW.id, NULL, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_backup_place_update AFTER UPDATE ON backup_place BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'backup_place', NEW.id, NULL, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.folder IS NOT NEW.folder, ' folder', '')
        || iif(OLD.added_at IS NOT NEW.added_at, ' added_at', '')) AS changed)
    WHERE changed <> '';
END;

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
, curriculum TEXT NOT NULL DEFAULT '') STRICT;

CREATE TRIGGER audit_care_group_delete AFTER DELETE ON care_group BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'care_group', OLD.id, NULL, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_care_group_insert AFTER INSERT ON care_group BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'care_group', NEW.id, NULL, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_care_group_update AFTER UPDATE ON care_group BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'care_group', NEW.id, NULL, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.uid IS NOT NEW.uid, ' uid', '')
        || iif(OLD.name IS NOT NEW.name, ' name', '')
        || iif(OLD.type IS NOT NEW.type, ' type', '')
        || iif(OLD.own_type IS NOT NEW.own_type, ' own_type', '')
        || iif(OLD.affinity IS NOT NEW.affinity, ' affinity', '')
        || iif(OLD.prints_affinity IS NOT NEW.prints_affinity, ' prints_affinity', '')
        || iif(OLD.cap IS NOT NEW.cap, ' cap', '')
        || iif(OLD.led_by IS NOT NEW.led_by, ' led_by', '')
        || iif(OLD.provider IS NOT NEW.provider, ' provider', '')
        || iif(OLD.credential IS NOT NEW.credential, ' credential', '')
        || iif(OLD.counts_hours IS NOT NEW.counts_hours, ' counts_hours', '')
        || iif(OLD.closed_on IS NOT NEW.closed_on, ' closed_on', '')
        || iif(OLD.curriculum IS NOT NEW.curriculum, ' curriculum', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TABLE circumstances (
    id INTEGER PRIMARY KEY,
    client_id INTEGER NOT NULL UNIQUE REFERENCES client (id),
    languages TEXT NOT NULL,
    needs_interpreter INTEGER NOT NULL CHECK (needs_interpreter IN (0, 1)),
    dependants TEXT NOT NULL,
    employment TEXT NOT NULL CHECK (employment IN (
        'unknown', 'full_time', 'part_time', 'unemployed_looking', 'unemployed_not_looking',
        'student', 'disabled', 'retired', 'other'
    )),
    employment_remark TEXT NOT NULL,
    barriers TEXT NOT NULL,
    funding TEXT NOT NULL,
    strengths TEXT NOT NULL,
    overdoses TEXT NOT NULL,
    last_overdose_on TEXT,
    carries_naloxone TEXT NOT NULL CHECK (carries_naloxone IN ('unknown', 'no', 'yes')),
    allergies_denied_on TEXT,
    medications_denied_on TEXT
) STRICT;

CREATE TRIGGER audit_circumstances_delete AFTER DELETE ON circumstances BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'circumstances', OLD.id, OLD.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_circumstances_insert AFTER INSERT ON circumstances BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'circumstances', NEW.id, NEW.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_circumstances_update AFTER UPDATE ON circumstances BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'circumstances', NEW.id, NEW.client_id, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.client_id IS NOT NEW.client_id, ' client_id', '')
        || iif(OLD.languages IS NOT NEW.languages, ' languages', '')
        || iif(OLD.needs_interpreter IS NOT NEW.needs_interpreter, ' needs_interpreter', '')
        || iif(OLD.dependants IS NOT NEW.dependants, ' dependants', '')
        || iif(OLD.employment IS NOT NEW.employment, ' employment', '')
        || iif(OLD.employment_remark IS NOT NEW.employment_remark, ' employment_remark', '')
        || iif(OLD.barriers IS NOT NEW.barriers, ' barriers', '')
        || iif(OLD.funding IS NOT NEW.funding, ' funding', '')
        || iif(OLD.strengths IS NOT NEW.strengths, ' strengths', '')
        || iif(OLD.overdoses IS NOT NEW.overdoses, ' overdoses', '')
        || iif(OLD.last_overdose_on IS NOT NEW.last_overdose_on, ' last_overdose_on', '')
        || iif(OLD.carries_naloxone IS NOT NEW.carries_naloxone, ' carries_naloxone', '')
        || iif(OLD.allergies_denied_on IS NOT NEW.allergies_denied_on, ' allergies_denied_on', '')
        || iif(OLD.medications_denied_on IS NOT NEW.medications_denied_on, ' medications_denied_on', '')) AS changed)
    WHERE changed <> '';
END;

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

CREATE TRIGGER audit_client_delete AFTER DELETE ON client BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'client', OLD.id, OLD.id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_client_insert AFTER INSERT ON client BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'client', NEW.id, NEW.id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_client_update AFTER UPDATE ON client BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'client', NEW.id, NEW.id, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.uid IS NOT NEW.uid, ' uid', '')
        || iif(OLD.number IS NOT NEW.number, ' number', '')
        || iif(OLD.given_name IS NOT NEW.given_name, ' given_name', '')
        || iif(OLD.family_name IS NOT NEW.family_name, ' family_name', '')
        || iif(OLD.preferred_name IS NOT NEW.preferred_name, ' preferred_name', '')
        || iif(OLD.pronouns IS NOT NEW.pronouns, ' pronouns', '')
        || iif(OLD.born_on IS NOT NEW.born_on, ' born_on', '')
        || iif(OLD.caseload IS NOT NEW.caseload, ' caseload', '')
        || iif(OLD.made_at IS NOT NEW.made_at, ' made_at', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TABLE client_import (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    made_at TEXT NOT NULL,
    clients INTEGER NOT NULL,
    undone_at TEXT
) STRICT;

CREATE TRIGGER audit_client_import_delete AFTER DELETE ON client_import BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'client_import', OLD.id, NULL, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_client_import_insert AFTER INSERT ON client_import BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'client_import', NEW.id, NULL, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_client_import_update AFTER UPDATE ON client_import BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'client_import', NEW.id, NULL, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.uid IS NOT NEW.uid, ' uid', '')
        || iif(OLD.made_at IS NOT NEW.made_at, ' made_at', '')
        || iif(OLD.clients IS NOT NEW.clients, ' clients', '')
        || iif(OLD.undone_at IS NOT NEW.undone_at, ' undone_at', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TRIGGER lock_client_import_delete BEFORE DELETE ON client_import
    WHEN TRUE
BEGIN
    SELECT RAISE(ABORT, 'signed: client_import');
END;

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

CREATE TRIGGER audit_client_number_delete AFTER DELETE ON client_number BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'client_number', OLD.id, OLD.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_client_number_insert AFTER INSERT ON client_number BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'client_number', NEW.id, NEW.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_client_number_update AFTER UPDATE ON client_number BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'client_number', NEW.id, NEW.client_id, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.client_id IS NOT NEW.client_id, ' client_id', '')
        || iif(OLD.name IS NOT NEW.name, ' name', '')
        || iif(OLD.value IS NOT NEW.value, ' value', '')
        || iif(OLD.reason IS NOT NEW.reason, ' reason', '')
        || iif(OLD.set_on IS NOT NEW.set_on, ' set_on', '')
        || iif(OLD.ended_on IS NOT NEW.ended_on, ' ended_on', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TRIGGER lock_client_number_delete BEFORE DELETE ON client_number
    WHEN TRUE
BEGIN
    SELECT RAISE(ABORT, 'signed: client_number');
END;

CREATE TABLE clinic_number (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    value INTEGER NOT NULL,
    reason TEXT NOT NULL,
    set_on TEXT NOT NULL,
    ended_on TEXT
) STRICT;

CREATE UNIQUE INDEX clinic_number_in_force ON clinic_number (name) WHERE ended_on IS NULL;

CREATE TRIGGER audit_clinic_number_delete AFTER DELETE ON clinic_number BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'clinic_number', OLD.id, NULL, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_clinic_number_insert AFTER INSERT ON clinic_number BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'clinic_number', NEW.id, NULL, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_clinic_number_update AFTER UPDATE ON clinic_number BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'clinic_number', NEW.id, NULL, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.name IS NOT NEW.name, ' name', '')
        || iif(OLD.value IS NOT NEW.value, ' value', '')
        || iif(OLD.reason IS NOT NEW.reason, ' reason', '')
        || iif(OLD.set_on IS NOT NEW.set_on, ' set_on', '')
        || iif(OLD.ended_on IS NOT NEW.ended_on, ' ended_on', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TRIGGER lock_clinic_number_delete BEFORE DELETE ON clinic_number
    WHEN TRUE
BEGIN
    SELECT RAISE(ABORT, 'signed: clinic_number');
END;

CREATE TABLE clinic_profile (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    base TEXT NOT NULL,
    name TEXT NOT NULL
) STRICT;

CREATE TRIGGER audit_clinic_profile_delete AFTER DELETE ON clinic_profile BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'clinic_profile', OLD.id, NULL, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_clinic_profile_insert AFTER INSERT ON clinic_profile BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'clinic_profile', NEW.id, NULL, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_clinic_profile_update AFTER UPDATE ON clinic_profile BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'clinic_profile', NEW.id, NULL, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.base IS NOT NEW.base, ' base', '')
        || iif(OLD.name IS NOT NEW.name, ' name', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TABLE contact (
    id INTEGER PRIMARY KEY,
    client_id INTEGER NOT NULL REFERENCES client (id),
    kind TEXT NOT NULL CHECK (kind IN ('phone', 'email', 'address')),
    value TEXT NOT NULL,
    remark TEXT NOT NULL
) STRICT;

CREATE INDEX contact_of_client ON contact (client_id);

CREATE TRIGGER audit_contact_delete AFTER DELETE ON contact BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'contact', OLD.id, OLD.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_contact_insert AFTER INSERT ON contact BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'contact', NEW.id, NEW.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_contact_update AFTER UPDATE ON contact BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'contact', NEW.id, NEW.client_id, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.client_id IS NOT NEW.client_id, ' client_id', '')
        || iif(OLD.kind IS NOT NEW.kind, ' kind', '')
        || iif(OLD.value IS NOT NEW.value, ' value', '')
        || iif(OLD.remark IS NOT NEW.remark, ' remark', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TABLE counseling_lock (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    key_document TEXT NOT NULL,
    recovery_of TEXT NOT NULL
) STRICT;

CREATE TRIGGER audit_counseling_lock_delete AFTER DELETE ON counseling_lock BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'counseling_lock', OLD.id, NULL, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_counseling_lock_insert AFTER INSERT ON counseling_lock BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'counseling_lock', NEW.id, NULL, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_counseling_lock_update AFTER UPDATE ON counseling_lock BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'counseling_lock', NEW.id, NULL, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.key_document IS NOT NEW.key_document, ' key_document', '')
        || iif(OLD.recovery_of IS NOT NEW.recovery_of, ' recovery_of', '')) AS changed)
    WHERE changed <> '';
END;

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

CREATE TRIGGER audit_counseling_note_delete AFTER DELETE ON counseling_note BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'counseling_note', OLD.id, OLD.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_counseling_note_insert AFTER INSERT ON counseling_note BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'counseling_note', NEW.id, NEW.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_counseling_note_update AFTER UPDATE ON counseling_note BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'counseling_note', NEW.id, NEW.client_id, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.uid IS NOT NEW.uid, ' uid', '')
        || iif(OLD.client_id IS NOT NEW.client_id, ' client_id', '')
        || iif(OLD.written_at IS NOT NEW.written_at, ' written_at', '')
        || iif(OLD.changed_at IS NOT NEW.changed_at, ' changed_at', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TABLE craving (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    client_id INTEGER NOT NULL REFERENCES client (id),
    episode_id INTEGER NOT NULL REFERENCES episode (id),
    rated_on TEXT NOT NULL,
    score INTEGER NOT NULL CHECK (score BETWEEN 0 AND 10),
    trigger TEXT NOT NULL,
    skill TEXT NOT NULL,
    note_id INTEGER REFERENCES note (id)
) STRICT;

CREATE INDEX craving_of_client ON craving (client_id, rated_on);

CREATE TRIGGER audit_craving_delete AFTER DELETE ON craving BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'craving', OLD.id, OLD.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_craving_insert AFTER INSERT ON craving BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'craving', NEW.id, NEW.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_craving_update AFTER UPDATE ON craving BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'craving', NEW.id, NEW.client_id, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.uid IS NOT NEW.uid, ' uid', '')
        || iif(OLD.client_id IS NOT NEW.client_id, ' client_id', '')
        || iif(OLD.episode_id IS NOT NEW.episode_id, ' episode_id', '')
        || iif(OLD.rated_on IS NOT NEW.rated_on, ' rated_on', '')
        || iif(OLD.score IS NOT NEW.score, ' score', '')
        || iif(OLD.trigger IS NOT NEW.trigger, ' trigger', '')
        || iif(OLD.skill IS NOT NEW.skill, ' skill', '')
        || iif(OLD.note_id IS NOT NEW.note_id, ' note_id', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TRIGGER lock_craving_delete BEFORE DELETE ON craving
    WHEN TRUE
BEGIN
    SELECT RAISE(ABORT, 'signed: craving');
END;

CREATE TRIGGER lock_craving_update BEFORE UPDATE ON craving
    WHEN OLD.note_id IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'signed: craving');
END;

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

CREATE TRIGGER audit_cv_delete AFTER DELETE ON cv BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'cv', OLD.id, OLD.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_cv_insert AFTER INSERT ON cv BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'cv', NEW.id, NEW.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_cv_update AFTER UPDATE ON cv BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'cv', NEW.id, NEW.client_id, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.uid IS NOT NEW.uid, ' uid', '')
        || iif(OLD.client_id IS NOT NEW.client_id, ' client_id', '')
        || iif(OLD.name IS NOT NEW.name, ' name', '')
        || iif(OLD.style IS NOT NEW.style, ' style', '')
        || iif(OLD.language IS NOT NEW.language, ' language', '')
        || iif(OLD.paper IS NOT NEW.paper, ' paper', '')
        || iif(OLD.given_name IS NOT NEW.given_name, ' given_name', '')
        || iif(OLD.family_name IS NOT NEW.family_name, ' family_name', '')
        || iif(OLD.town IS NOT NEW.town, ' town', '')
        || iif(OLD.phone IS NOT NEW.phone, ' phone', '')
        || iif(OLD.email IS NOT NEW.email, ' email', '')
        || iif(OLD.link IS NOT NEW.link, ' link', '')
        || iif(OLD.headline IS NOT NEW.headline, ' headline', '')
        || iif(OLD.profile IS NOT NEW.profile, ' profile', '')
        || iif(OLD.has_references IS NOT NEW.has_references, ' has_references', '')
        || iif(OLD.made_at IS NOT NEW.made_at, ' made_at', '')
        || iif(OLD.changed_at IS NOT NEW.changed_at, ' changed_at', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TABLE cv_certificate (
    id INTEGER PRIMARY KEY,
    cv_id INTEGER NOT NULL REFERENCES cv (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    issuer TEXT NOT NULL,
    received TEXT NOT NULL
) STRICT;

CREATE INDEX cv_certificate_of_cv ON cv_certificate (cv_id);

CREATE TRIGGER audit_cv_certificate_delete AFTER DELETE ON cv_certificate BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'cv_certificate', OLD.id, (SELECT client_id FROM cv WHERE id = OLD.cv_id), '', ''
    FROM acting;
END;

CREATE TRIGGER audit_cv_certificate_insert AFTER INSERT ON cv_certificate BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'cv_certificate', NEW.id, (SELECT client_id FROM cv WHERE id = NEW.cv_id), '', ''
    FROM acting;
END;

CREATE TRIGGER audit_cv_certificate_update AFTER UPDATE ON cv_certificate BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'cv_certificate', NEW.id, (SELECT client_id FROM cv WHERE id = NEW.cv_id), changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.cv_id IS NOT NEW.cv_id, ' cv_id', '')
        || iif(OLD.position IS NOT NEW.position, ' position', '')
        || iif(OLD.title IS NOT NEW.title, ' title', '')
        || iif(OLD.issuer IS NOT NEW.issuer, ' issuer', '')
        || iif(OLD.received IS NOT NEW.received, ' received', '')) AS changed)
    WHERE changed <> '';
END;

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

CREATE TRIGGER audit_cv_job_delete AFTER DELETE ON cv_job BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'cv_job', OLD.id, (SELECT client_id FROM cv WHERE id = OLD.cv_id), '', ''
    FROM acting;
END;

CREATE TRIGGER audit_cv_job_insert AFTER INSERT ON cv_job BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'cv_job', NEW.id, (SELECT client_id FROM cv WHERE id = NEW.cv_id), '', ''
    FROM acting;
END;

CREATE TRIGGER audit_cv_job_update AFTER UPDATE ON cv_job BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'cv_job', NEW.id, (SELECT client_id FROM cv WHERE id = NEW.cv_id), changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.cv_id IS NOT NEW.cv_id, ' cv_id', '')
        || iif(OLD.position IS NOT NEW.position, ' position', '')
        || iif(OLD.title IS NOT NEW.title, ' title', '')
        || iif(OLD.employer IS NOT NEW.employer, ' employer', '')
        || iif(OLD.town IS NOT NEW.town, ' town', '')
        || iif(OLD.begun IS NOT NEW.begun, ' begun', '')
        || iif(OLD.ended IS NOT NEW.ended, ' ended', '')
        || iif(OLD.did IS NOT NEW.did, ' did', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TABLE cv_language (
    id INTEGER PRIMARY KEY,
    cv_id INTEGER NOT NULL REFERENCES cv (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    level TEXT NOT NULL
) STRICT;

CREATE INDEX cv_language_of_cv ON cv_language (cv_id);

CREATE TRIGGER audit_cv_language_delete AFTER DELETE ON cv_language BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'cv_language', OLD.id, (SELECT client_id FROM cv WHERE id = OLD.cv_id), '', ''
    FROM acting;
END;

CREATE TRIGGER audit_cv_language_insert AFTER INSERT ON cv_language BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'cv_language', NEW.id, (SELECT client_id FROM cv WHERE id = NEW.cv_id), '', ''
    FROM acting;
END;

CREATE TRIGGER audit_cv_language_update AFTER UPDATE ON cv_language BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'cv_language', NEW.id, (SELECT client_id FROM cv WHERE id = NEW.cv_id), changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.cv_id IS NOT NEW.cv_id, ' cv_id', '')
        || iif(OLD.position IS NOT NEW.position, ' position', '')
        || iif(OLD.name IS NOT NEW.name, ' name', '')
        || iif(OLD.level IS NOT NEW.level, ' level', '')) AS changed)
    WHERE changed <> '';
END;

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

CREATE TRIGGER audit_cv_reference_delete AFTER DELETE ON cv_reference BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'cv_reference', OLD.id, (SELECT client_id FROM cv WHERE id = OLD.cv_id), '', ''
    FROM acting;
END;

CREATE TRIGGER audit_cv_reference_insert AFTER INSERT ON cv_reference BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'cv_reference', NEW.id, (SELECT client_id FROM cv WHERE id = NEW.cv_id), '', ''
    FROM acting;
END;

CREATE TRIGGER audit_cv_reference_update AFTER UPDATE ON cv_reference BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'cv_reference', NEW.id, (SELECT client_id FROM cv WHERE id = NEW.cv_id), changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.cv_id IS NOT NEW.cv_id, ' cv_id', '')
        || iif(OLD.position IS NOT NEW.position, ' position', '')
        || iif(OLD.name IS NOT NEW.name, ' name', '')
        || iif(OLD.relation IS NOT NEW.relation, ' relation', '')
        || iif(OLD.phone IS NOT NEW.phone, ' phone', '')
        || iif(OLD.email IS NOT NEW.email, ' email', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TABLE cv_skill (
    id INTEGER PRIMARY KEY,
    cv_id INTEGER NOT NULL REFERENCES cv (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    text TEXT NOT NULL
) STRICT;

CREATE INDEX cv_skill_of_cv ON cv_skill (cv_id);

CREATE TRIGGER audit_cv_skill_delete AFTER DELETE ON cv_skill BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'cv_skill', OLD.id, (SELECT client_id FROM cv WHERE id = OLD.cv_id), '', ''
    FROM acting;
END;

CREATE TRIGGER audit_cv_skill_insert AFTER INSERT ON cv_skill BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'cv_skill', NEW.id, (SELECT client_id FROM cv WHERE id = NEW.cv_id), '', ''
    FROM acting;
END;

CREATE TRIGGER audit_cv_skill_update AFTER UPDATE ON cv_skill BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'cv_skill', NEW.id, (SELECT client_id FROM cv WHERE id = NEW.cv_id), changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.cv_id IS NOT NEW.cv_id, ' cv_id', '')
        || iif(OLD.position IS NOT NEW.position, ' position', '')
        || iif(OLD.text IS NOT NEW.text, ' text', '')) AS changed)
    WHERE changed <> '';
END;

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

CREATE TRIGGER audit_cv_training_delete AFTER DELETE ON cv_training BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'cv_training', OLD.id, (SELECT client_id FROM cv WHERE id = OLD.cv_id), '', ''
    FROM acting;
END;

CREATE TRIGGER audit_cv_training_insert AFTER INSERT ON cv_training BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'cv_training', NEW.id, (SELECT client_id FROM cv WHERE id = NEW.cv_id), '', ''
    FROM acting;
END;

CREATE TRIGGER audit_cv_training_update AFTER UPDATE ON cv_training BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'cv_training', NEW.id, (SELECT client_id FROM cv WHERE id = NEW.cv_id), changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.cv_id IS NOT NEW.cv_id, ' cv_id', '')
        || iif(OLD.position IS NOT NEW.position, ' position', '')
        || iif(OLD.title IS NOT NEW.title, ' title', '')
        || iif(OLD.place IS NOT NEW.place, ' place', '')
        || iif(OLD.town IS NOT NEW.town, ' town', '')
        || iif(OLD.begun IS NOT NEW.begun, ' begun', '')
        || iif(OLD.ended IS NOT NEW.ended, ' ended', '')
        || iif(OLD.remark IS NOT NEW.remark, ' remark', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TABLE diagnosis (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    client_id INTEGER NOT NULL REFERENCES client (id),
    episode_id INTEGER REFERENCES episode (id),
    code TEXT NOT NULL,
    words TEXT NOT NULL,
    release INTEGER NOT NULL,
    is_principal INTEGER NOT NULL CHECK (is_principal IN (0, 1)),
    onset TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('active', 'resolved', 'ruled_out')),
    made_by TEXT NOT NULL,
    noted_on TEXT NOT NULL,
    ended_on TEXT,
    remark TEXT NOT NULL
) STRICT;

CREATE INDEX diagnosis_of_client ON diagnosis (client_id);

CREATE UNIQUE INDEX diagnosis_principal_once ON diagnosis (client_id)
    WHERE is_principal = 1 AND status = 'active';

CREATE TRIGGER audit_diagnosis_delete AFTER DELETE ON diagnosis BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'diagnosis', OLD.id, OLD.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_diagnosis_insert AFTER INSERT ON diagnosis BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'diagnosis', NEW.id, NEW.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_diagnosis_update AFTER UPDATE ON diagnosis BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'diagnosis', NEW.id, NEW.client_id, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.uid IS NOT NEW.uid, ' uid', '')
        || iif(OLD.client_id IS NOT NEW.client_id, ' client_id', '')
        || iif(OLD.episode_id IS NOT NEW.episode_id, ' episode_id', '')
        || iif(OLD.code IS NOT NEW.code, ' code', '')
        || iif(OLD.words IS NOT NEW.words, ' words', '')
        || iif(OLD.release IS NOT NEW.release, ' release', '')
        || iif(OLD.is_principal IS NOT NEW.is_principal, ' is_principal', '')
        || iif(OLD.onset IS NOT NEW.onset, ' onset', '')
        || iif(OLD.status IS NOT NEW.status, ' status', '')
        || iif(OLD.made_by IS NOT NEW.made_by, ' made_by', '')
        || iif(OLD.noted_on IS NOT NEW.noted_on, ' noted_on', '')
        || iif(OLD.ended_on IS NOT NEW.ended_on, ' ended_on', '')
        || iif(OLD.remark IS NOT NEW.remark, ' remark', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TRIGGER lock_diagnosis_delete BEFORE DELETE ON diagnosis
    WHEN TRUE
BEGIN
    SELECT RAISE(ABORT, 'signed: diagnosis');
END;

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

CREATE INDEX discharge_of_client ON discharge (client_id);

CREATE UNIQUE INDEX discharge_signed_once ON discharge (episode_id) WHERE state = 'signed';

CREATE TRIGGER audit_discharge_delete AFTER DELETE ON discharge BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'discharge', OLD.id, OLD.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_discharge_insert AFTER INSERT ON discharge BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'discharge', NEW.id, NEW.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_discharge_update AFTER UPDATE ON discharge BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'discharge', NEW.id, NEW.client_id, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.uid IS NOT NEW.uid, ' uid', '')
        || iif(OLD.client_id IS NOT NEW.client_id, ' client_id', '')
        || iif(OLD.episode_id IS NOT NEW.episode_id, ' episode_id', '')
        || iif(OLD.state IS NOT NEW.state, ' state', '')
        || iif(OLD.type IS NOT NEW.type, ' type', '')
        || iif(OLD.discharged_on IS NOT NEW.discharged_on, ' discharged_on', '')
        || iif(OLD.last_service_on IS NOT NEW.last_service_on, ' last_service_on', '')
        || iif(OLD.entered_at IS NOT NEW.entered_at, ' entered_at', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TRIGGER lock_discharge_delete BEFORE DELETE ON discharge
    WHEN OLD.state = 'signed'
BEGIN
    SELECT RAISE(ABORT, 'signed: discharge');
END;

CREATE TRIGGER lock_discharge_update BEFORE UPDATE ON discharge
    WHEN OLD.state = 'signed'
BEGIN
    SELECT RAISE(ABORT, 'signed: discharge');
END;

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

CREATE TRIGGER audit_discharge_part_delete AFTER DELETE ON discharge_part BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'discharge_part', OLD.id, (SELECT client_id FROM discharge WHERE id = OLD.discharge_id), '', ''
    FROM acting;
END;

CREATE TRIGGER audit_discharge_part_insert AFTER INSERT ON discharge_part BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'discharge_part', NEW.id, (SELECT client_id FROM discharge WHERE id = NEW.discharge_id), '', ''
    FROM acting;
END;

CREATE TRIGGER audit_discharge_part_update AFTER UPDATE ON discharge_part BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'discharge_part', NEW.id, (SELECT client_id FROM discharge WHERE id = NEW.discharge_id), changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.discharge_id IS NOT NEW.discharge_id, ' discharge_id', '')
        || iif(OLD.position IS NOT NEW.position, ' position', '')
        || iif(OLD.code IS NOT NEW.code, ' code', '')
        || iif(OLD.text IS NOT NEW.text, ' text', '')
        || iif(OLD.built IS NOT NEW.built, ' built', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TRIGGER lock_discharge_part_delete BEFORE DELETE ON discharge_part
    WHEN EXISTS (SELECT 1 FROM discharge WHERE discharge.id = OLD.discharge_id AND state = 'signed')
BEGIN
    SELECT RAISE(ABORT, 'signed: discharge_part');
END;

CREATE TRIGGER lock_discharge_part_insert BEFORE INSERT ON discharge_part
    WHEN EXISTS (SELECT 1 FROM discharge WHERE discharge.id = NEW.discharge_id AND state = 'signed')
BEGIN
    SELECT RAISE(ABORT, 'signed: discharge_part');
END;

CREATE TRIGGER lock_discharge_part_update BEFORE UPDATE ON discharge_part
    WHEN EXISTS (SELECT 1 FROM discharge WHERE discharge.id = OLD.discharge_id AND state = 'signed')
    OR EXISTS (SELECT 1 FROM discharge WHERE discharge.id = NEW.discharge_id AND state = 'signed')
BEGIN
    SELECT RAISE(ABORT, 'signed: discharge_part');
END;

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

CREATE TABLE drug_test (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    client_id INTEGER NOT NULL REFERENCES client (id),
    tested_on TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('urine', 'saliva', 'breath', 'blood', 'hair', 'other')),
    result TEXT NOT NULL CHECK (result IN (
        'pending', 'negative', 'positive', 'invalid', 'declined'
    )),
    substances TEXT NOT NULL,
    is_expected INTEGER NOT NULL CHECK (is_expected IN (0, 1)),
    remark TEXT NOT NULL
) STRICT;

CREATE INDEX drug_test_of_client ON drug_test (client_id, tested_on);

CREATE TRIGGER audit_drug_test_delete AFTER DELETE ON drug_test BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'drug_test', OLD.id, OLD.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_drug_test_insert AFTER INSERT ON drug_test BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'drug_test', NEW.id, NEW.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_drug_test_update AFTER UPDATE ON drug_test BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'drug_test', NEW.id, NEW.client_id, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.uid IS NOT NEW.uid, ' uid', '')
        || iif(OLD.client_id IS NOT NEW.client_id, ' client_id', '')
        || iif(OLD.tested_on IS NOT NEW.tested_on, ' tested_on', '')
        || iif(OLD.kind IS NOT NEW.kind, ' kind', '')
        || iif(OLD.result IS NOT NEW.result, ' result', '')
        || iif(OLD.substances IS NOT NEW.substances, ' substances', '')
        || iif(OLD.is_expected IS NOT NEW.is_expected, ' is_expected', '')
        || iif(OLD.remark IS NOT NEW.remark, ' remark', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TRIGGER lock_drug_test_delete BEFORE DELETE ON drug_test
    WHEN TRUE
BEGIN
    SELECT RAISE(ABORT, 'signed: drug_test');
END;

CREATE TABLE episode (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    client_id INTEGER NOT NULL REFERENCES client (id),
    inquiry_on TEXT,
    level_of_care TEXT NOT NULL CHECK (level_of_care IN ('iop', 'php', 'outpatient', 'other')),
    admitted_on TEXT,
    track TEXT NOT NULL CHECK (track IN ('morning', 'evening', 'other')),
    target_weeks INTEGER NOT NULL CHECK (target_weeks BETWEEN 1 AND 104),
    closed_on TEXT, referred_by TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '', no_admission_reason TEXT NOT NULL DEFAULT '',
    CHECK (closed_on IS NULL OR admitted_on IS NULL OR closed_on >= admitted_on)
) STRICT;

CREATE INDEX episode_of_client ON episode (client_id, admitted_on);

CREATE UNIQUE INDEX episode_open_once ON episode (client_id) WHERE closed_on IS NULL;

CREATE TRIGGER audit_episode_delete AFTER DELETE ON episode BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'episode', OLD.id, OLD.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_episode_insert AFTER INSERT ON episode BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'episode', NEW.id, NEW.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_episode_update AFTER UPDATE ON episode BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'episode', NEW.id, NEW.client_id, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.uid IS NOT NEW.uid, ' uid', '')
        || iif(OLD.client_id IS NOT NEW.client_id, ' client_id', '')
        || iif(OLD.inquiry_on IS NOT NEW.inquiry_on, ' inquiry_on', '')
        || iif(OLD.level_of_care IS NOT NEW.level_of_care, ' level_of_care', '')
        || iif(OLD.admitted_on IS NOT NEW.admitted_on, ' admitted_on', '')
        || iif(OLD.track IS NOT NEW.track, ' track', '')
        || iif(OLD.target_weeks IS NOT NEW.target_weeks, ' target_weeks', '')
        || iif(OLD.closed_on IS NOT NEW.closed_on, ' closed_on', '')
        || iif(OLD.referred_by IS NOT NEW.referred_by, ' referred_by', '')
        || iif(OLD.reason IS NOT NEW.reason, ' reason', '')
        || iif(OLD.no_admission_reason IS NOT NEW.no_admission_reason, ' no_admission_reason', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TABLE extension (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    client_id INTEGER NOT NULL REFERENCES client (id),
    episode_id INTEGER NOT NULL REFERENCES episode (id),
    decided_on TEXT NOT NULL,
    from_weeks INTEGER NOT NULL,
    to_weeks INTEGER NOT NULL CHECK (to_weeks BETWEEN 1 AND 104),
    reason TEXT NOT NULL
) STRICT;

CREATE INDEX extension_of_episode ON extension (episode_id);

CREATE TRIGGER audit_extension_insert AFTER INSERT ON extension BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'extension', NEW.id, NEW.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER lock_extension_delete BEFORE DELETE ON extension
    WHEN TRUE
BEGIN
    SELECT RAISE(ABORT, 'signed: extension');
END;

CREATE TRIGGER lock_extension_update BEFORE UPDATE ON extension
    WHEN TRUE
BEGIN
    SELECT RAISE(ABORT, 'signed: extension');
END;

CREATE TABLE form_draft (
    id INTEGER PRIMARY KEY,
    client_id INTEGER REFERENCES client (id) ON DELETE CASCADE,
    episode_id INTEGER REFERENCES episode (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('stay_review', 'use', 'client', 'task')),
    content TEXT NOT NULL,
    kept_at TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX form_draft_of
ON form_draft (coalesce(client_id, 0), coalesce(episode_id, 0), kind);

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

CREATE TRIGGER audit_given_reason_delete AFTER DELETE ON given_reason BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'given_reason', OLD.id, OLD.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_given_reason_insert AFTER INSERT ON given_reason BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'given_reason', NEW.id, NEW.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_given_reason_update AFTER UPDATE ON given_reason BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'given_reason', NEW.id, NEW.client_id, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.client_id IS NOT NEW.client_id, ' client_id', '')
        || iif(OLD.episode_id IS NOT NEW.episode_id, ' episode_id', '')
        || iif(OLD.rule IS NOT NEW.rule, ' rule', '')
        || iif(OLD.about_on IS NOT NEW.about_on, ' about_on', '')
        || iif(OLD.code IS NOT NEW.code, ' code', '')
        || iif(OLD.remark IS NOT NEW.remark, ' remark', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TABLE group_draft (
    id INTEGER PRIMARY KEY,
    session_id INTEGER NOT NULL UNIQUE REFERENCES session (id) ON DELETE CASCADE,
    content TEXT NOT NULL,
    kept_at TEXT NOT NULL
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

CREATE INDEX group_member_of_client ON group_member (client_id);

CREATE UNIQUE INDEX group_member_once ON group_member (care_group_id, client_id)
WHERE left_on IS NULL;

CREATE TRIGGER audit_group_member_delete AFTER DELETE ON group_member BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'group_member', OLD.id, OLD.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_group_member_insert AFTER INSERT ON group_member BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'group_member', NEW.id, NEW.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_group_member_update AFTER UPDATE ON group_member BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'group_member', NEW.id, NEW.client_id, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.care_group_id IS NOT NEW.care_group_id, ' care_group_id', '')
        || iif(OLD.client_id IS NOT NEW.client_id, ' client_id', '')
        || iif(OLD.joined_on IS NOT NEW.joined_on, ' joined_on', '')
        || iif(OLD.left_on IS NOT NEW.left_on, ' left_on', '')
        || iif(OLD.remark IS NOT NEW.remark, ' remark', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TRIGGER lock_group_member_delete BEFORE DELETE ON group_member
    WHEN TRUE
BEGIN
    SELECT RAISE(ABORT, 'signed: group_member');
END;

CREATE TABLE group_preference (
    id INTEGER PRIMARY KEY,
    client_id INTEGER NOT NULL UNIQUE REFERENCES client (id),
    affinity TEXT NOT NULL CHECK (affinity <> '')
) STRICT;

CREATE TRIGGER audit_group_preference_delete AFTER DELETE ON group_preference BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'group_preference', OLD.id, OLD.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_group_preference_insert AFTER INSERT ON group_preference BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'group_preference', NEW.id, NEW.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_group_preference_update AFTER UPDATE ON group_preference BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'group_preference', NEW.id, NEW.client_id, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.client_id IS NOT NEW.client_id, ' client_id', '')
        || iif(OLD.affinity IS NOT NEW.affinity, ' affinity', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TABLE holiday (
    id INTEGER PRIMARY KEY,
    day TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL
) STRICT;

CREATE TRIGGER audit_holiday_delete AFTER DELETE ON holiday BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'holiday', OLD.id, NULL, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_holiday_insert AFTER INSERT ON holiday BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'holiday', NEW.id, NULL, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_holiday_update AFTER UPDATE ON holiday BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'holiday', NEW.id, NULL, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.day IS NOT NEW.day, ' day', '')
        || iif(OLD.name IS NOT NEW.name, ' name', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TABLE imported_client (
    client_id INTEGER PRIMARY KEY REFERENCES client (id) ON DELETE CASCADE,
    import_id INTEGER NOT NULL REFERENCES client_import (id)
) STRICT;

CREATE INDEX imported_client_by_import ON imported_client (import_id);

CREATE TABLE intake_item (
    id INTEGER PRIMARY KEY,
    client_id INTEGER NOT NULL REFERENCES client (id),
    episode_id INTEGER NOT NULL REFERENCES episode (id),
    paper TEXT NOT NULL CHECK (paper IN (
        'consent_to_treatment', 'telehealth_consent', 'rights_and_rules', 'privacy_notice',
        'part2_notice'
    )),
    done_on TEXT,
    is_not_needed INTEGER NOT NULL CHECK (is_not_needed IN (0, 1)),
    remark TEXT NOT NULL,
    UNIQUE (episode_id, paper)
) STRICT;

CREATE TRIGGER audit_intake_item_delete AFTER DELETE ON intake_item BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'intake_item', OLD.id, OLD.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_intake_item_insert AFTER INSERT ON intake_item BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'intake_item', NEW.id, NEW.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_intake_item_update AFTER UPDATE ON intake_item BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'intake_item', NEW.id, NEW.client_id, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.client_id IS NOT NEW.client_id, ' client_id', '')
        || iif(OLD.episode_id IS NOT NEW.episode_id, ' episode_id', '')
        || iif(OLD.paper IS NOT NEW.paper, ' paper', '')
        || iif(OLD.done_on IS NOT NEW.done_on, ' done_on', '')
        || iif(OLD.is_not_needed IS NOT NEW.is_not_needed, ' is_not_needed', '')
        || iif(OLD.remark IS NOT NEW.remark, ' remark', '')) AS changed)
    WHERE changed <> '';
END;

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

CREATE TRIGGER audit_level_change_insert AFTER INSERT ON level_change BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'level_change', NEW.id, NEW.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER lock_level_change_delete BEFORE DELETE ON level_change
    WHEN TRUE
BEGIN
    SELECT RAISE(ABORT, 'signed: level_change');
END;

CREATE TRIGGER lock_level_change_update BEFORE UPDATE ON level_change
    WHEN TRUE
BEGIN
    SELECT RAISE(ABORT, 'signed: level_change');
END;

CREATE TABLE living (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    client_id INTEGER NOT NULL REFERENCES client (id),
    kind TEXT NOT NULL CHECK (kind IN (
        'home', 'with_family', 'sober_living', 'program_housing', 'shelter', 'no_fixed_home',
        'other'
    )),
    since TEXT,
    with_whom TEXT NOT NULL,
    somebody_uses TEXT NOT NULL CHECK (somebody_uses IN ('unknown', 'no', 'yes')),
    remark TEXT NOT NULL
) STRICT;

CREATE INDEX living_of_client ON living (client_id, since);

CREATE TRIGGER audit_living_delete AFTER DELETE ON living BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'living', OLD.id, OLD.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_living_insert AFTER INSERT ON living BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'living', NEW.id, NEW.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_living_update AFTER UPDATE ON living BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'living', NEW.id, NEW.client_id, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.uid IS NOT NEW.uid, ' uid', '')
        || iif(OLD.client_id IS NOT NEW.client_id, ' client_id', '')
        || iif(OLD.kind IS NOT NEW.kind, ' kind', '')
        || iif(OLD.since IS NOT NEW.since, ' since', '')
        || iif(OLD.with_whom IS NOT NEW.with_whom, ' with_whom', '')
        || iif(OLD.somebody_uses IS NOT NEW.somebody_uses, ' somebody_uses', '')
        || iif(OLD.remark IS NOT NEW.remark, ' remark', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TABLE medication (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    client_id INTEGER NOT NULL REFERENCES client (id),
    name TEXT NOT NULL,
    dose TEXT NOT NULL,
    schedule TEXT NOT NULL,
    purpose TEXT NOT NULL,
    for_addiction TEXT NOT NULL CHECK (for_addiction IN (
        'none', 'buprenorphine', 'methadone', 'naltrexone', 'acamprosate', 'disulfiram', 'other'
    )),
    prescriber TEXT NOT NULL,
    source TEXT NOT NULL,
    started_on TEXT,
    expected_until TEXT,
    adherence TEXT NOT NULL CHECK (adherence IN (
        'unknown', 'every_day', 'most_days', 'some_days', 'not_taken', 'as_needed'
    )),
    stopped_on TEXT,
    stop_reason TEXT NOT NULL,
    remark TEXT NOT NULL,
    CHECK (stopped_on IS NULL OR started_on IS NULL OR stopped_on >= started_on)
) STRICT;

CREATE INDEX medication_of_client ON medication (client_id);

CREATE TRIGGER audit_medication_delete AFTER DELETE ON medication BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'medication', OLD.id, OLD.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_medication_insert AFTER INSERT ON medication BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'medication', NEW.id, NEW.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_medication_update AFTER UPDATE ON medication BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'medication', NEW.id, NEW.client_id, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.uid IS NOT NEW.uid, ' uid', '')
        || iif(OLD.client_id IS NOT NEW.client_id, ' client_id', '')
        || iif(OLD.name IS NOT NEW.name, ' name', '')
        || iif(OLD.dose IS NOT NEW.dose, ' dose', '')
        || iif(OLD.schedule IS NOT NEW.schedule, ' schedule', '')
        || iif(OLD.purpose IS NOT NEW.purpose, ' purpose', '')
        || iif(OLD.for_addiction IS NOT NEW.for_addiction, ' for_addiction', '')
        || iif(OLD.prescriber IS NOT NEW.prescriber, ' prescriber', '')
        || iif(OLD.source IS NOT NEW.source, ' source', '')
        || iif(OLD.started_on IS NOT NEW.started_on, ' started_on', '')
        || iif(OLD.expected_until IS NOT NEW.expected_until, ' expected_until', '')
        || iif(OLD.adherence IS NOT NEW.adherence, ' adherence', '')
        || iif(OLD.stopped_on IS NOT NEW.stopped_on, ' stopped_on', '')
        || iif(OLD.stop_reason IS NOT NEW.stop_reason, ' stop_reason', '')
        || iif(OLD.remark IS NOT NEW.remark, ' remark', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TRIGGER lock_medication_delete BEFORE DELETE ON medication
    WHEN TRUE
BEGIN
    SELECT RAISE(ABORT, 'signed: medication');
END;

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

CREATE TRIGGER audit_meeting_delete AFTER DELETE ON meeting BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'meeting', OLD.id, NULL, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_meeting_insert AFTER INSERT ON meeting BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'meeting', NEW.id, NULL, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_meeting_update AFTER UPDATE ON meeting BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'meeting', NEW.id, NULL, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.session_id IS NOT NEW.session_id, ' session_id', '')
        || iif(OLD.series_id IS NOT NEW.series_id, ' series_id', '')
        || iif(OLD.planned_on IS NOT NEW.planned_on, ' planned_on', '')
        || iif(OLD.topic IS NOT NEW.topic, ' topic', '')
        || iif(OLD.course_topic IS NOT NEW.course_topic, ' course_topic', '')) AS changed)
    WHERE changed <> '';
END;

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

CREATE TRIGGER audit_mistake_delete AFTER DELETE ON mistake BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'mistake', OLD.id, OLD.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_mistake_insert AFTER INSERT ON mistake BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'mistake', NEW.id, NEW.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_mistake_update AFTER UPDATE ON mistake BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'mistake', NEW.id, NEW.client_id, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.client_id IS NOT NEW.client_id, ' client_id', '')
        || iif(OLD.kind IS NOT NEW.kind, ' kind', '')
        || iif(OLD.record_uid IS NOT NEW.record_uid, ' record_uid', '')
        || iif(OLD.reason IS NOT NEW.reason, ' reason', '')
        || iif(OLD.marked_at IS NOT NEW.marked_at, ' marked_at', '')) AS changed)
    WHERE changed <> '';
END;

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

CREATE TRIGGER audit_mutual_help_meeting_delete AFTER DELETE ON mutual_help_meeting BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'mutual_help_meeting', OLD.id, OLD.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_mutual_help_meeting_insert AFTER INSERT ON mutual_help_meeting BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'mutual_help_meeting', NEW.id, NEW.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_mutual_help_meeting_update AFTER UPDATE ON mutual_help_meeting BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'mutual_help_meeting', NEW.id, NEW.client_id, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.uid IS NOT NEW.uid, ' uid', '')
        || iif(OLD.client_id IS NOT NEW.client_id, ' client_id', '')
        || iif(OLD.held_on IS NOT NEW.held_on, ' held_on', '')
        || iif(OLD.fellowship IS NOT NEW.fellowship, ' fellowship', '')
        || iif(OLD.meeting IS NOT NEW.meeting, ' meeting', '')
        || iif(OLD.is_verified IS NOT NEW.is_verified, ' is_verified', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TABLE mutual_help_standing (
    id INTEGER PRIMARY KEY,
    client_id INTEGER NOT NULL UNIQUE REFERENCES client (id),
    has_sponsor INTEGER CHECK (has_sponsor IN (0, 1)),
    sponsor TEXT NOT NULL,
    step INTEGER CHECK (step BETWEEN 0 AND 12),
    told_on TEXT NOT NULL
) STRICT;

CREATE TRIGGER audit_mutual_help_standing_delete AFTER DELETE ON mutual_help_standing BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'mutual_help_standing', OLD.id, OLD.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_mutual_help_standing_insert AFTER INSERT ON mutual_help_standing BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'mutual_help_standing', NEW.id, NEW.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_mutual_help_standing_update AFTER UPDATE ON mutual_help_standing BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'mutual_help_standing', NEW.id, NEW.client_id, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.client_id IS NOT NEW.client_id, ' client_id', '')
        || iif(OLD.has_sponsor IS NOT NEW.has_sponsor, ' has_sponsor', '')
        || iif(OLD.sponsor IS NOT NEW.sponsor, ' sponsor', '')
        || iif(OLD.step IS NOT NEW.step, ' step', '')
        || iif(OLD.told_on IS NOT NEW.told_on, ' told_on', '')) AS changed)
    WHERE changed <> '';
END;

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
, late_reason TEXT NOT NULL DEFAULT '', about_session_id INTEGER REFERENCES session (id)) STRICT;

CREATE INDEX note_of_client ON note (client_id, held_on);

CREATE INDEX note_risk_present ON note (client_id) WHERE state = 'signed' AND risk = 'present';

CREATE INDEX note_unsigned ON note (client_id, uid) WHERE state = 'draft';

CREATE TRIGGER audit_note_delete AFTER DELETE ON note BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'note', OLD.id, OLD.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_note_insert AFTER INSERT ON note BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'note', NEW.id, NEW.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_note_update AFTER UPDATE ON note BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'note', NEW.id, NEW.client_id, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.uid IS NOT NEW.uid, ' uid', '')
        || iif(OLD.client_id IS NOT NEW.client_id, ' client_id', '')
        || iif(OLD.episode_id IS NOT NEW.episode_id, ' episode_id', '')
        || iif(OLD.attendance_id IS NOT NEW.attendance_id, ' attendance_id', '')
        || iif(OLD.kind IS NOT NEW.kind, ' kind', '')
        || iif(OLD.format IS NOT NEW.format, ' format', '')
        || iif(OLD.held_on IS NOT NEW.held_on, ' held_on', '')
        || iif(OLD.starts IS NOT NEW.starts, ' starts', '')
        || iif(OLD.ends IS NOT NEW.ends, ' ends', '')
        || iif(OLD.zone IS NOT NEW.zone, ' zone', '')
        || iif(OLD.minutes IS NOT NEW.minutes, ' minutes', '')
        || iif(OLD.modality IS NOT NEW.modality, ' modality', '')
        || iif(OLD.location IS NOT NEW.location, ' location', '')
        || iif(OLD.participants IS NOT NEW.participants, ' participants', '')
        || iif(OLD.topic IS NOT NEW.topic, ' topic', '')
        || iif(OLD.risk IS NOT NEW.risk, ' risk', '')
        || iif(OLD.risk_remark IS NOT NEW.risk_remark, ' risk_remark', '')
        || iif(OLD.risk_ideation IS NOT NEW.risk_ideation, ' risk_ideation', '')
        || iif(OLD.risk_plan IS NOT NEW.risk_plan, ' risk_plan', '')
        || iif(OLD.risk_means IS NOT NEW.risk_means, ' risk_means', '')
        || iif(OLD.risk_action IS NOT NEW.risk_action, ' risk_action', '')
        || iif(OLD.unlinked_reason IS NOT NEW.unlinked_reason, ' unlinked_reason', '')
        || iif(OLD.state IS NOT NEW.state, ' state', '')
        || iif(OLD.due_at IS NOT NEW.due_at, ' due_at', '')
        || iif(OLD.entered_at IS NOT NEW.entered_at, ' entered_at', '')
        || iif(OLD.late_reason IS NOT NEW.late_reason, ' late_reason', '')
        || iif(OLD.about_session_id IS NOT NEW.about_session_id, ' about_session_id', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TRIGGER lock_note_delete BEFORE DELETE ON note
    WHEN OLD.state = 'signed'
BEGIN
    SELECT RAISE(ABORT, 'signed: note');
END;

CREATE TRIGGER lock_note_update BEFORE UPDATE ON note
    WHEN OLD.state = 'signed'
BEGIN
    SELECT RAISE(ABORT, 'signed: note');
END;

CREATE TABLE note_intervention (
    id INTEGER PRIMARY KEY,
    note_id INTEGER NOT NULL REFERENCES note (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    node_uid TEXT NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (note_id, node_uid)
) STRICT;

CREATE TRIGGER audit_note_intervention_delete AFTER DELETE ON note_intervention BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'note_intervention', OLD.id, (SELECT client_id FROM note WHERE id = OLD.note_id), '', ''
    FROM acting;
END;

CREATE TRIGGER audit_note_intervention_insert AFTER INSERT ON note_intervention BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'note_intervention', NEW.id, (SELECT client_id FROM note WHERE id = NEW.note_id), '', ''
    FROM acting;
END;

CREATE TRIGGER audit_note_intervention_update AFTER UPDATE ON note_intervention BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'note_intervention', NEW.id, (SELECT client_id FROM note WHERE id = NEW.note_id), changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.note_id IS NOT NEW.note_id, ' note_id', '')
        || iif(OLD.position IS NOT NEW.position, ' position', '')
        || iif(OLD.node_uid IS NOT NEW.node_uid, ' node_uid', '')
        || iif(OLD.text IS NOT NEW.text, ' text', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TRIGGER lock_note_intervention_delete BEFORE DELETE ON note_intervention
    WHEN EXISTS (SELECT 1 FROM note WHERE note.id = OLD.note_id AND state = 'signed')
BEGIN
    SELECT RAISE(ABORT, 'signed: note_intervention');
END;

CREATE TRIGGER lock_note_intervention_insert BEFORE INSERT ON note_intervention
    WHEN EXISTS (SELECT 1 FROM note WHERE note.id = NEW.note_id AND state = 'signed')
BEGIN
    SELECT RAISE(ABORT, 'signed: note_intervention');
END;

CREATE TRIGGER lock_note_intervention_update BEFORE UPDATE ON note_intervention
    WHEN EXISTS (SELECT 1 FROM note WHERE note.id = OLD.note_id AND state = 'signed')
    OR EXISTS (SELECT 1 FROM note WHERE note.id = NEW.note_id AND state = 'signed')
BEGIN
    SELECT RAISE(ABORT, 'signed: note_intervention');
END;

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

CREATE TRIGGER audit_note_objective_delete AFTER DELETE ON note_objective BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'note_objective', OLD.id, (SELECT client_id FROM note WHERE id = OLD.note_id), '', ''
    FROM acting;
END;

CREATE TRIGGER audit_note_objective_insert AFTER INSERT ON note_objective BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'note_objective', NEW.id, (SELECT client_id FROM note WHERE id = NEW.note_id), '', ''
    FROM acting;
END;

CREATE TRIGGER audit_note_objective_update AFTER UPDATE ON note_objective BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'note_objective', NEW.id, (SELECT client_id FROM note WHERE id = NEW.note_id), changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.note_id IS NOT NEW.note_id, ' note_id', '')
        || iif(OLD.position IS NOT NEW.position, ' position', '')
        || iif(OLD.plan_id IS NOT NEW.plan_id, ' plan_id', '')
        || iif(OLD.node_uid IS NOT NEW.node_uid, ' node_uid', '')
        || iif(OLD.rating IS NOT NEW.rating, ' rating', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TRIGGER lock_note_objective_delete BEFORE DELETE ON note_objective
    WHEN EXISTS (SELECT 1 FROM note WHERE note.id = OLD.note_id AND state = 'signed')
BEGIN
    SELECT RAISE(ABORT, 'signed: note_objective');
END;

CREATE TRIGGER lock_note_objective_insert BEFORE INSERT ON note_objective
    WHEN EXISTS (SELECT 1 FROM note WHERE note.id = NEW.note_id AND state = 'signed')
BEGIN
    SELECT RAISE(ABORT, 'signed: note_objective');
END;

CREATE TRIGGER lock_note_objective_update BEFORE UPDATE ON note_objective
    WHEN EXISTS (SELECT 1 FROM note WHERE note.id = OLD.note_id AND state = 'signed')
    OR EXISTS (SELECT 1 FROM note WHERE note.id = NEW.note_id AND state = 'signed')
BEGIN
    SELECT RAISE(ABORT, 'signed: note_objective');
END;

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

CREATE TRIGGER audit_note_section_delete AFTER DELETE ON note_section BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'note_section', OLD.id, (SELECT client_id FROM note WHERE id = OLD.note_id), '', ''
    FROM acting;
END;

CREATE TRIGGER audit_note_section_insert AFTER INSERT ON note_section BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'note_section', NEW.id, (SELECT client_id FROM note WHERE id = NEW.note_id), '', ''
    FROM acting;
END;

CREATE TRIGGER audit_note_section_update AFTER UPDATE ON note_section BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'note_section', NEW.id, (SELECT client_id FROM note WHERE id = NEW.note_id), changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.note_id IS NOT NEW.note_id, ' note_id', '')
        || iif(OLD.position IS NOT NEW.position, ' position', '')
        || iif(OLD.code IS NOT NEW.code, ' code', '')
        || iif(OLD.text IS NOT NEW.text, ' text', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TRIGGER lock_note_section_delete BEFORE DELETE ON note_section
    WHEN EXISTS (SELECT 1 FROM note WHERE note.id = OLD.note_id AND state = 'signed')
BEGIN
    SELECT RAISE(ABORT, 'signed: note_section');
END;

CREATE TRIGGER lock_note_section_insert BEFORE INSERT ON note_section
    WHEN EXISTS (SELECT 1 FROM note WHERE note.id = NEW.note_id AND state = 'signed')
BEGIN
    SELECT RAISE(ABORT, 'signed: note_section');
END;

CREATE TRIGGER lock_note_section_update BEFORE UPDATE ON note_section
    WHEN EXISTS (SELECT 1 FROM note WHERE note.id = OLD.note_id AND state = 'signed')
    OR EXISTS (SELECT 1 FROM note WHERE note.id = NEW.note_id AND state = 'signed')
BEGIN
    SELECT RAISE(ABORT, 'signed: note_section');
END;

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

CREATE TRIGGER audit_note_template_delete AFTER DELETE ON note_template BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'note_template', OLD.id, NULL, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_note_template_insert AFTER INSERT ON note_template BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'note_template', NEW.id, NULL, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_note_template_update AFTER UPDATE ON note_template BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'note_template', NEW.id, NULL, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.uid IS NOT NEW.uid, ' uid', '')
        || iif(OLD.name IS NOT NEW.name, ' name', '')
        || iif(OLD.kind IS NOT NEW.kind, ' kind', '')
        || iif(OLD.format IS NOT NEW.format, ' format', '')
        || iif(OLD.starter IS NOT NEW.starter, ' starter', '')
        || iif(OLD.removed_at IS NOT NEW.removed_at, ' removed_at', '')) AS changed)
    WHERE changed <> '';
END;

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

CREATE TRIGGER audit_note_template_section_delete AFTER DELETE ON note_template_section BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'note_template_section', OLD.id, NULL, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_note_template_section_insert AFTER INSERT ON note_template_section BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'note_template_section', NEW.id, NULL, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_note_template_section_update AFTER UPDATE ON note_template_section BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'note_template_section', NEW.id, NULL, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.note_template_id IS NOT NEW.note_template_id, ' note_template_id', '')
        || iif(OLD.position IS NOT NEW.position, ' position', '')
        || iif(OLD.code IS NOT NEW.code, ' code', '')
        || iif(OLD.text IS NOT NEW.text, ' text', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TABLE own_word (
    id INTEGER PRIMARY KEY,
    word TEXT NOT NULL UNIQUE
) STRICT;

CREATE TRIGGER audit_own_word_delete AFTER DELETE ON own_word BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'own_word', OLD.id, NULL, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_own_word_insert AFTER INSERT ON own_word BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'own_word', NEW.id, NULL, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_own_word_update AFTER UPDATE ON own_word BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'own_word', NEW.id, NULL, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.word IS NOT NEW.word, ' word', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TABLE past_profile (
    id INTEGER PRIMARY KEY,
    profile_id TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> ''),
    began_on TEXT NOT NULL,
    ended_on TEXT NOT NULL
) STRICT;

CREATE TRIGGER audit_past_profile_insert AFTER INSERT ON past_profile BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'past_profile', NEW.id, NULL, '', ''
    FROM acting;
END;

CREATE TRIGGER lock_past_profile_delete BEFORE DELETE ON past_profile
    WHEN TRUE
BEGIN
    SELECT RAISE(ABORT, 'signed: past_profile');
END;

CREATE TRIGGER lock_past_profile_update BEFORE UPDATE ON past_profile
    WHEN TRUE
BEGIN
    SELECT RAISE(ABORT, 'signed: past_profile');
END;

CREATE TABLE person (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    client_id INTEGER NOT NULL REFERENCES client (id),
    relation TEXT NOT NULL CHECK (relation IN (
        'family', 'partner', 'parent', 'guardian', 'friend', 'sponsor', 'physician', 'therapist',
        'probation_officer', 'attorney', 'referral_source', 'employer', 'other'
    )),
    name TEXT NOT NULL,
    relation_remark TEXT NOT NULL,
    organization TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    address TEXT NOT NULL,
    remark TEXT NOT NULL,
    is_emergency INTEGER NOT NULL CHECK (is_emergency IN (0, 1)),
    ended_on TEXT
) STRICT;

CREATE INDEX person_of_client ON person (client_id);

CREATE TRIGGER audit_person_delete AFTER DELETE ON person BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'person', OLD.id, OLD.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_person_insert AFTER INSERT ON person BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'person', NEW.id, NEW.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_person_update AFTER UPDATE ON person BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'person', NEW.id, NEW.client_id, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.uid IS NOT NEW.uid, ' uid', '')
        || iif(OLD.client_id IS NOT NEW.client_id, ' client_id', '')
        || iif(OLD.relation IS NOT NEW.relation, ' relation', '')
        || iif(OLD.name IS NOT NEW.name, ' name', '')
        || iif(OLD.relation_remark IS NOT NEW.relation_remark, ' relation_remark', '')
        || iif(OLD.organization IS NOT NEW.organization, ' organization', '')
        || iif(OLD.phone IS NOT NEW.phone, ' phone', '')
        || iif(OLD.email IS NOT NEW.email, ' email', '')
        || iif(OLD.address IS NOT NEW.address, ' address', '')
        || iif(OLD.remark IS NOT NEW.remark, ' remark', '')
        || iif(OLD.is_emergency IS NOT NEW.is_emergency, ' is_emergency', '')
        || iif(OLD.ended_on IS NOT NEW.ended_on, ' ended_on', '')) AS changed)
    WHERE changed <> '';
END;

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

CREATE TRIGGER audit_phrase_delete AFTER DELETE ON phrase BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'phrase', OLD.id, NULL, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_phrase_insert AFTER INSERT ON phrase BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'phrase', NEW.id, NULL, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_phrase_update AFTER UPDATE ON phrase BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'phrase', NEW.id, NULL, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.uid IS NOT NEW.uid, ' uid', '')
        || iif(OLD.shortcut IS NOT NEW.shortcut, ' shortcut', '')
        || iif(OLD.text IS NOT NEW.text, ' text', '')
        || iif(OLD.subject IS NOT NEW.subject, ' subject', '')
        || iif(OLD.offered IS NOT NEW.offered, ' offered', '')
        || iif(OLD.needs_objective IS NOT NEW.needs_objective, ' needs_objective', '')
        || iif(OLD.starter IS NOT NEW.starter, ' starter', '')
        || iif(OLD.removed_at IS NOT NEW.removed_at, ' removed_at', '')) AS changed)
    WHERE changed <> '';
END;

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
, client_took_part INTEGER CHECK (client_took_part IN (0, 1)), absence_reason TEXT NOT NULL DEFAULT '', took_part TEXT NOT NULL DEFAULT '') STRICT;

CREATE INDEX plan_in_force ON plan (episode_id, version, planned_on, uid) WHERE state = 'signed';

CREATE INDEX plan_of_client ON plan (client_id, version);

CREATE INDEX plan_of_episode ON plan (episode_id);

CREATE UNIQUE INDEX plan_version ON plan (episode_id, version) WHERE state = 'signed';

CREATE TRIGGER audit_plan_delete AFTER DELETE ON plan BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'plan', OLD.id, OLD.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_plan_insert AFTER INSERT ON plan BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'plan', NEW.id, NEW.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_plan_update AFTER UPDATE ON plan BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'plan', NEW.id, NEW.client_id, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.uid IS NOT NEW.uid, ' uid', '')
        || iif(OLD.client_id IS NOT NEW.client_id, ' client_id', '')
        || iif(OLD.episode_id IS NOT NEW.episode_id, ' episode_id', '')
        || iif(OLD.version IS NOT NEW.version, ' version', '')
        || iif(OLD.state IS NOT NEW.state, ' state', '')
        || iif(OLD.planned_on IS NOT NEW.planned_on, ' planned_on', '')
        || iif(OLD.client_words IS NOT NEW.client_words, ' client_words', '')
        || iif(OLD.strengths IS NOT NEW.strengths, ' strengths', '')
        || iif(OLD.needs IS NOT NEW.needs, ' needs', '')
        || iif(OLD.abilities IS NOT NEW.abilities, ' abilities', '')
        || iif(OLD.preferences IS NOT NEW.preferences, ' preferences', '')
        || iif(OLD.barriers IS NOT NEW.barriers, ' barriers', '')
        || iif(OLD.services IS NOT NEW.services, ' services', '')
        || iif(OLD.discharge_criteria IS NOT NEW.discharge_criteria, ' discharge_criteria', '')
        || iif(OLD.client_took_part IS NOT NEW.client_took_part, ' client_took_part', '')
        || iif(OLD.absence_reason IS NOT NEW.absence_reason, ' absence_reason', '')
        || iif(OLD.took_part IS NOT NEW.took_part, ' took_part', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TRIGGER lock_plan_delete BEFORE DELETE ON plan
    WHEN OLD.state = 'signed'
BEGIN
    SELECT RAISE(ABORT, 'signed: plan');
END;

CREATE TRIGGER lock_plan_update BEFORE UPDATE ON plan
    WHEN OLD.state = 'signed'
BEGIN
    SELECT RAISE(ABORT, 'signed: plan');
END;

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

CREATE TRIGGER audit_plan_goal_delete AFTER DELETE ON plan_goal BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'plan_goal', OLD.id, (SELECT client_id FROM plan WHERE id = OLD.plan_id), '', ''
    FROM acting;
END;

CREATE TRIGGER audit_plan_goal_insert AFTER INSERT ON plan_goal BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'plan_goal', NEW.id, (SELECT client_id FROM plan WHERE id = NEW.plan_id), '', ''
    FROM acting;
END;

CREATE TRIGGER audit_plan_goal_update AFTER UPDATE ON plan_goal BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'plan_goal', NEW.id, (SELECT client_id FROM plan WHERE id = NEW.plan_id), changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.plan_id IS NOT NEW.plan_id, ' plan_id', '')
        || iif(OLD.node_uid IS NOT NEW.node_uid, ' node_uid', '')
        || iif(OLD.parent_uid IS NOT NEW.parent_uid, ' parent_uid', '')
        || iif(OLD.position IS NOT NEW.position, ' position', '')
        || iif(OLD.number IS NOT NEW.number, ' number', '')
        || iif(OLD.text IS NOT NEW.text, ' text', '')
        || iif(OLD.client_words IS NOT NEW.client_words, ' client_words', '')
        || iif(OLD.target_on IS NOT NEW.target_on, ' target_on', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TRIGGER lock_plan_goal_delete BEFORE DELETE ON plan_goal
    WHEN EXISTS (SELECT 1 FROM plan WHERE plan.id = OLD.plan_id AND state = 'signed')
BEGIN
    SELECT RAISE(ABORT, 'signed: plan_goal');
END;

CREATE TRIGGER lock_plan_goal_insert BEFORE INSERT ON plan_goal
    WHEN EXISTS (SELECT 1 FROM plan WHERE plan.id = NEW.plan_id AND state = 'signed')
BEGIN
    SELECT RAISE(ABORT, 'signed: plan_goal');
END;

CREATE TRIGGER lock_plan_goal_update BEFORE UPDATE ON plan_goal
    WHEN EXISTS (SELECT 1 FROM plan WHERE plan.id = OLD.plan_id AND state = 'signed')
    OR EXISTS (SELECT 1 FROM plan WHERE plan.id = NEW.plan_id AND state = 'signed')
BEGIN
    SELECT RAISE(ABORT, 'signed: plan_goal');
END;

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

CREATE TRIGGER audit_plan_intervention_delete AFTER DELETE ON plan_intervention BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'plan_intervention', OLD.id, (SELECT client_id FROM plan WHERE id = OLD.plan_id), '', ''
    FROM acting;
END;

CREATE TRIGGER audit_plan_intervention_insert AFTER INSERT ON plan_intervention BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'plan_intervention', NEW.id, (SELECT client_id FROM plan WHERE id = NEW.plan_id), '', ''
    FROM acting;
END;

CREATE TRIGGER audit_plan_intervention_update AFTER UPDATE ON plan_intervention BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'plan_intervention', NEW.id, (SELECT client_id FROM plan WHERE id = NEW.plan_id), changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.plan_id IS NOT NEW.plan_id, ' plan_id', '')
        || iif(OLD.node_uid IS NOT NEW.node_uid, ' node_uid', '')
        || iif(OLD.parent_uid IS NOT NEW.parent_uid, ' parent_uid', '')
        || iif(OLD.position IS NOT NEW.position, ' position', '')
        || iif(OLD.text IS NOT NEW.text, ' text', '')
        || iif(OLD.kind IS NOT NEW.kind, ' kind', '')
        || iif(OLD.frequency IS NOT NEW.frequency, ' frequency', '')
        || iif(OLD.duration IS NOT NEW.duration, ' duration', '')
        || iif(OLD.responsible IS NOT NEW.responsible, ' responsible', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TRIGGER lock_plan_intervention_delete BEFORE DELETE ON plan_intervention
    WHEN EXISTS (SELECT 1 FROM plan WHERE plan.id = OLD.plan_id AND state = 'signed')
BEGIN
    SELECT RAISE(ABORT, 'signed: plan_intervention');
END;

CREATE TRIGGER lock_plan_intervention_insert BEFORE INSERT ON plan_intervention
    WHEN EXISTS (SELECT 1 FROM plan WHERE plan.id = NEW.plan_id AND state = 'signed')
BEGIN
    SELECT RAISE(ABORT, 'signed: plan_intervention');
END;

CREATE TRIGGER lock_plan_intervention_update BEFORE UPDATE ON plan_intervention
    WHEN EXISTS (SELECT 1 FROM plan WHERE plan.id = OLD.plan_id AND state = 'signed')
    OR EXISTS (SELECT 1 FROM plan WHERE plan.id = NEW.plan_id AND state = 'signed')
BEGIN
    SELECT RAISE(ABORT, 'signed: plan_intervention');
END;

CREATE TABLE plan_objective (
    id INTEGER PRIMARY KEY,
    plan_id INTEGER NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
    node_uid TEXT NOT NULL,
    parent_uid TEXT NOT NULL,
    position INTEGER NOT NULL,
    number TEXT NOT NULL,
    text TEXT NOT NULL,
    target_on TEXT, category TEXT
CHECK (category IN ('social_skills', 'autonomy', 'community')),
    UNIQUE (plan_id, node_uid)
) STRICT;

CREATE TRIGGER audit_plan_objective_delete AFTER DELETE ON plan_objective BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'plan_objective', OLD.id, (SELECT client_id FROM plan WHERE id = OLD.plan_id), '', ''
    FROM acting;
END;

CREATE TRIGGER audit_plan_objective_insert AFTER INSERT ON plan_objective BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'plan_objective', NEW.id, (SELECT client_id FROM plan WHERE id = NEW.plan_id), '', ''
    FROM acting;
END;

CREATE TRIGGER audit_plan_objective_update AFTER UPDATE ON plan_objective BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'plan_objective', NEW.id, (SELECT client_id FROM plan WHERE id = NEW.plan_id), changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.plan_id IS NOT NEW.plan_id, ' plan_id', '')
        || iif(OLD.node_uid IS NOT NEW.node_uid, ' node_uid', '')
        || iif(OLD.parent_uid IS NOT NEW.parent_uid, ' parent_uid', '')
        || iif(OLD.position IS NOT NEW.position, ' position', '')
        || iif(OLD.number IS NOT NEW.number, ' number', '')
        || iif(OLD.text IS NOT NEW.text, ' text', '')
        || iif(OLD.target_on IS NOT NEW.target_on, ' target_on', '')
        || iif(OLD.category IS NOT NEW.category, ' category', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TRIGGER lock_plan_objective_delete BEFORE DELETE ON plan_objective
    WHEN EXISTS (SELECT 1 FROM plan WHERE plan.id = OLD.plan_id AND state = 'signed')
BEGIN
    SELECT RAISE(ABORT, 'signed: plan_objective');
END;

CREATE TRIGGER lock_plan_objective_insert BEFORE INSERT ON plan_objective
    WHEN EXISTS (SELECT 1 FROM plan WHERE plan.id = NEW.plan_id AND state = 'signed')
BEGIN
    SELECT RAISE(ABORT, 'signed: plan_objective');
END;

CREATE TRIGGER lock_plan_objective_update BEFORE UPDATE ON plan_objective
    WHEN EXISTS (SELECT 1 FROM plan WHERE plan.id = OLD.plan_id AND state = 'signed')
    OR EXISTS (SELECT 1 FROM plan WHERE plan.id = NEW.plan_id AND state = 'signed')
BEGIN
    SELECT RAISE(ABORT, 'signed: plan_objective');
END;

CREATE TABLE plan_problem (
    id INTEGER PRIMARY KEY,
    plan_id INTEGER NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
    node_uid TEXT NOT NULL,
    position INTEGER NOT NULL,
    number TEXT NOT NULL,
    text TEXT NOT NULL,
    code TEXT NOT NULL, course TEXT NOT NULL DEFAULT 'treated' CHECK (course IN (
    'treated', 'deferred', 'referred'
)), course_reason TEXT NOT NULL DEFAULT '', domain TEXT CHECK (domain IN ('d1', 'd2', 'd3', 'd4', 'd5', 'd6')), also_answers TEXT NOT NULL DEFAULT '',
    UNIQUE (plan_id, node_uid)
) STRICT;

CREATE TRIGGER audit_plan_problem_delete AFTER DELETE ON plan_problem BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'plan_problem', OLD.id, (SELECT client_id FROM plan WHERE id = OLD.plan_id), '', ''
    FROM acting;
END;

CREATE TRIGGER audit_plan_problem_insert AFTER INSERT ON plan_problem BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'plan_problem', NEW.id, (SELECT client_id FROM plan WHERE id = NEW.plan_id), '', ''
    FROM acting;
END;

CREATE TRIGGER audit_plan_problem_update AFTER UPDATE ON plan_problem BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'plan_problem', NEW.id, (SELECT client_id FROM plan WHERE id = NEW.plan_id), changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.plan_id IS NOT NEW.plan_id, ' plan_id', '')
        || iif(OLD.node_uid IS NOT NEW.node_uid, ' node_uid', '')
        || iif(OLD.position IS NOT NEW.position, ' position', '')
        || iif(OLD.number IS NOT NEW.number, ' number', '')
        || iif(OLD.text IS NOT NEW.text, ' text', '')
        || iif(OLD.code IS NOT NEW.code, ' code', '')
        || iif(OLD.course IS NOT NEW.course, ' course', '')
        || iif(OLD.course_reason IS NOT NEW.course_reason, ' course_reason', '')
        || iif(OLD.domain IS NOT NEW.domain, ' domain', '')
        || iif(OLD.also_answers IS NOT NEW.also_answers, ' also_answers', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TRIGGER lock_plan_problem_delete BEFORE DELETE ON plan_problem
    WHEN EXISTS (SELECT 1 FROM plan WHERE plan.id = OLD.plan_id AND state = 'signed')
BEGIN
    SELECT RAISE(ABORT, 'signed: plan_problem');
END;

CREATE TRIGGER lock_plan_problem_insert BEFORE INSERT ON plan_problem
    WHEN EXISTS (SELECT 1 FROM plan WHERE plan.id = NEW.plan_id AND state = 'signed')
BEGIN
    SELECT RAISE(ABORT, 'signed: plan_problem');
END;

CREATE TRIGGER lock_plan_problem_update BEFORE UPDATE ON plan_problem
    WHEN EXISTS (SELECT 1 FROM plan WHERE plan.id = OLD.plan_id AND state = 'signed')
    OR EXISTS (SELECT 1 FROM plan WHERE plan.id = NEW.plan_id AND state = 'signed')
BEGIN
    SELECT RAISE(ABORT, 'signed: plan_problem');
END;

CREATE TABLE plan_rating (
    id INTEGER PRIMARY KEY,
    plan_id INTEGER NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
    node_uid TEXT NOT NULL,
    position INTEGER NOT NULL,
    rating TEXT NOT NULL CHECK (rating IN ('worse', 'same', 'better', 'met')),
    UNIQUE (plan_id, node_uid)
) STRICT;

CREATE TRIGGER audit_plan_rating_delete AFTER DELETE ON plan_rating BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'plan_rating', OLD.id, (SELECT client_id FROM plan WHERE id = OLD.plan_id), '', ''
    FROM acting;
END;

CREATE TRIGGER audit_plan_rating_insert AFTER INSERT ON plan_rating BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'plan_rating', NEW.id, (SELECT client_id FROM plan WHERE id = NEW.plan_id), '', ''
    FROM acting;
END;

CREATE TRIGGER audit_plan_rating_update AFTER UPDATE ON plan_rating BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'plan_rating', NEW.id, (SELECT client_id FROM plan WHERE id = NEW.plan_id), changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.plan_id IS NOT NEW.plan_id, ' plan_id', '')
        || iif(OLD.node_uid IS NOT NEW.node_uid, ' node_uid', '')
        || iif(OLD.position IS NOT NEW.position, ' position', '')
        || iif(OLD.rating IS NOT NEW.rating, ' rating', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TRIGGER lock_plan_rating_delete BEFORE DELETE ON plan_rating
    WHEN EXISTS (SELECT 1 FROM plan WHERE plan.id = OLD.plan_id AND state = 'signed')
BEGIN
    SELECT RAISE(ABORT, 'signed: plan_rating');
END;

CREATE TRIGGER lock_plan_rating_insert BEFORE INSERT ON plan_rating
    WHEN EXISTS (SELECT 1 FROM plan WHERE plan.id = NEW.plan_id AND state = 'signed')
BEGIN
    SELECT RAISE(ABORT, 'signed: plan_rating');
END;

CREATE TRIGGER lock_plan_rating_update BEFORE UPDATE ON plan_rating
    WHEN EXISTS (SELECT 1 FROM plan WHERE plan.id = OLD.plan_id AND state = 'signed')
    OR EXISTS (SELECT 1 FROM plan WHERE plan.id = NEW.plan_id AND state = 'signed')
BEGIN
    SELECT RAISE(ABORT, 'signed: plan_rating');
END;

CREATE TABLE planned_topic (
    id INTEGER PRIMARY KEY,
    care_group_id INTEGER NOT NULL REFERENCES care_group (id),
    position INTEGER NOT NULL,
    topic TEXT NOT NULL CHECK (topic IN (
        'vocational_skills', 'trauma', 'relapse_prevention', 'self_discovery', 'relationships',
        'own'
    )),
    name TEXT NOT NULL,
    meetings INTEGER NOT NULL CHECK (meetings BETWEEN 1 AND 99),
    UNIQUE (care_group_id, topic, name)
) STRICT;

CREATE TRIGGER audit_planned_topic_delete AFTER DELETE ON planned_topic BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'planned_topic', OLD.id, NULL, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_planned_topic_insert AFTER INSERT ON planned_topic BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'planned_topic', NEW.id, NULL, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_planned_topic_update AFTER UPDATE ON planned_topic BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'planned_topic', NEW.id, NULL, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.care_group_id IS NOT NEW.care_group_id, ' care_group_id', '')
        || iif(OLD.position IS NOT NEW.position, ' position', '')
        || iif(OLD.topic IS NOT NEW.topic, ' topic', '')
        || iif(OLD.name IS NOT NEW.name, ' name', '')
        || iif(OLD.meetings IS NOT NEW.meetings, ' meetings', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TABLE prior_care (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    client_id INTEGER NOT NULL REFERENCES client (id),
    level TEXT NOT NULL CHECK (level IN (
        'detox', 'inpatient', 'residential', 'php', 'iop', 'outpatient', 'other'
    )),
    facility TEXT NOT NULL,
    started_on TEXT,
    ended_on TEXT,
    outcome TEXT NOT NULL,
    CHECK (ended_on IS NULL OR started_on IS NULL OR ended_on >= started_on)
) STRICT;

CREATE INDEX prior_care_of_client ON prior_care (client_id, ended_on);

CREATE TRIGGER audit_prior_care_delete AFTER DELETE ON prior_care BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'prior_care', OLD.id, OLD.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_prior_care_insert AFTER INSERT ON prior_care BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'prior_care', NEW.id, NEW.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_prior_care_update AFTER UPDATE ON prior_care BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'prior_care', NEW.id, NEW.client_id, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.uid IS NOT NEW.uid, ' uid', '')
        || iif(OLD.client_id IS NOT NEW.client_id, ' client_id', '')
        || iif(OLD.level IS NOT NEW.level, ' level', '')
        || iif(OLD.facility IS NOT NEW.facility, ' facility', '')
        || iif(OLD.started_on IS NOT NEW.started_on, ' started_on', '')
        || iif(OLD.ended_on IS NOT NEW.ended_on, ' ended_on', '')
        || iif(OLD.outcome IS NOT NEW.outcome, ' outcome', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TABLE program (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    counselor_name TEXT NOT NULL,
    credential TEXT NOT NULL,
    program_name TEXT NOT NULL,
    paper TEXT NOT NULL CHECK (paper IN ('letter', 'a4')),
    week_starts INTEGER NOT NULL CHECK (week_starts BETWEEN 0 AND 6),
    number_pattern TEXT NOT NULL
, header TEXT NOT NULL DEFAULT '', logo_id INTEGER REFERENCES attachment (id)) STRICT;

CREATE TRIGGER audit_program_delete AFTER DELETE ON program BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'program', OLD.id, NULL, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_program_insert AFTER INSERT ON program BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'program', NEW.id, NULL, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_program_update AFTER UPDATE ON program BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'program', NEW.id, NULL, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.counselor_name IS NOT NEW.counselor_name, ' counselor_name', '')
        || iif(OLD.credential IS NOT NEW.credential, ' credential', '')
        || iif(OLD.program_name IS NOT NEW.program_name, ' program_name', '')
        || iif(OLD.paper IS NOT NEW.paper, ' paper', '')
        || iif(OLD.week_starts IS NOT NEW.week_starts, ' week_starts', '')
        || iif(OLD.number_pattern IS NOT NEW.number_pattern, ' number_pattern', '')
        || iif(OLD.header IS NOT NEW.header, ' header', '')
        || iif(OLD.logo_id IS NOT NEW.logo_id, ' logo_id', '')) AS changed)
    WHERE changed <> '';
END;

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

CREATE TRIGGER audit_progress_insert AFTER INSERT ON progress BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'progress', NEW.id, NEW.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER lock_progress_delete BEFORE DELETE ON progress
    WHEN TRUE
BEGIN
    SELECT RAISE(ABORT, 'signed: progress');
END;

CREATE TRIGGER lock_progress_update BEFORE UPDATE ON progress
    WHEN TRUE
BEGIN
    SELECT RAISE(ABORT, 'signed: progress');
END;

CREATE TABLE reconciliation (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    client_id INTEGER NOT NULL REFERENCES client (id),
    checked_on TEXT NOT NULL,
    checked_with TEXT NOT NULL,
    remark TEXT NOT NULL
) STRICT;

CREATE INDEX reconciliation_of_client ON reconciliation (client_id, checked_on);

CREATE TRIGGER audit_reconciliation_insert AFTER INSERT ON reconciliation BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'reconciliation', NEW.id, NEW.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER lock_reconciliation_delete BEFORE DELETE ON reconciliation
    WHEN TRUE
BEGIN
    SELECT RAISE(ABORT, 'signed: reconciliation');
END;

CREATE TRIGGER lock_reconciliation_update BEFORE UPDATE ON reconciliation
    WHEN TRUE
BEGIN
    SELECT RAISE(ABORT, 'signed: reconciliation');
END;

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

CREATE TRIGGER audit_refusal_insert AFTER INSERT ON refusal BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'refusal', NEW.id, NEW.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER lock_refusal_delete BEFORE DELETE ON refusal
    WHEN TRUE
BEGIN
    SELECT RAISE(ABORT, 'signed: refusal');
END;

CREATE TRIGGER lock_refusal_update BEFORE UPDATE ON refusal
    WHEN TRUE
BEGIN
    SELECT RAISE(ABORT, 'signed: refusal');
END;

CREATE TABLE return_to_use (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    client_id INTEGER NOT NULL REFERENCES client (id),
    episode_id INTEGER NOT NULL REFERENCES episode (id),
    used_on TEXT NOT NULL,
    learned_on TEXT NOT NULL,
    substance TEXT NOT NULL CHECK (substance IN (
        'alcohol', 'opioids', 'cannabis', 'sedatives', 'cocaine', 'stimulants', 'hallucinogens',
        'nicotine', 'inhalants', 'other'
    )),
    amount TEXT NOT NULL,
    circumstances TEXT NOT NULL,
    is_overdose INTEGER NOT NULL CHECK (is_overdose IN (0, 1)),
    entered_at TEXT NOT NULL,
    CHECK (learned_on >= used_on)
) STRICT;

CREATE INDEX return_to_use_learned ON return_to_use (episode_id, learned_on);

CREATE INDEX return_to_use_of_client ON return_to_use (client_id, used_on);

CREATE TRIGGER audit_return_to_use_insert AFTER INSERT ON return_to_use BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'return_to_use', NEW.id, NEW.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER lock_return_to_use_delete BEFORE DELETE ON return_to_use
    WHEN TRUE
BEGIN
    SELECT RAISE(ABORT, 'signed: return_to_use');
END;

CREATE TRIGGER lock_return_to_use_update BEFORE UPDATE ON return_to_use
    WHEN TRUE
BEGIN
    SELECT RAISE(ABORT, 'signed: return_to_use');
END;

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

CREATE INDEX seal_moment ON seal (record_kind, record_uid, sealed_at);

CREATE TRIGGER audit_seal_insert AFTER INSERT ON seal BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'seal', NEW.id, coalesce((SELECT client_id FROM note WHERE NEW.record_kind = 'note' AND uid = NEW.record_uid), (SELECT client_id FROM plan WHERE NEW.record_kind = 'plan' AND uid = NEW.record_uid), (SELECT client_id FROM addendum WHERE NEW.record_kind = 'addendum' AND uid = NEW.record_uid), (SELECT client_id FROM discharge WHERE NEW.record_kind = 'discharge' AND uid = NEW.record_uid), (SELECT client_id FROM assessment WHERE NEW.record_kind = 'assessment' AND uid = NEW.record_uid)), '', ''
    FROM acting;
END;

CREATE TRIGGER lock_seal_delete BEFORE DELETE ON seal
    WHEN TRUE
BEGIN
    SELECT RAISE(ABORT, 'signed: seal');
END;

CREATE TRIGGER lock_seal_update BEFORE UPDATE ON seal
    WHEN TRUE
BEGIN
    SELECT RAISE(ABORT, 'signed: seal');
END;

CREATE TABLE search_text (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('plan', 'note', 'addendum', 'assessment', 'discharge')),
    record_uid TEXT NOT NULL,
    client_id INTEGER NOT NULL REFERENCES client (id),
    text TEXT NOT NULL,
    UNIQUE (kind, record_uid)
) STRICT;

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

CREATE TRIGGER audit_series_delete AFTER DELETE ON series BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'series', OLD.id, OLD.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_series_insert AFTER INSERT ON series BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'series', NEW.id, NEW.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_series_update AFTER UPDATE ON series BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'series', NEW.id, NEW.client_id, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.uid IS NOT NEW.uid, ' uid', '')
        || iif(OLD.kind IS NOT NEW.kind, ' kind', '')
        || iif(OLD.care_group_id IS NOT NEW.care_group_id, ' care_group_id', '')
        || iif(OLD.client_id IS NOT NEW.client_id, ' client_id', '')
        || iif(OLD.track IS NOT NEW.track, ' track', '')
        || iif(OLD.weekday IS NOT NEW.weekday, ' weekday', '')
        || iif(OLD.starts IS NOT NEW.starts, ' starts', '')
        || iif(OLD.ends IS NOT NEW.ends, ' ends', '')
        || iif(OLD.zone IS NOT NEW.zone, ' zone', '')
        || iif(OLD.modality IS NOT NEW.modality, ' modality', '')
        || iif(OLD.led_by IS NOT NEW.led_by, ' led_by', '')
        || iif(OLD.with_whom IS NOT NEW.with_whom, ' with_whom', '')
        || iif(OLD.every_weeks IS NOT NEW.every_weeks, ' every_weeks', '')
        || iif(OLD.begins_on IS NOT NEW.begins_on, ' begins_on', '')
        || iif(OLD.ends_on IS NOT NEW.ends_on, ' ends_on', '')) AS changed)
    WHERE changed <> '';
END;

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

CREATE TRIGGER audit_series_exception_delete AFTER DELETE ON series_exception BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'series_exception', OLD.id, NULL, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_series_exception_insert AFTER INSERT ON series_exception BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'series_exception', NEW.id, NULL, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_series_exception_update AFTER UPDATE ON series_exception BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'series_exception', NEW.id, NULL, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.series_id IS NOT NEW.series_id, ' series_id', '')
        || iif(OLD.planned_on IS NOT NEW.planned_on, ' planned_on', '')
        || iif(OLD.moved_to IS NOT NEW.moved_to, ' moved_to', '')
        || iif(OLD.starts IS NOT NEW.starts, ' starts', '')
        || iif(OLD.ends IS NOT NEW.ends, ' ends', '')
        || iif(OLD.reason IS NOT NEW.reason, ' reason', '')) AS changed)
    WHERE changed <> '';
END;

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

CREATE INDEX session_of_group ON session (group_id, held_on);

CREATE TRIGGER audit_session_delete AFTER DELETE ON session BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'session', OLD.id, NULL, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_session_insert AFTER INSERT ON session BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'session', NEW.id, NULL, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_session_update AFTER UPDATE ON session BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'session', NEW.id, NULL, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.uid IS NOT NEW.uid, ' uid', '')
        || iif(OLD.kind IS NOT NEW.kind, ' kind', '')
        || iif(OLD.held_on IS NOT NEW.held_on, ' held_on', '')
        || iif(OLD.starts IS NOT NEW.starts, ' starts', '')
        || iif(OLD.ends IS NOT NEW.ends, ' ends', '')
        || iif(OLD.zone IS NOT NEW.zone, ' zone', '')
        || iif(OLD.modality IS NOT NEW.modality, ' modality', '')
        || iif(OLD.led_by IS NOT NEW.led_by, ' led_by', '')
        || iif(OLD.group_id IS NOT NEW.group_id, ' group_id', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TABLE setting (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    lock_minutes INTEGER NOT NULL CHECK (lock_minutes BETWEEN 1 AND 30),
    locks_on_sleep INTEGER NOT NULL CHECK (locks_on_sleep IN (0, 1)),
    locks_with_screen INTEGER NOT NULL CHECK (locks_with_screen IN (0, 1)),
    hides_names INTEGER NOT NULL CHECK (hides_names IN (0, 1)),
    asks_to_sign INTEGER NOT NULL CHECK (asks_to_sign IN (0, 1)),
    paper_names TEXT NOT NULL CHECK (paper_names IN ('full', 'initials'))
, checks_spelling INTEGER NOT NULL DEFAULT 1 CHECK (checks_spelling IN (0, 1))) STRICT;

CREATE TRIGGER audit_setting_delete AFTER DELETE ON setting BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'setting', OLD.id, NULL, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_setting_insert AFTER INSERT ON setting BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'setting', NEW.id, NULL, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_setting_update AFTER UPDATE ON setting BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'setting', NEW.id, NULL, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.lock_minutes IS NOT NEW.lock_minutes, ' lock_minutes', '')
        || iif(OLD.locks_on_sleep IS NOT NEW.locks_on_sleep, ' locks_on_sleep', '')
        || iif(OLD.locks_with_screen IS NOT NEW.locks_with_screen, ' locks_with_screen', '')
        || iif(OLD.hides_names IS NOT NEW.hides_names, ' hides_names', '')
        || iif(OLD.asks_to_sign IS NOT NEW.asks_to_sign, ' asks_to_sign', '')
        || iif(OLD.paper_names IS NOT NEW.paper_names, ' paper_names', '')
        || iif(OLD.checks_spelling IS NOT NEW.checks_spelling, ' checks_spelling', '')) AS changed)
    WHERE changed <> '';
END;

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

CREATE INDEX signature_by_attachment ON signature (attachment_id);

CREATE INDEX signature_of_record ON signature (record_kind, record_uid);

CREATE TRIGGER audit_signature_insert AFTER INSERT ON signature BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'signature', NEW.id, coalesce((SELECT client_id FROM note WHERE NEW.record_kind = 'note' AND uid = NEW.record_uid), (SELECT client_id FROM plan WHERE NEW.record_kind = 'plan' AND uid = NEW.record_uid), (SELECT client_id FROM addendum WHERE NEW.record_kind = 'addendum' AND uid = NEW.record_uid), (SELECT client_id FROM discharge WHERE NEW.record_kind = 'discharge' AND uid = NEW.record_uid), (SELECT client_id FROM assessment WHERE NEW.record_kind = 'assessment' AND uid = NEW.record_uid)), '', ''
    FROM acting;
END;

CREATE TRIGGER lock_signature_delete BEFORE DELETE ON signature
    WHEN TRUE
BEGIN
    SELECT RAISE(ABORT, 'signed: signature');
END;

CREATE TRIGGER lock_signature_update BEFORE UPDATE ON signature
    WHEN TRUE
BEGIN
    SELECT RAISE(ABORT, 'signed: signature');
END;

CREATE TABLE snooze (
    id INTEGER PRIMARY KEY,
    client_id INTEGER REFERENCES client (id),
    about TEXT NOT NULL UNIQUE,
    until_on TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;

CREATE TABLE sqlite_sequence(name,seq);

CREATE TABLE stay_review (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    client_id INTEGER NOT NULL REFERENCES client (id),
    episode_id INTEGER NOT NULL REFERENCES episode (id),
    reviewed_on TEXT NOT NULL,
    plan_version INTEGER NOT NULL,
    is_progressing INTEGER NOT NULL CHECK (is_progressing IN (0, 1)),
    is_working_at_it INTEGER NOT NULL CHECK (is_working_at_it IN (0, 1)),
    has_new_problem_for_here INTEGER NOT NULL CHECK (has_new_problem_for_here IN (0, 1)),
    has_reached_goals INTEGER NOT NULL CHECK (has_reached_goals IN (0, 1)),
    cannot_progress_here INTEGER NOT NULL CHECK (cannot_progress_here IN (0, 1)),
    lacks_capacity INTEGER NOT NULL CHECK (lacks_capacity IN (0, 1)),
    needs_another_level INTEGER NOT NULL CHECK (needs_another_level IN (0, 1)),
    decision TEXT NOT NULL CHECK (decision IN ('continue', 'transfer', 'discharge')),
    reason TEXT NOT NULL,
    next_on TEXT,
    made_by TEXT NOT NULL,
    made_at TEXT NOT NULL
) STRICT;

CREATE INDEX stay_review_of_episode ON stay_review (episode_id, reviewed_on);

CREATE TRIGGER audit_stay_review_insert AFTER INSERT ON stay_review BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'stay_review', NEW.id, NEW.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER lock_stay_review_delete BEFORE DELETE ON stay_review
    WHEN TRUE
BEGIN
    SELECT RAISE(ABORT, 'signed: stay_review');
END;

CREATE TRIGGER lock_stay_review_update BEFORE UPDATE ON stay_review
    WHEN TRUE
BEGIN
    SELECT RAISE(ABORT, 'signed: stay_review');
END;

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

CREATE TRIGGER lock_store_key_delete BEFORE DELETE ON store_key
    WHEN TRUE
BEGIN
    SELECT RAISE(ABORT, 'signed: store_key');
END;

CREATE TRIGGER lock_store_key_update BEFORE UPDATE ON store_key
    WHEN TRUE
BEGIN
    SELECT RAISE(ABORT, 'signed: store_key');
END;

CREATE TABLE substance (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    client_id INTEGER NOT NULL REFERENCES client (id),
    substance TEXT NOT NULL CHECK (substance IN (
        'alcohol', 'opioids', 'cannabis', 'sedatives', 'cocaine', 'stimulants', 'hallucinogens',
        'nicotine', 'inhalants', 'other'
    )),
    name TEXT NOT NULL,
    route TEXT NOT NULL CHECK (route IN (
        'unknown', 'oral', 'smoked', 'nasal', 'injected', 'other'
    )),
    frequency TEXT NOT NULL,
    first_use TEXT NOT NULL,
    last_used_on TEXT,
    is_primary INTEGER NOT NULL CHECK (is_primary IN (0, 1)),
    remark TEXT NOT NULL
) STRICT;

CREATE INDEX substance_of_client ON substance (client_id);

CREATE TRIGGER audit_substance_delete AFTER DELETE ON substance BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'substance', OLD.id, OLD.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_substance_insert AFTER INSERT ON substance BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'substance', NEW.id, NEW.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_substance_update AFTER UPDATE ON substance BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'substance', NEW.id, NEW.client_id, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.uid IS NOT NEW.uid, ' uid', '')
        || iif(OLD.client_id IS NOT NEW.client_id, ' client_id', '')
        || iif(OLD.substance IS NOT NEW.substance, ' substance', '')
        || iif(OLD.name IS NOT NEW.name, ' name', '')
        || iif(OLD.route IS NOT NEW.route, ' route', '')
        || iif(OLD.frequency IS NOT NEW.frequency, ' frequency', '')
        || iif(OLD.first_use IS NOT NEW.first_use, ' first_use', '')
        || iif(OLD.last_used_on IS NOT NEW.last_used_on, ' last_used_on', '')
        || iif(OLD.is_primary IS NOT NEW.is_primary, ' is_primary', '')
        || iif(OLD.remark IS NOT NEW.remark, ' remark', '')) AS changed)
    WHERE changed <> '';
END;

CREATE TRIGGER lock_substance_delete BEFORE DELETE ON substance
    WHEN TRUE
BEGIN
    SELECT RAISE(ABORT, 'signed: substance');
END;

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

CREATE TRIGGER audit_task_delete AFTER DELETE ON task BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'delete', 'task', OLD.id, OLD.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_task_insert AFTER INSERT ON task BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'insert', 'task', NEW.id, NEW.client_id, '', ''
    FROM acting;
END;

CREATE TRIGGER audit_task_update AFTER UPDATE ON task BEGIN
    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id, columns, result)
    SELECT at, session_uid, actor, 'update', 'task', NEW.id, NEW.client_id, changed, ''
    FROM acting,
    (SELECT ltrim(iif(OLD.uid IS NOT NEW.uid, ' uid', '')
        || iif(OLD.client_id IS NOT NEW.client_id, ' client_id', '')
        || iif(OLD.lane IS NOT NEW.lane, ' lane', '')
        || iif(OLD.text IS NOT NEW.text, ' text', '')
        || iif(OLD.goal_uid IS NOT NEW.goal_uid, ' goal_uid', '')
        || iif(OLD.owner IS NOT NEW.owner, ' owner', '')
        || iif(OLD.owner_name IS NOT NEW.owner_name, ' owner_name', '')
        || iif(OLD.made_on IS NOT NEW.made_on, ' made_on', '')
        || iif(OLD.due_on IS NOT NEW.due_on, ' due_on', '')
        || iif(OLD.status IS NOT NEW.status, ' status', '')
        || iif(OLD.next_action IS NOT NEW.next_action, ' next_action', '')
        || iif(OLD.next_on IS NOT NEW.next_on, ' next_on', '')
        || iif(OLD.outcome IS NOT NEW.outcome, ' outcome', '')
        || iif(OLD.closed_on IS NOT NEW.closed_on, ' closed_on', '')) AS changed)
    WHERE changed <> '';
END;

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

CREATE VIRTUAL TABLE search USING fts5(
    text,
    content = 'search_text',
    content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2',
    prefix = '2 3'
);
