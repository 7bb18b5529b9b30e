"""Regions, agencies, sections, people and what each person may do, when."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from gongkai.law.open_points import point
from gongkai.office.fields import EncryptedTextField


class Role(models.TextChoices):
    """What a person does in an agency. The words of the desk, not of a rank."""

    ADMINISTRATOR = "administrator", "机关管理员"
    CLERK = "clerk", "公开办经办"
    SECTION = "section", "科室"
    SECRECY = "secrecy", "保密审查"
    LEADER = "leader", "分管领导"
    SIGNER = "signer", "签发人"
    SUPERVISOR = "supervisor", "主管部门"
    AUDITOR = "auditor", "审计"


class AgencyKind(models.TextChoices):
    GOVERNMENT = "government", "人民政府"
    DEPARTMENT = "department", "政府工作部门"
    DISPATCHED = "dispatched", "派出机关"
    INSTITUTION = "institution", "法律、法规授权的组织"
    DEVELOPMENT_ZONE = "development_zone", "开发区管理机构"
    VERTICAL = "vertical", "垂直领导的行政机关"


class Level(models.TextChoices):
    NATIONAL = "national", "国家级"
    PROVINCE = "province", "省级"
    PREFECTURE = "prefecture", "设区的市级"
    COUNTY = "county", "县级"
    TOWNSHIP = "township", "乡级"


class Row(models.Model):
    """What every domain row has."""

    id = models.BigAutoField(primary_key=True)
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)

    class Meta:
        abstract = True


class DatedRow(Row):
    """A row that holds from a first to a last day, both included; no last day: until further."""

    valid_from = models.DateField("起始日")
    valid_to = models.DateField("截止日", null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="%(app_label)s_%(class)s_ends_after_start",
            )
        ]


def valid_on(day: object, prefix: str = "") -> Q:
    """The rows of a DatedRow that hold on `day`; `prefix` reaches them through a relation."""
    return Q(**{f"{prefix}valid_from__lte": day}) & (
        Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gte": day})
    )


def still(since: date) -> Q:
    """The rows of a DatedRow that hold on some day from `since` on."""
    return Q(valid_to__isnull=True) | Q(valid_to__gte=since)


class Region(Row):
    """An administrative division. `calendar` names the local holidays of `gongkai.law.calendar`;
    empty is the national calendar."""

    code = models.CharField("行政区划代码", max_length=12, unique=True)
    name = models.CharField("名称", max_length=60)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True)
    calendar = models.CharField("放假安排", max_length=12, blank=True)

    def __str__(self) -> str:
        return self.name


class Agency(Row):
    """A body that discloses: the owner of every other row."""

    name = models.CharField("名称", max_length=120)
    credit_code = models.CharField("统一社会信用代码", max_length=18, unique=True)
    kind = models.CharField("性质", max_length=20, choices=AgencyKind)
    level = models.CharField("层级", max_length=12, choices=Level)
    region = models.ForeignKey(Region, models.PROTECT)
    calendar_region = models.CharField("适用的放假安排", max_length=12, blank=True)
    #: Names the content of the notices loaded here since; empty while there are only the packaged.
    calendar_digest = models.CharField(max_length=16, blank=True, default="", editable=False)
    #: Names what was chosen where the law is open; empty while everything stands at its default.
    choices_digest = models.CharField(max_length=16, blank=True, default="", editable=False)
    address = models.CharField("办公地址", max_length=200, blank=True)
    telephone = models.CharField("联系电话", max_length=40, blank=True)
    postcode = models.CharField("邮政编码", max_length=6, blank=True)
    email = models.EmailField("电子邮箱", blank=True)
    closed_on = models.DateField("撤销日期", null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class HolidayNotice(Row):
    """A holiday notice that came after this program: loaded once, for good; a later row with the
    same number stands in its place. `content` is the shape of `law.notices.parse_notice`."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    number = models.CharField("文号", max_length=60, blank=True)
    title = models.CharField("标题", max_length=200, blank=True)
    year = models.PositiveSmallIntegerField("年份")
    region = models.CharField("适用地区", max_length=12, blank=True)
    content = models.JSONField()
    loaded_at = models.DateTimeField()
    loaded_by = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")
    position = models.BigIntegerField()


class LawChoice(Row):
    """How the agency reads a point the law leaves open, from a day on: `point` and `value` as
    `gongkai.law.open_points` writes them. Another choice is another row; the latest day counts."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    point = models.CharField(max_length=40)
    value = models.CharField(max_length=24)
    valid_from = models.DateField("从哪一天起")
    reason = models.CharField("依据和理由", max_length=300)
    chosen_at = models.DateTimeField()
    chosen_by = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")
    position = models.BigIntegerField()

    @property
    def words(self) -> str:
        """What was chosen."""
        return point(self.point).words(self.value)


class Section(Row):
    """A 科室 of an agency."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="section_set")
    name = models.CharField("名称", max_length=60)
    closed_on = models.DateField("撤销日期", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "name"], name="agencies_section_name")
        ]

    def __str__(self) -> str:
        return self.name


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(login_name=username)


class Person(Row, AbstractBaseUser):
    """Someone who works at the desk. Rights come from memberships and delegations only."""

    login_name = models.CharField("登录名", max_length=60, unique=True)
    display_name = models.CharField("姓名", max_length=60)
    is_active = models.BooleanField("启用", default=True)
    must_change_password = models.BooleanField("下次登录要改密码", default=False)

    USERNAME_FIELD = "login_name"
    objects = PersonManager()

    def __str__(self) -> str:
        return self.display_name


class SecondFactor(models.Model):
    """A person's authenticator: the secret its app shares with us, encrypted.

    last_step   the 30-second step of the last code taken, so that no code works twice
    failures    wrong codes since the last right one; `locked_until` ends the pause they cause
    """

    person = models.OneToOneField(Person, models.CASCADE, related_name="second_factor")
    secret = EncryptedTextField()
    confirmed_at = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=0)
    failures = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)


class Membership(DatedRow):
    """A person holds a role in an agency, in one of its sections or in the whole."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="memberships")
    section = models.ForeignKey(Section, models.PROTECT, null=True, blank=True)
    role = models.CharField("角色", max_length=20, choices=Role)


#: The first day of a name that the office had before anybody registered a change.
BEGINNING = date(1949, 10, 1)


class AgencyName(DatedRow):
    """What an agency was called between two days. `Agency.name` is the name of today; rows are
    there once the name has changed. What is dated prints the name of its day."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="names")
    name = models.CharField("名称", max_length=120)
    basis = models.CharField("依据", max_length=200, blank=True)

    class Meta(DatedRow.Meta):
        constraints = [
            *DatedRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["agency"],
                condition=Q(valid_to__isnull=True),
                name="agencies_agencyname_one_now",
            ),
            models.UniqueConstraint(
                fields=["agency", "valid_from"], name="agencies_agencyname_first_day"
            ),
        ]


class SuccessionKind(models.TextChoices):
    MERGED = "merged", "合并"
    DUTIES = "duties", "职责划入"


class Succession(Row):
    """An agency took over another, or some of its duties, on a day. `predecessor` is null when the
    other never worked in this installation; its name of that day is kept either way."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="successions")
    predecessor = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="succeeded_by"
    )
    predecessor_name = models.CharField("原机关", max_length=120)
    kind = models.CharField("方式", max_length=10, choices=SuccessionKind)
    on = models.DateField("日期")
    basis = models.CharField("依据", max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "predecessor_name", "on"], name="agencies_succession_once"
            ),
            models.CheckConstraint(
                condition=Q(predecessor__isnull=True) | ~Q(predecessor=F("agency")),
                name="agencies_succession_two_agencies",
            ),
        ]


class Superior(DatedRow):
    """Which office supervises an agency's disclosure, and which body reconsiders its decisions.
    `superior` is null when that office does not work in this installation."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="superiors")
    superior = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="subordinates"
    )
    superior_name = models.CharField("主管部门", max_length=120, blank=True)
    reconsideration_body = models.CharField("行政复议机关", max_length=120)

    @property
    def office_name(self) -> str:
        """The supervising office, whether it works here or not."""
        return self.superior.name if self.superior else self.superior_name


class Delegation(DatedRow):
    """The giver's role is exercised by the receiver between two days; both names stay visible."""

    giver = models.ForeignKey(Person, models.PROTECT, related_name="delegations_given")
    receiver = models.ForeignKey(Person, models.PROTECT, related_name="delegations_received")
    agency = models.ForeignKey(Agency, models.PROTECT)
    role = models.CharField("角色", max_length=20, choices=Role)

    class Meta(DatedRow.Meta):
        constraints = [
            *DatedRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(valid_to__isnull=False), name="agencies_delegation_has_an_end"
            ),
            models.CheckConstraint(
                condition=~Q(giver=F("receiver")), name="agencies_delegation_two_people"
            ),
        ]
