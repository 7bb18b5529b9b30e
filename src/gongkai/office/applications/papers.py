"""Reading what an application has on paper."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch

from gongkai.office.applications.models import (
    Application,
    Delivery,
    Letter,
    Material,
    Service,
)
from gongkai.office.documents.models import File


@dataclass(frozen=True)
class Papers:
    """Everything on paper of one application, oldest first; files are read only when opened."""

    letters: tuple[Letter, ...]
    services: tuple[Service, ...]
    materials: tuple[Material, ...]


def of(application: Application) -> Papers:
    """The letters with their deliveries, the services of the answer, the materials. Four queries."""
    deliveries = Delivery.objects.select_related("proof").order_by("id")
    return Papers(
        tuple(
            Letter.objects.filter(application=application)
            .select_related("file", "event")
            .defer("addressee")
            .prefetch_related(Prefetch("deliveries", deliveries))
            .order_by("id")
        ),
        tuple(
            Service.objects.filter(application=application).select_related("proof").order_by("id")
        ),
        tuple(
            Material.objects.filter(application=application).select_related("file").order_by("id")
        ),
    )


def count(application: Application) -> int:
    """How many papers came in: materials and proofs."""
    return (
        Material.objects.filter(application=application).count()
        + Service.objects.filter(application=application, proof__isnull=False).count()
        + Delivery.objects.filter(letter__application=application, proof__isnull=False).count()
    )


def letter_of(application: Application, uid: UUID) -> Letter | None:
    """One letter of the application."""
    return (
        Letter.objects.filter(application=application, uid=uid)
        .select_related("application__agency", "application__applicant", "event")
        .first()
    )


def file_of(application: Application, uid: UUID) -> File | None:
    """A file that belongs to the application: a letter, a material or a proof."""
    held = of(application)
    files = [one.file for one in held.letters] + [one.file for one in held.materials]
    files += [one.proof for one in held.services if one.proof is not None]
    files += [d.proof for one in held.letters for d in one.deliveries.all() if d.proof is not None]
    return next((file for file in files if file.uid == uid), None)
