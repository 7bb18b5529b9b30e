"""What the pages of an application ask."""

from gongkai.office.applications.forms.papers import (
    AnswerForm,
    CorrectForm,
    DeliveryForm,
    KindForm,
    MaterialForm,
    SectionForm,
)
from gongkai.office.applications.forms.registering import BatchForm, RegisterForm

__all__ = [
    "AnswerForm",
    "BatchForm",
    "CorrectForm",
    "DeliveryForm",
    "KindForm",
    "MaterialForm",
    "RegisterForm",
    "SectionForm",
]
