"""From a forum: what was said, what was agreed or voted, and the bodies that dissent."""
