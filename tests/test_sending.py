"""Signing, verifying, encrypting and decrypting, with the real programs behind them."""

from __future__ import annotations

import json
import os
import re
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pyrage
import pytest

from lgq_tui.cli import main
from lgq_tui.storage import plain, signatures

ROOT = Path(__file__).parents[1]
KUALA_LUMPUR = ROOT / "examples" / "kuala-lumpur.response.yaml"
DRAFT = ROOT / "examples" / "valid" / "half-filled.response.yaml"

needs_openssh = pytest.mark.skipif(
    shutil.which("ssh-keygen") is None, reason="this system has no ssh-keygen"
)
needs_scripts = pytest.mark.skipif(os.name == "nt", reason="runs a script in place of ssh-keygen")

Captured = pytest.CaptureFixture[str]


def made_key(path: Path, kind: str = "ed25519", passphrase: str = "") -> Path:
    """A key of OpenSSH; its public key is beside it."""
    path.parent.mkdir(exist_ok=True)
    command = ["ssh-keygen", "-q", "-t", kind, "-N", passphrase, "-C", "test", "-f", str(path)]
    subprocess.run(command, check=True)
    return path


def listed(path: Path, **keys: Path) -> Path:
    """A list of who may sign with which key."""
    lines = (
        f"{name}@city.example {key.with_suffix('.pub').read_text()}" for name, key in keys.items()
    )
    path.write_text("".join(lines))
    return path


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home of a person, who has no keys yet and works there."""
    folder = tmp_path / "home"
    folder.mkdir()
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def response(home: Path) -> Path:
    """A finished response there."""
    return Path(shutil.copy(KUALA_LUMPUR, home / "city.response.yaml"))


def sentence(capsys: Captured) -> str:
    """The one sentence of an error, to which nothing was printed."""
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("lgq: ")
    assert err.count("\n") == 1
    return err.removeprefix("lgq: ").rstrip("\n")


# Signing and verifying


@needs_openssh
@pytest.mark.parametrize("kind", ["ed25519", "ecdsa", "rsa"])
def test_what_was_signed_is_verified(kind: str, response: Path, capsys: Captured) -> None:
    key = made_key(response.parent / ".ssh" / f"id_{kind}", kind)
    signers = listed(Path("signers"), ana=key)
    before = response.read_bytes()
    assert main(["sign", str(response)]) == 0
    assert f"send it together with {response}.sig" in capsys.readouterr().out
    assert main(["verify", "--signers", str(signers), str(response)]) == 0
    assert re.fullmatch(
        rf"{response}: Signed by ana@city\.example \(key SHA256:\S{{43}}\)\.\n",
        capsys.readouterr().out,
    )
    assert response.read_bytes() == before
    assert {path.name for path in response.parent.iterdir()} == {
        *(".ssh", "signers", "city.response.yaml", "city.response.yaml.sig")
    }


@needs_openssh
def test_without_signers_nobody_vouches(response: Path, capsys: Captured) -> None:
    made_key(response.parent / ".ssh" / "id_ed25519")
    assert main(["sign", str(response)]) == 0
    assert main(["verify", str(response)]) == 0
    assert (
        "fits the file, but nobody vouches for whose key it is (SHA256:" in capsys.readouterr().out
    )


@needs_openssh
def test_openssh_alone_verifies_too(response: Path) -> None:
    signers = listed(Path("signers"), ana=made_key(Path("key")))
    assert main(["sign", "--key", "key", str(response)]) == 0
    done = subprocess.run(
        [
            *("ssh-keygen", "-Y", "verify", "-f", signers, "-I", "ana@city.example"),
            *("-n", "lgq-response", "-s", f"{response}.sig"),
        ],
        input=response.read_bytes(),
    )
    assert done.returncode == 0


@needs_openssh
def test_a_signature_that_is_there_stays_and_the_next_one_stands_beside_it(
    response: Path, capsys: Captured
) -> None:
    first, second = made_key(Path("first")), made_key(Path("second"))
    listed(Path("signers"), first=first, second=second)
    sign = ["sign", str(response), "--key"]
    assert main([*sign, "first"]) == 0
    capsys.readouterr()
    assert main([*sign, "second"]) == 2
    assert sentence(capsys).startswith(f"{response}.sig is there already; name another file with")
    assert main([*sign, "second", "-o", "second.sig"]) == 0
    assert "send it together with second.sig." in capsys.readouterr().out
    for name, options in (("first", []), ("second", ["--signature", "second.sig"])):
        assert main(["verify", "--signers", "signers", *options, str(response)]) == 0
        assert f"Signed by {name}@city.example" in capsys.readouterr().out


@needs_openssh
def test_a_signature_is_replaced_where_that_is_asked_for(response: Path, capsys: Captured) -> None:
    listed(Path("signers"), first=made_key(Path("first")), second=made_key(Path("second")))
    for key, *options in (["first"], ["second", "--force"]):
        assert main(["sign", "--key", key, *options, str(response)]) == 0
    assert main(["verify", "--signers", "signers", str(response)]) == 0
    assert "second@city.example" in capsys.readouterr().out


@needs_openssh
def test_a_signature_never_takes_the_place_of_what_is_signed(
    response: Path, capsys: Captured
) -> None:
    made_key(Path("key"))
    whole = response.read_bytes()
    assert main(["sign", "--key", "key", "--force", "-o", response.name, str(response)]) == 2
    assert "is the file to be read" in sentence(capsys)
    assert response.read_bytes() == whole


@needs_openssh
@pytest.mark.parametrize("options", [[], ["--signers", "signers"]])
def test_a_file_that_was_changed_does_not_fit(
    options: list[str], response: Path, capsys: Captured
) -> None:
    listed(Path("signers"), ana=made_key(Path("key")))
    assert main(["sign", "--key", "key", str(response)]) == 0
    response.write_bytes(response.read_bytes() + b"\n")
    capsys.readouterr()
    assert main(["verify", *options, str(response)]) == 1
    out, err = capsys.readouterr()
    assert out.startswith(f"{response}: The signature does not fit the file: ")
    assert (out.count("\n"), err) == (1, "")


@needs_openssh
def test_a_signature_that_was_changed_does_not_fit(response: Path) -> None:
    made_key(Path("key"))
    assert main(["sign", "--key", "key", str(response)]) == 0
    signature = Path(f"{response}.sig")
    head, first, *rest = signature.read_text().splitlines()
    signature.write_text("\n".join((head, first[:40] + "AAAA" + first[44:], *rest)))
    assert main(["verify", str(response)]) == 1


@needs_openssh
def test_another_signer_is_told(response: Path, capsys: Captured) -> None:
    made_key(Path("key"))
    listed(Path("signers"), other=made_key(Path("other")))
    assert main(["sign", "--key", "key", str(response)]) == 0
    assert main(["verify", "--signers", "signers", str(response)]) == 1
    assert "signers has nobody who may sign with its key (SHA256:" in capsys.readouterr().out


@needs_openssh
@pytest.mark.parametrize(
    ("line", "valid"),
    [
        ("ana@x", True),
        ("!eve@x,ana@x,*@y", True),
        ('ana@x namespaces="lgq-response"', True),
        ('ana@x namespaces="git"', False),
        ('ana@x valid-before="20200101"', False),
        ("#ana@x", False),
        ("\x1b[31mana@x\x07", True),
        ("\ufeffana@x", True),
    ],
)
def test_what_a_list_of_signers_says_counts(
    line: str, valid: bool, response: Path, capsys: Captured
) -> None:
    made_key(Path("key"))
    text = f"{line} {Path('key.pub').read_text()}nonsense\r\n"
    Path("signers").write_text(text, "utf-8")
    assert main(["sign", "--key", "key", str(response)]) == 0
    assert main(["verify", "--signers", "signers", str(response)]) == (not valid)
    out, err = capsys.readouterr()
    assert err == ""
    assert out.replace("\n", "").isprintable()


@needs_openssh
def test_a_signature_for_another_purpose_is_none_of_a_response(response: Path) -> None:
    made_key(Path("key"))
    command = ["ssh-keygen", "-Y", "sign", "-f", "key", "-n", "file", str(response)]
    subprocess.run(command, check=True, capture_output=True)
    assert main(["verify", str(response)]) == 1


@needs_openssh
@pytest.mark.parametrize(
    "name", ["-o.yaml", "--key.yaml", "a b;'\"$(x).yaml", "ünö\n\x1b[31m.yaml", "%d~*.json"]
)
@pytest.mark.skipif(os.name == "nt", reason="this system has no such names")
def test_hostile_names_are_names(name: str, home: Path, capsys: Captured) -> None:
    key = made_key(home / "-f key")
    signers = listed(home / "-s signers", ana=key)
    named = Path(name)
    shutil.copy(KUALA_LUMPUR, named)
    if named.suffix == ".json":
        data = plain.parse(KUALA_LUMPUR, KUALA_LUMPUR.read_bytes()).data
        named.write_text(json.dumps(data), "utf-8")
    assert main(["sign", f"--key={key.name}", "--", name]) == 0
    assert Path(f"{name}.sig").is_file()
    assert main(["verify", f"--signers={signers.name}", "--", name]) == 0
    identity = pyrage.x25519.Identity.generate()
    Path("-keys").write_text(str(identity))
    assert main(["encrypt", f"--to={identity.to_public()}", "--", name]) == 0
    assert main(["decrypt", "--identity=-keys", "-o-out", "--", f"{name}.age"]) == 0
    assert Path("-out").read_bytes() == named.read_bytes()
    out, err = capsys.readouterr()
    assert err == ""
    assert out.count("\n") == 4
    assert "\x1b" not in out


@needs_openssh
def test_a_key_that_is_locked_is_asked_for_at_the_terminal(response: Path) -> None:
    pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    made_key(Path("key"), passphrase="open sesame")
    own_terminal = (
        "import fcntl, os, sys, termios\n"
        "fcntl.ioctl(0, termios.TIOCSCTTY, 0)\n"
        "os.execv(sys.executable, [sys.executable, '-m', 'lgq_tui', *sys.argv[1:]])\n"
    )
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", own_terminal, "sign", "--key", "key", str(response)],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=True,
        # A window would be asked with, were our input not the terminal.
        env=os.environ | {"PYTHONPATH": str(ROOT), "DISPLAY": ":99", "SSH_ASKPASS": "/bin/false"},
    )
    os.close(slave)
    told, end = b"", time.monotonic() + 60
    while b"passphrase" not in told and time.monotonic() < end:
        if select.select([master], [], [], 0.2)[0]:
            told += os.read(master, 4096)
    os.write(master, b"open sesame\n")
    assert process.wait(60) == 0
    os.close(master)
    assert b"sesame" not in told
    assert main(["verify", str(response)]) == 0


@needs_openssh
@pytest.mark.skipif(os.name == "nt", reason="takes the terminal away")
@pytest.mark.parametrize("is_old", [False, True], ids=["OpenSSH", "PEM"])
def test_a_key_that_is_locked_is_told_of_where_nobody_can_be_asked(
    is_old: bool, response: Path
) -> None:
    made_key(Path("key"), "rsa", passphrase="open sesame")
    if is_old:
        change = ["ssh-keygen", "-q", "-p", "-m", "PEM", "-f", "key"]
        passphrases = ["-P", "open sesame", "-N", "open sesame"]
        subprocess.run([*change, *passphrases], check=True, stdout=subprocess.DEVNULL)
    done = subprocess.run(
        [sys.executable, "-m", "lgq_tui", "sign", "--key", "key", str(response)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        start_new_session=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "lgq: key is locked with a passphrase, and the right one was not given; run this in a "
        "terminal and type it when it is asked for, or unlock the key before with `ssh-add`.\n"
    )


# What is not signed


@needs_openssh
def test_a_draft_is_not_signed(home: Path, capsys: Captured) -> None:
    made_key(home / "key")
    shutil.copy(DRAFT, "draft.yaml")
    assert main(["sign", "--key", "key", "draft.yaml"]) == 2
    assert sentence(capsys).startswith("draft.yaml is still in progress")
    assert not Path("draft.yaml.sig").exists()


@needs_openssh
def test_a_response_whose_seal_is_broken_is_not_signed(response: Path, capsys: Captured) -> None:
    made_key(Path("key"))
    response.write_text(response.read_text("utf-8").replace("Lumpur", "Lumpar"), "utf-8")
    assert main(["sign", "--key", "key", str(response)]) == 2
    assert f"{response}: The content has changed since it was saved" in sentence(capsys)
    assert not Path(f"{response}.sig").exists()


@needs_openssh
def test_a_response_that_lacks_its_seal_is_not_signed(response: Path, capsys: Captured) -> None:
    made_key(Path("key"))
    response.write_text(response.read_text("utf-8").partition("seal:")[0], "utf-8")
    assert main(["sign", "--key", "key", str(response)]) == 2
    assert f"{response}: This finished response has no seal" in sentence(capsys)
    assert not Path(f"{response}.sig").exists()


@needs_openssh
def test_a_key_that_cannot_sign_is_one_sentence(response: Path, capsys: Captured) -> None:
    Path("text").write_text("\x1b[31mno key\n")
    Path("folder").mkdir()
    assert main(["sign", str(response)]) == 2
    assert "ssh-keygen -t ed25519" in sentence(capsys)
    for name, told in {
        "absent": "absent: There is no such file",
        "text": "text is no key that can sign; name the file of your secret key with --key",
        "folder": "folder: This is a folder",
    }.items():
        assert main(["sign", "--key", name, str(response)]) == 2
        assert sentence(capsys).startswith(told)
    Path("half").write_bytes(made_key(Path("whole")).read_bytes()[:200])
    assert main(["sign", "--key", "half", str(response)]) == 2
    assert sentence(capsys).startswith(
        "half is cut off, or an old key whose public key half.pub is"
    )
    if os.name != "nt":
        made_key(Path("open")).chmod(0o644)
        assert main(["sign", "--key", "open", str(response)]) == 2
        assert "too open" in sentence(capsys)
    assert not Path(f"{response}.sig").exists()


@needs_openssh
def test_what_is_no_signature_is_one_sentence(response: Path, capsys: Captured) -> None:
    assert main(["verify", str(response)]) == 2
    assert f"no signature lies beside it ({response.name}.sig)" in sentence(capsys)
    assert main(["verify", "--signature", "absent", str(response)]) == 2
    assert sentence(capsys).startswith("absent: There is no such file")
    Path("text").write_text("hello")
    assert main(["verify", "--signature", "text", str(response)]) == 2
    assert sentence(capsys).startswith("text: This is no signature of OpenSSH")


@needs_openssh
def test_a_list_that_is_not_there_is_one_sentence(response: Path, capsys: Captured) -> None:
    made_key(Path("key"))
    assert main(["sign", "--key", "key", str(response)]) == 0
    capsys.readouterr()
    assert main(["verify", "--signers", "absent", str(response)]) == 2
    assert sentence(capsys).startswith("absent: There is no such file")


# What is not installed


def someone_elses(response: Path) -> None:
    Path("key").write_text("a key")
    Path(f"{response}.sig").write_text("-----BEGIN SSH SIGNATURE-----\n")


@pytest.mark.parametrize(
    "command", [["sign"], ["sign", "--key", "key"], ["verify", "--signers", "list"]]
)
def test_without_openssh_it_is_said_what_to_install(
    command: list[str], response: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    assert main([*command, str(response)]) == 2
    assert "install OpenSSH" in sentence(capsys)


def in_place_of_ssh_keygen(script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path("bin").absolute()
    folder.mkdir()
    (folder / "ssh-keygen").write_text(f"#!/bin/sh\n{script}\n")
    (folder / "ssh-keygen").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


@needs_scripts
@pytest.mark.parametrize("command", [["sign", "--key", "key", "-o", "out"], ["verify"]])
@pytest.mark.parametrize(
    ("script", "told"),
    [
        (
            "echo 'unknown option -- Y' >&2; echo 'usage: ssh-keygen [-q]' >&2; exit 1",
            "OpenSSH 8.2",
        ),
        ("kill -9 $$", "signal 9"),
        ("printf 'a\\033[31m\\nb' >&2; kill -9 $$", "(a[31m b)"),
    ],
)
def test_an_openssh_that_does_not_do_it_is_one_sentence(
    command: list[str],
    script: str,
    told: str,
    response: Path,
    capsys: Captured,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    someone_elses(response)
    in_place_of_ssh_keygen(script, monkeypatch)
    assert main([*command, str(response)]) == 2
    assert told in sentence(capsys)


@needs_scripts
def test_an_openssh_that_does_not_end_is_not_waited_for(
    response: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    someone_elses(response)
    in_place_of_ssh_keygen("exec sleep 60", monkeypatch)
    monkeypatch.setattr(signatures, "_SECONDS", 0.3)
    assert main(["verify", str(response)]) == 2
    assert "no answer" in sentence(capsys)


@pytest.mark.parametrize(
    "command", [["encrypt", "--to", "age1x"], ["decrypt", "--identity", "x", "-o", "out"]]
)
def test_without_pyrage_it_is_said_how_to_install_it(
    command: list[str], response: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyrage", None)
    assert main([*command, str(response)]) == 2
    told = sentence(capsys)
    assert all(word in told for word in ("pipx inject", "uv tool install", "pip install"))


# Encrypting and decrypting


@pytest.fixture(scope="module")
def made_keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keys of several people: a secret key and a public key of age, and two of OpenSSH."""
    folder = tmp_path_factory.mktemp("keys")
    identity = pyrage.x25519.Identity.generate()
    recipient = identity.to_public()
    (folder / "age").write_text(f"# created: 2026\n# public key: {recipient}\n{identity}\n")
    (folder / "age.pub").write_text(f"# who is to read it\n\n{recipient}\r\n")
    (folder / "stranger").write_text(f"{pyrage.x25519.Identity.generate()}\n")
    if shutil.which("ssh-keygen"):
        for kind in ("ed25519", "rsa"):
            made_key(folder / kind, kind)
    return folder


@pytest.fixture
def keys(made_keys: Path, home: Path) -> Path:
    """The same where the person works."""
    return Path(shutil.copytree(made_keys, home, dirs_exist_ok=True))


@pytest.mark.parametrize("name", ["age", "ed25519", "rsa"])
@pytest.mark.parametrize("as_file", [True, False])
def test_what_was_encrypted_is_decrypted(
    name: str, as_file: bool, keys: Path, response: Path, capsys: Captured
) -> None:
    public = keys / f"{name}.pub"
    if not public.exists():
        pytest.skip("this system has no ssh-keygen")
    to = str(public) if as_file else public.read_text().splitlines()[-1]
    assert main(["encrypt", str(response), "--to", to]) == 0
    encrypted = Path(f"{response}.age")
    assert b"Lumpur" not in encrypted.read_bytes()
    whole = response.read_bytes()
    response.unlink()
    assert main(["decrypt", str(encrypted), "--identity", name]) == 0
    assert response.read_bytes() == whole
    if os.name != "nt":
        assert {path.stat().st_mode & 0o777 for path in (encrypted, response)} == {0o600}
    assert capsys.readouterr().out == (
        f"{encrypted} is encrypted; only its recipients can read it.\n"
        f"{response} holds what was encrypted.\n"
    )


def test_every_recipient_can_read_it_and_nobody_else(
    keys: Path, response: Path, capsys: Captured
) -> None:
    other = pyrage.x25519.Identity.generate()
    Path("other").write_text(str(other))
    to = ["--to", "age.pub", "--to", str(other.to_public())]
    assert main(["encrypt", str(response), *to, "-o", "sent"]) == 0
    for name in ("age", "other"):
        assert main(["decrypt", "sent", "--identity", name, "-o", f"for {name}"]) == 0
        assert Path(f"for {name}").read_bytes() == response.read_bytes()
    capsys.readouterr()
    assert main(["decrypt", "sent", "--identity", "stranger", "-o", "out"]) == 2
    assert sentence(capsys) == (
        "sent is not encrypted to the key in stranger; name the secret key that belongs to the "
        "public key it was encrypted to, or ask for the file to be encrypted to yours."
    )
    assert not Path("out").exists()


def test_what_others_encrypted_as_text_is_decrypted(keys: Path) -> None:
    recipient = pyrage.x25519.Recipient.from_str(Path("age.pub").read_text().split()[-1])
    Path("text.age").write_bytes(pyrage.encrypt(b"hello", [recipient], armored=True))
    assert main(["decrypt", "text.age", "--identity", "age"]) == 0
    assert Path("text").read_bytes() == b"hello"


def test_nothing_is_replaced_without_being_asked_for(
    keys: Path, response: Path, capsys: Captured
) -> None:
    encrypted = Path(f"{response}.age")
    encrypted.write_text("old")
    encrypt = ["encrypt", str(response), "--to", "age.pub"]
    assert main(encrypt) == 2
    assert "--force" in sentence(capsys)
    assert main([*encrypt, "-o", "age"]) == 2
    assert "age is there already" in sentence(capsys)
    assert encrypted.read_text() == "old"
    assert main([*encrypt, "--force"]) == 0
    capsys.readouterr()
    assert main(["decrypt", str(encrypted), "--identity", "age"]) == 2
    assert "--force" in sentence(capsys)
    whole = response.read_bytes()
    assert main([*encrypt, "--force", "-o", f"../home/{response.name}"]) == 2
    assert "is the file to be read" in sentence(capsys)
    assert response.read_bytes() == whole


@pytest.mark.parametrize(
    ("to", "told"),
    [
        ("age1nonsense", "“age1nonsense” is no public key"),
        ("age1\x1b[31m" + "x" * 100, "is no public key"),
        ("ssh-ed25519 nonsense", "“ssh-ed25519 nonsense” is no public key"),
        ("ecdsa-sha2-nistp256 AAAA", "is no public key"),
        ("absent", "absent: There is no such file"),
        ("empty", "empty: There is no public key in this file"),
        ("bytes", "bytes:1: "),
        ("age", "age:3: This is a secret key"),
        ("wrong", "wrong:2: “\\o/” is no public key"),
        (".", ".: This is a folder"),
    ],
)
def test_what_is_no_recipient_is_one_sentence(
    to: str, told: str, keys: Path, response: Path, capsys: Captured
) -> None:
    Path("empty").write_text("# nobody\n")
    Path("bytes").write_bytes(b"\xff\xfe\x00")
    Path("wrong").write_text("#\n\\o/\n")
    assert main(["encrypt", str(response), "--to", "age.pub", "--to", to]) == 2
    assert told in sentence(capsys)
    assert not Path(f"{response}.age").exists()


def test_a_secret_key_is_not_repeated(keys: Path, response: Path, capsys: Captured) -> None:
    secret = Path("stranger").read_text().strip()
    assert main(["encrypt", str(response), "--to", secret]) == 2
    assert secret not in sentence(capsys)


@pytest.mark.parametrize(
    ("content", "identity", "told"),
    [
        (None, "age", "There is no such file"),
        (b"", "age", "is not encrypted with age"),
        (b"hello", "age", "is not encrypted with age"),
        (b"age-encryption.org/v1\n", "age", "x.age was changed or cut off"),
        (b"age-encryption.org/v1\n-> X25519 \x1b[31m\n", "age", "x.age was changed or cut off"),
        (b"", "absent", "absent: There is no such file"),
        (b"", "age.pub", "age.pub: This is no secret key"),
        (b"", "empty", "empty: This is no secret key"),
        (b"", "half", "half: This is no secret key"),
        (b"", "locked", "locked: This is no secret key"),
    ],
)
def test_what_cannot_be_decrypted_is_one_sentence(
    content: bytes | None, identity: str, told: str, keys: Path, capsys: Captured
) -> None:
    Path("empty").write_text("#\n")
    Path("half").write_text("-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk\n")
    if identity == "locked":
        if shutil.which("ssh-keygen") is None:
            pytest.skip("this system has no ssh-keygen")
        made_key(Path("locked"), passphrase="open sesame")
    if content is not None:
        Path("x.age").write_bytes(content)
    assert main(["decrypt", "x.age", "--identity", identity]) == 2
    assert told in sentence(capsys)
    assert not Path("x").exists()


def test_a_part_of_what_was_encrypted_is_nothing(
    keys: Path, response: Path, capsys: Captured
) -> None:
    assert main(["encrypt", str(response), "--to", "age.pub"]) == 0
    encrypted = Path(f"{response}.age")
    whole = encrypted.read_bytes()
    for part in (
        whole[:-1],
        whole[: len(whole) // 2],
        whole[:60],
        whole + b"x",
        whole[:-1] + b"\0",
    ):
        encrypted.write_bytes(part)
        capsys.readouterr()
        assert main(["decrypt", str(encrypted), "--identity", "age", "-o", "out"]) == 2
        told = sentence(capsys)
        assert told.startswith(f"{encrypted} was changed or cut off on the way, or is meant for ")
        assert "ask for it again" in told
    assert not Path("out").exists()


def test_what_is_too_large_is_not_read(keys: Path, capsys: Captured) -> None:
    encrypt = ["encrypt", "large", "--to", "age.pub", "-o", "large.age"]
    # The second fits as it is, and would not when it is encrypted.
    for size in (plain.MOST_BYTES + 1, plain.MOST_BYTES):
        with open("large", "wb") as file:
            file.truncate(size)
        assert main(encrypt) == 2
        assert f"large: The file is larger than {plain.MOST_BYTES // 10**6} MB" in sentence(capsys)
    assert not Path("large.age").exists()
    Path("large").rename("large.age")
    with open("large.age", "r+b") as file:
        file.write(b"age-encryption.org/v1")
        file.truncate(plain.MOST_BYTES + 1)
    assert main(["decrypt", "large.age", "--identity", "age"]) == 2
    assert f"large.age: The file is larger than {plain.MOST_BYTES // 10**6} MB" in sentence(capsys)


def test_a_name_without_the_ending_needs_another(keys: Path, capsys: Captured) -> None:
    Path("sent").write_text("x")
    assert main(["decrypt", "sent", "--identity", "age"]) == 2
    assert "name it with -o" in sentence(capsys)
