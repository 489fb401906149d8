-- Which profiles a program has left, which stood among its numbers before.

CREATE TABLE past_profile (
    id INTEGER PRIMARY KEY,
    profile_id TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> ''),
    began_on TEXT NOT NULL,
    ended_on TEXT NOT NULL
) STRICT;

INSERT INTO past_profile (profile_id, reason, began_on, ended_on)
SELECT substr(name, length('profile/') + 1), reason, set_on, ended_on
FROM clinic_number
WHERE name LIKE 'profile/%' AND ended_on IS NOT NULL
ORDER BY id;

DELETE FROM clinic_number WHERE name LIKE 'profile/%';
