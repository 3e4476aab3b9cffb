"""What is carried away as a file, under the name that it will have there."""

from django.http import HttpResponse

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def download(content, name, *, kind):
    """`name` has its extension, and no letter that a header would not take."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)


def word(content, name):
    """A document for the word processor."""
    return download(content, f"{name}.docx", kind=WORD)
