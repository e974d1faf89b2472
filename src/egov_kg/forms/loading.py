"""Reading the questionnaires' data files: ``FORM.yaml`` in the form's own words, ``FORM.LANGUAGE.yaml`` beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from types import MappingProxyType

from egov_kg.errors import KnowledgeError
from egov_kg.forms.form import Field, Form, Option, Question, Section, Words
from egov_kg.forms.yaml_node import Node
from egov_kg.identifiers import fold


@lru_cache(maxsize=1)
def load_forms() -> Mapping[str, Form]:
    """Every questionnaire we know, by the local name of its code; raises KnowledgeError for a file that is wrong."""
    folder = resources.files("egov_kg.forms")
    files = {file.name.removesuffix(".yaml"): file for file in folder.iterdir() if file.name.endswith(".yaml")}
    names = sorted(name for name in files if "." not in name)
    return MappingProxyType({
        name: read_form(files[name], [files[key] for key in sorted(files) if key.startswith(f"{name}.")])
        for name in names
    })  # fmt: skip


def read_forms(files: Iterable[Traversable]) -> tuple[Form, ...]:
    """Questionnaires of a person's own; raises KnowledgeError for a file that is wrong or a name that stands twice."""
    known = dict(load_forms())
    found = []
    for file in files:
        form = read_form(file)
        if form.name in known:
            raise KnowledgeError(file.name, "id", f"there is a form {form.name!r} already; give it another name")
        known[form.name] = form
        found.append(form)
    return tuple(found)


def read_form(file: Traversable, translations: Iterable[Traversable] = ()) -> Form:
    """One questionnaire from its data files."""
    return _Reader(Node.read(file), [Node.read(translation) for translation in translations]).form()


class _Reader:
    """Joins a form's own file with its translations."""

    def __init__(self, own: Node, translations: Iterable[Node]) -> None:
        self.own = own
        self.name = own.text("id")
        self.language = own.text("language")
        self.translations = {node.text("language"): node for node in translations}

    def form(self) -> Form:
        title = self._texts("title")
        sections = tuple(self._section(section) for section in self.own.children("sections"))
        self._check_translations({question.name for section in sections for question in section.questions})
        edition = self.own.text("edition")
        if not edition.isdecimal() or fold(self.name) != self.name:
            reason = "'edition' is a year and 'id' a name of small letters, digits and single hyphens"
            raise KnowledgeError(self.own.file, "whole file", reason)
        if not any(section.questions for section in sections):
            raise KnowledgeError(self.own.file, "sections", "it holds no question")
        return Form(
            name=self.name,
            edition=int(edition),
            language=self.language,
            labels=MappingProxyType({language: words[0] for language, words in title.items()}),
            sections=sections,
            title=title,
            intro=self._texts("intro"),
            authorization=self._texts("authorization"),
            thanks=self._texts("thanks"),
            running_heads=self._texts("running_heads"),
            placeholders=self._texts("placeholders"),
            placeholder_patterns=self._texts("placeholder_patterns"),
            answer_labels=self._texts("answer_labels"),
            country_labels=self._texts("country_labels"),
            date_labels=self._texts("date_labels"),
            footnotes=MappingProxyType({
                number: self._texts(number, lambda node: node.child("footnotes"))
                for number in self.own.child("footnotes").data
            }),
        )  # fmt: skip

    def _check_translations(self, known: set[str]) -> None:
        for node in self.translations.values():
            unknown = sorted(key for key in node.child("questions").data if f"{self.name}-{key}" not in known)
            if unknown:
                raise KnowledgeError(node.file, "questions", f"no such questions in the form: {unknown}")

    def _texts(self, key: str, within: Callable[[Node], Node] = lambda node: node) -> Words:
        return self._words(within(self.own).texts(key), lambda node: within(node).texts(key))

    def _words(self, own: tuple[str, ...], read: Callable[[Node], tuple[str, ...]]) -> Words:
        words = {self.language: own, **{language: read(node) for language, node in self.translations.items()}}
        return MappingProxyType({language: texts for language, texts in words.items() if texts})

    def _section(self, section: Node) -> Section:
        number = section.text("number")
        questions = []
        for question in section.children("questions"):
            questions.append(self._question(question, None))
            questions += [self._question(part, question) for part in question.children("parts")]
        titles = self._words((section.text("title"),), lambda node: node.child("sections").texts(number))
        return Section(number=number, titles=titles, questions=tuple(questions))

    def _question(self, entry: Node, parent: Node | None) -> Question:
        key = (parent.text("id") if parent else "") + entry.text("id")

        def translated(node: Node) -> Node:
            return node.child("questions").child(key)

        return Question(
            name=f"{self.name}-{key}",
            number=entry.text_or_none("number") or entry.text("id"),
            kind=(parent or entry).text("kind"),
            code=entry.text_or_none("code"),
            parent=f"{self.name}-{parent.text('id')}" if parent else None,
            group=bool(entry.children("parts")),
            labels=_first(self._words((entry.text("label"),), lambda node: translated(node).texts("label"))),
            wordings=self._words(
                (entry.text("wording"), *entry.texts("also")),
                lambda node: (*translated(node).texts("wording"), *translated(node).texts("also")),
            ),
            options=tuple(self._option(key, option, translated) for option in entry.children("options")),
            fields=tuple(
                Field(name=name, wordings=self._texts(name, lambda node: node.child("fields")))
                for name in entry.texts("fields")
            ),
            cues=self._words(entry.texts("cues"), lambda node: translated(node).texts("cues")),
        )

    def _option(self, question: str, entry: Node, translated: Callable[[Node], Node]) -> Option:
        key = entry.text("id")
        wordings = self._words(
            (entry.text("wording"), *entry.texts("also")),
            lambda node: (
                *translated(node).child("options").texts(key),
                *translated(node).child("option_variants").texts(key),
            ),
        )
        return Option(
            name=f"{self.name}-{question}-{key}",
            code=entry.text_or_none("code"),
            labels=_first(wordings),
            wordings=wordings,
        )


def _first(words: Words) -> Mapping[str, str]:
    """The preferred label of each language: the first wording without the stop or colon that ends it."""
    return MappingProxyType({language: texts[0].rstrip(".: ") for language, texts in words.items()})
