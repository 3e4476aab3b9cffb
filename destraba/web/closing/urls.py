from django.urls import path

from . import correction, record, views

urlpatterns = [
    path("<int:pk>/cierre/", views.close, name="meeting-closing"),
    path("<int:pk>/registro/", record.read, name="meeting-record"),
    path("<int:pk>/registro/correccion/", correction.correct, name="meeting-record-correction"),
    path("<int:pk>/registro.docx", record.docx, name="meeting-record-docx"),
]
