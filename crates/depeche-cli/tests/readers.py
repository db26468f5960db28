#!/usr/bin/env python3
"""Holds what depeche writes against the tools that read it.

usage: readers.py [--all] PATH/TO/depeche TEXTS...

Checked with what is installed, and said when it is not (with --all that is a failure): spacy (Doc JSON), udtools (CoNLL-U, UD
validation level 2), jsonschema (the published schema), pyarrow (the Parquet file that the tests of depeche leave behind:
`cargo test -p depeche --features parquet --test columns`). doccano, Label Studio, Web Annotation and brat are read as their documents say: each
written place, in the unit of the format, must give the mention's text.
"""
import importlib.util
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading

HERE = pathlib.Path(__file__).resolve().parent
PARQUET = HERE.parents[2] / "target" / "tmp" / "seeds.parquet"
SCHEMA = HERE.parents[1] / "depeche" / "schema" / "document.schema.json"


def annotate(program, form, texts):
    run = subprocess.run([program, "annotate", "--to", form, *texts], capture_output=True, check=True)
    return run.stdout.decode()


def lines(program, form, texts):
    return [json.loads(line) for line in annotate(program, form, texts).splitlines()]


def check_spacy(program, texts):
    import spacy
    from spacy.tokens import Doc

    vocab = spacy.blank("fr").vocab
    for written in lines(program, "spacy", texts):
        doc = Doc(vocab).from_json(written, validate=True)
        assert doc.text == written["text"]
        assert [ent.text for ent in doc.ents] == [doc.text[e["start"]:e["end"]] for e in written["ents"]]
        assert [s.kb_id_ for s in doc.spans["depeche"]] == [s["kb_id"] for s in written["spans"]["depeche"]]
        assert len(list(doc.sents)) == len(written["sents"])
        again = doc.to_json()
        assert [t["start"] for t in again["tokens"]] == [t["start"] for t in written["tokens"]]


def check_udtools(program, texts):
    with tempfile.NamedTemporaryFile("w", suffix=".conllu", encoding="utf-8") as file:
        file.write(annotate(program, "conllu", texts))
        file.flush()
        tool = pathlib.Path(sys.executable).parent / "udvalidate"
        run = subprocess.run([str(tool), "--lang", "fr", "--level", "2", file.name], capture_output=True)
        assert run.returncode == 0, run.stdout.decode()[-2000:] + run.stderr.decode()[-2000:]


def check_jsonschema(program, texts):
    import jsonschema

    validator = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text()))
    for written in lines(program, "jsonl", texts):
        validator.validate(written)


def check_pyarrow(program, texts):
    import pyarrow.parquet

    with tempfile.NamedTemporaryFile(suffix=".parquet") as file:
        run = subprocess.run([program, "annotate", "--to", "parquet", *texts], stdout=file, stderr=subprocess.PIPE)
        if run.returncode == 0:
            check_table(pyarrow.parquet.read_table(file.name), program, texts)
        else:
            assert b"--features parquet" in run.stderr, run.stderr
            print("pyarrow: this build of the program writes no Parquet; the file of the library is read alone")
    check_table(pyarrow.parquet.read_table(PARQUET), program, texts)


def check_table(table, program, texts):
    assert table.schema.metadata[b"depeche.offsets"] == b"byte", table.schema.metadata
    assert table.schema.metadata[b"depeche.format"] == b"depeche/1"
    rows = {pathlib.Path(row["name"]).name: row for row in table.to_pylist()}
    documents = {pathlib.Path(written["file"]).name: written for written in lines(program, "jsonl", texts)}
    assert set(rows) == set(documents), set(rows) ^ set(documents)
    for name, written in documents.items():
        row = rows[name]
        assert row["text"] == written["text"]
        assert (row["date"], row["title"]) == (written["header"]["date"], written["header"]["title"])
        source = row["text"].encode()
        for layer in ("sentences", "tokens", "mentions"):
            surfaces = [source[item["start"]:item["end"]].decode() for item in row[layer]]
            assert surfaces == [item["text"] for item in written[layer]], (name, layer)
        assert [token["kind"] for token in row["tokens"]] == [token["kind"] for token in written["tokens"]]
        for key in ("type", "subtype", "id", "name", "chain", "sentence"):
            assert [m[key] for m in row["mentions"]] == [m[key] for m in written["mentions"]], (name, key)


def read_terminal(end, shown):
    try:
        while part := os.read(end, 65536):
            shown += part
    except OSError:  # the other end is closed
        pass


def check_terminal(program, _):
    """A bar on a terminal, over many files; none of it in the output, none of it where there is no terminal."""
    import pty

    with tempfile.TemporaryDirectory() as folder:
        for at in range(400):
            text = f"Un texte numéro {at}. Il pleut à Brest, dit M. Macron.\n" * 40
            pathlib.Path(folder, f"{at:03}.txt").write_text(text, encoding="utf-8")
        command = [program, "annotate", "--to", "jsonl", "-j", "2", folder]
        piped = subprocess.run(command, capture_output=True, check=True)
        assert piped.stderr == b"", piped.stderr
        ours, theirs = pty.openpty()
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs) as child:
            os.close(theirs)
            # Read beside it: a terminal that nobody reads is full after some bars.
            shown = bytearray()
            reader = threading.Thread(target=read_terminal, args=(ours, shown))
            reader.start()
            output = child.stdout.read()
        reader.join()
        os.close(ours)
        assert output == piped.stdout
        assert b"/400" in shown and b"documents" in shown and b"MB/s" in shown, shown[-500:]
        assert shown.endswith(b"\r\x1b[K"), "the bar is taken away at the end"


def check_units(program, texts):
    documents = lines(program, "jsonl", texts)
    for written in documents:
        source = written["text"].encode()
        for layer in ("sentences", "tokens", "mentions"):
            for item in written[layer]:
                assert source[item["start"]:item["end"]].decode() == item["text"]
    expected = [[m["text"] for m in written["mentions"]] for written in documents]
    found = [[w["text"][s:e] for s, e, _ in w["label"]] for w in lines(program, "doccano", texts)]
    assert found == expected, "doccano"
    found = []
    for written in lines(program, "label-studio", texts):
        units = written["data"]["text"].encode("utf-16-le")
        values = [result["value"] for result in written["predictions"][0]["result"]]
        found.append([units[2 * v["start"]:2 * v["end"]].decode("utf-16-le") for v in values])
    assert found == expected, "label-studio"
    for written, page in zip(documents, lines(program, "web-annotation", texts)):
        text = written["text"]
        for item, mention in zip(page["items"], written["mentions"], strict=True):
            position, quote = item["target"]["selector"]
            assert text[position["start"]:position["end"]] == quote["exact"] == mention["text"]
            assert text[:position["start"]].endswith(quote["prefix"])
            assert text[position["end"]:].startswith(quote["suffix"])
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([program, "annotate", "-q", "--to", "brat", "-o", folder, *texts], check=True)
        for ann in pathlib.Path(folder).rglob("*.ann"):
            text = ann.with_suffix(".txt").read_bytes().decode()
            for line in ann.read_text().splitlines():
                if line.startswith("T"):
                    _, places, surface = line.split("\t")
                    pieces = [place.split(" ")[-2:] for place in places.split(" ", 1)[1].split(";")]
                    assert " ".join(text[int(a):int(b)] for a, b in pieces) == surface.replace("\t", " ")


def main():
    arguments = sys.argv[1:]
    everything = arguments[:1] == ["--all"]
    program, *texts = arguments[1:] if everything else arguments
    failed = False
    checks = [
        ("spacy", check_spacy),
        ("udtools", check_udtools),
        ("jsonschema", check_jsonschema),
        ("pyarrow", check_pyarrow),
        ("units", check_units),
        ("terminal", check_terminal),
    ]
    for name, check in checks:
        if name not in ("units", "terminal") and importlib.util.find_spec(name) is None:
            print(f"{name}: not installed, not checked")
            failed = failed or everything
            continue
        try:
            check(program, texts)
            print(f"{name}: ok")
        except Exception as error:  # each tool fails in its own way
            failed = True
            print(f"{name}: FAILED: {error!r}")
    sys.exit(failed)


if __name__ == "__main__":
    main()
