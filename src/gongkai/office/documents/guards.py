"""A stored file stays what it was; a number is never given twice."""

from gongkai.office.documents.models import File, NumberSeries
from gongkai.office.guards import Guard, append_only, change_only

GUARDS = [
    *append_only(File, "已经存入的文件不能改动或者删除。"),
    *change_only(NumberSeries, ["last"], "编号的序列不能改动或者删除。"),
    Guard(
        "documents_numberseries_forward",
        "documents_numberseries",
        "UPDATE",
        "NEW.last < OLD.last",
        "编号不能倒退。",
    ),
]
