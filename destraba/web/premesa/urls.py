from django.urls import path

from . import deciding, diagnosis, grouping, notebook, views

urlpatterns = [
    path("", views.premesa, name="premesa"),
    path("escuchas/nueva/", notebook.hear, name="listening-new"),
    path("escuchas/<int:note>/", notebook.detail, name="listening-note"),
    path("escuchas/<int:note>/edicion/", notebook.correct, name="listening-edit"),
    path("escuchas/<int:note>/retiro/", notebook.take_back, name="listening-withdrawal"),
    path("agrupacion/", grouping.page, name="premesa-grouping"),
    path("agrupacion/<int:statement>/salida/", grouping.leave, name="premesa-leaving"),
    path("agrupacion/<int:event>/reversa/", grouping.undo, name="premesa-undo"),
    path("diagnostico/", diagnosis.page, name="diagnosis"),
    path("diagnostico/edicion/", diagnosis.edit, name="diagnosis-edit"),
    path("diagnostico.docx", diagnosis.document, name="diagnosis-docx"),
    path("decision/", deciding.page, name="premesa-decision"),
]
