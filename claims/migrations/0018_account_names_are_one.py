import django.db.models.functions.text
from django.db import migrations, models

import sources.constraints


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("claims", "0017_annotations_name_iris"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="token",
            constraint=sources.constraints.FieldCheck(
                condition=models.Q(
                    ("name__regex", "[\\u0001-\\u001f\\u007f-\\u009f\\u2028\\u2029]|^\\s|\\s$"),
                    _negated=True,
                ),
                field="name",
                name="token_name_is_a_line",
                violation_error_code="name_no_line",
                violation_error_message="name is one line, without line breaks, control characters or spaces around it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=sources.constraints.FieldUnique(
                django.db.models.functions.text.Lower("username"),
                field="username",
                name="user_name_is_taken_once",
                violation_error_code="unique",
                violation_error_message="There is an account of this name, in whatever case.",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=sources.constraints.FieldCheck(
                condition=models.Q(("username__iregex", "^(\\.|\\.\\.|me|nobody)$"), _negated=True),
                field="username",
                name="user_name_names_somebody",
                violation_error_code="reserved",
                violation_error_message='An account is not called ".", "..", "me" or "nobody".',
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=sources.constraints.FieldCheck(
                condition=models.Q(
                    (
                        "first_name__regex",
                        "[\\u0001-\\u001f\\u007f-\\u009f\\u2028\\u2029]|^\\s|\\s$",
                    ),
                    _negated=True,
                ),
                field="first_name",
                name="user_first_name_is_a_line",
                violation_error_code="first_name_no_line",
                violation_error_message="first_name is one line, without line breaks, control characters or spaces around it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=sources.constraints.FieldCheck(
                condition=models.Q(
                    (
                        "last_name__regex",
                        "[\\u0001-\\u001f\\u007f-\\u009f\\u2028\\u2029]|^\\s|\\s$",
                    ),
                    _negated=True,
                ),
                field="last_name",
                name="user_last_name_is_a_line",
                violation_error_code="last_name_no_line",
                violation_error_message="last_name is one line, without line breaks, control characters or spaces around it.",
            ),
        ),
    ]
