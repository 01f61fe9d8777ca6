"""The waiting room in front of log-in: only there when PAFYLL_WAITING_ROOM says how many there is room for."""
