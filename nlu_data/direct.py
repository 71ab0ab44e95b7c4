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
TOKENS = "text_tokens"


class Direct:
    """The parts of a pipeline: a tokenizer, featurizers that count, an extractor, a classifier."""

    def __init__(self, tokenizer, featurizers, extractor, classifier):
        """Take the fitted parts of these components."""
        self._tokenizer = tokenizer
        self._tagger = Tagger(extractor)
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
        entities = self._tagger.entities(text, message.get(TOKENS))
        confidences = self._confidences(self._count(message))
        order = numpy.argsort(-confidences, kind="stable")[: self._ranked]
        ranking = [{"name": self._intents[i], "confidence": float(confidences[i])} for i in order]
        return {
            "text": text,
            "intent": ranking[0],
            "entities": entities,
            "intent_ranking": ranking,
        }

    def _count(self, message):
        """How often each known n-gram stands in the sentence, by its column."""
        columns = []
        for featurizer, analyze, vocabulary, offset in self._counters:
            tokens = featurizer._get_processed_message_tokens_by_attribute(message)
            grams = map(vocabulary.get, analyze(" ".join(tokens)))
            columns += [offset + column for column in grams if column is not None]
        return Counter(columns)

    def _confidences(self, counts):
        """One against the rest for each intent, and their sum made 1, as scikit-learn does it."""
        columns = numpy.fromiter(counts, dtype=numpy.intp, count=len(counts))
        times = numpy.fromiter(counts.values(), dtype=float, count=len(counts))
        scores = times @ self._weights[columns] + self._intercept
        likely = 1 / (1 + numpy.exp(-scores))
        return likely / likely.sum()


class Tagger:
    """The fitted CRF of an extractor that looks at words alone.

    Rasa makes a record of each word, and asks each feature of it anew for each of its neighbours.
    The features stand in the same order here: crfsuite adds their weights up in it.
    """

    def __init__(self, extractor):
        """Take the extractor's tagger. Raise ValueError for one of another kind."""
        from rasa.nlu.utils.bilou_utils import tag_without_prefix

        ((self._kind, crf),) = extractor.entity_taggers.items()
        known = extractor.function_dict
        config = extractor.component_config
        if self._kind != "entity" or not config["BILOU_flag"]:
            raise ValueError("an extractor of entities with BILOU tags is expected")
        half = len(config["features"]) // 2
        self._window = [
            (place, [(f"{place}:{name}", known[name]) for name in names])
            for place, names in enumerate(config["features"], -half)
        ]
        self._extractor = extractor
        self._tagger = crf.tagger_
        self._labels = self._tagger.labels()
        kinds = {label: tag_without_prefix(label) for label in self._labels}
        self._alike = {
            label: [number for number, one in enumerate(self._labels) if kinds[one] == kind]
            for label, kind in kinds.items()
        }

    def entities(self, text, tokens):
        """The entities of a text, as the extractor gives them."""
        from rasa.nlu.utils.bilou_utils import ensure_consistent_bilou_tagging

        self._tagger.set(self._features(tokens))
        tags, confidences = [], []
        marginal = self._tagger.marginal
        for place in range(len(tokens)):
            likely = [marginal(label, place) for label in self._labels]
            tag = self._labels[likely.index(max(likely))]
            tags.append(tag)
            confidences.append(sum(likely[number] for number in self._alike[tag]))
        tags, confidences = ensure_consistent_bilou_tagging(tags, confidences)
        extractor = self._extractor
        found = extractor.convert_predictions_into_entities(
            text,
            tokens,
            {self._kind: tags},
            extractor.split_entities_config,
            {self._kind: confidences},
        )
        return extractor.add_extractor_name(found)

    def _features(self, tokens):
        """What the CRF sees of each word: its own features and those of its neighbours."""
        seen = [
            [{key: feature(token) for key, feature in features} for token in tokens]
            for _, features in self._window
        ]
        found = []
        for place in range(len(tokens)):
            features = {}
            for (offset, _), of_tokens in zip(self._window, seen, strict=True):
                if place + offset >= len(tokens):
                    features["EOS"] = True
                elif place + offset < 0:
                    features["BOS"] = True
                else:
                    features.update(of_tokens[place + offset])
            found.append(features)
        return found


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
