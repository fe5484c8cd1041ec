"""What finding people by name stands on: functions in the database, and an index built on them.

Each function names everything it uses by its schema, since PostgreSQL builds indexes with an empty search path. They
are IMMUTABLE as far as the dictionary of `unaccent` is left alone.
"""

import django.contrib.postgres.indexes
from django.contrib.postgres.operations import CreateExtension, UnaccentExtension
from django.db import migrations, models

import families.models.names

# The words of one or several names: small letters, no accents; O'Brien is one word, Anne-Marie two and both in one.
NAME_WORDS = """
CREATE FUNCTION families_name_words(VARIADIC names text[]) RETURNS text[]
IMMUTABLE PARALLEL SAFE STRICT LANGUAGE plpgsql AS $$
DECLARE
    plain text := translate(
        lower(public.unaccent('public.unaccent', array_to_string(names, ' '))), E'/,\\n\\r\\t.`''´’', '     '
    );
    words text[] := array_remove(string_to_array(translate(plain, '-', ' '), ' '), '');
BEGIN
    IF plain LIKE '%-%' THEN
        words := words || ARRAY(
            SELECT translate(part, '-', '') FROM unnest(string_to_array(plain, ' ')) AS part WHERE part LIKE '%_-_%'
        );
    END IF;
    RETURN words;
END $$
"""

# The word, how it sounds (in capitals), and, of three letters or more, the word without each of them.
WORD_KEYS = """
CREATE FUNCTION families_word_keys(word text) RETURNS text[]
IMMUTABLE PARALLEL SAFE STRICT LANGUAGE plpgsql AS $$
DECLARE
    keys text[] := ARRAY[word, public.dmetaphone(word), public.dmetaphone_alt(word)];
BEGIN
    IF length(word) > 2 THEN
        FOR place IN 1..length(word) LOOP
            keys := keys || overlay(word PLACING '' FROM place FOR 1);
        END LOOP;
    END IF;
    RETURN array_remove(keys, '');
END $$
"""

# What the index of a table of people holds.
NAME_KEYS = """
CREATE FUNCTION families_name_keys(VARIADIC names text[]) RETURNS text[]
IMMUTABLE PARALLEL SAFE STRICT LANGUAGE plpgsql AS $$
DECLARE
    keys text[] := '{}';
    word text;
BEGIN
    FOREACH word IN ARRAY public.families_name_words(VARIADIC names) LOOP
        keys := keys || left(word, 1) || public.families_word_keys(word);
    END LOOP;
    RETURN keys;
END $$
"""

# What a search asks the index for: an initial alone, or a word with its other forms.
TYPED_KEYS = """
CREATE FUNCTION families_typed_keys(word text, other_forms text[]) RETURNS text[]
IMMUTABLE PARALLEL SAFE STRICT LANGUAGE sql AS $$
    SELECT CASE WHEN length(word) = 1 THEN ARRAY[word] ELSE public.families_word_keys(word) || other_forms END
$$
"""

# The mean over the typed words of the nearest word of the name, less a little for every word of it that is left over.
# A slip costs its share of the word's letters, two swapped letters are one slip, and half of it is forgiven where both
# sound the same. Of an initial, another form and a near miss the best counts.
NAME_LIKENESS = """
CREATE FUNCTION families_name_likeness(typed text[], other_forms text[], VARIADIC names text[]) RETURNS float8
IMMUTABLE PARALLEL SAFE STRICT LANGUAGE plpgsql AS $$
DECLARE
    words text[] := public.families_name_words(VARIADIC names);
    total float8 := 0;
    best float8;
    near float8;
    slips int;
    one text;
    word text;
BEGIN
    FOREACH one IN ARRAY typed LOOP
        best := 0;
        IF one = ANY (words) THEN
            best := 1;
        ELSE
            FOREACH word IN ARRAY words LOOP
                slips := public.levenshtein(word, one);
                IF slips = 2 AND length(word) = length(one)
                    AND translate(word, one, '') = '' AND translate(one, word, '') = ''
                THEN
                    slips := 1;
                END IF;
                near := 1 - slips::float8 / greatest(length(word), length(one));
                IF public.dmetaphone(word) = public.dmetaphone(one) THEN
                    near := (1 + near) / 2;
                END IF;
                IF word = ANY (other_forms) THEN
                    near := greatest(near, 0.9);
                END IF;
                IF length(one) = 1 AND left(word, 1) = one THEN
                    near := greatest(near, 0.7);
                END IF;
                best := greatest(best, near);
            END LOOP;
        END IF;
        total := total + best;
    END LOOP;
    RETURN total / cardinality(typed) - 0.01 * greatest(cardinality(words) - cardinality(typed), 0);
END $$
"""

FUNCTIONS = [
    (NAME_WORDS, "DROP FUNCTION families_name_words(text[])"),
    (WORD_KEYS, "DROP FUNCTION families_word_keys(text)"),
    (NAME_KEYS, "DROP FUNCTION families_name_keys(text[])"),
    (TYPED_KEYS, "DROP FUNCTION families_typed_keys(text, text[])"),
    (NAME_LIKENESS, "DROP FUNCTION families_name_likeness(text[], text[], text[])"),
]


class Migration(migrations.Migration):
    dependencies = [("families", "0003_need_to_know")]

    operations = [
        UnaccentExtension(),
        CreateExtension("fuzzystrmatch"),
        *[migrations.RunSQL(make, unmake) for make, unmake in FUNCTIONS],
        migrations.AddIndex(
            model_name="person",
            index=django.contrib.postgres.indexes.GinIndex(
                families.models.names.NameKeys("given_name", "family_name", "known_as", "previous_names"),
                fastupdate=False,
                name="person_by_name",
            ),
        ),
        migrations.AddIndex(
            model_name="person", index=models.Index(fields=["date_of_birth"], name="person_by_date_of_birth")
        ),
    ]
