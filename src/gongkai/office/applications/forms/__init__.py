"""What the pages of an application ask."""

from gongkai.office.applications.forms.papers import (
    AnswerForm,
    CorrectForm,
    DeliveryForm,
    DetailsForm,
    KindForm,
    MaterialForm,
    SectionForm,
    StrikeForm,
)
from gongkai.office.applications.forms.registering import BatchForm, RegisterForm

__all__ = [
    "AnswerForm",
    "BatchForm",
    "CorrectForm",
    "DeliveryForm",
    "DetailsForm",
    "KindForm",
    "MaterialForm",
    "RegisterForm",
    "SectionForm",
    "StrikeForm",
]
