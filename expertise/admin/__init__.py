"""The office: experts, calls for experts, vetting, community."""
