"""What every benchmark here needs: running programs, looking at what they made, printing tables."""

import hashlib, os, pathlib, re, subprocess, sys, time

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", REPOSITORY / "target")).resolve()

# What is made of each document, by address; whatever else there is holds many of them or none.
OF_A_DOCUMENT = {
    "document": re.compile(r"(en/)?van-ban/tinh-\d+/\d+-[^/]+/index\.html"),
    "provision": re.compile(r"(en/)?van-ban/tinh-\d+/\d+-[^/]+/[^/]+/index\.html"),
    "embed": re.compile(r"(en/)?nhung/van-ban/tinh-\d+/\d+-[^/]+/[^/]+/index\.html"),
    "twin of a document": re.compile(r"van-ban/tinh-\d+/\d+-[^/]+/index\.json"),
    "twin of a provision": re.compile(r"van-ban/tinh-\d+/\d+-[^/]+/[^/]+/index\.json"),
}


def measured(*command, quiet=True, cwd=None):
    """Runs a program to its end: seconds on the clock, processor seconds, most memory held at once, in bytes."""
    started = time.monotonic()
    output = subprocess.DEVNULL if quiet else None
    process = subprocess.Popen([str(part) for part in command], stdout=output, stderr=subprocess.PIPE, cwd=cwd)
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command}: exit {process.returncode}\n{said.decode()}")
    return {
        "wall": time.monotonic() - started,
        "cpu": usage.ru_utime + usage.ru_stime,
        "memory": usage.ru_maxrss * 1024,
        "said": said.decode().strip(),
    }


def content_of(folder):
    """How many pages, files and bytes there are below a folder; and of each kind, with a sum over the addresses."""
    pages = files = size = 0
    kinds = {kind: {"files": 0, "bytes": 0, "addresses": 0} for kind in OF_A_DOCUMENT}
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            length = os.stat(path).st_size
            pages += name.endswith(".html")
            files += 1
            size += length
            address = os.path.relpath(path, folder)
            kind = next((kind for kind, form in OF_A_DOCUMENT.items() if form.fullmatch(address)), None)
            if kind:
                kinds[kind]["files"] += 1
                kinds[kind]["bytes"] += length
                # The same whatever the order, and exact as a number of JSON.
                kinds[kind]["addresses"] ^= int.from_bytes(hashlib.blake2b(address.encode(), digest_size=6).digest(), "big")
    return {"pages": pages, "files": files, "bytes": size, "kinds": kinds}


def pages_of(output):
    """Pages that are made of one document each."""
    return sum(output["kinds"][kind]["files"] for kind in ["document", "provision", "embed"])


def a_document(root):
    return sorted((root / "content/documents").glob("*/*.yaml"))[7]


def table(rows):
    widths = [max(len(str(row[column])) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        first, rest = str(row[0]).ljust(widths[0]), [str(cell).rjust(width) for cell, width in zip(row[1:], widths[1:])]
        print("  ".join([first, *rest]))
    print()
