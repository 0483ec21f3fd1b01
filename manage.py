#!/usr/bin/env python
"""Django's command line for Stet."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from config.database.binaries import EmbeddedPostgresError

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, EmbeddedPostgresError) as error:
        # What is wrong with the machine or a setting is said in a sentence, not in a traceback.
        sys.exit(str(error))
