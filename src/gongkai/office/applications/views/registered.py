"""Putting right what was registered: the kind of the applicant, their details, the registration itself."""

from __future__ import annotations

from django.http import HttpResponse

from gongkai.office.access import DeskRequest, desk_view
from gongkai.office.agencies.models import Role
from gongkai.office.applications import forms, masking, queries, services
from gongkai.office.applications.models import (
    ApplicantKind,
    DetailsCorrection,
    KindCorrection,
    Struck,
)
from gongkai.office.applications.services.details import fields_of, written_by_applicant
from gongkai.office.applications.views.one import about, address, found
from gongkai.office.formpage import form_page


@desk_view(roles=[Role.CLERK])
def kind(request: DeskRequest, number: str) -> HttpResponse:
    """Count the applicant in another column of table three."""
    desk = request.desk
    application = found(request, number)
    file = queries.case_file(application, desk.today)
    form = forms.KindForm(request.POST or None, initial={"seen": file.seen})

    def correct_kind() -> KindCorrection:
        given = form.cleaned_data
        return services.correct_applicant_kind(
            application=application,
            kind=ApplicantKind(given["kind"]),
            actor=desk.person,
            now=desk.now,
            note=given["note"],
            seen=given["seen"],
        )

    return form_page(
        request,
        form,
        correct_kind,
        done=lambda made: (
            f"申请 {number} 的申请人类型已由{made.get_before_display()}更正为"
            f"{made.get_after_display()}。"
        ),
        to=address(number),
        template="applications/form_page.html",
        title="更正申请人类型",
        cancel="不更正，返回",
        intro=f"现在登记为{application.applicant.get_kind_display()}，年度报告表三计入这一列。"
        "更正写成新的一条，原来的保留；收到之日和答复期限都不变。"
        "已经冻结的年度报告不变，差异另外列出。",
        **about(file),
    )


@desk_view(roles=[Role.CLERK])
def details(request: DeskRequest, number: str) -> HttpResponse:
    """Put right who applied, how they are reached, what is asked for, how it is wanted."""
    desk = request.desk
    application = found(request, number)
    file = queries.case_file(application, desk.today)
    form = forms.DetailsForm(
        request.POST or None,
        masked=masking.lines(application.applicant),
        own_words=written_by_applicant(application),
        initial={
            "seen": file.seen,
            "corrected": application.details_corrections.count(),
            "subject_line": application.subject_line,
            "request_text": application.request_text,
            "form_wanted": application.form_wanted,
        },
    )

    def put_right() -> DetailsCorrection:
        return services.correct_details(
            application=application,
            changes=form.changes(),
            actor=desk.person,
            now=desk.now,
            note=form.cleaned_data["note"],
            seen=form.cleaned_data["seen"],
            corrected=form.cleaned_data["corrected"],
        )

    return form_page(
        request,
        form,
        put_right,
        done=lambda made: f"已更正申请 {number} 的{'、'.join(fields_of(made))}，原来的保留。",
        to=address(number),
        template="applications/form_page.html",
        title="更正登记的内容",
        cancel="不更正，返回",
        intro="登记时抄错了，或者申请人告知改了的，在这里更正。原来登记的保留；收到之日、答复期限和已经发出的"
        "文书都不变，以后的文书按更正后的写。",
        **about(file),
    )


@desk_view(roles=[Role.CLERK])
def strike(request: DeskRequest, number: str) -> HttpResponse:
    """Take back a registration that was made by mistake, most often a second one."""
    desk = request.desk
    application = found(request, number)
    file = queries.case_file(application, desk.today)
    form = forms.StrikeForm(request.POST or None, desk=desk, initial={"seen": file.seen})

    def take_back() -> Struck:
        return services.strike(
            application=application,
            instead=form.kept,
            actor=desk.person,
            now=desk.now,
            note=form.cleaned_data["note"],
            seen=form.cleaned_data["seen"],
        )

    return form_page(
        request,
        form,
        take_back,
        done=f"申请 {number} 的登记已经撤销，不再计入年度报告，编号和经过保留。",
        to=address(number),
        at={"strike.instead": "instead"},
        template="applications/form_page.html",
        title="撤销重复的登记",
        button=f"撤销申请 {number} 的登记",
        danger=True,
        cancel="不撤销，返回",
        intro="同一份申请登记了两次，或者把不是申请的登记成了申请，才能撤销。申请人自己重复提出的不撤销，"
        "按重复申请答复。撤销以后不能恢复，编号不再使用；申请人拿到过这个编号的，请另行告知。",
        **about(file),
    )
