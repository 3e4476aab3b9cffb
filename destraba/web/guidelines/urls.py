from django.urls import path

from . import answering, proposing, views

urlpatterns = [
    path("lineamientos/", views.listing, name="guidelines"),
    path("lineamientos/nuevo/", proposing.propose, name="guideline-new"),
    path("lineamientos/<int:pk>/", views.detail, name="guideline"),
    path("lineamientos/<int:pk>/<slug:step>/", answering.answer, name="guideline-step"),
]
