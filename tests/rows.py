"""Everything that the database holds, to see what an act changed, or that it changed nothing."""

from django.db import connection

# Sessions, the times of use and the count of bad tokens come with asking, not with what was asked.
USED = "{last_login,last_used_at}"
APART = {"django_session", "django_migrations", "claims_failures"}


def everything() -> dict[str, list[str]]:
    """Every row of every table as JSON text, by table, history included."""
    tables = [name for name in connection.introspection.table_names() if name not in APART]
    rows: dict[str, list[str]] = {name: [] for name in tables}
    select = " UNION ALL ".join(
        f"SELECT '{name}', (to_jsonb(t) - '{USED}'::text[])::text FROM \"{name}\" t"
        for name in tables
    )
    with connection.cursor() as cursor:
        # A rule that is checked at the end of the transaction is checked here.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(select)
        for name, row in cursor.fetchall():
            rows[name].append(row)
    return {name: sorted(found) for name, found in rows.items()}


def changed(before: dict[str, list[str]], after: dict[str, list[str]]) -> list[str]:
    """The tables in which something differs."""
    return [name for name in after if after[name] != before.get(name, [])]
