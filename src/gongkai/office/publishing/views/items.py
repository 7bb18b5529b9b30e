"""The pages of items: list, one item, its text, its versions beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from gongkai.office.access import EVERYONE, DeskRequest, desk_view
from gongkai.office.asked import whole_number
from gongkai.office.documents import download
from gongkai.office.formpage import form_page
from gongkai.office.paging import places
from gongkai.office.publishing import (
    cleaning,
    importing,
    notation,
    plain,
    queries,
    services,
)
from gongkai.office.publishing.forms import ImportForm, ItemForm, NewItemForm, PlaceForm, SubmitForm
from gongkai.office.publishing.models import InformationItem, ItemVersion
from gongkai.office.publishing.queries import desk as reading
from gongkai.office.publishing.queries.stages import STAGE_NAMES, Stage, Standing
from gongkai.office.publishing.show import sheet_of
from gongkai.office.publishing.visibility import WRITERS
from gongkai.office.refusal import Refusal
from gongkai.office.reviews import beside
from gongkai.office.reviews.queries import open_templates


@desk_view(roles=EVERYONE)
def items(request: DeskRequest) -> HttpResponse:
    """All items a person may see, by stage and column, newest first."""
    desk, asked = request.desk, request.GET
    stage = asked.get("stage", "") if asked.get("stage", "") in STAGE_NAMES else ""
    columns = list(queries.columns(desk.agency))
    column = asked.get("column", "")
    if column not in {c.slug for c in columns}:
        column = ""
    search = asked.get("q", "").strip()[:120]
    page = reading.listed(desk, stage=stage, column=column, search=search, **places(asked))
    return render(
        request,
        "publishing/items.html",
        {
            "page": page,
            "near": page.addresses(asked),
            "stage": stage,
            "column": column,
            "search": search,
            "filtered": bool(stage or column or search),
            "stages": [(s.value, STAGE_NAMES[s]) for s in Stage],
            "columns": columns,
            "may_write": desk.has(*WRITERS),
        },
    )


def held(request: DeskRequest, uid: UUID) -> Standing:
    """The item of the address, as far as the person may see it."""
    found = reading.one(request.desk, uid)
    if found is None:
        raise Http404
    return found


@desk_view(roles=EVERYONE)
def item(request: DeskRequest, uid: UUID) -> HttpResponse:
    """One item: its text, how far its review is, what can be done now and what cannot, and why."""
    return item_page(request, held(request, uid))


def item_page(
    request: DeskRequest, standing: Standing, refusal: Refusal | None = None
) -> HttpResponse:
    """The page of an item, with what was refused."""
    templates = open_templates(request.desk.agency)
    sheet = sheet_of(request.desk, standing)
    return render(
        request,
        "publishing/item.html",
        {
            "sheet": sheet,
            "refusal": refusal,
            "submit": SubmitForm(templates=templates, initial={"version": sheet.version.uid}),
            "has_templates": bool(templates),
        },
        status=409 if refusal else 200,
    )


@desk_view(roles=WRITERS)
def new(request: DeskRequest) -> HttpResponse:
    """Write a new item."""
    desk = request.desk
    form = NewItemForm(
        request.POST or None,
        request.FILES or None,
        agency=desk.agency,
        today=desk.today,
        initial=_interpreted(request),
    )
    return form_page(
        request,
        form,
        lambda: services.draft(
            **desk.acting,
            **_placed(form),
            content=form.content(),
            attachments=_attached(request, form.cleaned_data["files"]),
        ),
        done=lambda made: f"已存第 1 版，索引号 {made.index_number}。",
        to=lambda made: back(made.uid),
        template="publishing/write.html",
        title="起草信息",
        button="存为第 1 版",
        cancel="不存，返回",
    )


def _placed(form: PlaceForm) -> dict[str, Any]:
    """Where a new item stands and when it was formed, as `services.draft` takes it."""
    given = form.cleaned_data
    return {
        "column": given["column"],
        "section": given["section"],
        "formed_on": given["formed_on"],
        "interprets": given["interprets_index"],
        "consulted": given["consulted_index"],
    }


def _interpreted(request: DeskRequest) -> dict[str, str]:
    number = request.GET.get("interprets", "")[:40]
    return {"interprets_index": number} if number else {}


@desk_view(roles=WRITERS)
def edit(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Change the text: a new version. A page that is behind keeps what was typed."""
    desk, standing = request.desk, held(request, uid)
    version = _whole(request, standing)
    form = ItemForm(request.POST or None, request.FILES or None, version=version)

    def save() -> ItemVersion:
        given = form.cleaned_data
        return services.edit(
            **desk.acting,
            item=uid,
            based_on=given["based_on"] or version.uid,
            content=form.content(),
            attachments=[
                *services.kept_attachments(version, set(given.get("keep", ()))),
                *_attached(request, given["files"]),
            ],
        )

    return form_page(
        request,
        form,
        save,
        done=lambda made: f"已存第 {made.number} 版。送审以后另起一轮审核。",
        to=back(uid),
        template="publishing/write.html",
        standing=standing,
        version=version,
        title=f"修改第 {version.number} 版",
        number=standing.item.index_number,
        about=standing.version.title,
        crumbs=[(back(uid), standing.item.index_number)],
        button=f"存为第 {version.number + 1} 版",
        cancel="不存，返回",
    )


def _whole(request: DeskRequest, standing: Standing) -> ItemVersion:
    """The newest version with its body and attachments."""
    found = reading.versions_of(request.desk, standing.item)
    if not found:
        raise Http404
    return found[0]


def _attached(request: DeskRequest, files: Sequence[Any]) -> list[services.NewAttachment]:
    acting = request.desk.acting
    return [services.attach(**acting, name=given.name, data=given.read()) for given in files]


@desk_view(roles=WRITERS)
def import_file(request: DeskRequest) -> HttpResponse:
    """A Word file as a new item's first version; its editor opens next."""
    desk = request.desk
    form = ImportForm(
        request.POST or None, request.FILES or None, agency=desk.agency, today=desk.today
    )

    def bring_in() -> InformationItem:
        given = form.cleaned_data["file"]
        data = given.read()
        content = importing.imported(data, given.name)
        original = (
            [services.attach(**desk.acting, name=given.name, data=data)]
            if form.cleaned_data["attach"]
            else []
        )
        return services.draft(**desk.acting, **_placed(form), content=content, attachments=original)

    return form_page(
        request,
        form,
        bring_in,
        done=lambda made: f"已导入为第 1 版，索引号 {made.index_number}。请核对标题、文号和表格。",
        to=lambda made: reverse("publishing:edit", args=[made.uid]),
        template="publishing/write.html",
        title="导入 Word 文件",
        button="导入",
        cancel="不导入，返回",
    )


@desk_view(roles=EVERYONE)
def versions(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Two versions side by side; `old` and `new` are their numbers."""
    standing = held(request, uid)
    found = reading.versions_of(request.desk, standing.item)
    by_number = {version.number: version for version in found}
    new_one = by_number.get(whole_number(request.GET.get("new")) or 0, found[0])
    default = by_number.get(new_one.number - 1, new_one)
    old_one = by_number.get(whole_number(request.GET.get("old")) or 0, default)
    pairs = beside.side_by_side(_lines(old_one), _lines(new_one))
    return render(
        request,
        "publishing/versions.html",
        {
            "standing": standing,
            "versions": found,
            "old": old_one,
            "new": new_one,
            "pairs": pairs,
            "changes": sum(pair.changed for pair in pairs),
        },
    )


def _lines(version: ItemVersion) -> list[str]:
    facts = (
        ("标题", version.title),
        ("内容概述", version.summary),
        ("文号", version.document_number),
        ("发文机关", version.issuing_agencies),
        ("成文日期", str(version.written_on or "")),
        ("主题词", version.keywords),
    )
    lines = [f"{name}：{value}" for name, value in facts if value]
    lines += plain.as_text(version.body).splitlines()
    return lines + [f"附件：{a.title}（{a.file.name}）" for a in version.attachments.all()]


@desk_view(roles=EVERYONE)
def attachment(request: DeskRequest, uid: UUID) -> HttpResponse:
    """An attachment to be saved."""
    found = reading.attachment(request.desk, uid)
    if found is None:
        raise Http404
    return download.attachment(found.file)


@require_POST
@desk_view(roles=WRITERS)
def pasted(request: DeskRequest) -> HttpResponse:
    """What was copied in Word, as lines for the editor: cleaned here, never in the browser."""
    lines = notation.to_lines(cleaning.clean(request.POST.get("html", "")))
    return HttpResponse(lines, content_type="text/plain; charset=utf-8")


def back(uid: UUID) -> str:
    return reverse("publishing:item", args=[uid])
