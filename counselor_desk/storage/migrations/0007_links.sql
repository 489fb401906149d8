-- What an objective builds, the group session a note goes deeper into, and what a class will teach.

ALTER TABLE plan_objective ADD COLUMN category TEXT
CHECK (category IN ('social_skills', 'autonomy', 'community'));

ALTER TABLE note ADD COLUMN about_session_id INTEGER REFERENCES session (id);

ALTER TABLE care_group ADD COLUMN curriculum TEXT NOT NULL DEFAULT '';

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
