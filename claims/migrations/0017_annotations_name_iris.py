from django.db import migrations, models

import sources.constraints


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0016_webhooks"),
        ("sources", "0001_initial"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="annotation",
            constraint=sources.constraints.FieldCheck(
                condition=models.Q(
                    ("canonical", ""),
                    ("canonical__iregex", "^(https?://[^\\s/]|urn:)\\S+$"),
                    _connector="OR",
                ),
                field="canonical",
                name="annotation_canonical_is_an_iri",
                violation_error_code="no_iri",
                violation_error_message="canonical is an IRI: http://…, https://… or urn:….",
            ),
        ),
    ]
