"""Reading the questionnaires' data files: ``<form>.yaml`` with the form's own words, ``<form>.<language>.yaml`` beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any

import yaml

from egov_kg.errors import KnowledgeError
from egov_kg.forms.form import Field, Form, Option, Question, Section, Words

_TEXTS = (
    "title", "intro", "authorization", "thanks", "running_heads", "placeholders", "placeholder_patterns",
    "answer_labels", "country_labels", "date_labels",
)  # fmt: skip


@lru_cache(maxsize=1)
def load_forms() -> Mapping[str, Form]:
    """Every questionnaire we know, by the local name of its code; raises KnowledgeError for a file that is wrong."""
    folder = resources.files("egov_kg.forms")
    files = {file.name.removesuffix(".yaml"): file for file in folder.iterdir() if file.name.endswith(".yaml")}
    names = sorted(name for name in files if "." not in name)
    forms = {}
    for name in names:
        translations = [files[key] for key in sorted(files) if key.startswith(f"{name}.")]
        forms[name] = _Reader(files[name], translations).form()
    return MappingProxyType(forms)


def _read(file: Traversable) -> dict[str, Any]:
    try:
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise KnowledgeError(file.name, "whole file", str(error)) from error
    if not isinstance(data, dict):
        raise KnowledgeError(file.name, "whole file", "no mapping")
    return data


def _several(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(str(item) for item in value) if isinstance(value, list) else (str(value),)


class _Reader:
    """Joins a form's own file with its translations."""

    def __init__(self, file: Traversable, translations: Iterable[Traversable]) -> None:
        self.file = file
        self.data = _read(file)
        self.language: str = self._need(self.data, "language", "form")
        self.translations: dict[str, dict[str, Any]] = {}
        for other in translations:
            data = _read(other)
            self.translations[str(data["language"])] = data

    def form(self) -> Form:
        name = str(self._need(self.data, "id", "form"))
        title = self._texts("title")
        questions = [section["questions"] for section in self._need(self.data, "sections", name)]
        known = {str(q["id"]) for section in questions for q in section}
        known |= {f"{q['id']}{part['id']}" for section in questions for q in section for part in q.get("parts", ())}
        self._check_translations(known)
        return Form(
            name=name,
            edition=int(self._need(self.data, "edition", name)),
            language=self.language,
            labels=MappingProxyType({language: words[0] for language, words in title.items()}),
            sections=tuple(self._section(name, section) for section in self.data["sections"]),
            footnotes=MappingProxyType({str(key): self._nested("footnotes", key) for key in self.data["footnotes"]}),
            **{key: self._texts(key) for key in _TEXTS},
        )

    def _check_translations(self, known: set[str]) -> None:
        for language, data in self.translations.items():
            unknown = sorted({str(key) for key in data.get("questions", {})} - known)
            if unknown:
                raise KnowledgeError(self.file.name, f"language {language}", f"no such questions: {unknown}")

    def _need(self, data: Mapping[str, Any], key: str, place: str) -> Any:
        if key not in data:
            raise KnowledgeError(self.file.name, place, f"{key!r} is missing")
        return data[key]

    def _texts(self, key: str) -> Words:
        return self._by_language(_several(self.data.get(key)), lambda data: _several(data.get(key)))

    def _nested(self, group: str, key: Any) -> Words:
        own = _several(self.data[group].get(key))
        return self._by_language(own, lambda data: _several(data.get(group, {}).get(key)))

    def _by_language(self, own: tuple[str, ...], read: Any) -> Words:
        words = {self.language: own} if own else {}
        words.update({language: found for language, data in self.translations.items() if (found := read(data))})
        return MappingProxyType(words)

    def _section(self, form: str, data: dict[str, Any]) -> Section:
        number = str(data["number"])
        titles = self._by_language((str(data["title"]),), lambda other: _several(other.get("sections", {}).get(number)))
        questions = []
        for entry in data["questions"]:
            name = str(entry["id"])
            questions.append(self._question(form, name, entry, entry))
            for part in entry.get("parts", ()):
                questions.append(self._question(form, f"{name}{part['id']}", part, entry))
        return Section(number=number, titles=titles, questions=tuple(questions))

    def _question(self, form: str, name: str, entry: dict[str, Any], parent: dict[str, Any]) -> Question:
        def of(data: dict[str, Any]) -> dict[str, Any]:
            questions = {str(key): value for key, value in data.get("questions", {}).items()}
            found = questions.get(name, {})
            return found if isinstance(found, dict) else {}

        def variants(data: dict[str, Any]) -> tuple[str, ...]:
            return (*_several(data.get("wording")), *_several(data.get("also")))

        part = entry is not parent
        return Question(
            name=f"{form}-{name}",
            number=str(entry.get("number", entry["id"])),
            kind=str(self._need(parent, "kind", name)),
            code=entry.get("code"),
            parent=f"{form}-{parent['id']}" if part else None,
            group="parts" in entry,
            labels=self._labels(entry["label"], lambda data: of(data).get("label")),
            wordings=self._by_language(variants(entry), lambda data: variants(of(data))),
            options=tuple(self._option(form, name, option, of) for option in entry.get("options", ())),
            fields=tuple(Field(name=key, wordings=self._nested("fields", key)) for key in entry.get("fields", ())),
            cues=self._by_language(_several(entry.get("cues")), lambda data: _several(of(data).get("cues"))),
        )

    def _option(self, form: str, question: str, entry: dict[str, Any], of: Any) -> Option:
        key = str(entry["id"])

        def variants(data: dict[str, Any]) -> tuple[str, ...]:
            also = of(data).get("also")
            return (*_several(of(data).get("options", {}).get(key)), *_several(also and also.get(key)))

        wordings = self._by_language(_several(entry["wording"]), variants)
        labels = {language: words[0].rstrip(".:") for language, words in wordings.items()}
        return Option(
            name=f"{form}-{question}-{key}", code=entry.get("code"), labels=MappingProxyType(labels), wordings=wordings
        )

    def _labels(self, own: str, read: Any) -> Mapping[str, str]:
        labels = {self.language: own}
        labels.update({language: found for language, data in self.translations.items() if (found := read(data))})
        return MappingProxyType(labels)
