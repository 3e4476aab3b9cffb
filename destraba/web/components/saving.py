from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


def save_status() -> SafeString:
    """One quiet line that autosave.js fills; its words travel with it."""
    return format_html(
        '<span class="save-status" data-save-status data-saving="{}" data-saved="{}" '
        'data-merged="{}" data-offline="{}" data-signed-out="{}" data-conflict="{}" '
        'data-refused="{}" data-seconds="{}" data-minutes="{}">'
        '<span role="status"></span> <span data-when aria-hidden="true"></span></span>',
        _("Guardando…"),
        _("Guardado"),
        _("Guardado, junto con lo que escribió otra persona"),
        _("Sin conexión: se guarda en este equipo, y se enviará"),
        _("Su sesión terminó: el texto queda en este equipo. Entre de nuevo para enviarlo."),
        _("Otra persona escribió aquí: elija qué queda"),
        _("No se pudo guardar; el texto queda en este equipo"),
        _("hace {n} s"),
        _("hace {n} min"),
    )


def sortable(form_id: str) -> SafeString:
    """The attributes of an ordered list that sortable.js lets people rearrange."""
    return format_html(
        'data-sortable="{}" data-said="{}" data-failed="{}"',
        form_id,
        _("«{name}» es ahora el punto {place} de {all}"),
        _("El nuevo orden no se guardó; se dejó como estaba"),
    )
