"""The provider's desk: offers and who has been granted a place."""
