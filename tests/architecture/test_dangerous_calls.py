"""What no part of the product does: run words as code, open what carries code, or draw and hash weakly."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.architecture.calls import Call, calls, calls_in, imports

RUNS_WORDS = {"eval", "exec", "compile", "__import__", "code.InteractiveInterpreter", "runpy.run_path"}
CARRIES_CODE = {"pickle", "_pickle", "cPickle", "marshal", "shelve", "dill", "joblib", "jsonpickle", "cloudpickle"}
UNSAFE_YAML = {"load", "load_all", "full_load", "full_load_all", "unsafe_load", "unsafe_load_all"}
THROUGH_A_SHELL = {"os.system", "os.popen", "subprocess.getoutput", "subprocess.getstatusoutput", "pty.spawn"}
STARTS = {"subprocess.run", "subprocess.Popen", "subprocess.call", "subprocess.check_call", "subprocess.check_output"}
HASHES = {"hashlib.sha256", "hashlib.sha384", "hashlib.sha512", "hashlib.file_digest"}
WEAK = {
    "Crypto",
    "Cryptodome",
    "DES",
    "DES3",
    "TripleDES",
    "ARC4",
    "RC4",
    "Blowfish",
    "ECB",
    "MD5",
    "SHA1",
    "md5",
    "sha1",
}
# Draws that nobody must be able to guess use the machine's own randomness. These repeat what a seed says, or mix.
SEEDED = {
    "src/pafyll/apps/surveys/services/answering.py": "SystemRandom; Random is the type that tests give instead",
    "src/pafyll/apps/surveys/services/closing.py": "the type alone",
    "src/pafyll/domain/statistics/bounds.py": "a search that is the same each time",
}
# Shorter than 128 bits, and no secret: what it is.
NO_SECRETS = {
    "src/pafyll/web/authority/views/controls.py": "a suggestion of a seed, shown and written down",
    "src/pafyll/web/owner/views/notifying_sections.py": "which window of the browser it is",
    "src/pafyll/web/teacher/writing.py": "which window of the browser it is",
    "src/pafyll/apps/forums/services/needs.py": "a number that lasts until the row has its key",
    "src/pafyll/apps/forums/models/openings.py": "the address rests on a signature over it",
    "src/pafyll/apps/surveys/models/surveys.py": "the address rests on a signature over it",
}
DRAWS = {"secrets.token_bytes", "secrets.token_hex", "secrets.token_urlsafe"}


def where(found: list[Call]) -> list[str]:
    return [f"{call.where} {call.name}" for call in found]


def runs_words(call: Call) -> bool:
    return call.name in RUNS_WORDS or call.name.removeprefix("builtins.") in RUNS_WORDS


def opens_code(call: Call) -> bool:
    first, _, last = call.name.rpartition(".")
    unsafe = first == "yaml" and last in UNSAFE_YAML
    return unsafe or call.name.split(".")[0] in CARRIES_CODE or call.has("allow_pickle", True)


def goes_through_a_shell(call: Call) -> bool:
    """By its own nature, by shell=True, or by words in one text, which only a shell takes apart."""
    said_in_one = call.name in STARTS and isinstance(call.node.args[0], ast.Constant | ast.JoinedStr | ast.BinOp)
    return call.name in THROUGH_A_SHELL or call.has("shell", True) or said_in_one


def hashes_weakly(call: Call) -> bool:
    chosen = [*call.node.args, *(word.value for word in call.node.keywords)]
    names = {str(one.value).lower() for one in chosen if isinstance(one, ast.Constant)}
    takes_names = call.name.startswith(("hashlib.", "hmac.")) or call.name.endswith(".salted_hmac")
    if call.name.startswith("hashlib.") and call.name not in HASHES:
        return True
    if call.name.endswith(".salted_hmac") and not call.has("algorithm", "sha256"):
        return True  # Django's own choice is SHA-1
    return takes_names and bool(names & {"md5", "sha1", "sha"})


BAD = [
    (runs_words, "eval(words)"),
    (runs_words, "import builtins\nbuiltins.exec(words)"),
    (opens_code, "import yaml\nyaml.load(text, Loader=yaml.Loader)"),
    (opens_code, "from pickle import loads as read\nread(text)"),
    (goes_through_a_shell, "import subprocess as s\ns.run(words, shell=True)"),
    (goes_through_a_shell, "from subprocess import run\nrun(f'ls {folder}')"),
    (goes_through_a_shell, "import os\nos.system(words)"),
    (hashes_weakly, "from hashlib import md5\nmd5(text)"),
    (hashes_weakly, "import hashlib\nhashlib.new('sha1', text)"),
    (hashes_weakly, "import hmac\nhmac.new(key, text, 'md5')"),
    (hashes_weakly, "from django.utils.crypto import salted_hmac\nsalted_hmac('a', 'b')"),
]


@pytest.mark.parametrize(("rule", "text"), BAD)
def test_each_rule_sees_what_it_is_for(rule, text):
    assert [call for call in calls_in(Path("bad.py"), text) if rule(call)] != []


def test_no_words_are_run_as_code():
    assert where([call for call in calls() if runs_words(call)]) == []


def test_nothing_is_opened_that_may_carry_code():
    assert where([call for call in calls() if opens_code(call)]) == []
    assert [one for one in imports() if one[1].split(".")[0] in CARRIES_CODE] == []


def test_programs_are_started_with_lists_of_words_and_no_shell():
    assert where([call for call in calls() if goes_through_a_shell(call)]) == []
    assert len([call for call in calls() if call.name in STARTS]) >= 3


def test_no_hash_and_no_cipher_is_weak():
    assert where([call for call in calls() if hashes_weakly(call)]) == []
    assert [one for one in imports() if WEAK & set(one[1].split("."))] == []
    ciphers = {name for _path, name in imports() if name.startswith("cryptography.")}
    assert {name.split(".")[1] for name in ciphers} <= {"fernet", "x509", "exceptions"}, "AES-128-CBC with HMAC alone"


def test_whatever_must_not_be_guessed_is_drawn_by_the_machine_and_long():
    seeded = {path for path, name in imports() if name.split(".")[0] == "random" and "/devtools/" not in path}
    assert seeded == set(SEEDED)
    assert [call.where for call in calls() if call.name.startswith("random.") and _is_plain(call)] == []
    short = {call.where.split(":")[0] for call in calls() if call.name in DRAWS and _bytes_of(call) < 16}
    assert short == set(NO_SECRETS)


def _is_plain(call: Call) -> bool:
    """Drawn from the generator that can be guessed, without a seed that says that this is wanted."""
    return "/devtools/" not in call.where and call.name != "random.SystemRandom" and not call.node.args


def _bytes_of(call: Call) -> int:
    """How many are asked for; Python's own 32 without a number, and a named size is looked at by its own test."""
    size = call.node.args[0] if call.node.args else None
    return int(size.value) if isinstance(size, ast.Constant) else 32
