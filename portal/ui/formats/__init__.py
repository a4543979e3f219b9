"""Django's formats in this house's way; named by `FORMAT_MODULE_PATH`."""
