"""Questions of the form may_…, answered with a reason."""
