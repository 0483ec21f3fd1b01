"""Claims that were there before waited since their last change: the nearest that is known.

No change that anyone made, so neither version nor history tells of it.
"""

from django.db import migrations

SINCE_THE_LAST_CHANGE = """
    alter table claims_claim disable trigger user;
    update claims_claim set entered_at = updated_at;
    alter table claims_claim enable trigger user;
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0003_reviews_are_assigned")]

    operations = [migrations.RunSQL(SINCE_THE_LAST_CHANGE, migrations.RunSQL.noop)]
