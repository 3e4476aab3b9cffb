from django.urls import path

from . import changes, inviting, views

urlpatterns = [
    path("", views.organizations, name="directory"),
    path("personas/", views.people, name="people"),
    path("organizaciones/nueva/", changes.register_organization, name="organization-new"),
    path("organizaciones/<int:pk>/", views.organization, name="organization"),
    path("organizaciones/<int:pk>/nombre/", changes.rename, name="organization-name"),
    path("organizaciones/<int:pk>/cargos/nuevo/", changes.take_post, name="organization-post"),
    path("personas/nueva/", changes.register_person, name="person-new"),
    path("personas/<int:pk>/", views.person, name="person"),
    path("personas/<int:pk>/invitacion/", inviting.invite, name="person-invitation"),
]
