"""The desk: the site that every app's admin registers with."""

from django.contrib.admin import AdminSite


class StetAdminSite(AdminSite):
    """The editors' desk."""

    site_header = "Stet"
    site_title = "Stet"
    index_title = "Desk"
    site_url = "/api/docs/"
