from django.urls import path

from . import views

urlpatterns = [
    path("", views.latest, name="roadmap"),
    path("nueva/", views.new, name="roadmap-new"),
    path("<int:number>/", views.revision, name="roadmap-revision"),
    path("<int:number>.docx", views.docx, name="roadmap-revision-docx"),
]
