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
from gongkai.office.registers.forms.rows import CorrectionForm, NewRowForm, ReasonForm, UploadForm

__all__ = [
    "BalanceForm",
    "CallForm",
    "CorrectBalanceForm",
    "CorrectReturnForm",
    "CorrectionForm",
    "NewRowForm",
    "PublicityForm",
    "PublicityStartForm",
    "ReasonForm",
    "ReturnForm",
    "SendBackForm",
    "UploadForm",
]
