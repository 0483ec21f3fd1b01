"""A shelf of any number of claims: tables of this session that stand before the real ones.

To publish a hundred thousand claims takes an hour, and what is looked at here is how they are
read: the rows are invented, the tables, indexes and statements are the real ones.
"""

from django.db import connection

TABLES = (
    "claims_publication", "claims_formerpublication", "claims_publishedterm",
    "claims_publishedfigure", "claims_publishedparagraph", "claims_edition",
)  # fmt: skip

# Words by how common they are; ties in every key, and keys that are missing.
_CLAIMS = """
    insert into claims_publication (claim_id, edition_id, source_id, sequence, status, rating,
        rating_value, language, publisher, claimant, section_title, position, claimed_on,
        first_published_at, published_at, document, sha256)
    select gen_random_uuid(), gen_random_uuid(), 'source-' || n %% 1000, n,
        case when n %% 50 = 0 then 'withdrawn' else 'published' end,
        (array['supported', 'mixed', 'refuted', 'outdated'])[1 + n %% 4],
        (array[5, 3, 1, null])[1 + n %% 4], (array['en', 'zh', 'ru'])[1 + n %% 3],
        'publisher-' || n %% 100, 'claimant-' || n %% 500, '', 0,
        case when n %% 7 = 0 then null else date '2020-01-01' + n %% 2000 end,
        timestamptz '2024-01-01' + n %% 9973 * interval '1 minute',
        timestamptz '2025-01-01' + (n / 3) * interval '1 minute',
        '{"sequence":' || n || '}', ''
    from generate_series(1, %(claims)s) n
"""
_EDITIONS = """
    insert into claims_edition (id, claim_id, publisher_id, number, sequence, revision, status, note,
        document, sha256, previous_sha256, log_sha256, published_at)
    select edition_id, claim_id, 0, 1, sequence, 1, status, '', document, '', '', '', published_at
    from claims_publication
"""
_TERMS = """
    insert into claims_publishedterm (publication_id, term, sequence, rating_value, claimed_on,
        first_published_at, published_at)
    select p.claim_id, term, p.sequence, p.rating_value, p.claimed_on, p.first_published_at,
        p.published_at
    from claims_publication p cross join lateral (values
        ('topic:topic-' || p.sequence %% 40), ('paragraph:' || md5((p.sequence %% 500)::text)::uuid),
        ('unit:' || (array['mass:kg', 'money:RUB', 'share:%%'])[1 + p.sequence %% 3])
    ) as of_claim(term)
    where p.status = 'published'
"""
_PARAGRAPHS = """
    insert into claims_publishedparagraph (id, source_id, number, text, text_sha256, sequence)
    select md5(n::text)::uuid, 'source-' || n, 1, '', '', n from generate_series(0, 499) n
"""
_FIGURES = """
    insert into claims_publishedfigure (id, publication_id, source, position, kind, unit, dimension,
        base, span, value, role, direction, modality, words, names, heads, explicit, document,
        sequence, published_at)
    select gen_random_uuid(), p.claim_id, p.source_id, 0, 'quantity', 'kg', 'mass', 'kg',
        numrange(p.sequence, p.sequence, '[]'), p.sequence, 'value', '', '', '{}', '{}', '{}', false,
        '{}', p.sequence, p.published_at
    from claims_publication p where p.sequence %% 3 = 0 and p.status = 'published'
"""
_FORMER = """
    insert into claims_formerpublication (id, claim_id, edition_id, source_id, sequence, status,
        rating, rating_value, language, publisher, claimant, claimed_on, first_published_at,
        published_at, until, terms, figures, document, sha256)
    select gen_random_uuid(), claim_id, gen_random_uuid(), source_id, sequence, 'published', rating, rating_value,
        language, publisher, claimant, claimed_on, first_published_at,
        published_at - interval '1 day', published_at, '{}', '[]', document, sha256
    from claims_publication where sequence %% 10 = 0
"""


def put_up(claims: int) -> None:
    """Stand the shelf before the real tables, until it is taken down."""
    with connection.cursor() as cursor:
        cursor.execute("set statement_timeout = 0")
        for table in TABLES:
            cursor.execute(
                f"create temp table {table} (like public.{table} including defaults including identity)"
            )
        for rows in (_CLAIMS, _EDITIONS, _TERMS, _PARAGRAPHS, _FIGURES, _FORMER):
            cursor.execute(rows, {"claims": claims})
        cursor.execute(
            "select indexdef from pg_indexes where schemaname = 'public' and tablename = any(%s)",
            [list(TABLES)],
        )
        for (index,) in cursor.fetchall():
            cursor.execute(index.replace(" ON public.", " ON pg_temp."))
        for table in TABLES:
            cursor.execute(f"analyze {table}")
        cursor.execute("reset statement_timeout")


def take_down() -> None:
    """Let the real tables be seen again."""
    with connection.cursor() as cursor:
        cursor.execute(f"drop table {', '.join(f'pg_temp.{table}' for table in TABLES)}")
