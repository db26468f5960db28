#!/usr/bin/env python3
"""Holds what depeche writes against the tools that read it.

usage: readers.py PATH/TO/depeche TEXTS...

Checked with what is installed, and said when it is not: spacy (Doc JSON), udtools (CoNLL-U, UD validation level 2),
jsonschema (the published schema). doccano, Label Studio, Web Annotation and brat are read as their documents say: each
written place, in the unit of the format, must give the mention's text.
"""
import importlib.util
import json
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
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
    program, *texts = sys.argv[1:]
    failed = False
    checks = [("spacy", check_spacy), ("udtools", check_udtools), ("jsonschema", check_jsonschema), (None, check_units)]
    for module, check in checks:
        name = module or "units"
        if module and importlib.util.find_spec(module) is None:
            print(f"{name}: not installed, not checked")
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
