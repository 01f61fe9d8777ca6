"""What is listed, per page: the viewer first, no writing."""
