#!/usr/bin/env python3
"""Joins the published data of many sites and measures it:  python3 tests/bench/join.py

    python3 tests/bench/join.py                                    34 sources of 1,000 documents
    python3 tests/bench/join.py --sources 34 --documents 5000 --query "ho so truc tuyen"

Makes the public data of each source (the tables of the contract, three directives a document, everything in it
invented), fetches all of it from folders, builds the joining site, builds it again without a change and after one source
was fetched again, and reads off the index what the first page of a search costs. The words are those of corpus.rs.
Everything is made under /dev/shm (or --work) and removed. Asserts only that what comes out is right, never a time.
"""

import argparse, json, os, pathlib, random, re, shutil, subprocess

from measure import REPOSITORY, TARGET, measured, table

TODAY = "2026-06-30"
WORDS = (REPOSITORY / "tests/bench/corpus.rs").read_text()


def words(name):
    """A list of words of corpus.rs."""
    body = re.search(rf"const {name}: &\[&str\] = &\[(.*?)\];", WORDS, re.S).group(1)
    return re.findall(r'"([^"]+)"', body)


VERBS, OBJECTS, PLACES, OFFICES = words("VERBS"), words("OBJECTS"), words("PLACES"), words("OFFICES")
KINDS = [("notice", "TB"), ("plan", "KH"), ("decision", "QĐ"), ("letter", "CV")]


def publish(folder, source, documents):
    """Writes the public data of a site: one province, ten years, bodies of the province, three directives a document."""
    chance = random.Random(source)
    province = f"tinh-{source}"
    bodies = [{"id": f"{province}/co-quan-{number}", "province": province, "name": f"Sở {OFFICES[number % len(OFFICES)]} tỉnh Mẫu {source} ({number})"} for number in range(60)]
    bodies[0]["name"] = f"Ủy ban nhân dân tỉnh Mẫu {source}"
    one = lambda of: of[chance.randrange(len(of)) * chance.randrange(len(of)) // len(of)]
    rows, directives = [], []
    for number in range(documents):
        year, (kind, code) = 2016 + number % 10, KINDS[number % len(KINDS)]
        date = f"{year}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
        name = f"{number // 10 + 1}-{code.lower().replace('đ', 'd')}-ubnd-{year}"
        rows.append({
            "id": f"{province}/{name}", "number": f"{number // 10 + 1}/{code}-UBND", "kind": kind, "issuer": bodies[0]["id"],
            "province": province, "date": date, "date_certain": True, "number_certain": True,
            "title": f"Về việc {one(VERBS).lower()} {one(OBJECTS)} {one(PLACES)}", "signer": None, "source": "Dữ liệu hư cấu",
            "held": True, "url": f"/van-ban/{province}/{name}/", "relations": [],
        })
        for clause in (2, 4, 6):
            due = f"{year + chance.randrange(1, 3)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
            lifecycle = chance.choice(["no-information", "no-information", "in-progress", "done"])
            completed = due if lifecycle == "done" else None
            open_word = "on-time" if due >= TODAY else "overdue" if lifecycle == "in-progress" else "past-due-unreported"
            directives.append({
                "id": f"{province}/{name}/{clause}", "document": f"{province}/{name}", "eid": str(clause),
                "action": f"{one(VERBS)} {one(OBJECTS)} {one(PLACES)} đợt {chance.randrange(1, 401)}",
                "lead": [chance.choice(bodies[1:])["id"]], "coordinating": [], "responsible": None, "report_to": [], "via": None,
                "deadline_text": f"trước ngày {due[8:]}/{due[5:7]}/{due[:4]}", "deadline_at": None, "deadline_kind": "date",
                "due": due, "recurrence": None, "slots": [], "extensions": [], "lifecycle": lifecycle,
                "timeliness": "done-on-time" if completed else open_word, "days_late": None, "verification": None,
                "completed": completed, "carries_out": [], "drift": [], "url": f"/van-ban/{province}/{name}/{clause}/",
            })
    provinces = [{"id": province, "name": f"Tỉnh Mẫu {source}", "short": f"Mẫu {source}"}]
    tables = {"documents": rows, "directives": directives, "bodies": bodies, "provinces": provinces}
    package = {
        "title": f"Tỉnh Mẫu {source} (hư cấu)", "version": "1.1.0", "created": f"{TODAY}T00:00:00Z", "fictional": True,
        "resources": [{"name": name} for name in tables],
    }
    (folder / "data").mkdir(parents=True)
    (folder / "data/datapackage.json").write_text(json.dumps(package, ensure_ascii=False))
    size = 0
    for name, rows in tables.items():
        text = json.dumps(rows, ensure_ascii=False)
        (folder / f"data/{name}.json").write_text(text)
        size += len(text.encode())
    return size


def size_of(folder, pattern="**/*"):
    files = [path for path in folder.glob(pattern) if path.is_file()]
    return len(files), sum(path.stat().st_size for path in files)


def first_bytes(program, public, query):
    """Bytes that a browser reads for a query: the search page's own code does it, over the written files."""
    script = REPOSITORY / "tests/bench/query.mjs"
    said = subprocess.run(["node", script, public, query], check=True, stdout=subprocess.PIPE, text=True).stdout
    return json.loads(said)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--sources", type=int, default=34)
    arguments.add_argument("--documents", type=int, default=1000, help="of each source")
    arguments.add_argument("--query", default="ho so truc tuyen")
    arguments.add_argument("--program", type=pathlib.Path, help="one that is there already; else it is built")
    arguments.add_argument("--work", default="/dev/shm/minhbach-join")
    given = arguments.parse_args()
    if not given.program:
        subprocess.run(["cargo", "build", "--release", "--quiet", "--bin", "minhbach"], cwd=REPOSITORY, check=True)
    program = given.program or TARGET / "release/minhbach"
    work = pathlib.Path(given.work)
    shutil.rmtree(work, ignore_errors=True)
    root, public = work / "site", work / "public"
    (root / "content").mkdir(parents=True)
    names = [f"tinh-{number}" for number in range(given.sources)]
    settings = "title: Cổng chung (hư cấu)\ndescription: Dữ liệu do máy sinh ra để đo.\nfictional: true\nsources:\n"
    settings += "".join(f"  - {{ id: {name}, url: \"https://{name}.example/\" }}\n" for name in names)
    (root / "content/site.yaml").write_text(settings)
    published = sum(publish(work / name, number, given.documents) for number, name in enumerate(names))
    froms = [part for name in names for part in ("--from", f"{name}={work / name}")]
    fetched = measured(program, "fetch", "--root", root, "--today", TODAY, *froms)
    _, stored = size_of(root / "content/.joined")
    steps = {"fetch": fetched}
    build = [program, "build", "--root", root, "--output", public, "--today", TODAY]
    steps["build"] = measured(*build)
    steps["again, unchanged"] = measured(*build)
    measured(program, "fetch", names[0], "--root", root, "--today", "2026-07-01", *froms[:2])
    steps["again, one source fetched"] = measured(*build)
    documents, directives = given.sources * given.documents, given.sources * given.documents * 3
    files, size = size_of(public)
    pieces, index = size_of(public / "search")
    query = first_bytes(program, public, given.query)
    assert query["found"] > 0, "nothing is found"
    print(f"{given.sources} sources, {documents} documents, {directives} directives; {os.cpu_count()} processors")
    print(f"published {published / 1e6:.0f} MB, stored {stored / 1e6:.0f} MB, output {files} files, {size / 1e6:.0f} MB, of which search {pieces} files, {index / 1e6:.1f} MB")
    print(f"entry file {query['entry'] / 1e3:.0f} KB; {given.query!r}: {query['found']} found, {query['requests']} requests, {query['bytes'] / 1e3:.0f} KB with the entry file")
    rows = [["", "wall s", "CPU s", "memory MB"]]
    rows += [[step, f"{spent['wall']:.1f}", f"{spent['cpu']:.1f}", f"{spent['memory'] / 1e6:.0f}"] for step, spent in steps.items()]
    table(rows)
    largest = max((path.stat().st_size, path) for path in public.glob("nguon/**/*.html"))
    print(f"longest page: {largest[0] / 1e6:.1f} MB, {largest[1].relative_to(public)}")
    shutil.rmtree(work)


if __name__ == "__main__":
    main()
