"""More work under an agreement that stands: the agreement's own terms hold for it too."""
