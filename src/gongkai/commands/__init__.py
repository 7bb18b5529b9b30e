"""The commands over reports, one file a family; each adds its own to the command line."""
