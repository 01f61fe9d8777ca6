"""manage.py migrate for the databases that tests begin with: python -m tests.migrating.

For each new model Django draws again every model that hangs together with it, and here nearly all do: two thirds of
the time. Nothing refers to a model yet when it is new, so it is drawn alone. That the tables are the same is tested.
"""

from __future__ import annotations

import os
from typing import Any

from django.core.management import execute_from_command_line
from django.db.migrations.state import ModelState, ProjectState


def _add_alone(self: Any, model_state: ModelState) -> None:
    key = model_state.app_label, model_state.name_lower
    self.models[key] = model_state
    if self._relations is not None:
        self.resolve_model_relations(key)
    if "apps" in self.__dict__:  # drawn already
        self.apps.render_multiple([model_state])
        self.apps.clear_cache()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pafyll.config.settings.test")
    ProjectState.add_model = _add_alone  # type: ignore[method-assign]
    execute_from_command_line(["manage.py", "migrate", "-v0"])
