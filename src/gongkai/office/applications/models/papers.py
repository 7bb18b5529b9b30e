"""The papers of an application: answers, letters, proofs of delivery, materials handed in."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from gongkai.law.results import RESULT_ROWS
from gongkai.office.agencies.models import Row
from gongkai.office.applications.models.application import (
    Applicant,
    ApplicantKind,
    Application,
    ApplicationEvent,
    FormWanted,
)
from gongkai.office.fields import EncryptedTextField


class Recorded(Row):
    """Who put a row into the record, when, and at which position of the ledger."""

    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    position = models.BigIntegerField()

    class Meta:
        abstract = True


class Answer(Row):
    """The answer as it was signed: decision, number, words and letter. A wrong one is put right by
    correcting its event and answering again."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="answers")
    event = models.OneToOneField(ApplicationEvent, models.PROTECT, related_name="answer")
    decision = models.CharField(max_length=60)
    result = models.CharField(max_length=60, choices=list(RESULT_ROWS.items()))
    answered_on = models.DateField()
    document_number = models.CharField("文号", max_length=60, blank=True)
    reasons = EncryptedTextField("办理意见和理由")
    letter = models.ForeignKey("documents.File", models.PROTECT, null=True, related_name="+")


class Service(Row):
    """A document was served: which event says so, how, and the proof."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="services")
    event = models.OneToOneField(ApplicationEvent, models.PROTECT, related_name="service")
    method = models.CharField("送达方式", max_length=20)
    served_on = models.DateField()
    proof = models.ForeignKey("documents.File", models.PROTECT, null=True, related_name="+")


class Letter(Recorded):
    """A letter that went out: its kind (a code of `gongkai.law.documents` or `answers`), its number,
    to whom, the event that sent it, and the Word file. Never changed."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="letters")
    event = models.ForeignKey(ApplicationEvent, models.PROTECT, related_name="letters")
    code = models.CharField(max_length=8)
    title = models.CharField("文书名称", max_length=60)
    document_number = models.CharField("文号", max_length=60)
    addressee = EncryptedTextField("收件人")
    written_on = models.DateField("日期")
    file = models.ForeignKey("documents.File", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "document_number"], name="applications_letter_number"
            )
        ]


class Delivery(Recorded):
    """A letter reached its addressee: when, how, with what proof. A wrong one is put right by a
    later one; the last stands."""

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="deliveries")
    delivered_on = models.DateField("送达日期")
    method = models.CharField("送达方式", max_length=20)
    proof = models.ForeignKey("documents.File", models.PROTECT, null=True, related_name="+")


class MaterialKind(models.TextChoices):
    """What a paper in the file of an application is."""

    APPLICATION = "application", "申请表原件"
    IDENTITY = "identity", "身份证明"
    AUTHORISATION = "authorisation", "授权委托书"
    SUPPLEMENT = "supplement", "补正材料"
    REASONS = "reasons", "申请人说明的理由"
    OPINION = "opinion", "对方的意见"
    PAYMENT = "payment", "缴费凭证"
    DELIVERY = "delivery", "送达凭证"
    FOUND = "found", "检索到的信息"
    OTHER = "other", "其他材料"


class Material(Recorded):
    """A paper handed in or found, kept encrypted. `given_name` is what the sender called the file:
    it may say who the applicant is, so it stands nowhere else, and only who opens papers sees it."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="materials")
    event = models.ForeignKey(ApplicationEvent, models.PROTECT, null=True, related_name="materials")
    kind = models.CharField("材料种类", max_length=20, choices=MaterialKind)
    file = models.ForeignKey("documents.File", models.PROTECT, related_name="+")
    given_name = EncryptedTextField("原来的文件名", blank=True)


class KindCorrection(Recorded):
    """The applicant was counted in the wrong column of table three: from which, to which, why."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="kind_corrections")
    before = models.CharField(max_length=40, choices=ApplicantKind)
    after = models.CharField(max_length=40, choices=ApplicantKind)
    note = EncryptedTextField()


class DetailsCorrection(Recorded):
    """What was registered besides dates and kind was wrong, or the applicant moved: the row of the
    applicant before and after (the same where nothing of it changed), the words that name the matter
    and the way of delivery before and after, the text of the request before and after (both empty
    where nothing of it changed), and why."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="details_corrections")
    before = models.ForeignKey(Applicant, models.PROTECT, related_name="+")
    after = models.ForeignKey(Applicant, models.PROTECT, related_name="+")
    subject_before = models.CharField(max_length=200)
    subject_after = models.CharField(max_length=200)
    form_before = models.CharField(max_length=20, choices=FormWanted)
    form_after = models.CharField(max_length=20, choices=FormWanted)
    text_before = EncryptedTextField(blank=True)
    text_after = EncryptedTextField(blank=True)
    note = EncryptedTextField()


class Struck(Recorded):
    """The application was registered by mistake, most often a second time: it is counted nowhere and
    nothing more is done in it. `instead` is the registration that stands, where there is one."""

    application = models.OneToOneField(Application, models.PROTECT, related_name="struck")
    instead = models.ForeignKey(
        Application, models.PROTECT, null=True, related_name="registered_again"
    )
    note = EncryptedTextField()
