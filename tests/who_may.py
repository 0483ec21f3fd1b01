"""Who may do what: the tables that tests/test_who_may.py holds Stet to.

DOORS says who gets in at each route, whatever the state of the claim. A line is a route and, by
comma, methods with who may. A new endpoint needs its line here, and a parameter that no route
had needs one in `World.places`. A route without a line, and a line without a route, fail; and a
verb that the line does not name has to be refused to everybody (405).

- `GET` stands for HEAD and OPTIONS too; `ANY` (admin only, whose pages take whatever verb
  comes for a GET) for every verb that is not named beside it.
- `anyone` needs no account, `desk` any role; `contributor`, `reviewer`, `publisher` and
  `administrator` stand for that role and those above it; `nobody` bars superusers, too.

STEPS says who gets through at each state of a claim, with a right request: `writers` are all
who draft; `judges` review and have not written or changed this claim; `publishers` publish.
"""

from functools import cache

ROLES = ("contributor", "reviewer", "publisher", "administrator")

DOORS = """
/api/v1/                                              GET anyone
/api/v1/claims/                                       GET anyone
/api/v1/claims/<pk>/                                  GET anyone
/api/v1/claims/<claim>/editions/                      GET anyone
/api/v1/claims/<claim>/editions/<number>/             GET anyone
/api/v1/sources/                                      GET anyone
/api/v1/sources/<slug>/                               GET anyone
/api/v1/sources/<slug>/digest/                        GET anyone
/api/v1/sources/<source_slug>/paragraphs/             GET anyone
/api/v1/sources/<source_slug>/paragraphs/<number>/    GET anyone
/api/v1/topics/                                       GET anyone
/api/v1/topics/<slug>/                                GET anyone
/api/v1/publishers/                                   GET anyone
/api/v1/publishers/<slug>/                            GET anyone
/api/v1/ratings/                                      GET anyone
/api/v1/ratings/<code>/                               GET anyone
/api/v1/references/resolve/                           OPTIONS anyone, POST anyone
/api/v1/annotations/                                  GET anyone
/api/v1/annotations/<pk>/                             GET anyone
/api/v1/corrections/                                  GET anyone
/api/v1/claims/<claim>/corrections/                   GET anyone
/api/v1/figures/                                      GET anyone
/api/v1/figures/<pk>/                                 GET anyone
/api/v1/figures/series/                               GET anyone
/api/v1/figures/conflicts/                            GET anyone
/api/v1/figures/conflicts/<pk>/                       GET anyone
/api/v1/changes/                                      GET anyone
/api/v1/facets/                                       GET anyone
/api/v1/log/                                          GET anyone
/api/v1/log/<sequence>/                               GET anyone
/api/v1/export/claims.jsonl                           GET anyone
/api/v1/export/claims.csv                             GET anyone
/api/v1/feeds/claims.atom                             GET anyone
/api/schema/                                          GET anyone
/api/docs/                                            GET anyone
/healthz/live/                                        GET anyone
/healthz/ready/                                       GET anyone

/api/v1/desk/digests/                                 OPTIONS desk, POST contributor
/api/v1/desk/sources/                                 GET desk, POST contributor
/api/v1/desk/sources/<slug>/                          GET desk, PATCH contributor
/api/v1/desk/sources/<source_slug>/paragraphs/        GET desk, PUT contributor
/api/v1/desk/claims/                                  GET desk, POST contributor
/api/v1/desk/claims/<pk>/                             GET desk, PATCH contributor, DELETE contributor
/api/v1/desk/claims/<pk>/transitions/                 GET desk
/api/v1/desk/claims/<pk>/findings/                    GET desk
/api/v1/desk/claims/<claim>/citations/                GET desk, POST contributor
/api/v1/desk/claims/<claim>/citations/<pk>/           GET desk, PATCH contributor, DELETE contributor
/api/v1/desk/claims/<claim>/figures/                  GET desk, POST contributor
/api/v1/desk/claims/<claim>/figures/<pk>/             GET desk, PATCH contributor, DELETE contributor
/api/v1/desk/claims/<claim>/submissions/              GET desk, POST contributor
/api/v1/desk/claims/<claim>/reviews/                  GET desk, POST reviewer
/api/v1/desk/claims/<claim>/editions/                 GET desk, POST publisher
/api/v1/desk/claims/<claim>/withdrawals/              GET desk, POST publisher
/api/v1/desk/claims/<claim>/assignments/              GET desk, POST reviewer
/api/v1/desk/claims/<claim>/assignments/<pk>/         GET desk, PATCH reviewer, DELETE reviewer
/api/v1/desk/claims/<claim>/presence/                 GET desk, PUT contributor, DELETE contributor
/api/v1/desk/claims/<claim>/citations/<citation>/confirmations/  GET desk, POST reviewer
/api/v1/desk/claims/<claim>/history/                  GET desk
/api/v1/desk/claims/<claim>/revisions/                GET desk
/api/v1/desk/claims/<claim>/revisions/<number>/       GET desk
/api/v1/desk/claims/<claim>/revisions/<number>/differences/  GET desk
/api/v1/desk/claims/<claim>/restorations/             OPTIONS desk, POST contributor
/api/v1/desk/sources/<source_slug>/history/           GET desk
/api/v1/desk/history/                                 GET desk
/api/v1/desk/history/<entry>/operations/              GET desk
/api/v1/desk/figures/conflicts/                       GET desk
/api/v1/desk/figures/conflicts/<pk>/                  GET desk
/api/v1/desk/figures/conflicts/<conflict>/dismissals/  GET desk, POST reviewer
/api/v1/desk/queue/                                   GET desk
/api/v1/desk/queue/counts/                            GET desk
/api/v1/desk/reports/                                 GET desk
/api/v1/desk/reports.csv                              GET desk
/api/v1/desk/figures/propose/                         OPTIONS desk, POST contributor
/api/v1/desk/bulk/                                    OPTIONS desk, POST contributor
/api/v1/desk/annotations/                             GET desk, POST contributor
/api/v1/desk/annotations/<pk>/                        GET desk, PATCH contributor, DELETE contributor
/api/v1/desk/annotations/<annotation>/resolutions/    GET desk, POST contributor
/api/v1/desk/annotations/<annotation>/reopenings/     GET desk, POST contributor
/api/v1/desk/me/                                      GET desk
/api/v1/desk/tokens/                                  GET desk, POST contributor
/api/v1/desk/tokens/<pk>/                             GET desk, PATCH contributor, DELETE contributor
/api/v1/desk/accounts/                                GET administrator, POST administrator
/api/v1/desk/accounts/<username>/                     GET administrator, PATCH administrator
/api/v1/desk/accounts/<username>/closures/            OPTIONS administrator, POST administrator
/api/v1/desk/accounts/<username>/reopenings/          OPTIONS administrator, POST administrator
/api/v1/desk/webhooks/                                GET administrator, POST administrator
/api/v1/desk/webhooks/<pk>/                           GET administrator, PATCH administrator, DELETE administrator
/api/v1/desk/webhooks/<pk>/replays/                   OPTIONS administrator, POST administrator
/api/v1/desk/webhooks/<pk>/secrets/                   OPTIONS administrator, POST administrator
/api/v1/desk/webhooks/<pk>/tests/                     OPTIONS administrator, POST administrator
/api/v1/desk/webhooks/<webhook>/deliveries/           GET administrator
/api/v1/desk/webhooks/<webhook>/deliveries/<pk>/      GET administrator
/api/v1/desk/webhooks/<webhook>/deliveries/<pk>/redeliveries/  OPTIONS administrator, POST administrator

/admin                                                ANY anyone
/admin/                                               ANY desk
/admin/login/                                         ANY anyone
/admin/logout/                                        ANY desk
/admin/password_change/                               ANY desk
/admin/password_change/done/                          ANY desk
/admin/autocomplete/                                  ANY desk
/admin/jsi18n/                                        ANY desk
/admin/second-factor/                                 ANY desk
/admin/verify/                                        ANY anyone
/admin/r/<content_type_id>/<object_id>/               ANY desk
/admin/<app_label>/                                   ANY desk
/admin/<url>                                          ANY desk

/admin/claims/claim/                                  ANY desk
/admin/claims/claim/add/                              ANY nobody
/admin/claims/claim/<object_id>/                      ANY desk
/admin/claims/claim/<object_id>/change/               ANY desk, POST nobody
/admin/claims/claim/<object_id>/history/              ANY desk
/admin/claims/claim/<object_id>/delete/               ANY nobody
/admin/claims/claim/draft/                            ANY contributor
/admin/claims/claim/import/                           ANY contributor
/admin/claims/claim/<pk>/edit/                        ANY contributor
/admin/claims/claim/<pk>/discard/                     ANY contributor
/admin/claims/claim/<pk>/figures/<figure>/            ANY contributor
/admin/claims/claim/<pk>/citations/<citation>/        ANY contributor
/admin/claims/claim/<pk>/submit/                      ANY contributor
/admin/claims/claim/<pk>/approve/                     ANY reviewer
/admin/claims/claim/<pk>/request-changes/             ANY reviewer
/admin/claims/claim/<pk>/publish/                     ANY publisher
/admin/claims/claim/<pk>/withdraw/                    ANY publisher

/admin/sources/source/                                ANY desk
/admin/sources/source/add/                            ANY nobody
/admin/sources/source/<object_id>/                    ANY desk
/admin/sources/source/<object_id>/change/             ANY desk, POST nobody
/admin/sources/source/<object_id>/history/            ANY desk
/admin/sources/source/<object_id>/delete/             ANY nobody
/admin/sources/source/draft/                          ANY contributor
/admin/sources/source/<pk>/edit/                      ANY contributor
/admin/sources/source/<pk>/capture/                   ANY contributor
"""

# The stock pages of the other models in the admin: who looks, and who adds, changes and deletes.
STOCK = """
sources/publisher     desk            administrator
sources/paragraph     desk            nobody
claims/edition        desk            nobody
claims/review         desk            nobody
claims/submission     desk            nobody
claims/citation       desk            nobody
claims/figure         desk            nobody
claims/topic          desk            administrator
claims/claimant       desk            administrator
claims/rating         desk            administrator
claims/webhook        administrator   nobody
claims/delivery       administrator   nobody
"""

# Accounts are closed, not deleted; everybody sees their own tokens, and administrators all.
ACCOUNTS = """
/admin/claims/user/                                   ANY administrator
/admin/claims/user/add/                               ANY administrator
/admin/claims/user/<object_id>/                       ANY desk
/admin/claims/user/<object_id>/change/                ANY administrator
/admin/claims/user/<object_id>/history/               ANY administrator
/admin/claims/user/<object_id>/delete/                ANY nobody
/admin/claims/user/<id>/password/                     ANY administrator
/admin/claims/user/<pk>/close/                        ANY administrator
/admin/claims/user/<pk>/reopen/                       ANY administrator
/admin/claims/token/                                  ANY desk
/admin/claims/token/add/                              ANY nobody
/admin/claims/token/<object_id>/                      ANY desk
/admin/claims/token/<object_id>/change/               ANY desk, POST nobody
/admin/claims/token/<object_id>/history/              ANY desk
/admin/claims/token/<object_id>/delete/               ANY nobody
/admin/claims/token/issue/                            ANY desk
/admin/claims/token/<pk>/revoke/                      ANY desk
"""

# Whose address says all: an empty request does it. Every other one asks, or is refused.
ACTS_WHEN_EMPTY = """
PUT     /api/v1/desk/claims/<claim>/presence/
DELETE  /api/v1/desk/tokens/<pk>/
POST    /api/v1/desk/webhooks/<pk>/secrets/
POST    /api/v1/desk/webhooks/<pk>/tests/
POST    /api/v1/desk/webhooks/<webhook>/deliveries/<pk>/redeliveries/
POST    /admin/claims/user/<pk>/close/
POST    /admin/claims/token/<pk>/revoke/
"""

STEPS = """
                  draft       in_review   changes_requested  approved    published   withdrawn
read              desk        desk        desk               desk        desk        desk
read edition      nobody      nobody      nobody             nobody      anyone      anyone
edit              writers     writers     writers            writers     writers     writers
delete            writers     nobody      nobody             nobody      nobody      nobody
cite              writers     writers     writers            writers     writers     writers
edit citation     writers     writers     writers            writers     writers     writers
uncite            writers     writers     writers            writers     writers     writers
add figure        writers     writers     writers            writers     writers     writers
reject figure     writers     writers     writers            writers     writers     writers
remove figure     writers     writers     writers            writers     writers     writers
submit            writers     nobody      writers            nobody      nobody      writers
approve           nobody      judges      nobody             nobody      nobody      nobody
request changes   nobody      judges      nobody             judges      nobody      nobody
publish           nobody      nobody      nobody             publishers  nobody      nobody
withdraw          nobody      nobody      nobody             nobody      publishers  nobody
"""


def doors() -> dict[str, dict[str, str]]:
    """Route to method to who may."""
    table = {}
    for line in f"{DOORS}{ACCOUNTS}".splitlines():
        if line:
            route, rules = line.split(maxsplit=1)
            table[route] = _methods(rules)
    for line in STOCK.split("\n"):
        if line:
            model, looks, changes = line.split()
            here = f"/admin/{model}/"
            table[here] = {"ANY": looks}
            # It only leads on to the page where the row is changed.
            table[f"{here}<object_id>/"] = {"ANY": "desk"}
            table[f"{here}<object_id>/history/"] = {"ANY": looks}
            table[f"{here}<object_id>/change/"] = {"ANY": looks, "POST": changes}
            table[f"{here}add/"] = {"ANY": changes}
            table[f"{here}<object_id>/delete/"] = {"ANY": changes}
    return table


@cache
def acts_when_empty() -> frozenset[tuple[str, str]]:
    """Route and method of each request that needs no body to act."""
    lines = (line.split() for line in ACTS_WHEN_EMPTY.strip().splitlines())
    return frozenset((route, method) for method, route in lines)


def _methods(rules: str) -> dict[str, str]:
    named = dict(rule.split() for rule in rules.split(", "))
    if "GET" in named:
        named |= {"HEAD": named["GET"], "OPTIONS": named["GET"]}
    return named


def steps() -> dict[tuple[str, str], str]:
    """Act and state to who gets through."""
    head, *lines = STEPS.strip("\n").splitlines()
    states = head.split()
    return {
        (line[:18].strip(), state): who
        for line in lines
        for state, who in zip(states, line[18:].split(), strict=True)
    }
