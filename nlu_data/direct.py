"""Run a loaded pipeline without the graph around it, and without matrices of one row.

Rasa's runner plans its graph anew for every message, and its featurizers build sparse matrices
that are stacked, converted and checked on the way to the classifier: for one short sentence five
times the work of the parse itself. Here the fitted parts are asked directly: the vectorizers which
n-grams a sentence has, the classifier's coefficients what those weigh. The answer is the same to
the last digits; `Direct.of` makes sure of that before it is used, and gives None for a pipeline of
other parts, which Rasa's runner serves then.
"""

import math
from collections import Counter

import numpy

PROBES = ("bonjour", "same as last time but 3 boxes of gloves", "12 x PAP-A4-80", "été ? 👍 1.5 l")
TOLERANCE = 1e-9


class Direct:
    """The parts of a pipeline: a tokenizer, featurizers that count, an extractor, a classifier."""

    def __init__(self, tokenizer, featurizers, extractor, classifier):
        """Take the fitted parts of these components."""
        self._tokenizer = tokenizer
        self._extractor = extractor
        self._counters = []
        offset = 0
        for featurizer in featurizers:
            vectorizer = featurizer.vectorizers["text"]
            vocabulary = vectorizer.vocabulary_
            self._counters.append((featurizer, vectorizer.build_analyzer(), vocabulary, offset))
            offset += len(vocabulary)
        self._weights = numpy.ascontiguousarray(classifier.clf.coef_.T)
        self._intercept = classifier.clf.intercept_
        self._intents = list(classifier.clf.classes_)
        self._ranked = classifier.config["ranking_length"] or len(self._intents)

    @classmethod
    def of(cls, components, parse):
        """The parts of these components; None when they do not answer as `parse` does."""
        kinds = {}
        for component in components:
            kinds.setdefault(type(component).__name__, []).append(component)
        try:
            (tokenizer,) = kinds.pop("WhitespaceTokenizer")
            featurizers = kinds.pop("CountVectorsFeaturizer")
            (extractor,) = kinds.pop("CRFEntityExtractor")
            (classifier,) = kinds.pop("LogisticRegressionClassifier")
            direct = cls(tokenizer, featurizers, extractor, classifier)
            same = all(_same(direct.parse(text), parse(text)) for text in PROBES)
        except (KeyError, ValueError, TypeError, AttributeError, IndexError):
            return None
        return direct if same else None

    def parse(self, text):
        """The output of Rasa's pipeline for a text that is not empty."""
        from rasa.shared.nlu.training_data.message import Message

        message = Message(data={"text": text})
        self._tokenizer.process([message])
        message.features_present = lambda *_args, **_kwargs: True  # the extractor has its own
        self._extractor.process([message])
        confidences = self._confidences(self._count(message))
        order = numpy.argsort(-confidences, kind="stable")[: self._ranked]
        ranking = [{"name": self._intents[i], "confidence": float(confidences[i])} for i in order]
        return {
            "text": text,
            "intent": ranking[0],
            "entities": message.get("entities"),
            "intent_ranking": ranking,
        }

    def _count(self, message):
        """How often each known n-gram stands in the sentence, by its column."""
        counts = Counter()
        for featurizer, analyze, vocabulary, offset in self._counters:
            tokens = featurizer._get_processed_message_tokens_by_attribute(message)
            for gram in analyze(" ".join(tokens)):
                column = vocabulary.get(gram)
                if column is not None:
                    counts[offset + column] += 1
        return counts

    def _confidences(self, counts):
        """One against the rest for each intent, and their sum made 1, as scikit-learn does it."""
        columns = numpy.fromiter(counts, dtype=numpy.intp, count=len(counts))
        times = numpy.fromiter(counts.values(), dtype=float, count=len(counts))
        scores = times @ self._weights[columns] + self._intercept
        likely = 1 / (1 + numpy.exp(-scores))
        return likely / likely.sum()


def _same(one, other):
    """Whether two answers are the same, confidences to nine digits."""
    ranks = zip(one["intent_ranking"], other["intent_ranking"], strict=True)
    return (
        one["entities"] == other["entities"]
        and one["intent"]["name"] == other["intent"]["name"]
        and all(
            a["name"] == b["name"]
            and math.isclose(a["confidence"], b["confidence"], abs_tol=TOLERANCE)
            for a, b in ranks
        )
    )
