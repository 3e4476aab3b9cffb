from django.urls import path

from . import changes, views

urlpatterns = [
    path("", views.listing, name="figures"),
    path("nuevo/", changes.take, name="figures-new"),
    path("<int:pk>/", views.detail, name="figures-snapshot"),
    path("<int:pk>/cifras.csv", views.sheet, name="figures-csv"),
    path("<int:pk>/cifras.docx", views.docx, name="figures-docx"),
    path("<int:pk>/comparacion.docx", views.comparison_docx, name="figures-comparison-docx"),
    path("<int:pk>/comparacion/", views.comparison, name="figures-comparison"),
    path("<int:pk>/publicacion/", changes.publish, name="figures-publication"),
    path("<int:pk>/retiro/", changes.unpublish, name="figures-withdrawal"),
    path("<int:pk>/<slug:code>/", views.behind, name="figures-behind"),
]
