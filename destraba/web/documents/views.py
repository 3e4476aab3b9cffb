"""Files leave as attachments, to who may see what they are attached to."""

from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from destraba.documents.models import Document
from destraba.mesas.models import Commitment


@require_safe
def download(request, ref):
    seen = Commitment.objects.visible_to(request.user)
    attached = Document.objects.filter(fulfilments__commitment__in=seen).distinct()
    # An import may tell of a file whose bytes did not travel.
    attached = attached.exclude(file="")
    document = get_object_or_404(attached, ref=ref)
    return FileResponse(
        document.file.open("rb"),
        as_attachment=True,
        filename=document.name,
        content_type=document.content_type,
    )
