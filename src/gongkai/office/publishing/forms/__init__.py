"""What people fill in about publishing."""

from .channels import ChannelForm, CloseChannelForm, FiguresForm, PostForm
from .columns import ChangeColumnForm, ColumnForm, OfficeForm, WordForm
from .documents import CorrectionForm, DocumentForm, EndForm, LinkForm
from .items import (
    AnswerForm,
    ChangeForm,
    ConsultForm,
    ImportForm,
    ItemForm,
    NewItemForm,
    PlaceForm,
    ReasonForm,
    SettleForm,
    SettlementForm,
    SubmitForm,
)

__all__ = [
    "AnswerForm",
    "ChangeColumnForm",
    "ChangeForm",
    "ChannelForm",
    "CloseChannelForm",
    "ColumnForm",
    "ConsultForm",
    "CorrectionForm",
    "DocumentForm",
    "EndForm",
    "FiguresForm",
    "ImportForm",
    "ItemForm",
    "LinkForm",
    "NewItemForm",
    "OfficeForm",
    "PlaceForm",
    "PostForm",
    "ReasonForm",
    "SettleForm",
    "SettlementForm",
    "SubmitForm",
    "WordForm",
]
