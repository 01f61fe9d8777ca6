"""The needs map as a page, the same at the desks of the school, the owner, the authority and the representative."""
