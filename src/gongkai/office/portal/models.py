"""What the public site keeps of its own: the search index, tallies, drafts of forms, wrong codes.

Nothing here is a record of the office. Entries and tallies can be rebuilt from the publications,
drafts expire, and what is published is decided by `publishing.queries.published` alone.
"""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from gongkai.office.fields import EncryptedTextField
from gongkai.office.publishing.models import Column, Publication


class SearchEntry(models.Model):
    """The words of one live publication, and what lists narrow by. Its tokens are in the vendor's
    index, see `search/`. Whatever reads it joins the live publications: an entry makes nothing public.

    text     title, numbers, keywords, body and readable attachments, one line each
    folded   the same text letter for letter, in the one form that is compared
    version  of the tokens: what an older program wrote is replaced by a rebuild, not in place
    """

    publication = models.OneToOneField(
        Publication, models.CASCADE, primary_key=True, related_name="+"
    )
    agency = models.ForeignKey("agencies.Agency", models.CASCADE, related_name="+")
    column = models.ForeignKey(Column, models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=20)
    published_on = models.DateField()
    text = models.TextField()
    folded = models.TextField()
    version = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [
            models.Index(
                fields=["column", "-published_on", "-publication"], name="portal_entry_column"
            ),
            models.Index(
                fields=["agency", "kind", "-published_on", "-publication"],
                name="portal_entry_kind",
            ),
        ]


class ColumnTally(models.Model):
    """How many live publications a column has, and when the latest came: for the home page."""

    column = models.OneToOneField(Column, models.CASCADE, primary_key=True, related_name="+")
    agency = models.ForeignKey("agencies.Agency", models.CASCADE, related_name="+")
    items = models.PositiveIntegerField()
    latest_on = models.DateField(null=True)


class ApplicationDraft(models.Model):
    """An application being filled in. The applicant's browser holds the only key to it.

    token     fingerprint of that key for this agency
    answers   JSON of what was filled in so far, encrypted
    saved_at  the draft ends thirty days after it
    """

    id = models.BigAutoField(primary_key=True)
    agency = models.ForeignKey("agencies.Agency", models.CASCADE, related_name="+")
    token = models.CharField(max_length=64, unique=True)
    answers = EncryptedTextField()
    saved_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["saved_at"], name="portal_draft_age")]


class DraftPaper(models.Model):
    """A file that goes with an application being filled in. It ends with the draft, and moves into
    the application's file when that is handed in.

    kind     of `applications.models.MaterialKind`
    name     what the applicant's computer calls it
    content  encrypted, like everything of the draft; `size` is that of the file itself
    source   fingerprint of the address it came from, which may only fill so much of this site
    """

    id = models.BigAutoField(primary_key=True)
    uid = models.UUIDField(default=uuid4, editable=False, unique=True)
    draft = models.ForeignKey(ApplicationDraft, models.CASCADE, related_name="papers")
    kind = models.CharField(max_length=20)
    name = EncryptedTextField()
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    source = models.CharField(max_length=64, blank=True, db_index=True)


class Attempts(models.Model):
    """How often one source did something that is limited, within one window of time.

    source  fingerprint of what was limited and the address it came from; the address is not kept
    """

    id = models.BigAutoField(primary_key=True)
    source = models.CharField(max_length=64)
    window = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "window"], name="portal_attempts_once")
        ]
        indexes = [models.Index(fields=["window"], name="portal_attempts_age")]
