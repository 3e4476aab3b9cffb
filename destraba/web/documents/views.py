"""Files leave as attachments, to who may see what they are attached to."""

from django.db.models import Q
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from destraba.documents.models import Document
from destraba.mesas.models import Cause, Commitment


@require_safe
def download(request, ref):
    promised = Q(fulfilments__commitment__in=Commitment.objects.seen_whole_by(request.user))
    shown = Q(causes__in=Cause.objects.visible_to(request.user))
    attached = Document.objects.filter(promised | shown).distinct()
    # An import may tell of a file whose bytes did not travel.
    attached = attached.exclude(file="")
    document = get_object_or_404(attached, ref=ref)
    return FileResponse(
        document.file.open("rb"),
        as_attachment=True,
        filename=document.name,
        content_type=document.content_type,
    )
