"""Applications for disclosure: who asked, what happened, what a report counts, what lists show, and
the papers."""

from gongkai.office.applications.models.application import (
    Applicant,
    ApplicantKind,
    Application,
    ApplicationEvent,
    FormWanted,
)
from gongkai.office.applications.models.counted import (
    OPEN_STATES,
    ApplicationFact,
    ClockProjection,
)
from gongkai.office.applications.models.papers import (
    Answer,
    Delivery,
    DetailsCorrection,
    KindCorrection,
    Letter,
    Material,
    MaterialKind,
    Service,
    Struck,
)

__all__ = [
    "OPEN_STATES",
    "Answer",
    "Applicant",
    "ApplicantKind",
    "Application",
    "ApplicationEvent",
    "ApplicationFact",
    "ClockProjection",
    "Delivery",
    "DetailsCorrection",
    "FormWanted",
    "KindCorrection",
    "Letter",
    "Material",
    "MaterialKind",
    "Service",
    "Struck",
]
