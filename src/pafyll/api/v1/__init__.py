"""The first version of the API: one file for each resource, over the same services and queries as the pages."""
