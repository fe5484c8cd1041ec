"""Puts the tables back as they were before a test whose transactions were real.

Django's own way, a flush, empties every table, thinks of all permissions again, and takes the reference data away too:
half a second and more for each such test. Here the database keeps a copy of the few rows that a test finds, and one
function of its own exchanges whatever is there for them, in a few milliseconds.
"""

from django.db import connection

REMEMBER = """
CREATE SCHEMA kept;
DO $$
DECLARE name text; filled boolean;
BEGIN
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('SELECT EXISTS (TABLE public.%I)', name) INTO filled;
    IF filled THEN
      EXECUTE format('CREATE TABLE kept.%1$I AS TABLE public.%1$I', name);
    END IF;
  END LOOP;
END $$;
CREATE FUNCTION kept.put_back() RETURNS void LANGUAGE plpgsql SET session_replication_role = 'replica' AS $$
DECLARE name text;
BEGIN
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('DELETE FROM public.%I', name);
  END LOOP;
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'kept' LOOP
    EXECUTE format('INSERT INTO public.%1$I TABLE kept.%1$I', name);
  END LOOP;
END $$;
"""


def remember():
    """Keep what the tables hold now. As a replica does, `put_back` asks no trigger and no foreign key."""
    with connection.cursor() as cursor:
        cursor.execute(REMEMBER)


def put_back():
    """Whatever was committed since is gone, and what was deleted or changed is there again."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT kept.put_back()")
