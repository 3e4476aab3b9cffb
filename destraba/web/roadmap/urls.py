from django.urls import path

from . import comparing, views

urlpatterns = [
    path("", views.latest, name="roadmap"),
    path("nueva/", views.new, name="roadmap-new"),
    path("vigencia/", views.keep, name="roadmap-kept"),
    path("comparar/", comparing.choose, name="roadmap-comparing"),
    path("<int:number>/", views.revision, name="roadmap-revision"),
    path("<int:number>.docx", views.docx, name="roadmap-revision-docx"),
    path("<int:number>/comparada/<int:other>/", comparing.comparison, name="roadmap-comparison"),
    path("<int:number>/comparada/<int:other>.docx", comparing.docx, name="roadmap-comparison-docx"),
]
