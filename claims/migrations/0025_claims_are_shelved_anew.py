"""Fill what readers find claims by from the editions and the rows that are there."""

from django.db import migrations

DOCUMENTS = """
    update claims_publication p set document = e.document, sha256 = e.sha256
    from claims_edition e where e.id = p.edition_id
"""
TERMS = """
    insert into claims_publishedterm
        (publication_id, term, sequence, rating_value, claimed_on, first_published_at, published_at)
    select p.claim_id, found.term,
        p.sequence, p.rating_value, p.claimed_on, p.first_published_at, p.published_at
    from claims_publication p join (
        select publication_id, 'topic:' || slug as term from claims_publishedtopic
        union select publication_id, 'paragraph:' || paragraph_id from claims_publishedcitation
        union select publication_id, 'unit:' || dimension || ':' || base
            from claims_publishedfigure
    ) found on found.publication_id = p.claim_id
    where p.status = 'published'
"""
# The figures' bounds are not in a document: `rebuild_figures` fills them in.
FORMER = """
    insert into claims_formerpublication
        (id, claim_id, edition_id, source_id, sequence, status, rating, rating_value, language,
         publisher, claimant, claimed_on, first_published_at, published_at, until, terms, figures,
         document, sha256)
    select gen_random_uuid(), e.claim_id, e.id, d #>> '{source,slug}', e.sequence, e.status,
        coalesce(d #>> '{rating,code}', ''), (d #>> '{rating,value}')::smallint,
        d ->> 'language', d #>> '{source,publisher,slug}', coalesce(d #>> '{claimant,slug}', ''),
        (d ->> 'claimed_on')::date, (d ->> 'first_published_at')::timestamptz, e.published_at,
        later.published_at,
        array(select 'topic:' || (t ->> 'slug') from jsonb_array_elements(d -> 'topics') t)
            || array(
                select 'paragraph:' || pp.id from jsonb_array_elements(d -> 'citations') c
                join claims_publishedparagraph pp on pp.source_id = c ->> 'source'
                    and pp.number = (c ->> 'paragraph')::int),
        '[]', e.document, e.sha256
    from claims_edition e
    join claims_edition later on later.claim_id = e.claim_id and later.number = e.number + 1
    cross join lateral (select e.document::jsonb as d) said
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0024_claims_are_found_by_index")]

    operations = [
        migrations.RunSQL(DOCUMENTS, migrations.RunSQL.noop),
        migrations.RunSQL(TERMS, migrations.RunSQL.noop),
        migrations.RunSQL(FORMER, migrations.RunSQL.noop),
    ]
