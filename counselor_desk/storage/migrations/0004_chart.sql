-- The chart: people, circumstances, intake, assessments, diagnoses, use, medications, cravings.

ALTER TABLE episode ADD COLUMN referred_by TEXT NOT NULL DEFAULT '';
ALTER TABLE episode ADD COLUMN reason TEXT NOT NULL DEFAULT '';

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
CREATE INDEX assessment_of_episode ON assessment (episode_id, assessed_on);
CREATE INDEX assessment_of_client ON assessment (client_id);

CREATE TABLE assessment_domain (
    id INTEGER PRIMARY KEY,
    assessment_id INTEGER NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    code TEXT NOT NULL CHECK (code IN ('d1', 'd2', 'd3', 'd4', 'd5', 'd6')),
    rating INTEGER CHECK (rating BETWEEN 0 AND 4),
    narrative TEXT NOT NULL,
    UNIQUE (assessment_id, code)
) STRICT;

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
CREATE UNIQUE INDEX diagnosis_principal_once ON diagnosis (client_id)
    WHERE is_principal = 1 AND status = 'active';
CREATE INDEX diagnosis_of_client ON diagnosis (client_id);

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
CREATE INDEX return_to_use_of_client ON return_to_use (client_id, used_on);
CREATE INDEX return_to_use_learned ON return_to_use (episode_id, learned_on);

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

CREATE TABLE reconciliation (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    client_id INTEGER NOT NULL REFERENCES client (id),
    checked_on TEXT NOT NULL,
    checked_with TEXT NOT NULL,
    remark TEXT NOT NULL
) STRICT;
CREATE INDEX reconciliation_of_client ON reconciliation (client_id, checked_on);

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

CREATE TABLE client_import (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    made_at TEXT NOT NULL,
    clients INTEGER NOT NULL,
    undone_at TEXT
) STRICT;

CREATE TABLE imported_client (
    client_id INTEGER PRIMARY KEY REFERENCES client (id) ON DELETE CASCADE,
    import_id INTEGER NOT NULL REFERENCES client_import (id)
) STRICT;
CREATE INDEX imported_client_by_import ON imported_client (import_id);

-- What was typed into a form that is not kept yet, one of each kind in a stay.
CREATE TABLE form_draft (
    id INTEGER PRIMARY KEY,
    episode_id INTEGER NOT NULL REFERENCES episode (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('stay_review', 'use')),
    content TEXT NOT NULL,
    kept_at TEXT NOT NULL,
    UNIQUE (episode_id, kind)
) STRICT;

-- The flags ask who ever reported a risk of harm; hardly any note does.
CREATE INDEX note_risk_present ON note (client_id) WHERE state = 'signed' AND risk = 'present';
