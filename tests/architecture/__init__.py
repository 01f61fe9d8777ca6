"""The house's own rules, kept by tests: imports, routes, registries, docs, migrations, words."""
