"""Reading an owner's file of staff: uploaded, mapped, read, previewed, confirmed, and undone."""
