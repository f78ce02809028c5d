"""The peers on the input of `raadslag figure`: `figures.py KIND INPUT.json` → seconds of computing."""

import json
import sys
import time

kind, path = sys.argv[1:]
with open(path, encoding="utf-8") as file:
    figure = json.load(file)


def apportion():
    """PyPI `apportionment`, whose names of methods differ."""
    from apportionment.methods import compute

    names = {"largest-remainder": "hamilton", "sainte-lague": "saintelague"}
    votes = [int(unit["base"]) for unit in figure["units"]]
    parties = [unit["name"] for unit in figure["units"]]
    began = time.perf_counter()
    compute(names[figure["method"]], votes, figure["total"], parties=parties)
    return time.perf_counter() - began


def assess():
    """PyPI `pymcdm`."""
    import numpy
    from pymcdm.methods import PROMETHEE_II, TOPSIS
    from pymcdm.normalizations import vector_normalization

    matrix = numpy.array([a["scores"] for a in figure["alternatives"]], dtype=float)
    weights = numpy.array([c["weight"] for c in figure["criteria"]], dtype=float)
    types = numpy.array([1 if c["direction"] == "max" else -1 for c in figure["criteria"]])
    method = TOPSIS(vector_normalization) if figure["method"] == "topsis" else PROMETHEE_II("usual")
    began = time.perf_counter()
    method(matrix, weights / weights.sum(), types)
    return time.perf_counter() - began


print(json.dumps({"seconds": {"allocation": apportion, "assessment": assess}[kind]()}))
