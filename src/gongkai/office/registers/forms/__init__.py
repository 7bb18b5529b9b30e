"""What people fill in about registers. Rules are in the services; a form only reads values."""

from gongkai.office.registers.forms.publicity import PublicityForm, PublicityStartForm
from gongkai.office.registers.forms.returns import (
    BalanceForm,
    CallForm,
    CorrectBalanceForm,
    CorrectReturnForm,
    ReturnForm,
    SendBackForm,
)
from gongkai.office.registers.forms.rows import CorrectionForm, ReasonForm, RowForm, UploadForm

__all__ = [
    "BalanceForm",
    "CallForm",
    "CorrectBalanceForm",
    "CorrectReturnForm",
    "CorrectionForm",
    "PublicityForm",
    "PublicityStartForm",
    "ReasonForm",
    "ReturnForm",
    "RowForm",
    "SendBackForm",
    "UploadForm",
]
