"""Texts of records in the languages beside English."""

from trytond.pool import Pool

LANGUAGES = ("fr", "de", "nl")


def translate(model, field, ids, texts):
    """Stores translations of a field: one dictionary of language to text for each id."""
    translation = Pool().get("ir.translation")
    for language in LANGUAGES:
        pairs = [(i, t[language]) for i, t in zip(ids, texts, strict=True) if t.get(language)]
        if pairs:
            translation.set_ids(
                f"{model},{field}", "model", language, [i for i, _ in pairs], [v for _, v in pairs]
            )
