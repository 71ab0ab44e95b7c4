"""Keep Rasa from importing what our pipeline does not use.

Rasa's component registry imports TensorFlow (11 s of a 16 s start, 400 MB) for every pipeline,
also for one that never calls it. `install` answers those imports with empty stand-ins, so that
the parser starts in a few seconds. A pipeline with a TensorFlow component (DIET, TED) must be
served by `rasa run` instead: see README.md.
"""

import importlib.abc
import importlib.machinery
import sys
import types

TENSORFLOW = ("tensorflow", "tensorflow_addons", "tensorflow_hub", "tensorflow_text", "keras")

# Dialogue management, evaluation and the registry: needed to train, not to parse
DIALOGUE = ("rasa.core", "rasa.nlu.test", "rasa.engine.recipes.default_recipe")

# scikit-learn's optional helpers import these; predicting calls none of them
STATISTICS = ("scipy.stats",)


class _StandIn(type):
    """A class whose attributes are stand-ins, and which as a decorator changes nothing."""

    def __getattr__(cls, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return _StandIn(name, (), {"_is_stand_in": True})

    def __call__(cls, *args, **kwargs):
        if "_is_stand_in" not in cls.__dict__:
            return super().__call__(*args, **kwargs)
        if len(args) == 1 and callable(args[0]) and not kwargs:
            return args[0]
        return cls

    def __getitem__(cls, _item):
        return cls


class _StandInModule(types.ModuleType):
    """A module that has every name one asks it for."""

    __path__ = ()

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        stand_in = _StandIn(name, (), {"_is_stand_in": True})
        setattr(self, name, stand_in)
        return stand_in


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def __init__(self, packages):
        self._packages = packages

    def find_spec(self, fullname, path=None, target=None):
        if any(fullname == p or fullname.startswith(f"{p}.") for p in self._packages):
            return importlib.machinery.ModuleSpec(fullname, self, is_package=True)
        return None

    def create_module(self, spec):
        return _StandInModule(spec.name)

    def exec_module(self, module):
        """Nothing to run: a stand-in has no code."""


def install(*packages):
    """Answer the import of these packages, and of all below them, with stand-ins."""
    sys.meta_path.insert(0, _Finder(packages))
