"""A real OpenID provider that the tests start, and browsers that go to it and come back."""
