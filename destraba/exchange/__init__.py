"""The programme file: a whole programme in one text that people can read, write and keep.

Its format is told in docs/formato-programa.md. What travels is declared once, noun by noun, in
`nouns/`; the schema, the reading and the writing all follow from there.
"""
