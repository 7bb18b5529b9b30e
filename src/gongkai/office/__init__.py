"""The running system: a Django project, one app a noun. See docs/architecture.md."""
