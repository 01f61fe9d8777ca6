"""The command line: the main job on files, without a server or a database."""

from pafyll.cli.app import main

__all__ = ["main"]
