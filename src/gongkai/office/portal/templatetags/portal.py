"""Addresses of the portal a page belongs to."""

from __future__ import annotations

from typing import Any

from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def to(context: Any, name: str, *args: Any) -> str:
    """The address of a page of the same agency's portal: `{% to 'item' index_number %}`."""
    address: str = context["request"].site.address(name, *args)
    return address


@register.filter
def file_size(size: int) -> str:
    """38 KB, 1.2 MB"""
    if size < 1024 * 1024:
        return f"{max(round(size / 1024), 1)} KB"
    return f"{size / 1024 / 1024:.1f} MB"
